import { breach, kept, type Breach } from '../../../kernel/guard';
import type { CivilDate } from '../../../kernel/time';
import { certificateAt } from '../../registers/officer-state';
import { tierAt } from '../../registers/posting-state';
import { penaltyLaw, statute } from '../../statute';
import type { CaseFacts } from '../facts';
import { commandRule } from '../guards/rule';
import type { CaseState } from '../state';
import type { OneTransfer, TransferStage } from './state';
import type {
  HandOverItems,
  RecordReceiverAnswer,
  ReleaseHold,
  SendToPolice,
  TransferDocument,
} from './commands';

/** What a step of a transfer must meet (移送规定 3–13). */

const head = { group: 'sequence', code: 'R-00' } as const;

interface OfTransfer {
  readonly transfer: string;
}

export const transferOf = ({ transfer }: CaseState, id: string): OneTransfer | undefined => transfer.all[id];

const stageWords: Readonly<Record<TransferStage, string>> = {
  suspected: '已发现涉嫌犯罪',
  group: '已组成专案组',
  reported: '已书面报告',
  approved: '已批准移送',
  'out-of-competence': '已发现无管辖权',
  sent: '已移送',
  received: '已签收',
  refused: '不予立案',
  'review-asked': '已提请复议',
  'refused-again': '复议后仍不立案',
  procuratorate: '已建议立案监督',
  'police-filed': '公安机关已立案',
  silent: '逾期未答复',
  ended: '已终结',
};

/** The transfer is there and where this step belongs. Lists nothing but the order of C.9. */
export const inStage = (name: string, ...stages: readonly TransferStage[]) =>
  commandRule<OfTransfer>(
    { ...head, name: `G-STEP.${name}`, basis: [statute('crime-transfer', 5)] },
    ({ transfer: id }, state) => {
      const found = transferOf(state, id);
      if (found === undefined) {
        return breach(`本案没有移送“${id}”`, `the case has no transfer ${id}`, 'transfer');
      }
      return stages.includes(found.stage)
        ? kept
        : breach(
            `移送“${id}”${stageWords[found.stage]}，此步骤不适用`,
            `transfer ${id} is at "${found.stage}"; this step has no place there`,
            'transfer',
          );
    },
  );

/** Last day of a clock of the transfer, as far as a calendar tells it; nothing where none runs. */
const lastDayOf = (key: string, { transfer }: OfTransfer, { clocks }: CaseState): CivilDate | undefined =>
  clocks[`${key}/${transfer}`]?.due?.slice(0, 10);

const runsUntil = (due: CivilDate): readonly Breach[] =>
  breach(`答复期限至 ${due}，尚未届满`, `the time for an answer runs until ${due}`, 'transfer');

/** 移送规定 9: once its three days are over a way is closed; what is left is to accept the refusal. */
export const askedInTime = (...keys: readonly string[]) =>
  commandRule<OfTransfer>(
    { ...head, group: 'time', name: 'G-STEP.ask-time', basis: [statute('crime-transfer', 9)] },
    (command, state, { date }) =>
      keys
        .map((key) => lastDayOf(key, command, state))
        .filter((due) => due !== undefined && date > due)
        .flatMap((due) =>
          breach(`期限已于 ${due ?? ''} 届满`, `the time for it ended on ${due ?? ''}`, 'transfer'),
        ),
  );

/** 移送规定 8, 17: that the police are silent shows only once their time is over. */
export const policeSilent = commandRule<OfTransfer>(
  { ...head, group: 'time', name: 'G-STEP.silence', basis: [statute('crime-transfer', 8)] },
  (command, state, { date }) => {
    const due = lastDayOf('crime.police.review', command, state);
    const waits = transferOf(state, command.transfer)?.stage === 'received';
    return waits && due !== undefined && date <= due ? runsUntil(due) : kept;
  },
);

/** That the other organ is silent shows only once its time is over. */
export const receiverSilent = commandRule<RecordReceiverAnswer>(
  { ...head, group: 'time', name: 'G-STEP.silence', basis: [penaltyLaw(25)] },
  (command, state, { date }) => {
    const due = lastDayOf('transfer.answer', command, state);
    return command.answer.startsWith('silent-') && due !== undefined && date <= due ? runsUntil(due) : kept;
  },
);

