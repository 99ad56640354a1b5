import type { Reliance } from '../../../events/case-schemas';
import type { Clock } from '../../../events/schemas';
import * as t from '../../../events/transfer.events';
import { plain } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseRecord, type CaseStep } from '../case-step';
import { opening } from '../clocks';
import * as c from './commands';
import { runsOn, standsStill } from './decide-time';
import { openPhases, step } from './on-transfer';
import { actOfTransfer, fiveDocuments, inStage, newTransfer, receiverSilent } from './rules';

const officers = ['officer'] as const;
const chief = ['approver'] as const;

/** 移送其他机关 (处罚法 22–25; A145). */
export const toAnotherOrgan: readonly CaseStep[] = [
  caseStep<c.FindOutOfCompetence>({
    no: 'T20',
    command: c.FindOutOfCompetence,
    zh: '发现无管辖权',
    en: 'Find the act outside the competence',
    basis: [penaltyLaw(22), penaltyLaw(23)],
    who: officers,
    from: openPhases,
    rules: [newTransfer, actOfTransfer],
    parameters: ['case.decide'],
    opens: ['case.decide'],
    alerts: ['W-05'],
    emits: ['OutOfCompetenceFound'],
    record: ({ transfer, actId: named, competent }, state, facts, reliance) => {
      const actId = named ?? state.opening?.actId ?? '';
      const opens = standsStill(state, facts, { kind: 'other-organ', actId });
      return [t.OutOfCompetenceFound({ ...step(transfer, reliance), actId, competent, opens })];
    },
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
    rules: [inStage('receiver', 'sent', 'received', 'silent'), receiverSilent],
    parameters: ['case.decide'],
    opens: ['case.decide'],
    closes: ['transfer.answer'],
    alerts: ['W-05'],
    emits: ['ReceiverFiled', 'ReceiverDeclined', 'ReceiverSilent'],
    record: (command, state, facts, reliance) => [
      receiverAnswer(command, runsOn(state, facts, command.transfer), reliance),
    ],
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
    parameters: ['case.decide'],
    opens: ['case.decide'],
    alerts: ['W-05'],
    emits: ['TransferDisputeResolved'],
    record: ({ transfer, competent, by }, state, facts, reliance) => [
      t.TransferDisputeResolved({
        ...step(transfer, reliance),
        competent,
        by,
        opens: competent === 'sender' ? runsOn(state, facts, transfer) : [],
      }),
    ],
  }),
];

function receiverAnswer(
  { transfer, answer }: c.RecordReceiverAnswer,
  opens: Clock[],
  reliance: Reliance,
): CaseRecord {
  const base = step(transfer, reliance, [`transfer.answer/${transfer}`]);
  switch (answer) {
    case 'filed':
      return t.ReceiverFiled(base);
    case 'declined':
    case 'withdrawn':
      return t.ReceiverDeclined({ ...base, opens, withdrawn: answer === 'withdrawn' });
    case 'silent-superior':
      return t.ReceiverSilent({ ...base, asked: 'common-superior' });
    case 'silent-coordination':
      return t.ReceiverSilent({ ...base, asked: 'coordination' });
  }
}
