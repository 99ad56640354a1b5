import { breach, kept } from '../../../kernel/guard';
import { restrictsLiberty } from '../../../law/penalty-kinds';
import type { PenaltyProposal } from '../command-parts';
import { penaltyLaw, statute } from '../../statute';
import { commandRule, fileRule } from './rule';

/** G-HOLD: what keeps an enforcement decision from being taken, or from being carried out. */

const words = {
  criminal: ['案件已启动涉嫌犯罪移送，结果未定', 'a criminal transfer of the act is pending'],
  'other-organ': ['案件已移送其他机关，结果未定', 'a transfer of the act to another organ is pending'],
} as const;

/**
 * For every enforcement decision on the act: no transfer is pending, and the case is not suspended. It binds the act that
 * is transferred, not others in the case, and never the decision to transfer itself (处罚法 27, 移送规定 11).
 */
export const notOnHold = fileRule(
  {
    group: 'sequence',
    code: 'R-12',
    name: 'G-HOLD',
    basis: [penaltyLaw(27), statute('crime-transfer', 11), statute('crime-transfer', 4)],
  },
  ({ opening, transfer, investigation, execution }) => {
    const found = opening === undefined ? undefined : transfer.holds[opening.actId];
    // Released while the police have it: what is owed in money still waits.
    const hold = found?.only === undefined || execution.overdue?.duty === 'money' ? found : undefined;
    return [
      ...(hold === undefined ? kept : breach(words[hold.kind][0], words[hold.kind][1])),
      ...(investigation.suspended === undefined ? kept : breach('案件已中止', 'the case is suspended')),
    ];
  },
);

/** 处罚法 35: released while the police have the case, an act carries no fine and no detention before its outcome. */
export const outcomeAwaited = commandRule<{ readonly proposal: PenaltyProposal }>(
  {
    group: 'sequence',
    code: 'R-12',
    name: 'G-HOLD.offset',
    basis: [penaltyLaw(35), statute('crime-transfer', 11)],
  },
  ({ proposal: { kinds } }, { opening, transfer }) => {
    const hold = opening === undefined ? undefined : transfer.holds[opening.actId];
    return hold?.only !== undefined && kinds.some((kind) => kind === 'fine' || restrictsLiberty(kind))
      ? breach(
          '公安机关已立案，结果未定，不得处以罚款、行政拘留',
          'the police have filed the case: no fine and no detention before its outcome',
          'proposal.kinds',
        )
      : kept;
  },
);

/** For an end without a decision: a suspended case may end so, one of which an act is transferred may not. */
export const notTransferred = fileRule(
  {
    group: 'sequence',
    code: 'R-12',
    name: 'G-HOLD.transfer',
    basis: [penaltyLaw(27), statute('crime-transfer', 4)],
  },
  ({ opening, transfer }) => {
    const hold = opening === undefined ? undefined : transfer.holds[opening.actId];
    return hold === undefined ? kept : breach(words[hold.kind][0], words[hold.kind][1]);
  },
);

/** For execution as well: nothing has stayed it (复议法 42, 行诉法 56, 处罚法 73). */
export const notStayed = fileRule(
  {
    group: 'sequence',
    code: 'R-12',
    name: 'G-HOLD.stay',
    basis: [statute('reconsideration', 42), statute('litigation', 56), penaltyLaw(73)],
  },
  ({ remedy }) =>
    remedy.stayed === undefined
      ? kept
      : breach('已决定停止执行，尚未恢复', 'execution is stayed and not resumed'),
);