/**
 * C.9: what waits for the police is released once nobody has answered in time, or when they have filed the case, unless a
 * pack has it wait for the outcome (A147). What another organ has is freed by that organ, or by whoever decides between them.
 */
export const releasable = commandRule<ReleaseHold>(
  { group: 'time', code: 'R-12', name: 'G-HOLD.release', basis: [penaltyLaw(27), penaltyLaw(35)] },
  (command, state, { rules, date }) => {
    const found = transferOf(state, command.transfer);
    if (found === undefined) return kept;
    if (found.kind === 'other-organ') {
      return breach('移送其他机关的，待其决定', 'it waits for the other organ', 'transfer');
    }
    if (rules.find('transfer.wait')?.value.flag === true) {
      return breach('规则包要求等待处理结果', 'a pack has it wait for the outcome', 'transfer');
    }
    const due = lastDayOf('transfer.answer', command, state);
    return found.stage !== 'police-filed' && due !== undefined && date <= due ? runsUntil(due) : kept;
  },
);

/** C.9: the procuratorate gets a copy of a release, and the police that have filed the case. */
export const releaseCopied = commandRule<ReleaseHold>(
  { group: 'content', code: 'R-11', name: 'G-DOC.release', basis: [statute('crime-transfer', 14)] },
  (command, state) => {
    const filed = transferOf(state, command.transfer)?.stage === 'police-filed';
    const needed = filed ? (['procuratorate', 'police'] as const) : (['procuratorate'] as const);
    return needed.every((each) => command.copies?.includes(each) === true)
      ? kept
      : breach('应当抄送人民检察院，公安机关已立案的并抄送公安机关', 'copies are missing', 'copies');
  },
);

/** A transfer has a name of its own in the case. */
export const newTransfer = commandRule<OfTransfer>(
  { ...head, name: 'G-STEP.new', basis: [statute('crime-transfer', 3)] },
  ({ transfer: id }, state) =>
    transferOf(state, id) === undefined
      ? kept
      : breach(`移送“${id}”已存在`, `transfer ${id} exists already`, 'transfer'),
);

/** What goes to others is an act: the one of the case, or one that is named before the case is filed. */
export const actOfTransfer = commandRule<{ readonly actId?: string }>(
  { group: 'content', code: 'R-00', name: 'G-STEP.act', basis: [statute('crime-transfer', 3)] },
  ({ actId }, { opening }) =>
    actId !== undefined || opening !== undefined
      ? kept
      : breach('案件尚无违法行为编号，请写明 actId', 'no act is on the file yet: name it as actId', 'actId'),
);

/** 移送规定 5: at least two certified officers of the organ. */
export const groupOfTwo = commandRule<{ readonly members: readonly string[] }>(
  { group: 'identity', code: 'R-05', name: 'G-TWO.group', basis: [statute('crime-transfer', 5, 1)] },
  ({ members }, _state, { people, organ, date }) => {
    const able = members.filter((each) => {
      const entry = people.get(each);
      if (entry?.state.kind !== 'officer') return false;
      const certificate = certificateAt(entry.state, date);
      return certificate.status === 'valid' && certificate.organ === organ?.s;
    });
    return able.length >= 2
      ? kept
      : breach(
          `专案组应当由2名以上执法人员组成，具备资格的现有${able.length}人`,
          `the group needs two qualified officers; there are ${able.length}`,
          'members',
        );
  },
);

/** Two answer by name that nothing is transferred. */
export const twoNames = commandRule<{ readonly by: readonly string[] }>(
  { group: 'identity', code: 'R-05', name: 'G-TWO.names', basis: [statute('crime-transfer', 5, 1)] },
  ({ by }) => (by.length >= 2 ? kept : breach('应当由2人以上署名', 'two persons have to sign for it', 'by')),
);

function belowChief(handle: string, field: string, facts: CaseFacts): readonly Breach[] {
  const { organ, date, people, approver } = facts;
  const entry = approver?.s === handle ? approver : people.get(handle);
  const chief = organ !== undefined && entry !== undefined && tierAt(entry.state, organ.s, date) === 'chief';
  return chief
    ? kept
    : breach(
        '应当由正职负责人或者主持工作的负责人决定',
        'the head of the organ, or whoever acts for him, has to decide',
        field,
      );
}

