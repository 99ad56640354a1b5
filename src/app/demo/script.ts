import type { LegalTime } from '../../kernel/time';
import type { Category } from '../bus/command-catalogue';

/** Texts that a step brings along; they are uploaded as files of the case first. */
export type Enclosures = Readonly<Record<string, string>>;
/** What nobody can know before a step is played. */
export interface Given {
  /** The address of an uploaded file, by its name among the enclosures. */
  readonly enclosed: (name: string) => string;
  /** Number of the decision of the case; empty where it has none. */
  readonly decision: string;
  /** Of a tracing: hash of its report as it stands. */
  readonly report: string;
}

/** One command of a scenario: who sends it, when, to which stream, and what becomes of it. Plain data, made from a seed. */
export interface ScriptStep {
  /** Names the step among all of its scenario. */
  readonly name: string;
  /** When it is recorded, epoch milliseconds. */
  readonly recordedAt: number;
  readonly occurred: LegalTime;
  /** Stream of the account that sends it; absent: whoever sets the registers up. */
  readonly by?: string;
  readonly category: Category;
  /** `file-case`; of what is sealed `sealed/record-interference` */
  readonly slug: string;
  /** Of what is sealed: the case that it is about. */
  readonly stream: string;
  readonly organ?: string;
  readonly commandId: string;
  readonly body: object | ((given: Given) => object);
  readonly enclosures?: Enclosures;
  /** An unlawful attempt: rules that refuse it, among others. */
  readonly refused?: readonly string[];
}

/** A script under way: its next step and those after it. */
interface UnderWay {
  readonly next: ScriptStep;
  readonly rest: Iterator<ScriptStep>;
}

/**
 * Steps of several scripts as one, by recorded time; of two at the same moment that of the earlier script. Each script has
 * its steps in that order already. Scripts are asked for one by one, in the order of their first steps, so that a long
 * scenario is never in memory as a whole.
 */
export function* interleaved(scripts: Iterable<readonly ScriptStep[]>): Generator<ScriptStep> {
  const source = scripts[Symbol.iterator]();
  const underWay: UnderWay[] = [];
  let upcoming = begin(source);
  for (;;) {
    const earliest = earliestOf(underWay);
    if (upcoming !== undefined && (earliest === -1 || isBefore(upcoming, underWay[earliest]))) {
      underWay.push(upcoming);
      upcoming = begin(source);
      continue;
    }
    const [current] = earliest === -1 ? [] : underWay.splice(earliest, 1);
    if (current === undefined) return;
    yield current.next;
    const following = current.rest.next();
    if (following.done !== true) underWay.splice(earliest, 0, { ...current, next: following.value });
  }
}

/** The next script that has a step at all. */
function begin(source: Iterator<readonly ScriptStep[]>): UnderWay | undefined {
  for (let each = source.next(); each.done !== true; each = source.next()) {
    const rest = each.value[Symbol.iterator]();
    const first = rest.next();
    if (first.done !== true) return { next: first.value, rest };
  }
  return undefined;
}

/** Place of the script whose next step comes first; -1 where there is none. */
function earliestOf(scripts: readonly UnderWay[]): number {
  let earliest = -1;
  for (const [place, each] of scripts.entries()) if (isBefore(each, scripts[earliest])) earliest = place;
  return earliest;
}

const isBefore = (one: UnderWay, other: UnderWay | undefined): boolean =>
  other === undefined || one.next.recordedAt < other.next.recordedAt;
