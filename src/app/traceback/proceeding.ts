import { signersOf, type TracingState } from '../../domain/tracing/state';
import { tracing } from '../../domain/tracing/tracing';
import type { CivilDate, Instant } from '../../kernel/time';
import {
  outcomeBodies,
  outcomeOf,
  type OutcomeBody,
  type OutcomeCode,
} from '../../law/answerability/outcomes';
import { fold } from '../fold';
import { refOf, type EventRef, type Leafed, type Point } from './case-record';

/** The tracing that a report belongs to. */
export interface TracingHead {
  readonly stream: string;
  readonly number: string;
  readonly organ: string;
  readonly supervisors: readonly string[];
  readonly opened: EventRef;
  /** The day on which it was opened. */
  readonly openedOn: CivilDate;
  readonly knownAt: Instant;
  readonly accidentOn?: CivilDate;
  /** The record still gives the report that was frozen at the opening. */
  readonly agrees: boolean;
}

/** What a person said to it. His words are not here: the leaf of the event commits to them. */
export interface StatementOnRecord extends Point {
  readonly id: string;
  readonly code: 'given' | 'declined' | 'not-reached';
  readonly person: string;
  readonly by: 'himself' | 'tracing-officer';
  readonly on: CivilDate;
  /** When he was shown what the report says of him. */
  readonly shown?: EventRef;
}

/** A proposal to the body that decides; it decides nothing itself. */
export interface Recommendation {
  readonly id: string;
  /** Absent: the organ. */
  readonly person?: string;
  readonly measure: OutcomeCode;
  /** Step of the ladder of D.7; organs have none. */
  readonly step?: string;
  readonly zh: string;
  readonly en: string;
  readonly body: OutcomeBody;
  readonly bodyZh: string;
  readonly bodyEn: string;
  readonly service?: string;
  readonly basis: readonly { readonly norm: string; readonly article: string }[];
  readonly event: EventRef;
}

/** A signature under the report, and whether it is under the report as it stands. */
export interface Signature {
  readonly officer: string;
  readonly on: CivilDate;
  readonly report: string;
  readonly holds: boolean;
  readonly event: EventRef;
}

/** What a tracing adds to the report on its finding. */
export interface Proceeding {
  readonly head: TracingHead;
  readonly statements: readonly StatementOnRecord[];
  readonly recommendations: readonly Recommendation[];
  /** Absent where no accident gave rise to it. */
  readonly accident?: { readonly test?: Point };
}

const outcomesOfHearing = {
  given: { zh: '已作陈述申辩', en: 'stated his case' },
  declined: { zh: '放弃陈述申辩', en: 'declined to' },
  'not-reached': { zh: '未能听取', en: 'could not be reached' },
} as const;

const relations = {
  direct: { zh: '履职行为与事故有直接关系', en: 'directly related' },
  none: { zh: '履职行为与事故没有直接关系，不就事故追究', en: 'not directly related: no pursuit for it' },
  'not-provable': { zh: '是否有直接关系，记录无法证明', en: 'whether it is related is not provable' },
} as const;

/** The fold of a tracing. */
export const stateOf = (records: readonly Leafed[]): TracingState =>
  fold(
    tracing,
    records.map(({ event }) => event),
  );

/** @param agrees whether the record still gives the report that the opening names */
export function proceedingOf(records: readonly Leafed[], agrees: boolean): Proceeding | undefined {
  const state = stateOf(records);
  const { opened, causation } = state;
  const [first] = records;
  if (opened === undefined || first === undefined) return undefined;
  const at = placesIn(records);
  const { organ, number, supervisors, knownAt, accidentOn } = opened;
  const test: Point | undefined =
    causation === undefined
      ? undefined
      : { code: causation.relation, ...relations[causation.relation], events: [at(causation.n)] };
  return {
    head: {
      ...{ stream: first.event.meta.stream, number, organ, supervisors, knownAt, agrees },
      ...{ opened: at(opened.n), openedOn: first.event.meta.legal.d },
      ...(accidentOn === undefined ? {} : { accidentOn }),
    },
    statements: statementsOf(state, records),
    recommendations: recommendationsOf(state, records),
    ...(accidentOn === undefined ? {} : { accident: test === undefined ? {} : { test } }),
  };
}

/** Signatures under the report, whatever its hash was when they were given. */
export const signaturesOf = (records: readonly Leafed[], report: string): readonly Signature[] => {
  const state = stateOf(records);
  const holding = signersOf(state, report);
  const at = placesIn(records);
  return state.signatures.map(({ officer, report: signed, n }) => ({
    ...{ officer, on: dayIn(records, n), report: signed, event: at(n) },
    holds: signed === report && holding.has(officer),
  }));
};

function statementsOf(
  { heard, shown }: TracingState,
  records: readonly Leafed[],
): readonly StatementOnRecord[] {
  const at = placesIn(records);
  return heard.map(({ id, person, outcome, by, shown: after, n }) => ({
    ...{ id, code: outcome, ...outcomesOfHearing[outcome], person, by, on: dayIn(records, n) },
    events: [at(n)],
    ...(after === undefined || !shown.some((each) => each.n === after) ? {} : { shown: at(after) }),
  }));
}

function recommendationsOf(
  { proposals }: TracingState,
  records: readonly Leafed[],
): readonly Recommendation[] {
  const at = placesIn(records);
  return proposals.map(({ id, person, measure, body, service, basis, n }) => {
    const { zh, en, step } = outcomeOf(measure as OutcomeCode);
    const by = outcomeBodies[body as OutcomeBody];
    return {
      ...{ id, measure: measure as OutcomeCode, zh, en, body: body as OutcomeBody },
      ...(person === undefined ? {} : { person }),
      ...(step === undefined ? {} : { step }),
      ...(service === undefined ? {} : { service }),
      ...{ bodyZh: by.zh, bodyEn: by.en, event: at(n) },
      basis: basis.map(({ norm, article }) => ({ norm, article })),
    };
  });
}

const placesIn =
  (records: readonly Leafed[]) =>
  (n: number): EventRef => {
    const record = records[n];
    if (record === undefined) throw new TypeError(`no event ${n} of the tracing`);
    return refOf(record);
  };

const dayIn = (records: readonly Leafed[], n: number): CivilDate => records[n]?.event.meta.legal.d ?? '';
