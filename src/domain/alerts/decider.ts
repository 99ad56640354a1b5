import {
  AlertAcknowledged,
  AlertClosed,
  AlertExplained,
  AlertReopened,
  type AlertEvent,
} from '../../events/alert.events';
import type { Role } from '../../events/account.events';
import type { CivilDate } from '../../kernel/time';
import { breach, kept } from '../../kernel/guard';
import { citationZh } from '../../law/article';
import { refusals } from '../../law/violations';
import { plain, present, type Plain } from '../../kernel/plain-data';
import {
  procedure,
  step,
  type AnyStep,
  type PhaseNames,
  type Procedure,
  type Rule,
  type Step,
} from '../procedure';
import { AcknowledgeAlert, CloseAlert, ExplainAlert, ReopenAlert, type AlertCommand } from './commands';
import { evolveAlert, noAlert, type AlertState } from './state';

/** What a command on an alert is decided on. */
export interface AlertFacts {
  readonly date: CivilDate;
  /** Who gives it. */
  readonly by: string;
  /** Whom the alert is about: everybody who acted in the case, and whoever the traceback of its code has a row for. */
  readonly subjects: readonly string[];
  /** Whether the act that is said to have put it right is on record, and the alert's business. */
  readonly evidenceFound: boolean;
}

type AlertRule<C> = Rule<Plain<C>, AlertState, AlertFacts>;

/** Nobody closes, or takes up again, what is about himself: he explains it. */
const notBySubject: AlertRule<unknown> = {
  ...{ code: 'R-07', name: 'G-SEP', basis: refusals['R-07'].basis.map(citationZh) },
  ...{ group: 'identity', asks: 'file' },
  check: (_command, _state, { by, subjects }) =>
    subjects.includes(by)
      ? breach(
          '预警涉及本人：可以说明，不得办结',
          'the alert is about the sender, who may explain it and not close it',
        )
      : kept,
};

/** What was put right names the act that did it, and nothing else does. */
const withEvidence: AlertRule<CloseAlert> = {
  ...{ code: 'R-00', name: 'G-EVIDENCE', basis: [], group: 'content', asks: 'command' },
  check: ({ outcome, evidence }, _state, { evidenceFound }) => {
    if ((outcome === 'rectified') !== (evidence !== undefined))
      return breach(
        '改正的，应当且仅在此时指明改正的行为',
        'name the act that put it right, and only where it was put right',
        'evidence',
      );
    return evidence === undefined || evidenceFound
      ? kept
      : breach('没有该项记录', 'there is no such act on record', 'evidence');
  },
};

/** What is handed on names the body, and nothing else does. */
const withBody: AlertRule<CloseAlert> = {
  ...{ code: 'R-00', name: 'G-BODY', basis: [], group: 'content', asks: 'command' },
  check: ({ outcome, body }) =>
    (outcome === 'referred') === (body !== undefined)
      ? kept
      : breach(
          '移交的，应当且仅在此时写明接收机关',
          'name the body that it is handed to, and only where it is handed on',
          'body',
        ),
};

/** Those who handle cases, and those who look after them. */
const concerned: readonly Role[] = [
  ...([
    'officer',
    'legal-reviewer',
    'approver',
    'hearing-chair',
    'publisher',
    'finance',
    'archivist',
  ] as const),
  ...(['supervisor', 'discipline'] as const),
];
const overseers: readonly Role[] = ['supervisor', 'discipline'];

const row = <C extends object>(
  parts: Omit<Step<C, AlertState, AlertFacts, AlertEvent>, 'basis'>,
): AnyStep<AlertState, AlertFacts, AlertEvent> =>
  step<C, AlertState, AlertFacts, AlertEvent>({ ...parts, basis: [] });

const rows: readonly AnyStep<AlertState, AlertFacts, AlertEvent>[] = [
  row<AcknowledgeAlert>({
    ...{ no: 'Y1', command: AcknowledgeAlert, zh: '签收预警', en: 'Acknowledge an alert' },
    ...{ who: concerned, from: ['open'], rules: [], emits: [AlertAcknowledged.type] },
    record: ({ note }, { acknowledged }) =>
      acknowledged ? [] : [AlertAcknowledged({}, note === undefined ? undefined : { words: { text: note } })],
  }),
  row<ExplainAlert>({
    ...{ no: 'Y2', command: ExplainAlert, zh: '说明预警', en: 'Explain an alert' },
    ...{ who: concerned, from: ['open'], rules: [], emits: [AlertExplained.type] },
    record: ({ explanation }) => [AlertExplained({}, { words: { text: explanation } })],
  }),
  row<CloseAlert>({
    ...{ no: 'Y3', command: CloseAlert, zh: '办结预警', en: 'Close an alert' },
    ...{ who: overseers, from: ['open'], to: 'closed', emits: [AlertClosed.type] },
    rules: [notBySubject, withEvidence, withBody],
    record: (command) => {
      const { outcome, reasons, evidence, body } = plain(command);
      const act = evidence === undefined ? undefined : { s: evidence.stream, n: evidence.revision };
      return [AlertClosed(present({ outcome, evidence: act, body }), { words: { text: reasons } })];
    },
  }),
  row<ReopenAlert>({
    ...{ no: 'Y4', command: ReopenAlert, zh: '重新办理预警', en: 'Reopen an alert' },
    ...{ who: overseers, from: ['closed'], to: 'open', emits: [AlertReopened.type] },
    rules: [notBySubject],
    record: ({ reasons }) => [AlertReopened({}, { words: { text: reasons } })],
  }),
];

const phases: PhaseNames = {
  none: { zh: '没有预警', en: 'No alert' },
  open: { zh: '待办结', en: 'Open' },
  closed: { zh: '已办结', en: 'Closed' },
};

/**
 * What people do about an alert (C.13). The watch raises it and takes it a level up; a person whom it is about may
 * acknowledge and explain it, and only those who look after the organ, and have no part in it, close it.
 */
export const alert: Procedure<AlertCommand, AlertState, AlertEvent, AlertFacts> = procedure({
  category: 'alert',
  initial: noAlert,
  evolve: evolveAlert,
  steps: rows,
  table: () => rows,
  phases,
});
