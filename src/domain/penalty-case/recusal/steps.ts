import { RecusalDecided, RecusalRequested } from '../../../events/case.events';
import { breach, kept } from '../../../kernel/guard';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { DecideRecusal, RequestRecusal } from './commands';
import { tierReached } from '../guards/identity';
import { commandRule } from '../guards/rule';

/** Until the decision, in either procedure. */
const open = [
  ...['opened', 'shown', 'recorded', 'informed', 'converted', 'clue', 'verified'],
  ...['filed', 'investigating', 'concluded', 'noticed', 'suspended'],
] as const;
const basis = [penaltyLaw(43)];

/** Recusal is asked of somebody who acts in the case, and once at a time. */
const actsInCase = commandRule<RequestRecusal>(
  { group: 'sequence', code: 'R-00', name: 'G-RECUSE.request', basis },
  ({ officer }, { officers, recusals }) =>
    officers.includes(officer) && recusals[officer] !== 'open' && recusals[officer] !== 'granted'
      ? kept
      : breach(
          `${officer} 未参与本案，或者已被申请回避`,
          `${officer} does not act here, or a request is pending`,
          'officer',
        ),
);

/** There is an open request to decide. */
const requested = commandRule<DecideRecusal>(
  { group: 'sequence', code: 'R-00', name: 'G-RECUSE.open', basis },
  ({ officer }, { recusals }) =>
    recusals[officer] === 'open'
      ? kept
      : breach(`没有对 ${officer} 待决的回避申请`, `no request to recuse ${officer} is open`, 'officer'),
);

/** Nobody decides on his own recusal. */
const notOneself = commandRule<DecideRecusal>(
  { group: 'identity', code: 'R-07', name: 'G-SEP.recusal', basis },
  ({ officer, approver }) =>
    officer === approver
      ? breach('不得决定自己的回避', 'nobody decides on his own recusal', 'approver')
      : kept,
);

/** 回避 (处罚法 43): anybody entitled asks, a chief decides; until then the investigation goes on. */
export const recusalSteps: readonly CaseStep[] = [
  caseStep<RequestRecusal>({
    no: 'X3',
    command: RequestRecusal,
    zh: '申请回避',
    en: 'Request a recusal',
    basis,
    who: ['officer', 'approver'],
    from: open,
    rules: [actsInCase],
    emits: ['RecusalRequested'],
    record: ({ officer, by, reasons }, _state, _facts, reliance) => [
      RecusalRequested({ officer, by, reliance }, { party: { reasons } }),
    ],
  }),
  caseStep<DecideRecusal>({
    no: 'X4',
    command: DecideRecusal,
    zh: '决定回避',
    en: 'Decide on a recusal',
    basis,
    who: ['approver'],
    from: open,
    rules: [notOneself, tierReached, requested],
    emits: ['RecusalDecided'],
    record: ({ officer, granted, approver, reasons }, _state, _facts, reliance) => [
      RecusalDecided({ officer, granted, decidedBy: approver, reliance }, { party: { reasons } }),
    ],
  }),
];
