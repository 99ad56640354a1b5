import * as t from '../../../events/transfer.events';
import type { Reliance } from '../../../events/case-schemas';
import { plain, present } from '../../fields';
import { penaltyLaw, statute } from '../../statute';
import { caseStep, type CaseRecord, type CaseStep } from '../case-step';
import { opening } from '../clocks';
import * as c from './commands';
import {
  chiefDecides,
  copiesSent,
  courtFineSaid,
  fiveDocuments,
  groupOfTwo,
  inStage,
  newTransfer,
  partyTold,
  reportedToChief,
  rightAddressee,
  twoNames,
} from './rules';
import { certified, organInForce } from '../guards/identity';
import { openPhases, step } from './on-transfer';
import { afterPolice } from './police-steps';

const law = (article: number, paragraph?: number): string => statute('crime-transfer', article, paragraph);

const officers = ['officer'] as const;
const chief = ['approver'] as const;

/** 涉嫌犯罪, up to the transfer (移送规定 3–6). */
const upToTransfer: readonly CaseStep[] = [
  caseStep<c.SuspectCrime>({
    no: 'P9d',
    command: c.SuspectCrime,
    zh: '发现涉嫌犯罪',
    en: 'Suspect a crime',
    basis: [law(3), penaltyLaw(27)],
    who: ['officer', 'legal-reviewer'],
    from: openPhases,
    rules: [newTransfer],
    parameters: ['crime.report'],
    opens: ['crime.report'],
    alerts: ['W-33'],
    emits: ['CrimeSuspected'],
    record: ({ transfer, kind, actId, grounds }, state, facts, reliance) => [
      t.CrimeSuspected(
        {
          ...{ transfer, kind, actId: actId ?? state.opening?.actId ?? '' },
          opens: [opening(facts, 'crime.report', facts.at, `crime.report/${transfer}`)],
          closes: [],
          reliance,
        },
        { party: { grounds } },
      ),
    ],
  }),
  caseStep<c.FormTransferGroup>({
    no: 'T1',
    command: c.FormTransferGroup,
    zh: '组成专案组',
    en: 'Form the transfer group',
    basis: [law(5, 1)],
    who: chief,
    from: openPhases,
    rules: [inStage('group', 'suspected'), groupOfTwo],
    emits: ['TransferGroupFormed'],
    record: ({ transfer, members }, _state, _facts, reliance) => [
      t.TransferGroupFormed({ ...step(transfer, reliance), members: [...members] }),
    ],
  }),
  caseStep<c.ClearSuspicion>({
    no: 'T2',
    command: c.ClearSuspicion,
    zh: '核实后不移送',
    en: 'Clear the suspicion',
    basis: [law(3)],
    who: officers,
    from: openPhases,
    rules: [inStage('cleared', 'group'), twoNames],
    closes: ['crime.report'],
    alerts: ['W-33'],
    emits: ['SuspicionNotConfirmed'],
    record: ({ transfer, by, reasons }, _state, _facts, reliance) => [
      t.SuspicionNotConfirmed(
        { ...step(transfer, reliance, [`crime.report/${transfer}`]), by: [...by] },
        { party: { reasons } },
      ),
    ],
  }),
  caseStep<c.ReportTransfer>({
    no: 'T3',
    command: c.ReportTransfer,
    zh: '提出书面报告',
    en: 'Report to the chief',
    basis: [law(5, 2)],
    who: officers,
    from: openPhases,
    rules: [inStage('report', 'group'), reportedToChief],
    parameters: ['crime.chief'],
    opens: ['crime.chief'],
    closes: ['crime.report'],
    alerts: ['W-33'],
    emits: ['TransferReported'],
    record: ({ transfer, to }, _state, facts, reliance) => [
      t.TransferReported({
        ...step(transfer, reliance, [`crime.report/${transfer}`]),
        to,
        opens: [opening(facts, 'crime.chief', facts.at, `crime.chief/${transfer}`)],
      }),
    ],
  }),
  caseStep<c.DecideTransfer>({
    no: 'T4',
    command: c.DecideTransfer,
    zh: '决定移送',
    en: 'Decide on the transfer',
    basis: [law(5, 2), penaltyLaw(57, 1, 4)],
    who: chief,
    from: openPhases,
    // Of what a decision of penalty needs, only organ, certificates and the rank of who decides (P15).
    rules: [organInForce, certified, inStage('decide', 'reported'), chiefDecides],
    parameters: ['crime.transfer'],
    opens: ['crime.transfer'],
    closes: ['crime.chief'],
    alerts: ['W-33'],
    emits: ['ChiefDecided'],
    record: ({ transfer, approved, approver, reasons }, _state, facts, reliance) => [
      t.ChiefDecided(
        {
          ...step(transfer, reliance, [`crime.chief/${transfer}`]),
          ...{ approved, decidedBy: approver },
          opens: approved ? [opening(facts, 'crime.transfer', facts.at, `crime.transfer/${transfer}`)] : [],
        },
        { party: { reasons } },
      ),
    ],
  }),
  caseStep<c.SendToPolice>({
    no: 'T5',
    command: c.SendToPolice,
    zh: '移送公安机关',
    en: 'Send to the police',
    basis: [law(5, 3), law(6), law(19)],
    who: officers,
    from: openPhases,
    rules: [inStage('send', 'approved'), rightAddressee, fiveDocuments, copiesSent],
    closes: ['crime.transfer'],
    alerts: ['W-33'],
    emits: ['TransferredToPolice'],
    record: ({ transfer, to, addressee, documents, copies }, _state, _facts, reliance) => [
      t.TransferredToPolice({
        ...step(transfer, reliance, [`crime.transfer/${transfer}`]),
        ...{ to, addressee, documents: documents.map(plain), copies: [...copies] },
      }),
    ],
  }),
];

