import { describe, expect, it } from '@jest/globals';
import { ruleName, violations } from '../../src/domain/procedure';
import { HearTracedPerson, ProposeOutcome, type TracingCommand } from '../../src/domain/tracing/commands';
import type { TracingFacts } from '../../src/domain/tracing/facts';
import { noTracing, signersOf, type TracingState } from '../../src/domain/tracing/state';
import { tracing } from '../../src/domain/tracing/tracing';
import { command } from '../support/given';
import {
  accident,
  after,
  basis,
  facts,
  hash,
  hear,
  heard,
  lawfulTracing,
  one,
  open,
  opened,
  propose,
  proposed,
  share,
  show,
  sign,
  testCause,
  traced,
  two,
  withdraw,
} from '../support/stages/tracing';

/** Every rule of a tracing: kept by a lawful act, broken by an example, and no longer once its row is taken out. */

interface Example {
  readonly act: TracingCommand;
  readonly state: TracingState;
  readonly facts?: TracingFacts;
}

const lawful: readonly Example[] = Object.values(lawfulTracing).map(({ before, given, facts: known }) => ({
  act: given as TracingCommand,
  state: after(...before.map(([each, on]) => [each as TracingCommand, on] as const)),
  facts: known,
}));

const stranger = facts({ by: 'officer-other' });
const leading = facts({ traced: { shares: [share({ level: 'LEADERSHIP' })] } });
const sanction = { measure: 'sanction', body: 'appointing' } as const;

const broken: readonly (readonly [rule: string, Example])[] = [
  ['R-05 G-SUPERVISOR', { act: open(), state: noTracing, facts: facts({ people: new Map() }) }],
  [
    'R-06 G-RECUSE',
    {
      act: open({
        declarations: [one, 'officer-else'].map((officer) => ({ officer, conflict: false })),
      }),
      state: noTracing,
    },
  ],
  [
    'R-06 G-RECUSE',
    {
      act: open({ declarations: [one, two].map((officer) => ({ officer, conflict: true })) }),
      state: noTracing,
    },
  ],
  ['R-07 G-SEP', { act: open(), state: noTracing, facts: facts({ traced: { involved: [two] } }) }],
  ['R-00 G-TRACE', { act: open(), state: noTracing, facts: facts({ traced: { nobody: true } }) }],
  ['R-31 G-SEAL', { act: show(), state: opened, facts: stranger }],
  ['R-00 G-PERSON', { act: show('officer-wang'), state: opened }],
  ['R-31 G-SEAL', { act: hear(), state: after([open()], [show()]), facts: stranger }],
  ['R-00 G-PERSON', { act: hear({ person: 'officer-wang', outcome: 'not-reached' }), state: opened }],
  ['R-00 G-ENTRY', { act: hear(), state: heard }],
  [
    'R-00 G-WORDS',
    {
      act: command(HearTracedPerson, { id: 's9', person: traced, outcome: 'given' }),
      state: after([open()], [show()]),
    },
  ],
  ['R-33 G-SHOWN', { act: hear({ outcome: 'declined' }), state: opened }],
  ['R-05 G-TRACER', { act: testCause(), state: after([open({ accident })]), facts: stranger }],
  ['R-00 G-ACCIDENT', { act: testCause(), state: opened }],
  ['R-05 G-TRACER', { act: propose(), state: heard, facts: stranger }],
  ['R-00 G-ENTRY', { act: propose(), state: proposed }],
  ['R-00 G-LADDER', { act: propose({ measure: 'organ-talk', body: 'government' }), state: heard }],
  [
    'R-00 G-LADDER',
    {
      act: command(ProposeOutcome, {
        ...{ id: 'p1', person: traced, measure: 'education', body: 'own-organ' },
        ...{ basis, reasons: '情节轻微' },
      }),
      state: heard,
    },
  ],
  [
    'R-03 G-PART',
    {
      act: propose(),
      state: heard,
      facts: facts({ traced: { shares: [share({ standing: 'not-named' })] } }),
    },
  ],
  ['R-03 G-PART', { act: propose(sanction), state: heard, facts: leading }],
  ['R-34 G-BODY', { act: propose({ body: 'issuer' }), state: heard }],
  ['R-34 G-REACH', { act: propose({ ...sanction, service: 'retired' }), state: heard }],
  ['R-34 G-REACH', { act: propose({ ...sanction, service: 'under-supervision-case' }), state: heard }],
  ['R-33 G-HEARD', { act: propose(), state: opened }],
  ['R-00 G-CAUSE', { act: propose(), state: after([open({ accident })], [show()], [hear()]) }],
  ['R-05 G-TRACER', { act: withdraw(), state: proposed, facts: stranger }],
  ['R-00 G-ENTRY', { act: withdraw('p9'), state: proposed }],
  ['R-05 G-TRACER', { act: sign(), state: proposed, facts: stranger }],
  ['R-05 G-SUPERVISOR', { act: sign(), state: proposed, facts: facts({ people: new Map() }) }],
  ['R-07 G-SIGN', { act: sign(), state: after([open()], [show()], [hear()], [propose()], [sign()]) }],
  ['R-00 G-FILE', { act: sign('b'.repeat(64)), state: proposed }],
  [
    'R-33 G-HEARD',
    {
      act: sign(),
      state: proposed,
      facts: facts({ traced: { shares: [share(), share({ person: 'officer-wang' })] } }),
    },
  ],
  ['R-00 G-PROPOSAL', { act: sign(), state: heard }],
];

