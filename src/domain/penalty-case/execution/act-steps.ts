import {
  ConfiscatedDisposed,
  DirectExecutionDone,
  FundsTransferred,
  PropertyDisposed,
} from '../../../events/execution.events';
import { plain, present } from '../../../kernel/plain-data';
import { penaltyLaw, statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { endClocks } from '../clocks';
import { notOnHold, notStayed } from '../guards/hold';
import { certified, twoOfficers } from '../guards/identity';
import {
  atLawfulTime,
  auctionHouse,
  executionServed,
  goodsConfiscated,
  goodsOnce,
  goodsReceipted,
  mannerDecided,
  namedForTransfer,
} from './act-rules';
import { DisposeConfiscated, DisposeProperty, ExecuteDirectly, TransferFunds } from './commands';
import { executed } from '../state';
import { goesOn, stillUnperformed } from './rules';

const law = (article: number): string => statute('compulsion', article);

const row = {
  who: ['officer'],
  from: ['delivered'],
  parameters: ['officers.min', 'exec.night', 'latefee.rate', 'latefee.cap'],
} as const;
const always = [
  certified,
  twoOfficers,
  notOnHold,
  notStayed,
  goesOn,
  executionServed,
  atLawfulTime,
  stillUnperformed,
];

/** X7a, X7c, X7d: the organ with the power carries it out (强制法 43, 47–49). */
export const actSteps: readonly CaseStep[] = [
  caseStep<DisposeProperty>({
    ...row,
    no: 'X7a',
    command: DisposeProperty,
    zh: '拍卖或者依法处理财物',
    en: 'Auction or dispose of property',
    basis: [law(46), law(48), law(49)],
    rules: [...always, mannerDecided<DisposeProperty>(() => 'dispose'), auctionHouse],
    emits: ['PropertyDisposed'],
    record: ({ urgentReason, cutsSupply: _cuts, ...c }, _state, _facts, reliance) => [
      PropertyDisposed({ ...plain(c), urgent: urgentReason !== undefined, reliance }),
    ],
  }),
  caseStep<TransferFunds>({
    ...row,
    no: 'X7c',
    command: TransferFunds,
    zh: '划拨存款、汇款',
    en: 'Transfer deposits',
    basis: [law(47), law(49)],
    rules: [...always, mannerDecided<TransferFunds>(() => 'transfer-funds'), namedForTransfer],
    emits: ['FundsTransferred'],
    record: ({ urgentReason, cutsSupply: _cuts, ...c }, _state, _facts, reliance) => [
      FundsTransferred({ ...plain(c), urgent: urgentReason !== undefined, reliance }),
    ],
  }),
  caseStep<ExecuteDirectly>({
    ...row,
    no: 'X7d',
    command: ExecuteDirectly,
    zh: '直接强制执行',
    en: 'Execute directly',
    basis: [law(12), law(44)],
    rules: [...always, mannerDecided<ExecuteDirectly>(({ manner }) => manner)],
    alerts: ['W-30'],
    emits: ['DirectExecutionDone'],
    record: ({ urgentReason, officers, manner, recording }, _state, _facts, reliance) => [
      DirectExecutionDone({
        ...{ officers: [...officers], manner, urgent: urgentReason !== undefined },
        ...present({ recording }),
        // A088: recorded in sound and picture from beginning to end.
        findings:
          recording === undefined
            ? [{ code: 'W-30', about: 'direct-execution', reasons: ['recording-missing'] }]
            : [],
        reliance,
      }),
    ],
  }),
  caseStep<DisposeConfiscated>({
    no: 'P18',
    command: DisposeConfiscated,
    zh: '处理没收财物',
    en: 'Dispose of confiscated goods',
    basis: [penaltyLaw(74)],
    who: ['officer'],
    from: ['delivered', 'closed'],
    rules: [notOnHold, goodsConfiscated, goodsOnce, goodsReceipted],
    parameters: ['case.close', 'onspot.archive'],
    opens: ['case.close', 'onspot.close', 'onspot.archive'],
    alerts: ['W-23'],
    emits: ['ConfiscatedDisposed'],
    record: ({ description, ...c }, state, facts, reliance) => {
      const after = { ...state, execution: { ...state.execution, goodsDone: c.complete } };
      const opens = state.phase === 'delivered' && executed(after) ? endClocks(state, facts) : [];
      return [ConfiscatedDisposed({ ...plain(c), opens, closes: [], reliance }, { party: { description } })];
    },
  }),
];
