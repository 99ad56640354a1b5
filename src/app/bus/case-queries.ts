import { cases } from '../../../projections/cases/cases.projection';
import { searchCases } from '../../../projections/cases/cases.search';
import type { CaseFilter, CaseRow, TwoClocks } from '../../../projections/cases/cases.filter';
import { caseOn, listCases, namesOf, timeline } from '../../../projections/cases/cases.queries';
import type { CaseTrace } from '../../../projections/accountability/trace';
import { clocksOfCases, type ClockRow } from '../../../projections/supervision/clock.queries';
import { supervision } from '../../../projections/supervision/supervision.projection';
import { caseActions, penaltyCase } from '../../domain/penalty-case/decider';
import type { CaseFacts } from '../../domain/penalty-case/facts';
import { organOf } from '../../domain/penalty-case/state';
import type { Action } from '../../domain/procedure';
import { slugOf } from '../../domain/slug';
import type { Role } from '../../events/account.events';
import type { BrokenRule } from '../../kernel/guard';
import { legalDay } from '../../kernel/time';
import { inScope } from '../accounts/principals';
import type { CommandMeta } from '../command-path';
import { actorsIn, caseView, handlesIn, timelineView, type CaseView, type TimelineView } from './case-view';
import type { CommandRoute } from './command-catalogue';
import { overdueCases } from './overdue-cases';
import { AnswerNotFound, answering, organFilter, Question, type Asking, type Reading } from './queries';

/** What narrows a list. `overdue`: a period that somebody in the organ answers for has run out. */
export type CaseListFilter = Omit<CaseFilter, 'organs'> & {
  readonly organ?: string;
  readonly overdue?: boolean;
};

