import {
  CausationTested,
  OutcomeProposed,
  ProposalWithdrawn,
  TracedPersonHeard,
  TracedRowsShown,
  TracingOpened,
  TracingSigned,
  type TracingEvent,
} from '../../events/tracing.events';
import type { Role } from '../../events/account.events';
import type { Reliance } from '../../events/case-schemas';
import { plain, present } from '../../kernel/plain-data';
import { procedure, ruleName, step, type AnyStep, type Procedure, type Step } from '../procedure';
import { statute } from '../statute';
import {
  HearTracedPerson,
  OpenTracing,
  ProposeOutcome,
  ShowTracedRows,
  SignTracing,
  TestCausation,
  WithdrawProposal,
  type TracingCommand,
} from './commands';
import type { TracingFacts } from './facts';
import * as rules from './rules';
import { evolveTracing, noTracing, shownTo, type TracingState } from './state';

const tracers: readonly Role[] = ['discipline', 'supervisor'];

/** Whoever works on cases may be somebody whom a report concerns. */
const concerned: readonly Role[] = [
  ...tracers,
  ...([
    'officer',
    'legal-reviewer',
    'approver',
    'hearing-chair',
    'publisher',
    'finance',
    'archivist',
  ] as const),
];

const heardFirst = [statute('civil-servants', 63), statute('official-sanctions', 43)];

type Parts<C extends object> = Omit<
  Step<C, TracingState, TracingFacts, TracingEvent>,
  'from' | 'who' | 'basis'
> &
  Partial<Pick<Step<C, TracingState, TracingFacts, TracingEvent>, 'from' | 'who' | 'basis'>>;

const row = <C extends object>(parts: Parts<C>): AnyStep<TracingState, TracingFacts, TracingEvent> =>
  step<C, TracingState, TracingFacts, TracingEvent>({
    ...{ from: ['open', 'signed'], who: tracers, basis: [] },
    ...parts,
  });

const handOf = (person: string, by: string): 'himself' | 'tracing-officer' =>
  person === by ? 'himself' : 'tracing-officer';

/** What an act of tracing officers rested on: rules, their entries in the register, the number that was taken. */
const relianceOn = (
  kept: readonly { readonly code: string; readonly name: string }[],
  { people, number }: TracingFacts,
  officers: readonly string[],
): Reliance => ({
  rules: kept.map(ruleName),
  parameters: [],
  entries: [
    ...officers.flatMap((officer) => {
      const entry = people.get(officer);
      return entry === undefined || entry.n < 0 ? [] : [{ s: entry.s, n: entry.n }];
    }),
    ...(number === undefined ? [] : [{ s: number.s, n: number.n }]),
  ],
});

const toOpen = [rules.certified, rules.impartial, rules.apart, rules.traceable];
const toSign = [
  ...[rules.byTracer, rules.signerCertified, rules.signedOnce, rules.asRead],
  ...[rules.everybodyHeard, rules.recommended],
];

const rows: readonly AnyStep<TracingState, TracingFacts, TracingEvent>[] = [
  row<OpenTracing>({
    ...{ no: 'Z1', command: OpenTracing, zh: '启动责任倒查', en: 'Open a tracing' },
    ...{ from: ['none'], to: 'open' },
    rules: toOpen,
    emits: [TracingOpened.type],
    reserves: ({ organ, prefix }, _state, { date }) => [
      { kind: 'number', organ, docType: 'traceback-report', prefix, year: Number(date.slice(0, 4)) },
    ],
    record: (command, _state, facts) => [opened(command, facts)],
  }),
  row<ShowTracedRows>({
    ...{ no: 'Z2', command: ShowTracedRows, zh: '出示本人相关内容', en: 'Show a person his rows' },
    ...{ who: concerned, basis: heardFirst },
    rules: [rules.byTracerOrPerson, rules.inMatrix],
    emits: [TracedRowsShown.type],
    record: ({ person }, _state, { by, traced }) => [
      TracedRowsShown({ person, by: handOf(person, by), report: traced.report }),
    ],
  }),
  row<HearTracedPerson>({
    ...{ no: 'Z3', command: HearTracedPerson, zh: '听取陈述申辩', en: 'Hear a person traced' },
    ...{ who: concerned, basis: heardFirst },
    rules: [rules.byTracerOrPerson, rules.inMatrix, rules.newStatement, rules.inWords, rules.shownBefore],
    emits: [TracedPersonHeard.type],
    record: ({ id, person, outcome, statement }, state, { by }) => [
      TracedPersonHeard(
        present({ id, person, outcome, shown: shownTo(state, person)?.n, by: handOf(person, by) }),
        statement === undefined ? undefined : { statement: { text: statement } },
      ),
    ],
  }),
  row<TestCausation>({
    ...{ no: 'Z4', command: TestCausation, zh: '检验因果关系', en: 'Test causation' },
    rules: [rules.byTracer, rules.accidentThere],
    emits: [CausationTested.type],
    record: ({ relation, reasons }) => [CausationTested({ relation }, { causation: { reasons } })],
  }),
  row<ProposeOutcome>({
    ...{ no: 'Z5', command: ProposeOutcome, zh: '提出处理建议', en: 'Propose an outcome' },
    basis: heardFirst,
    rules: [
      ...[rules.byTracer, rules.newProposal, rules.rightLadder, rules.hasPart, rules.rightBody],
      ...[rules.withinReach, rules.heardBefore, rules.causationTested],
    ],
    emits: [OutcomeProposed.type],
    record: (command) => {
      const { reasons, ...public_ } = plain(command);
      return [OutcomeProposed(present(public_), { proposal: { reasons } })];
    },
  }),
  row<WithdrawProposal>({
    ...{ no: 'Z6', command: WithdrawProposal, zh: '撤回处理建议', en: 'Withdraw a proposal' },
    rules: [rules.byTracer, rules.proposalThere],
    emits: [ProposalWithdrawn.type],
    record: ({ id, reasons }) => [ProposalWithdrawn({ id }, { proposal: { reasons } })],
  }),
  row<SignTracing>({
    ...{ no: 'Z7', command: SignTracing, zh: '签署责任倒查报告', en: 'Sign the traceback report' },
    rules: toSign,
    emits: [TracingSigned.type],
    record: ({ report }, _state, facts) => [
      TracingSigned({ officer: facts.by, report, reliance: relianceOn(toSign, facts, [facts.by]) }),
    ],
  }),
];

function opened(command: OpenTracing, facts: TracingFacts): TracingEvent {
  const { organ, case: about, code, supervisors, declarations, question, accident } = plain(command);
  const { knownAt, revision, alerts, people, report } = facts.traced;
  const number = facts.number?.number ?? '';
  return TracingOpened(
    {
      ...{ organ, case: about, code, number, supervisors, declarations, knownAt, revision, report },
      ...{ alerts: [...alerts], people: [...people], reliance: relianceOn(toOpen, facts, supervisors) },
      ...(accident === undefined ? {} : { accidentOn: accident.on }),
    },
    { question: present({ text: question, accident: accident?.text }) },
  );
}

/** The tracing of a finding: two officers, the record frozen, everybody heard, a recommendation, two signatures. */
export const tracing: Procedure<TracingCommand, TracingState, TracingEvent, TracingFacts> = procedure({
  category: 'tracing',
  initial: noTracing,
  evolve: evolveTracing,
  steps: rows,
  table: () => rows,
});
