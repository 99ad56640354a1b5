import { describe, expect, it } from '@jest/globals';
import { CloseAlert, type AlertCommand } from '../../src/domain/alerts/commands';
import { alert, type AlertFacts } from '../../src/domain/alerts/decider';
import { ruleName, violations } from '../../src/domain/procedure';
import { AlertEscalated, type AlertEvent } from '../../src/events/alert.events';
import type { Recorded } from '../../src/kernel/event';
import { given, invalidMembers, recorded } from '../support/given';
import {
  acknowledging,
  alertFacts,
  closedAlert,
  closing,
  explaining,
  openAlert,
  reopening,
} from '../support/stages/alerts';

/** What people may do about an alert: every rule kept, broken by an example, and not reported once its row is taken out. */

const evidence = { stream: 'case-1', revision: 7 };

interface Example {
  readonly act: AlertCommand;
  readonly history: readonly Recorded<AlertEvent>[];
  readonly facts?: AlertFacts;
}

const lawful: readonly Example[] = [
  { act: acknowledging, history: openAlert },
  { act: acknowledging, history: openAlert, facts: alertFacts({ by: 'officer-li' }) },
  { act: explaining, history: openAlert, facts: alertFacts({ by: 'officer-li' }) },
  { act: closing(), history: openAlert },
  { act: closing({ outcome: 'rectified', evidence }), history: openAlert },
  { act: closing({ outcome: 'referred', body: '县纪委监委' }), history: openAlert },
  { act: closing({ outcome: 'false' }), history: openAlert, facts: alertFacts({ evidenceFound: false }) },
  { act: reopening, history: closedAlert },
];

const subject = alertFacts({ by: 'officer-li' });
const broken: readonly (readonly [rule: string, example: Example])[] = [
  ['R-07 G-SEP', { act: closing(), history: openAlert, facts: subject }],
  ['R-07 G-SEP', { act: reopening, history: closedAlert, facts: subject }],
  ['R-00 G-EVIDENCE', { act: closing({ outcome: 'rectified' }), history: openAlert }],
  ['R-00 G-EVIDENCE', { act: closing({ evidence }), history: openAlert }],
  [
    'R-00 G-EVIDENCE',
    {
      act: closing({ outcome: 'rectified', evidence }),
      history: openAlert,
      facts: alertFacts({ evidenceFound: false }),
    },
  ],
  ['R-00 G-BODY', { act: closing({ outcome: 'referred' }), history: openAlert }],
  ['R-00 G-BODY', { act: closing({ body: '县纪委监委' }), history: openAlert }],
];

type Row = (typeof alert.steps)[number];
const rowOf = (act: object): Row => alert.steps.find((row) => act instanceof row.command)!;
const named = (row: Row, { act, history, facts: on = alertFacts() }: Example): readonly string[] =>
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
    given(alert, closedAlert).when(closing(), alertFacts()).refused('R-00');
    given(alert, closedAlert).when(explaining, alertFacts()).refused('R-00');
    given(alert, openAlert).when(reopening, alertFacts()).refused('R-00');
    given(alert, []).when(acknowledging, alertFacts()).refused('R-00');
  });

  it('is acknowledged once, however often that is said', () => {
    const [event] = given(alert, openAlert).when(acknowledging, alertFacts()).accepted('AlertAcknowledged');
    const after = [...openAlert, recorded(event as AlertEvent, 1, '2024-06-05')];
    given(alert, after).when(acknowledging, alertFacts()).accepted();
  });

  it('keeps its words apart from what everybody may recompute', () => {
    const act = closing({ outcome: 'rectified', evidence });
    const [event] = given(alert, openAlert).when(act, alertFacts()).accepted('AlertClosed');
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
    const { state } = given(alert, [...openAlert, recorded(up, 1, '2024-06-08')]);
    expect(state).toMatchObject({ phase: 'open', level: 'head', since: '2024-06-08' });
    const again = given(alert, [
      ...closedAlert,
      recorded({ type: 'AlertReopened', data: {} }, 2, '2024-07-01') as never,
    ]);
    expect(again.state).toMatchObject({ phase: 'open', level: 'post', since: '2024-07-01' });
    expect(again.state).not.toHaveProperty('outcome');
  });
});
