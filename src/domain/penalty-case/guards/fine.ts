import { breach, kept } from '../../../kernel/guard';
import { rangeFor } from '../../registers/item';
import { penaltyLaw } from '../../statute';
import type { PenaltyProposal } from '../command-parts';
import type { ServedNotice } from '../notice/state';
import type { CaseState } from '../state';
import { versionApplied, type AppliesNorms } from './applied';
import { heavier, imposedBy, type DecidesPenalty, type Imposed } from './imposed';
import { groundsToGoLower, type DecidesOnPerson } from './content';
import { commandRule } from './rule';

/** How much: not more than was told, within the range, and one fine for one act. */

const heavierHead = { group: 'content', code: 'R-23', basis: [penaltyLaw(45)] } as const;
const heavierBreach = breach(
  '处罚重于告知内容',
  'the penalty is heavier than the one that the party was told',
  'proposal',
);

/** 45: what is decided is not heavier than what was told, last, with windows of its own. */
export const notHeavierThanTold = commandRule<DecidesPenalty>(
  { ...heavierHead, name: 'G-HEAVIER' },
  (command, { informed, notice: { served } }) => {
    // What is told on the spot names no amount of a confiscation; such a penalty cannot be decided there.
    if (served !== undefined) return heavier(imposedBy(command), served) ? heavierBreach : kept;
    const { proposal } = command;
    return informed !== undefined && heavier({ proposal }, informed) ? heavierBreach : kept;
  },
);

/** 45: telling again raises the penalty only on new evidence that does not come from the defence. */
export const notRaisedForDefence = commandRule<{ readonly proposal: PenaltyProposal }>(
  { ...heavierHead, name: 'G-HEAVIER.retold' },
  ({ proposal }, { informed }) =>
    informed !== undefined && !informed.newEvidence && heavier({ proposal }, informed) ? heavierBreach : kept,
);

/** 45: a second notice is heavier than the first only on facts or evidence that the defence did not bring. */
export const notRaisedInNewNotice = commandRule<Imposed>(
  { ...heavierHead, name: 'G-HEAVIER.renoticed' },
  (command, state) => {
    const { served } = state.notice;
    return served !== undefined && heavier(command, served) && !newSince(served, state)
      ? heavierBreach
      : kept;
  },
);

/** Evidence not drawn from the defence has come in since a notice. */
const newSince = (told: ServedNotice, { findings }: CaseState): boolean =>
  (findings?.evidence ?? []).some(
    ({ id, status, fromDefence }) => !fromDefence && status !== 'excluded' && !told.evidence.includes(id),
  );

const fineHead = { group: 'content', code: 'R-24' } as const;

/** The fine lies within the statutory range; below it only with a ground of 减轻. */
export const withinRange = commandRule<DecidesOnPerson & AppliesNorms>(
  { ...fineHead, name: 'G-RANGE', basis: [4, 30, 31, 32].map((article) => penaltyLaw(article)) },
  (command, state, facts) => {
    const { proposal, circumstances } = command;
    const fined = proposal.kinds.includes('fine');
    if (fined !== proposal.fineFen > 0) {
      return breach('罚款种类与数额不一致', 'kind and amount of the fine do not agree', 'proposal.fineFen');
    }
    if (!fined) return kept;
    const version = versionApplied(command, state, facts);
    const range = state.opening && version && rangeFor(version, state.opening.party.kind);
    if (range === undefined)
      return breach('没有对该类当事人的罚款幅度', 'no range of fine for this party', 'proposal.fineFen');
    if (proposal.fineFen > range.maxFen) {
      return breach(
        `罚款高于法定上限${range.maxFen / 100}元`,
        `the fine exceeds ${range.maxFen / 100} yuan`,
        'proposal.fineFen',
      );
    }
    const mayGoBelow = proposal.tier === 'mitigated' && groundsToGoLower(circumstances, state).length > 0;
    return proposal.fineFen >= range.minFen || mayGoBelow
      ? kept
      : breach(
          `罚款低于法定下限${range.minFen / 100}元且无减轻情节`,
          `the fine is below ${range.minFen / 100} yuan without a ground of mitigation`,
          'proposal.fineFen',
        );
  },
);

/** 29: one act of one party carries one fine, over all cases. Which case it is stays untold: it may be another organ's. */
export const oneFineOnly = commandRule<{ readonly proposal: PenaltyProposal }>(
  { ...fineHead, name: 'G-ONCE', basis: [penaltyLaw(29)] },
  ({ proposal }, _state, { fineHolder, stream }) =>
    proposal.fineFen > 0 && fineHolder !== undefined && fineHolder.case !== stream
      ? breach(
          '同一违法行为已在另一案件中处以罚款',
          'this act of this party carries a fine in another case',
          'proposal.fineFen',
        )
      : kept,
);
