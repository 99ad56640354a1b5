import * as t from '../../../events/transfer.events';
import { plain, present } from '../../../kernel/plain-data';
import { penaltyLaw, statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { opening, stillOpen } from '../clocks';
import * as c from './commands';
import { runsOn, runsOnReleased, standsStill } from './decide-time';
import {
  chiefDecides,
  copiesSent,
  courtFineSaid,
  fiveDocuments,
  groupOfTwo,
  inStage,
  actOfTransfer,
  newTransfer,
  partyTold,
  releasable,
  releaseCopied,
  reportedToChief,
  rightAddressee,
  twoNames,
} from './rules';
import { certified, organInForce } from '../guards/identity';
import { answerPhases, openPhases, step } from './on-transfer';
import { toAnotherOrgan } from './organ-steps';
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
    rules: [newTransfer, actOfTransfer],
    parameters: ['crime.report', 'case.decide'],
    opens: ['crime.report', 'case.decide'],
    alerts: ['W-33', 'W-05'],
    emits: ['CrimeSuspected'],
    record: ({ transfer, kind, actId, grounds }, state, facts, reliance) => {
      const suspected = { kind, actId: actId ?? state.opening?.actId ?? '' };
      return [
        t.CrimeSuspected(
          {
            ...{ transfer, ...suspected },
            opens: [
              opening(facts, 'crime.report', facts.at, `crime.report/${transfer}`),
              ...standsStill(state, facts, suspected),
            ],
            closes: [],
            reliance,
          },
          { party: { grounds } },
        ),
      ];
    },
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
    parameters: ['case.decide'],
    opens: ['case.decide'],
    closes: ['crime.report'],
    alerts: ['W-33', 'W-05'],
    emits: ['SuspicionNotConfirmed'],
    record: ({ transfer, by, reasons }, state, facts, reliance) => [
      t.SuspicionNotConfirmed(
        {
          ...step(transfer, reliance, [`crime.report/${transfer}`]),
          by: [...by],
          opens: runsOn(state, facts, transfer),
        },
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
    parameters: ['crime.transfer', 'case.decide'],
    opens: ['crime.transfer', 'case.decide'],
    closes: ['crime.chief'],
    alerts: ['W-33', 'W-05'],
    emits: ['ChiefDecided'],
    record: ({ transfer, approved, approver, reasons }, state, facts, reliance) => [
      t.ChiefDecided(
        {
          ...step(transfer, reliance, [`crime.chief/${transfer}`]),
          ...{ approved, decidedBy: approver },
          opens: approved
            ? [opening(facts, 'crime.transfer', facts.at, `crime.transfer/${transfer}`)]
            : runsOn(state, facts, transfer),
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
    parameters: ['transfer.answer'],
    opens: ['transfer.answer'],
    closes: ['crime.transfer'],
    alerts: ['W-33'],
    emits: ['TransferredToPolice'],
    record: ({ transfer, to, addressee, documents, copies }, _state, facts, reliance) => [
      t.TransferredToPolice({
        ...step(transfer, reliance, [`crime.transfer/${transfer}`]),
        opens: [opening(facts, 'transfer.answer', facts.date, `transfer.answer/${transfer}`)],
        ...{ to, addressee, documents: documents.map(plain), copies: [...copies] },
      }),
    ],
  }),
];

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
    from: answerPhases,
    rules: [inStage('outcome', 'police-filed'), courtFineSaid],
    parameters: ['case.decide'],
    opens: ['case.decide'],
    alerts: ['W-05'],
    emits: ['CriminalOutcome'],
    record: ({ transfer, outcome, courtFineFen }, state, facts, reliance) => [
      t.CriminalOutcome({
        ...step(transfer, reliance),
        opens: runsOn(state, facts, transfer),
        outcome,
        ...present({ courtFineFen }),
      }),
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
    rules: [
      inStage('release', 'sent', 'received', 'silent', 'procuratorate', 'police-filed'),
      chiefDecides,
      releasable,
      releaseCopied,
    ],
    parameters: ['case.decide'],
    opens: ['case.decide'],
    closes: ['transfer.answer'],
    alerts: ['W-05'],
    emits: ['HoldReleased'],
    record: ({ transfer, approver, reasons, copies }, state, facts, reliance) => [
      t.HoldReleased(
        {
          ...step(transfer, reliance, stillOpen(state, `transfer.answer/${transfer}`)),
          ...{ decidedBy: approver, opens: runsOnReleased(state, facts, transfer) },
          ...(copies === undefined ? {} : { copies: [...copies] }),
        },
        { party: { reasons } },
      ),
    ],
  }),
];

export const transferSteps: readonly CaseStep[] = [
  ...upToTransfer,
  ...afterPolice,
  ...ends,
  ...toAnotherOrgan,
];