/** Which cases, on which clocks, which page. */
export interface CaseListAsking extends Asking {
  readonly filter: CaseListFilter;
  readonly clocks: TwoClocks;
  /** Search text, looked for as things read now. */
  readonly text?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** One case on two clocks. */
export interface CaseAsking extends Asking {
  readonly stream: string;
  readonly clocks: TwoClocks;
}

export interface CasePage {
  readonly items: readonly CaseView[];
  readonly next?: string;
}

/** A case with the periods that run or ran in it. */
export interface CaseDetail extends CaseView {
  readonly clocks: readonly ClockRow[];
}

/** An action as a door shows it: where it is sent, and whether the asker has a role for it. */
export interface ActionView extends Omit<Action, 'command'> {
  readonly command: string;
  readonly slug: string;
  readonly yours: boolean;
}

export class ListCases extends Question<CaseListAsking, CasePage> {}
export class ReadCase extends Question<CaseAsking, CaseDetail> {}
export class ReadTimeline extends Question<CaseAsking, { readonly items: readonly TimelineView[] }> {}
export class TraceCase extends Question<CaseAsking, CaseTrace> {}
export class CaseActions extends Question<
  Asking & { readonly stream: string; readonly roles: readonly Role[]; readonly by: string },
  { readonly phase: string; readonly items: readonly ActionView[] }
> {}

/** What a command would meet, as its sender would send it. */
export interface DryRunAsking extends Asking {
  /** A case that is there, or the name that a new one would bear. */
  readonly stream: string;
  readonly route: CommandRoute;
  readonly command: object;
  readonly meta: CommandMeta;
  readonly roles: readonly Role[];
}

/** Every rule that a command would break. */
export interface DryRunView {
  readonly command: string;
  readonly slug: string;
  /** Phase of the case now; `none` for one that is not there yet. */
  readonly phase: string;
  readonly yours: boolean;
  readonly possible: boolean;
  readonly broken: readonly BrokenRule[];
}

export class DryRunCase extends Question<DryRunAsking, DryRunView> {}

async function list(reading: Reading, asking: CaseListAsking): Promise<CasePage> {
  const { scope, filter, clocks, text, limit, cursor } = asking;
  const reader = reading.readers.of(cases, scope);
  const { organ, overdue, ...narrowed } = filter;
  const wanted = { ...narrowed, ...organFilter(scope, organ) };
  const page = { limit, ...(cursor === undefined ? {} : { after: cursor }) };
  const { rows, next } =
    text !== undefined
      ? await searchCases(reader, text, wanted, page, clocks)
      : overdue === true
        ? await overdueCases(reading, wanted, clocks, page)
        : await listCases(reader, wanted, clocks, page);
  const names = await namesOf(reader, handlesIn(rows));
  return { items: rows.map((row) => caseView(row, names)), ...(next === undefined ? {} : { next }) };
}

/** The row of a case inside the scope, on its clocks. @throws AnswerNotFound */
async function rowOf(reading: Reading, { stream, clocks, scope }: CaseAsking): Promise<CaseRow> {
  const row = await caseOn(reading.readers.of(cases, scope), stream, clocks);
  if (row === undefined || !inScope(scope, row.organ ?? undefined)) throw new AnswerNotFound(stream);
  return row;
}

async function detail(reading: Reading, asking: CaseAsking): Promise<CaseDetail> {
  const row = await rowOf(reading, asking);
  const names = await namesOf(reading.readers.of(cases), handlesIn([row]));
  const clocks = await clocksOfCases(reading.readers.of(supervision), [asking.stream], asking.clocks);
  return { ...caseView(row, names), clocks };
}

async function timelineOf(reading: Reading, asking: CaseAsking): Promise<{ items: readonly TimelineView[] }> {
  await rowOf(reading, asking);
  const reader = reading.readers.of(cases);
  const rows = await timeline(reader, asking.stream, asking.clocks);
  const names = await namesOf(reader, actorsIn(rows));
  return { items: rows.map((row) => timelineView(row, names)) };
}

async function trace(reading: Reading, { stream, clocks, scope }: CaseAsking): Promise<CaseTrace> {
  const found = await reading.readers.trace(stream, clocks);
  if (found.acts.length === 0 || !inScope(scope, found.header.organ?.u)) throw new AnswerNotFound(stream);
  return found;
}

/** What may be done in a case now, by the file and the registers. @throws AnswerNotFound */
export async function actionsOf(
  reading: Reading,
  { stream, roles, by, scope }: CaseActions['asking'],
): Promise<{ readonly phase: string; readonly items: readonly ActionView[] }> {
  const { commanding } = reading;
  const { state } = await commanding.path.load(penaltyCase, stream);
  if (state.phase === 'none' || !inScope(scope, organOf(state))) throw new AnswerNotFound(stream);
  const asked = {
    commandId: '',
    occurred: legalDay(reading.today()),
    actors: [{ u: by, role: roles[0] ?? 'none' }],
  };
  // Some rules ask whether he may decide who gives the command: of an approver that is himself.
  const given = roles.includes('approver') ? { approver: by } : {};
  const { facts } = await commanding.handlings.case.gather(given, state, asked, stream);
  const items = caseActions(state, facts as CaseFacts).map((action) => ({
    ...action,
    slug: slugOf(action.command),
    yours: action.who.some((role) => roles.includes(role)),
  }));
  return { phase: state.phase, items };
}

async function dryRun({ commanding }: Reading, asking: DryRunAsking): Promise<DryRunView> {
  const { stream, route, command, meta, roles } = asking;
  const { state } = await commanding.path.load(penaltyCase, stream);
  const broken = await commanding.path.examine(commanding.handlings.case, stream, command, meta);
  const yours = route.roles.some((role) => roles.includes(role));
  const { name, slug } = route;
  return { command: name, slug, phase: state.phase, yours, possible: broken.length === 0, broken };
}

export const caseAnswers = [
  answering(ListCases, [cases, supervision], list),
  answering(ReadCase, [cases, supervision], detail),
  answering(ReadTimeline, [cases], timelineOf),
  answering(TraceCase, [], trace),
  answering(CaseActions, [], actionsOf),
  answering(DryRunCase, [], dryRun),
];
