import { breach, kept, type Breach } from '../../../kernel/guard';
import { reaches, tierAt } from '../../registers/posting-state';
import { penaltyLaw } from '../../statute';
import type { Plain } from '../../../kernel/plain-data';
import { unsettled } from '../guards/identity';
import { commandRule } from '../guards/rule';
import type { CollectiveDiscuss } from './commands';

/** P14: what a meeting of the chiefs must meet (处罚法 57(2)). */

const basis = [penaltyLaw(57, 2)];

type Meeting = Plain<CollectiveDiscuss>;

/** Who sat in the meeting and had a voice in it. */
const voting = ({ votes }: Meeting): Meeting['votes'] =>
  votes.filter(({ vote }) => vote !== 'absent' && vote !== 'recused');

/** Only 行政机关负责人 have a vote. */
export const chiefsVote = commandRule<CollectiveDiscuss>(
  { group: 'authority', code: 'R-08', name: 'G-TIER.meeting', basis },
  (meeting, _state, { organ, people, date }) =>
    voting(meeting)
      .filter(({ member }) => {
        const entry = people.get(member);
        const tier =
          entry === undefined || organ === undefined ? 'staff' : tierAt(entry.state, organ.s, date);
        return !reaches(tier, 'deputy-chief');
      })
      .flatMap(({ member }) =>
        breach(`${member} 不是行政机关负责人，没有表决权`, `${member} is no chief and has no vote`, 'votes'),
      ),
);

/** Who investigated reports to the meeting and does not vote in it. */
export const investigatorsReport = commandRule<CollectiveDiscuss>(
  { group: 'identity', code: 'R-07', name: 'G-SEP.meeting', basis: [...basis, penaltyLaw(64, undefined, 4)] },
  (meeting, { officers }) =>
    voting(meeting)
      .filter(({ member }) => officers.includes(member))
      .flatMap(({ member }) =>
        breach(
          `${member} 是本案调查人员，不得参加表决`,
          `${member} investigated the case and may not vote`,
          'votes',
        ),
      ),
);

/** G-RECUSE of everybody who votes. */
export const membersUnbiased = commandRule<CollectiveDiscuss>(
  { group: 'identity', code: 'R-06', name: 'G-RECUSE.meeting', basis: [penaltyLaw(43)] },
  (meeting, state) => voting(meeting).flatMap(({ member }) => unsettled(member, state, 'votes')),
);

/** The minutes say who was there and how each of them voted, with every dissent in words; more than half carry it. */
export const meetingInOrder = commandRule<CollectiveDiscuss>(
  { group: 'content', code: 'R-17', name: 'G-MEETING', basis },
  (meeting) => [...seatsProblems(meeting), ...resolutionProblems(meeting)],
);

function seatsProblems(meeting: Meeting): readonly Breach[] {
  const present = voting(meeting);
  const members = meeting.votes.map(({ member }) => member);
  return [
    ...(new Set(members).size < members.length
      ? breach('同一成员重复列名', 'a member is listed twice', 'votes')
      : kept),
    ...(present.length < 2
      ? breach('集体讨论应当有两名以上负责人参加', 'at least two chiefs discuss it together', 'votes')
      : kept),
    ...(present.some(({ member }) => member === meeting.presiding)
      ? kept
      : breach('主持人未参加会议', 'who presides sits in the meeting', 'presiding')),
    ...present
      .filter(({ vote, dissent }) => vote === 'against' && dissent === undefined)
      .flatMap(({ member }) =>
        breach(`${member} 的不同意见未记录`, `the dissent of ${member} is not on record`, 'votes'),
      ),
  ];
}

function resolutionProblems(meeting: Meeting): readonly Breach[] {
  const present = voting(meeting);
  const carried = present.filter(({ vote }) => vote === 'for').length * 2 > present.length;
  const { resolution, subject, proposal, terms } = meeting;
  return [
    ...((resolution === 'adopted') === carried
      ? kept
      : breach('会议结论与表决结果不一致', 'the resolution is not what was voted', 'resolution')),
    ...((proposal !== undefined) === (subject === 'proposal')
      ? kept
      : breach('讨论拟处罚建议的，应当写明建议', 'a meeting on the proposal says which', 'proposal')),
    ...terms
      .filter(({ kind }) => proposal?.kinds.includes(kind) !== true)
      .flatMap(({ kind }) =>
        breach(`期限与处罚种类不一致：${kind}`, `a term for ${kind}, which is not proposed`, 'terms'),
      ),
  ];
}

/** P9c: a disagreement on the review is before the chiefs. */
export const disagreementBrought = commandRule<CollectiveDiscuss>(
  { group: 'sequence', code: 'R-00', name: 'G-STEP.disagreement', basis: [...basis, penaltyLaw(58)] },
  ({ subject }, { review: { escalated } }) =>
    subject === 'proposal' || escalated !== undefined
      ? kept
      : breach('没有提请讨论的审核分歧', 'no disagreement has been brought before the chiefs', 'subject'),
);
