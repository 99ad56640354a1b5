import type { DomainEvent } from '../../../kernel/event';
import type { BrokenRule } from '../../../kernel/guard';
import { yearOf } from '../../../kernel/time';
import type { ItemState } from '../../registers/item';
import type { Entry } from '../../registers/register';
import { ORDER, ruleName, violations, type Reservation } from '../../procedure';
import { actTables } from '../acts';
import type { CaseRecord, CaseStep } from '../case-step';
import { correctionsStage } from '../corrections/stage';
import type { CaseFacts } from '../facts';
import type { CaseState, Phase } from '../state';
import type { RecordOutOfBandFact } from './commands';

/** What an act that was done outside of the program broke, and what it leaves on record. */

/** The members that the questions below are about. */
export type Told = Pick<RecordOutOfBandFact, 'act' | 'paper'>;

/** The row of the act in the procedure of the case; a case that is not there yet has the rows that open one. */
export const rowOf = ({ act }: Told, { procedure }: CaseState): CaseStep | undefined =>
  actTables[procedure].find((row) => act instanceof row.command);

/** A correction is an act on the record itself: it has no other place to be done in. */
export const isCorrection = ({ act }: Told): boolean =>
  correctionsStage.steps.some((row) => act instanceof row.command);

/**
 * Phases that the world can pass over without a word of them being untrue. Nothing jumps from one line to another: what
 * comes after the filing needs a party and an organ, what comes after the decision needs the decision.
 */
const lines: readonly (readonly Phase[])[] = [
  ['opened', 'shown', 'recorded', 'informed'],
  ['clue', 'verified'],
  ['filed', 'investigating', 'concluded', 'noticed'],
  ['decided', 'delivered', 'closed', 'archived'],
];

/** Whether the row comes later in the same line, so that the steps between were skipped. */
const skipsAhead = ({ from }: CaseStep, phase: Phase): boolean =>
  lines.some((line) => {
    const now = line.indexOf(phase);
    return now >= 0 && line.some((each, place) => place > now && from.includes(each));
  });

/** Without its parameters a row cannot compute what it records. */
const UNSET = 'R-03 G-PACK';

/** Order that the world does not always keep, and without which the record is still true. */
const onlyOrder: ReadonlySet<string> = new Set([
  'G-ASSIGN',
  'G-FILE.verified',
  'G-STEP.told',
  'G-STEP.noticed',
]);

const nameOf = ({ code, guard }: Pick<BrokenRule, 'code' | 'guard'>): string =>
  ruleName({ code, name: guard });

/** What an act broke: what is told of it, and what keeps it out of the record. */
export interface Examined {
  readonly told: readonly BrokenRule[];
  readonly blocking: readonly BrokenRule[];
}

/**
 * Rules of law are told and never block: what was done was done. The order of the record blocks, since the ledger would
 * say what cannot be: a payment that nobody owes, evidence that is not there, a second end of the same thing.
 */
export function examined(command: Told, state: CaseState, facts: CaseFacts): Examined {
  const row = rowOf(command, state);
  if (row === undefined) return { told: [], blocking: [] };
  const found = violations(row, command.act, state, facts);
  const blocks = ({ code, guard }: BrokenRule): boolean => {
    if (guard === 'G-STEP') return !skipsAhead(row, state.phase);
    return code === ORDER ? !onlyOrder.has(guard) : nameOf({ code, guard }) === UNSET;
  };
  return { told: found.filter((each) => !blocks(each)), blocking: found.filter(blocks) };
}

/** The events that the act itself leaves; a rule that it broke does not stand among those that it kept. */
export function eventsOf(command: Told, state: CaseState, facts: CaseFacts): readonly CaseRecord[] {
  const row = rowOf(command, state);
  if (row === undefined) return [];
  const broken = examined(command, state, facts).told.map(nameOf);
  return row
    .record(wordsOf(command, broken) as never, state, asDone(command, broken, facts))
    .map((event) => ({ ...withoutBroken(event, broken), actors: facts.outOfBand?.acted ?? [] }));
}

/** What the record says of an act in the place of words that it lacked, by the rule that it broke so. */
const lacking: Readonly<Record<string, object>> = {
  'R-22 G-CASH.receipt': { receipt: '未开具专用票据' },
};

function wordsOf({ act }: Told, broken: readonly string[]): object {
  const instead = broken.map((rule) => lacking[rule] ?? {});
  return Object.assign(
    Object.create(Object.getPrototypeOf(act) as object) as object,
    act,
    ...instead,
  ) as object;
}

/**
 * The number is that of the paper; a second fine for one act is a fine all the same (R-24 tells of it); and where no norm
 * was in force (R-03 tells of it), those that the item names are what the paper went by.
 */
function asDone({ paper }: Told, broken: readonly string[], known: CaseFacts): CaseFacts {
  const { number: _number, fineHolder, ...facts } = known;
  const held = fineHolder?.case === facts.stream ? fineHolder : { case: facts.stream, s: '', n: -1 };
  const number = paper && { number: paper.number, seq: paper.seq, year: yearOf(facts.date), s: '', n: -1 };
  const { item } = facts;
  return {
    ...{ ...facts, fineHolder: held },
    ...(number === undefined ? {} : { number }),
    ...(item === undefined || !broken.includes('R-03 G-BASIS') ? {} : { item: asIfInForce(item) }),
  };
}

const asIfInForce = (item: Entry<ItemState>): Entry<ItemState> => ({
  ...item,
  state: {
    ...item.state,
    versions: item.state.versions.map((version) => ({
      ...version,
      basis: version.basis.map(({ until: _until, ...norm }) => ({ ...norm, ...always })),
    })),
  },
});

const always = { published: '0001-01-01', from: '0001-01-01' } as const;

/** Any record will do: to spread the union of all of them costs the compiler minutes. */
function withoutBroken<R extends DomainEvent>(record: R, broken: readonly string[]): R {
  const { reliance, ...data } = record.data as { readonly reliance?: { readonly rules: readonly string[] } };
  if (reliance === undefined) return record;
  const rules = reliance.rules.filter((rule) => !broken.includes(rule));
  return { ...record, data: { ...data, reliance: { ...reliance, rules } } };
}

/** What the act takes on other streams: its fine; the number of a document that exists is not given out again. */
export const reservationsOf = (command: Told, state: CaseState, facts: CaseFacts): readonly Reservation[] =>
  (rowOf(command, state)?.reserves?.(command.act as never, state, facts) ?? []).filter(
    ({ kind }) => kind === 'fine',
  );
