import { RecusalDecided, RecusalRequested } from '../../../events/case.events';
import { breach, kept } from '../../../kernel/guard';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { reviewerAt } from '../../registers/qualification-state';
import { reaches, tierAt } from '../../registers/posting-state';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { DecideRecusal, RequestRecusal } from './commands';
import { tierReached } from '../guards/identity';
import { commandRule } from '../guards/rule';

/** Until the decision, in either procedure. */
const open = [
  ...['opened', 'shown', 'recorded', 'informed', 'converted', 'clue', 'verified'],
  ...['filed', 'investigating', 'concluded', 'noticed', 'suspended'],
] as const;
const basis = [penaltyLaw(43)];

/**
 * Who can be asked to withdraw: who acts as an officer, reviews or chairs in the case, and whoever of the organ may still
 * review or decide it (处罚法 43, 64(4)).
 */
function hasPart(officer: string, { officers, review, hearing }: CaseState, facts: CaseFacts): boolean {
  if ([...officers, ...review.reviewers, ...hearing.chairs].includes(officer)) return true;
  const { organ, people, date } = facts;
  const entry = people.get(officer);
  if (organ === undefined || entry === undefined) return false;
  const decides = reaches(tierAt(entry.state, organ.s, date), 'deputy-chief');
  return decides || reviewerAt(entry.state, organ.s, date) === 'reviewer';
}

/** Recusal is asked of somebody who has a part in the case, and once at a time. */
const actsInCase = commandRule<RequestRecusal>(
  {
    group: 'sequence',
    code: 'R-00',
    name: 'G-RECUSE.request',
    basis: [...basis, penaltyLaw(64, undefined, 4)],
  },
  ({ officer }, state, facts) => {
    const asked = state.recusals[officer];
    return hasPart(officer, state, facts) && asked !== 'open' && asked !== 'granted'
      ? kept
      : breach(
          `${officer} 未参与本案，或者已被申请回避`,
          `${officer} has no part here, or a request is pending`,
          'officer',
        );
  },
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
    awaited: { in: open, when: ({ recusals }) => Object.values(recusals).includes('open') },
    emits: ['RecusalDecided'],
    record: ({ officer, granted, approver, reasons }, _state, _facts, reliance) => [
      RecusalDecided({ officer, granted, decidedBy: approver, reliance }, { party: { reasons } }),
    ],
  }),
];