const rowOf = (act: object) => tracing.steps.find((row) => act instanceof row.command)!;
const named = (row: ReturnType<typeof rowOf>, { act, state, facts: given = facts() }: Example) =>
  violations(row, act, state, given).map(({ code, guard }) => `${code} ${guard}`);

describe('a tracing', () => {
  it.each(lawful)('lets a lawful act pass: $act.constructor.name', (example) => {
    expect(named(rowOf(example.act), example)).toEqual([]);
  });

  it.each(broken)('%s is reported when broken, and no longer once its row is taken out', (rule, example) => {
    const row = rowOf(example.act);
    const without = { ...row, rules: row.rules.filter((each) => ruleName(each) !== rule) };
    expect(named(row, example)).toContain(rule);
    expect(named(without, example)).not.toContain(rule);
  });

  it('shows every rule of its table broken', () => {
    const shown = new Set(broken.map(([rule, { act }]) => `${act.constructor.name} ${rule}`));
    const all = tracing.steps.flatMap((row) =>
      row.rules.map((each) => `${row.command.name} ${ruleName(each)}`),
    );
    expect(all.filter((each) => !shown.has(each))).toEqual([]);
  });

  it('recommends nothing but an end to whoever left the service, and to nobody a sanction for leading alone', () => {
    const retired = (changes: Partial<ProposeOutcome>) =>
      named(rowOf(propose()), { act: propose({ service: 'retired', ...changes }), state: heard });
    expect(retired({ measure: 'treatment', body: 'appointing' })).toEqual([]);
    expect(retired({ measure: 'recovery', body: 'paying-organ' })).toEqual([]);
    expect(retired({ measure: 'criticism' })).toEqual(['R-34 G-REACH']);
    const chief = facts({ traced: { shares: [share({ level: 'LEADERSHIP', row: 'V22' })] } });
    expect(named(rowOf(propose()), { act: propose(sanction), state: heard, facts: chief })).toEqual([]);
  });

  it('is signed once both have signed the same report, and open again once something is added', () => {
    const other = facts({ by: two });
    const half = after([open()], [show()], [hear()], [propose()], [sign()]);
    const signed = after([open()], [show()], [hear()], [propose()], [sign()], [sign(), other]);
    expect([half.phase, signed.phase]).toEqual(['open', 'signed']);
    expect([...signersOf(signed, hash)]).toEqual([one, two]);
    const report = 'c'.repeat(64);
    const differently = facts({ by: two, traced: { report } });
    const apart = after([open()], [show()], [hear()], [propose()], [sign()], [sign(report), differently]);
    expect(apart.phase).toBe('open');
    const more = after(...([[open()], [show()], [hear()], [propose()], [sign()], [sign(), other]] as const), [
      hear({ id: 's2' }),
    ]);
    expect(more.phase).toBe('open');
  });

  it('forgets a proposal that was withdrawn', () => {
    const state = after([open()], [show()], [hear()], [propose()], [withdraw()]);
    expect(state.proposals).toEqual([]);
    expect(named(rowOf(sign()), { act: sign(), state })).toEqual(['R-00 G-PROPOSAL']);
  });
});
