import {
  HearTracedPerson,
  OpenTracing,
  ProposeOutcome,
  ShowTracedRows,
  SignTracing,
  TestCausation,
  WithdrawProposal,
  type TracingCommand,
} from '../../../src/domain/tracing/commands';
import type { TracedShare, TracingFacts } from '../../../src/domain/tracing/facts';
import { evolveTracing, noTracing, type TracingState } from '../../../src/domain/tracing/state';
import { tracing } from '../../../src/domain/tracing/tracing';
import { IssueDutyCertificate, RecordExam } from '../../../src/domain/registers/qualification-commands';
import { organHandle } from '../demo-facts';
import { command, recorded } from '../given';
import { person } from '../traced';
import type { Act, SealedExample } from './sealed';

/** Acts of a tracing, the facts that they are decided on, and what they leave. */

export const [one, two, traced] = ['officer-one', 'officer-two', 'officer-li'];
export const hash = 'a'.repeat(64);
const certificate = (number: string) =>
  command(IssueDutyCertificate, {
    ...{ kind: 'supervision' as const, number, organ: organHandle, issuer: '示范市', from: '2024-01-01' },
  });
const examined = command(RecordExam, { subject: 'supervision' as const, passed: true, on: '2024-01-01' });
const certified = (s: string) => person(s, examined, certificate(s));
const people = new Map([one, two].map((s) => [s, certified(s)]));

export const share = (changes: Partial<TracedShare> = {}): TracedShare => ({
  ...{ row: 'V06', person: traced, level: 'DIRECT', standing: 'named' },
  ...changes,
});

export const facts = (
  changes: Partial<Omit<TracingFacts, 'traced'>> & { traced?: Partial<TracingFacts['traced']> } = {},
) =>
  ({
    ...{
      date: '2024-07-01',
      by: one,
      people,
      number: { number: '示监倒〔2024〕1号', s: 'numbering-x', n: 0 },
    },
    ...changes,
    traced: {
      ...{ knownAt: '2024-07-01T02:00:00.000Z', revision: 5, alerts: [], people: [traced], report: hash },
      ...{ nobody: false, involved: [traced], shares: [share()] },
      ...changes.traced,
    },
  }) as TracingFacts;

export const basis = [{ norm: '政务处分法', article: '第十二条', rank: 'law' as const }];
export const open = (changes: Partial<OpenTracing> = {}) =>
  command(OpenTracing, {
    ...{ organ: organHandle, case: 'case-1', code: 'R-14', prefix: '示监倒', question: '未经审核由谁负责' },
    supervisors: [one, two],
    declarations: [one, two].map((officer) => ({ officer, conflict: false })),
    ...changes,
  });
export const show = (of = traced) => command(ShowTracedRows, { person: of });
export const hear = (changes: Partial<HearTracedPerson> = {}) =>
  command(HearTracedPerson, {
    ...{ id: 's1', person: traced, outcome: 'given' as const, statement: '已送审' },
    ...changes,
  });
export const testCause = () => command(TestCausation, { relation: 'none', reasons: '事故与检查无直接关系' });
export const propose = (changes: Partial<ProposeOutcome> = {}) =>
  command(ProposeOutcome, {
    ...{ id: 'p1', person: traced, measure: 'education' as const, body: 'own-organ' as const },
    ...{ service: 'serving' as const, basis, reasons: '情节轻微' },
    ...changes,
  });
export const withdraw = (id = 'p1') => command(WithdrawProposal, { id, reasons: '依据有误' });
export const sign = (report = hash) => command(SignTracing, { report });

/** A state after these commands, each decided on the facts of whoever gives it. */
export function after(...acts: readonly (readonly [TracingCommand, TracingFacts?])[]): TracingState {
  return acts.reduce<TracingState>((state, [act, given = facts()]) => {
    const decision = tracing.decide(act, state, given);
    if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken));
    return decision.events.reduce<TracingState>(
      (folded, event, i) =>
        evolveTracing(
          folded,
          recorded(event, state.heard.length * 10 + state.shown.length + i, '2024-07-01'),
        ),
      state,
    );
  }, noTracing);
}

export const accident = { on: '2024-06-01', text: '仓库起火' };
export const opened = after([open()]);
export const heard = after([open()], [show()], [hear()]);
export const proposed = after([open()], [show()], [hear()], [propose()]);

const act = (
  given: TracingCommand,
  ...before: readonly Act<TracingFacts>[]
): SealedExample<TracingFacts> => ({ before, given, facts: facts() });
const asBefore = (...acts: readonly TracingCommand[]): readonly Act<TracingFacts>[] =>
  acts.map((each) => [each, facts()]);

/** A lawful act for every command. */
export const lawfulTracing: Readonly<Record<string, SealedExample<TracingFacts>>> = {
  OpenTracing: act(open()),
  ShowTracedRows: act(show(), ...asBefore(open())),
  HearTracedPerson: act(hear(), ...asBefore(open(), show())),
  TestCausation: act(testCause(), ...asBefore(open({ accident }))),
  ProposeOutcome: act(propose(), ...asBefore(open(), show(), hear())),
  WithdrawProposal: act(withdraw(), ...asBefore(open(), show(), hear(), propose())),
  SignTracing: act(sign(), ...asBefore(open(), show(), hear(), propose())),
};
