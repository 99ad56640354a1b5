import { GuardDisabled, GuardDisablingRequested, type GuardEvent } from '../../events/guard.events';
import { breach, kept, type Breach } from '../../kernel/guard';
import type { Recorded } from '../../kernel/event';
import type { CivilDate } from '../../kernel/time';
import { plain } from '../../kernel/plain-data';
import { ORDER, procedure, type Procedure, type SetAside } from '../procedure';
import { lawAmong } from '../statute';
import { ConfirmGuardDisabling, RequestGuardDisabling } from './guards-commands';
import type { OfficerState } from './officer-state';
import { reaches, tierAt } from './posting-state';
import {
  type Entry,
  type RegisterFacts,
  covers,
  registerPhases,
  registerRows,
  registerRule,
  rightWayRound,
} from './register';

/** What commands on the guards of an organ are decided on. */
export interface GuardsFacts extends RegisterFacts {
  /** The organ whose stream it is. */
  readonly organ: string;
  /** Who gives the command, where he stands in the officers' register. */
  readonly sender?: Entry<OfficerState>;
  /** Articles of the rule that the command names; absent where no table has such a rule. */
  readonly basis?: readonly string[];
}

type Requested = ReturnType<typeof GuardDisablingRequested>['data'];

/** Requests that wait for a second approver, and what was set aside, with the revision that says so. */
export interface GuardsState {
  readonly phase: 'none' | 'guards';
  readonly requests: readonly (Requested & { readonly confirmed: boolean })[];
  readonly disabled: readonly {
    readonly rule: string;
    readonly items?: readonly string[];
    readonly from: CivilDate;
    readonly until: CivilDate;
    readonly n: number;
  }[];
}

/** The stream that holds the guards of an organ. */
export const guardsStreamOf = (organ: string): string => `guards-${organ}`;

/** The organ of a stream of guards. */
export const organOfGuards = (stream: string): string => stream.slice('guards-'.length);

/** The rules that are set aside on a day for the cases of an item, each with the event that says so. */
export const setAsideAt = (
  { s, state }: Entry<GuardsState>,
  date: CivilDate,
  item: string | undefined,
): readonly SetAside[] =>
  state.disabled
    .filter((each) => covers(each, date))
    .filter(({ items }) => items === undefined || (item !== undefined && items.includes(item)))
    .map(({ rule, n }) => ({ rule, s, n }));

function evolve(state: GuardsState, event: Recorded<GuardEvent>): GuardsState {
  if (event.type === 'GuardDisablingRequested') {
    return { ...state, phase: 'guards', requests: [...state.requests, { ...event.data, confirmed: false }] };
  }
  const { request, rule, items, from, until } = event.data;
  const disabled = { rule, from, until, n: event.meta.revision, ...(items === undefined ? {} : { items }) };
  return {
    ...state,
    requests: state.requests.map((each) => (each.request === request ? { ...each, confirmed: true } : each)),
    disabled: [...state.disabled, disabled],
  };
}

/** Two chiefs or deputies of the organ, nobody below. */
const byChief = registerRule<unknown, GuardsState, GuardsFacts>(
  'R-08',
  'G-TIER',
  [],
  (_command, _state, { sender, organ, date }) =>
    sender !== undefined && reaches(tierAt(sender.state, organ, date), 'deputy-chief')
      ? kept
      : breach('停用规则应当由行政机关负责人提出和批准', 'only chiefs of the organ set a rule aside'),
);

/** What rests on a 法律 is never set aside, nor is the order of the record itself. */
const notOfLaw = registerRule<RequestGuardDisabling, GuardsState, GuardsFacts>(
  'R-03',
  'G-DISABLE',
  [],
  ({ rule }, _state, { basis }) => {
    if (basis === undefined) return breach(`没有规则 ${rule}`, `there is no rule ${rule}`, 'rule');
    return rule.startsWith(`${ORDER} `)
      ? breach('记录自身的次序规则不得停用', 'the order of the record itself cannot be set aside', 'rule')
      : lawProblem(rule, basis);
  },
);

