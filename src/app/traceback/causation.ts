import { consequence, nothingYet } from '../../../projections/accountability/consequences';
import { definitionOf } from '../../events/codec';
import { citationEn, citationZh } from '../../law/article';
import { askedResults } from '../../law/answerability/results';
import type { AnswerabilityRow } from '../../law/violations/row';
import type { CaseRecord, EventRef, Point } from './case-record';
import type { Finding } from './finding';

/** How the deviation led on (D.3 step 5). */
export interface Causation {
  /** Asked for where an accident of the party gave rise to the tracing; a finding or a reversal goes on without it. */
  readonly asked: boolean;
  readonly zh: string;
  readonly en: string;
  /** What the tracing officers found of the relation to an accident. */
  readonly test?: Point;
  /** From the deviation on, each act that followed from it or from one that did, in the order of the log. */
  readonly course: readonly CourseStep[];
  /** Results that norms of liability ask for, and whether the record shows them. */
  readonly results: readonly ShownResult[];
}

/** An act of the course, with the earlier acts of the course that it followed from. */
export interface CourseStep extends EventRef {
  readonly zh: string;
  readonly en: string;
  readonly follows: readonly number[];
}

export interface ShownResult {
  readonly normZh: string;
  readonly normEn: string;
  readonly zh: string;
  readonly en: string;
  readonly shown: 'yes' | 'not-on-record';
  readonly events: readonly EventRef[];
}

const notAsked = {
  asked: false,
  zh: '本次倒查不因当事人事故引起，程序违法的认定不以因果关系为条件；以结果为条件的规范逐条检验如下',
  en: 'no accident of the party gave rise to this; a breach of procedure goes on without causation. Norms that ask for a result are tested below',
} as const;

const asked = {
  asked: true,
  zh: '因当事人事故倒查：履职行为与事故没有直接关系的，不就事故追究；程序上的认定可以保留',
  en: 'an accident gave rise to this: without a direct relation nobody is pursued for it; a finding on procedure may remain',
} as const;

/** @param accident whether the tracing was opened for one, and what its officers found */
export function causationOf(
  finding: Finding,
  rows: readonly AnswerabilityRow[],
  record: CaseRecord,
  accident?: { readonly test?: Point },
): Causation {
  return {
    ...(accident === undefined ? notAsked : asked),
    ...(accident?.test === undefined ? {} : { test: accident.test }),
    course: courseOf(finding, record),
    results: resultsOf(rows, record),
  };
}

function courseOf({ evidence }: Finding, record: CaseRecord): readonly CourseStep[] {
  const stream = record.records[0]?.event.meta.stream;
  const starts = new Set(evidence.flatMap((each) => (each.stream === stream ? [each.revision] : [])));
  const first = Math.min(...starts);
  const reached = new Set<number>();
  const steps: CourseStep[] = [];
  let memory = nothingYet;
  for (const event of record.events) {
    const { revision } = event.meta;
    // What came before the deviation cannot have followed from it.
    if (revision < first) continue;
    const found = consequence(event, memory);
    memory = found.memory;
    const follows = found.follows.filter((earlier) => reached.has(earlier));
    if (!starts.has(revision) && follows.length === 0) continue;
    reached.add(revision);
    const { zh, en } = definitionOf(event.type);
    steps.push({ ...record.ref(event), zh, en, follows });
  }
  return steps;
}

const resultsOf = (rows: readonly AnswerabilityRow[], record: CaseRecord): readonly ShownResult[] =>
  askedResults
    .filter((each) => each.rows === undefined || each.rows.some((row) => rows.includes(row)))
    .map(({ basis, result, shownBy }) => {
      const events = record.refs(record.of(shownBy));
      return {
        ...{ normZh: citationZh(basis), normEn: citationEn(basis), ...result },
        ...{ shown: events.length > 0 ? 'yes' : 'not-on-record', events },
      };
    });
