import { z } from 'zod';
import { code } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, fen, text, validity } from './schemas';

/** Discretion benchmarks (裁量基准, 处罚法 34) on the stream of the enforcement item that they belong to. */

const tier = z.strictObject({
  code,
  /** 违法程度: what the tier is called. */
  name: text(100),
  /** How it stands to the statutory range: within it, or below it on a ground of 减轻. */
  grade: z.enum(['mitigated', 'lighter', 'normal', 'heavier']),
  /** 条件: the circumstances that lead to the tier. */
  factors: z
    .array(z.strictObject({ code, text: text(400) }))
    .min(1)
    .max(30),
  /** 种类. */
  kinds: z.array(code).min(1).max(10),
  /** 幅度, by kind of party; none where the tier has no fine. */
  ranges: z
    .array(
      z.strictObject({
        kind: z.enum(['citizen', 'organisation', 'individual-business']),
        minFen: fen,
        maxFen: fen,
      }),
    )
    .max(3),
  /** 标准, 方式 and 时限, in words. */
  standard: text(2000),
  manner: text(400).exactOptional(),
  time: text(400).exactOptional(),
});

export const BenchmarkPublished = defineEvent('BenchmarkPublished', 1, {
  zh: '裁量基准公布',
  en: 'Discretion benchmark published',
  data: z.strictObject({
    /** The normative document that lays it down. */
    document: z.strictObject({ title: text(200), number: text(100).exactOptional() }),
    /** Kind of act: `penalty`, `licence` … */
    act: code,
    tiers: z.array(tier).min(1).max(30),
    published: civilDate,
    ...validity,
  }),
});

export const BenchmarkRetired = defineEvent('BenchmarkRetired', 1, {
  zh: '裁量基准废止',
  en: 'Discretion benchmark retired',
  data: z.strictObject({ act: code, from: civilDate }),
});

export const benchmarkEvents = [
  BenchmarkPublished,
  BenchmarkRetired,
] as unknown as readonly EventDefinition[];

export type BenchmarkEvent = EventOf<typeof BenchmarkPublished> | EventOf<typeof BenchmarkRetired>;
