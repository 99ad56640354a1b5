import { describe, expect, it } from '@jest/globals';
import {
  AcknowledgeAlert,
  CloseAlert,
  ExplainAlert,
  ReopenAlert,
  type AlertCommand,
} from '../../src/domain/alerts/commands';
import { alert, type AlertFacts } from '../../src/domain/alerts/decider';
import { ruleName, violations } from '../../src/domain/procedure';
import { AlertClosed, AlertEscalated, type AlertEvent } from '../../src/events/alert.events';
import { AlertRaised } from '../../src/events/ledger.events';
import type { Recorded } from '../../src/kernel/event';
import { command, given, invalidMembers, recorded } from '../support/given';

/** What people may do about an alert: every rule kept, broken by an example, and not reported once its row is taken out. */

const raised = recorded(
  AlertRaised({
    ...{ code: 'W-10', stream: 'case-1', clock: 'publish.penalty.own_site', due: '2024-06-03' },
    ...{ detected: '2024-06-04', severity: 2, row: 'V16' },
  }),
  0,
  '2024-06-04',
);
const closedEvent = recorded(AlertClosed({ outcome: 'false' }), 1, '2024-06-05');
const open: readonly Recorded<AlertEvent>[] = [raised];
const closed: readonly Recorded<AlertEvent>[] = [raised, closedEvent];

const facts = (changes: Partial<AlertFacts> = {}): AlertFacts => ({
  ...{ date: '2024-06-06', by: 'officer-zhao', subjects: ['officer-li'], evidenceFound: true },
  ...changes,
});
const evidence = { stream: 'case-1', revision: 7 };
const close = (changes: object = {}) =>
  command(CloseAlert, { outcome: 'explained', reasons: '系统故障，已补公示', ...changes });
const reopen = command(ReopenAlert, { reasons: '说明与记录不符' });
const explain = command(ExplainAlert, { explanation: '当日系统故障' });
const acknowledge = command(AcknowledgeAlert, {});

interface Example {
  readonly act: AlertCommand;
  readonly history: readonly Recorded<AlertEvent>[];
  readonly facts?: AlertFacts;
}

const lawful: readonly Example[] = [
  { act: acknowledge, history: open },
  { act: acknowledge, history: open, facts: facts({ by: 'officer-li' }) },
  { act: explain, history: open, facts: facts({ by: 'officer-li' }) },
  { act: close(), history: open },
  { act: close({ outcome: 'rectified', evidence }), history: open },
  { act: close({ outcome: 'referred', body: '县纪委监委' }), history: open },
  { act: close({ outcome: 'false' }), history: open, facts: facts({ evidenceFound: false }) },
  { act: reopen, history: closed },
];

const subject = facts({ by: 'officer-li' });
const broken: readonly (readonly [rule: string, example: Example])[] = [
  ['R-07 G-SEP', { act: close(), history: open, facts: subject }],
  ['R-07 G-SEP', { act: reopen, history: closed, facts: subject }],
  ['R-00 G-EVIDENCE', { act: close({ outcome: 'rectified' }), history: open }],
  ['R-00 G-EVIDENCE', { act: close({ evidence }), history: open }],
  [
    'R-00 G-EVIDENCE',
    { act: close({ outcome: 'rectified', evidence }), history: open, facts: facts({ evidenceFound: false }) },
  ],
  ['R-00 G-BODY', { act: close({ outcome: 'referred' }), history: open }],
  ['R-00 G-BODY', { act: close({ body: '县纪委监委' }), history: open }],
];

type Row = (typeof alert.steps)[number];
const rowOf = (act: object): Row => alert.steps.find((row) => act instanceof row.command)!;
const named = (row: Row, { act, history, facts: on = facts() }: Example): readonly string[] =>
  violations(row, act, given(alert, history).state, on).map(({ code, guard }) => `${code} ${guard}`);

describe('an alert', () => {
  it.each(lawful)('is handled lawfully: $act', (example) => {
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
    const all = alert.steps.flatMap((row) =>
      row.rules.map((each) => `${row.command.name} ${ruleName(each)}`),
    );
    expect(all.filter((each) => !shown.has(each))).toEqual([]);
  });

  it('is not closed twice, nor taken up while it is open, nor explained once it is closed', () => {
    given(alert, closed).when(close(), facts()).refused('R-00');
    given(alert, closed).when(explain, facts()).refused('R-00');
    given(alert, open).when(reopen, facts()).refused('R-00');
    given(alert, []).when(acknowledge, facts()).refused('R-00');
  });

  it('is acknowledged once, however often that is said', () => {
    const [event] = given(alert, open).when(acknowledge, facts()).accepted('AlertAcknowledged');
    const after = [...open, recorded(event as AlertEvent, 1, '2024-06-05')];
    given(alert, after).when(acknowledge, facts()).accepted();
  });

  it('keeps its words apart from what everybody may recompute', () => {
    const act = close({ outcome: 'rectified', evidence });
    const [event] = given(alert, open).when(act, facts()).accepted('AlertClosed');
    expect(event).toMatchObject({
      data: { outcome: 'rectified', evidence: { s: 'case-1', n: 7 } },
      personal: { words: { text: '系统故障，已补公示' } },
    });
    expect(invalidMembers(CloseAlert, { outcome: 'forgotten', reasons: ' ' })).toEqual([
      'outcome',
      'reasons',
    ]);
  });

  it('lies where it went, and begins anew there once it is taken up again', () => {
    const up = AlertEscalated({ level: 'head', since: '2024-06-04', due: '2024-06-07', to: [] });
    const { state } = given(alert, [...open, recorded(up, 1, '2024-06-08')]);
    expect(state).toMatchObject({ phase: 'open', level: 'head', since: '2024-06-08' });
    const again = given(alert, [
      ...closed,
      recorded({ type: 'AlertReopened', data: {} }, 2, '2024-07-01') as never,
    ]);
    expect(again.state).toMatchObject({ phase: 'open', level: 'post', since: '2024-07-01' });
    expect(again.state).not.toHaveProperty('outcome');
  });
});
