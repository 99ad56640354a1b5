import type { Recorded } from '../../kernel/event';
import type { BenchmarkEvent } from '../../events/benchmark.events';
import type { CivilDate } from '../../kernel/time';
import type { FineRange } from './fine-range';
import { covers, endedFrom, lastBegun, type Validity } from './register';

/** A tier (裁量阶次): circumstances, and what they lead to. */
export interface BenchmarkTier {
  readonly code: string;
  readonly name: string;
  readonly grade: 'mitigated' | 'lighter' | 'normal' | 'heavier';
  readonly factors: readonly { readonly code: string; readonly text: string }[];
  readonly kinds: readonly string[];
  readonly ranges: readonly FineRange[];
}

/** One version of the benchmark of an item. */
export interface BenchmarkVersion extends Validity {
  readonly act: string;
  readonly tiers: readonly BenchmarkTier[];
  readonly published: CivilDate;
}

/** The benchmarks of an item, in the order of their record. */
export interface Benchmarks {
  readonly benchmarks: readonly BenchmarkVersion[];
}

/** Fold of the benchmarks on the stream of an item. */
export function evolveBenchmarks<S extends Benchmarks>(state: S, event: Recorded<BenchmarkEvent>): S {
  if (event.type === 'BenchmarkPublished') {
    return { ...state, benchmarks: [...state.benchmarks, event.data] };
  }
  const { act, from } = event.data;
  return { ...state, benchmarks: endedFrom(state.benchmarks, (each) => each.act === act, from) };
}

/** The benchmark for a kind of act that is in force and published on a day; nothing where there is none: that refuses nothing. */
export function benchmarkAt(
  { benchmarks }: Benchmarks,
  date: CivilDate,
  act = 'penalty',
): BenchmarkVersion | undefined {
  const version = lastBegun(
    benchmarks.filter((each) => each.act === act && each.published <= date),
    date,
  );
  return version !== undefined && covers(version, date) ? version : undefined;
}

/** A tier of the benchmark in force on a day, by its code. */
export const tierOf = (
  benchmarks: Benchmarks,
  date: CivilDate,
  code: string,
  act = 'penalty',
): BenchmarkTier | undefined => benchmarkAt(benchmarks, date, act)?.tiers.find((each) => each.code === code);