function lawProblem(rule: string, basis: readonly string[]): readonly Breach[] {
  const article = lawAmong(basis);
  return article === undefined
    ? kept
    : breach(
        `${rule} 的依据含法律（${article}），不得停用`,
        `${rule} rests on a law (${article}) and cannot be set aside`,
        'rule',
      );
}

const newRequest = registerRule<RequestGuardDisabling, GuardsState, GuardsFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ request, organ }, { requests }, facts) => [
    ...(requests.some((each) => each.request === request)
      ? breach(`申请编号 ${request} 已登记`, `the request ${request} is registered already`, 'request')
      : kept),
    ...(organ === facts.organ
      ? kept
      : breach('不是本机关的规则', 'these are the guards of another organ', 'organ')),
  ],
);

/** Nothing is set aside for days that are over. */
const ahead = registerRule<RequestGuardDisabling, GuardsState, GuardsFacts>(
  'R-00',
  'G-DATES',
  [],
  ({ from }, _state, { date }) =>
    from >= date ? kept : breach('不得追溯停用规则', 'a rule is not set aside for days gone by', 'from'),
);

const waiting = registerRule<ConfirmGuardDisabling, GuardsState, GuardsFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ request }, state, { date }) => {
    const found = requestOf(state, request);
    if (found === undefined || found.confirmed) {
      return breach(`没有待批准的申请 ${request}`, `no request ${request} waits for approval`, 'request');
    }
    return found.until < date ? breach('申请的期间已过', 'the days asked for are over', 'request') : kept;
  },
);

const byAnother = registerRule<ConfirmGuardDisabling, GuardsState, GuardsFacts>(
  'R-07',
  'G-SEP',
  [],
  ({ request }, state, { by }) =>
    requestOf(state, request)?.by === by
      ? breach('申请人不得批准自己的申请', 'who asked does not approve it himself', 'request')
      : kept,
);

const requestOf = ({ requests }: GuardsState, request: string) =>
  requests.find((each) => each.request === request);

const row = registerRows<GuardsState, GuardsFacts, GuardEvent>({
  basis: [],
  who: ['approver'],
  from: ['guards'],
});

const rows = [
  row('Q1', RequestGuardDisabling, '申请停用规则', 'Ask to disable a guard', {
    from: ['none', 'guards'],
    to: 'guards',
    rules: [byChief, notOfLaw, newRequest, ahead, rightWayRound<GuardsState>()],
    emits: ['GuardDisablingRequested'],
    record: (c, _state, { by }) => [GuardDisablingRequested({ ...plain(c), by })],
  }),
  row('Q2', ConfirmGuardDisabling, '批准停用规则', 'Agree to disable a guard', {
    rules: [byChief, waiting, byAnother],
    emits: ['GuardDisabled'],
    record: ({ request }, state, { by, date }) => disabling(requestOf(state, request), by, date),
  }),
];

/** It begins with the second approval, never before. */
function disabling(found: GuardsState['requests'][number] | undefined, by: string, date: CivilDate) {
  if (found === undefined) return [];
  const { by: first, confirmed: _confirmed, from, ...rest } = found;
  return [GuardDisabled({ ...rest, from: from < date ? date : from, approvers: [first, by] })];
}

/**
 * The only way to set a rule aside (C.0 of the specification): two different chiefs, a reason, a last day, and never a
 * rule that rests on a 法律. Stream `guards-<organ>`.
 */
export const guards: Procedure<
  RequestGuardDisabling | ConfirmGuardDisabling,
  GuardsState,
  GuardEvent,
  GuardsFacts
> = procedure({
  category: 'guards',
  initial: { phase: 'none', requests: [], disabled: [] },
  evolve,
  steps: rows,
  table: () => rows,
  phases: registerPhases,
});