/** 移送其他机关 (处罚法 22–25; A145). */
const toAnotherOrgan: readonly CaseStep[] = [
  caseStep<c.FindOutOfCompetence>({
    no: 'T20',
    command: c.FindOutOfCompetence,
    zh: '发现无管辖权',
    en: 'Find the act outside the competence',
    basis: [penaltyLaw(22), penaltyLaw(23)],
    who: officers,
    from: openPhases,
    rules: [newTransfer],
    emits: ['OutOfCompetenceFound'],
    record: ({ transfer, actId, competent }, state, _facts, reliance) => [
      t.OutOfCompetenceFound({
        ...step(transfer, reliance),
        ...{ actId: actId ?? state.opening?.actId ?? '', competent },
      }),
    ],
  }),
  caseStep<c.SendToOrgan>({
    no: 'T21',
    command: c.SendToOrgan,
    zh: '移送其他机关',
    en: 'Send to another organ',
    basis: [penaltyLaw(25)],
    who: officers,
    from: openPhases,
    rules: [inStage('send-organ', 'out-of-competence'), fiveDocuments],
    parameters: ['transfer.answer'],
    opens: ['transfer.answer'],
    emits: ['TransferSent'],
    record: ({ transfer, addressee, documents }, _state, facts, reliance) => [
      t.TransferSent({
        ...step(transfer, reliance),
        ...{ addressee, documents: documents.map(plain) },
        opens: [opening(facts, 'transfer.answer', facts.date, `transfer.answer/${transfer}`)],
      }),
    ],
  }),
  caseStep<c.RecordReceiverAnswer>({
    no: 'T22',
    command: c.RecordReceiverAnswer,
    zh: '记录接收机关答复',
    en: 'Record the answer of the receiving organ',
    basis: [penaltyLaw(25)],
    who: officers,
    from: openPhases,
    rules: [inStage('receiver', 'sent', 'received', 'silent')],
    closes: ['transfer.answer'],
    emits: ['ReceiverFiled', 'ReceiverDeclined', 'ReceiverSilent'],
    record: (command, _state, _facts, reliance) => [receiverAnswer(command, reliance)],
  }),
  caseStep<c.ResolveTransferDispute>({
    no: 'T23',
    command: c.ResolveTransferDispute,
    zh: '移送争议裁决',
    en: 'Resolve the dispute on the transfer',
    basis: [penaltyLaw(25)],
    who: chief,
    from: openPhases,
    rules: [inStage('dispute', 'silent')],
    emits: ['TransferDisputeResolved'],
    record: ({ transfer, competent, by }, _state, _facts, reliance) => [
      t.TransferDisputeResolved({ ...step(transfer, reliance), competent, by }),
    ],
  }),
];

function receiverAnswer({ transfer, answer }: c.RecordReceiverAnswer, reliance: Reliance): CaseRecord {
  const base = step(transfer, reliance, [`transfer.answer/${transfer}`]);
  switch (answer) {
    case 'filed':
      return t.ReceiverFiled(base);
    case 'declined':
    case 'withdrawn':
      return t.ReceiverDeclined({ ...base, withdrawn: answer === 'withdrawn' });
    case 'silent-superior':
      return t.ReceiverSilent({ ...base, asked: 'common-superior' });
    case 'silent-coordination':
      return t.ReceiverSilent({ ...base, asked: 'coordination' });
  }
}

/** What ends a transfer to the judiciary (处罚法 27, 35; 移送规定 12). */
const ends: readonly CaseStep[] = [
  caseStep<c.HandOverItems>({
    no: 'T11',
    command: c.HandOverItems,
    zh: '移交涉案物品',
    en: 'Hand the items over',
    basis: [law(12), statute('compulsion', 21)],
    who: officers,
    from: openPhases,
    rules: [inStage('handover', 'police-filed', 'sent', 'received'), partyTold],
    closes: ['crime.handover'],
    alerts: ['W-33'],
    emits: ['ItemsHandedOver'],
    record: ({ transfer, items, partyTold: told }, _state, _facts, reliance) => [
      t.ItemsHandedOver({
        ...step(transfer, reliance, [`crime.handover/${transfer}`]),
        ...{ items: [...items], partyTold: told },
      }),
    ],
  }),
  caseStep<c.RecordCriminalOutcome>({
    no: 'T12',
    command: c.RecordCriminalOutcome,
    zh: '记录刑事处理结果',
    en: 'Record the criminal outcome',
    basis: [penaltyLaw(27), penaltyLaw(35)],
    who: officers,
    from: openPhases,
    rules: [inStage('outcome', 'police-filed'), courtFineSaid],
    emits: ['CriminalOutcome'],
    record: ({ transfer, outcome, courtFineFen }, _state, _facts, reliance) => [
      t.CriminalOutcome({ ...step(transfer, reliance), outcome, ...present({ courtFineFen }) }),
    ],
  }),
  caseStep<c.ReleaseHold>({
    no: 'T13',
    command: c.ReleaseHold,
    zh: '解除移送中止',
    en: 'Release the hold',
    basis: [penaltyLaw(27)],
    who: chief,
    from: openPhases,
    rules: [inStage('release', 'sent', 'received', 'silent', 'procuratorate', 'police-filed'), chiefDecides],
    emits: ['HoldReleased'],
    record: ({ transfer, approver, reasons }, _state, _facts, reliance) => [
      t.HoldReleased({ ...step(transfer, reliance), decidedBy: approver }, { party: { reasons } }),
    ],
  }),
];

export const transferSteps: readonly CaseStep[] = [
  ...upToTransfer,
  ...afterPolice,
  ...ends,
  ...toAnotherOrgan,
];