/** The report goes to the 正职负责人 (移送规定 5). */
export const reportedToChief = commandRule<{ readonly to: string }>(
  { group: 'authority', code: 'R-08', name: 'G-TIER.to', basis: [statute('crime-transfer', 5, 2)] },
  ({ to }, _state, facts) => belowChief(to, 'to', facts),
);

/** Only the 正职负责人 decides on a transfer, or releases what it holds (移送规定 5; C.9). */
export const chiefDecides = commandRule<{ readonly approver: string }>(
  { group: 'authority', code: 'R-08', name: 'G-TIER.chief', basis: [statute('crime-transfer', 5, 2)] },
  ({ approver }, _state, facts) => belowChief(approver, 'approver', facts),
);

/** 移送规定 5, 19: a crime goes to the police, an official's to the 监察机关 or the 检察院. */
export const rightAddressee = commandRule<SendToPolice>(
  {
    group: 'authority',
    code: 'R-02',
    name: 'G-ADDRESSEE',
    basis: [statute('crime-transfer', 5, 3), statute('crime-transfer', 19)],
  },
  ({ transfer: id, to }, state) => {
    const official = transferOf(state, id)?.kind === 'official';
    if (official === (to !== 'police')) return kept;
    return official
      ? breach(
          '职务犯罪线索应当移送监察机关或者检察院',
          'an official’s crime goes to the supervisory commission or the procuratorate',
          'to',
        )
      : breach(
          '涉嫌犯罪案件应当移送同级公安机关',
          'a suspected crime goes to the police of the same level',
          'to',
        );
  },
);

const fiveKinds = [
  ['transfer-letter', '案件移送书'],
  ['investigation-report', '案件调查报告'],
  ['item-list', '涉案物品清单'],
  ['expert-report', '检验报告或者鉴定结论'],
  ['other', '其他有关材料'],
] as const;

/** 移送规定 6: each of the five kinds of document, or the reason why there is none; the letter itself cannot lack. */
export const fiveDocuments = commandRule<{ readonly documents: readonly TransferDocument[] }>(
  { group: 'content', code: 'R-11', name: 'G-DOC.transfer', basis: [statute('crime-transfer', 6)] },
  ({ documents }) =>
    fiveKinds.flatMap(([kind, zh]) => {
      const found = documents.filter((each) => each.kind === kind);
      const there = found.some(
        ({ blob, none }) => blob !== undefined || (none !== undefined && kind !== 'transfer-letter'),
      );
      return there ? kept : breach(`移送材料缺少${zh}`, `the transfer lacks: ${kind}`, 'documents');
    }),
);

/** A copy goes to the procuratorate and the judicial administration, a report to the superior (A146). */
export const copiesSent = commandRule<SendToPolice>(
  { group: 'content', code: 'R-11', name: 'G-DOC.copies', basis: [statute('crime-transfer', 14)] },
  ({ transfer: id, copies }, state) =>
    transferOf(state, id)?.kind === 'official' || copies.includes('procuratorate')
      ? kept
      : breach('应当抄送人民检察院', 'a copy has to go to the procuratorate', 'copies'),
);

/** 强制法 21: who owns the things is told in writing that they went along. */
export const partyTold = commandRule<HandOverItems>(
  { group: 'sequence', code: 'R-10', name: 'G-RIGHTS.handover', basis: [statute('compulsion', 21)] },
  ({ items, partyTold: told }) =>
    items.length === 0 || told
      ? kept
      : breach('移交物品应当书面告知当事人', 'the party has to be told in writing', 'partyTold'),
);

/** 处罚法 35 needs the amount: a conviction says whether 罚金 was imposed. */
export const courtFineSaid = commandRule<{ readonly outcome: string; readonly courtFineFen?: number }>(
  { group: 'content', code: 'R-11', name: 'G-DOC.outcome', basis: [penaltyLaw(35)] },
  ({ outcome, courtFineFen }) =>
    (outcome === 'convicted') === (courtFineFen !== undefined)
      ? kept
      : breach(
          '有罪判决应当写明罚金数额，其他结果不得填写',
          'a conviction says the amount of 罚金, 0 included; no other outcome does',
          'courtFineFen',
        ),
);
