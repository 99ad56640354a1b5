import type { Reliance } from '../../../events/case-schemas';
import * as t from '../../../events/transfer.events';
import { present } from '../../../kernel/plain-data';
import { statute } from '../../statute';
import { caseStep, type CaseRecord, type CaseStep } from '../case-step';
import { opening, stillOpen } from '../clocks';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { breach, kept } from '../../../kernel/guard';
import { commandRule } from '../guards/rule';
import * as c from './commands';
import { runsOn } from './decide-time';
import { askedInTime, inStage, policeSilent, transferOf } from './rules';
import { answerPhases, openPhases, step } from './on-transfer';
import type { TransferStage } from './state';

const law = (article: number, paragraph?: number): string => statute('crime-transfer', article, paragraph);
const officers = ['officer'] as const;

/** From which stages each answer of the police may come; a later one takes its place in the chain (C.9). */
const answersFrom: Readonly<Record<c.RecordPoliceAnswer['answer'], readonly TransferStage[]>> = {
  receipt: ['sent', 'silent'],
  'receipt-refused': ['sent'],
  forwarded: ['received'],
  filed: ['received', 'silent', 'procuratorate'],
  refused: ['received', 'silent'],
  'filed-again': ['review-asked'],
  'refused-again': ['review-asked'],
};

/** The answer has its place after what came before. */
const answerInPlace = commandRule<c.RecordPoliceAnswer>(
  { group: 'sequence', code: 'R-00', name: 'G-STEP.answer', basis: [law(7), law(8), law(9)] },
  ({ transfer: id, answer }, state) => {
    const found = transferOf(state, id);
    return found !== undefined && answersFrom[answer].includes(found.stage)
      ? kept
      : breach('公安机关的答复与移送进展不符', 'the answer does not fit where the transfer stands', 'answer');
  },
);

/** 移送规定 7: where it was forwarded, the competent organ is named. */
const forwardedSomewhere = commandRule<c.RecordPoliceAnswer>(
  { group: 'content', code: 'R-11', name: 'G-DOC.forwarded', basis: [law(7)] },
  ({ answer, forwardedTo }) =>
    answer === 'forwarded' && forwardedTo === undefined
      ? breach('应当写明转送的机关', 'the organ to which it was forwarded is missing', 'forwardedTo')
      : kept,
);

/** The police answer, the organ asks again or asks the procuratorate (移送规定 7–10). */
export const afterPolice: readonly CaseStep[] = [
  caseStep<c.RecordPoliceAnswer>({
    no: 'T6',
    command: c.RecordPoliceAnswer,
    zh: '记录公安机关答复',
    en: 'Record the answer of the police',
    basis: [law(7), law(8)],
    who: officers,
    from: answerPhases,
    rules: [answerInPlace, forwardedSomewhere],
    parameters: ['crime.police.review', 'crime.review.ask', 'crime.procuratorate', 'crime.handover'],
    opens: ['crime.police.review', 'crime.review.ask', 'crime.procuratorate', 'crime.handover'],
    closes: ['crime.police.review', 'transfer.answer'],
    alerts: ['W-47', 'W-33'],
    emits: [
      ...['PoliceReceipt', 'PoliceReceiptRefused', 'PoliceForwarded', 'PoliceFiled', 'PoliceRefused'],
      'PoliceReDecided',
    ],
    record: (command, state, facts, reliance) => [policeAnswer(command, state, facts, reliance)],
  }),
  caseStep<c.AskPoliceReview>({
    no: 'T7',
    command: c.AskPoliceReview,
    zh: '提请公安机关复议',
    en: 'Ask the police to decide again',
    basis: [law(9, 1)],
    who: officers,
    from: openPhases,
    rules: [inStage('review', 'refused'), askedInTime('crime.review.ask')],
    closes: ['crime.review.ask'],
    emits: ['PoliceReviewAsked'],
    record: ({ transfer }, _state, _facts, reliance) => [
      t.PoliceReviewAsked(step(transfer, reliance, [`crime.review.ask/${transfer}`])),
    ],
  }),
  caseStep<c.AskProcuratorate>({
    no: 'T8',
    command: c.AskProcuratorate,
    zh: '建议检察院立案监督',
    en: 'Ask the procuratorate',
    basis: [law(9), law(17)],
    who: officers,
    from: openPhases,
    rules: [
      inStage('procuratorate', 'refused', 'refused-again', 'received', 'silent'),
      askedInTime('crime.review.ask', 'crime.procuratorate'),
      policeSilent,
    ],
    parameters: ['transfer.answer'],
    opens: ['transfer.answer'],
    closes: ['crime.review.ask', 'crime.procuratorate', 'crime.police.review'],
    emits: ['ProcuratorateAsked'],
    record: ({ transfer }, state, facts, reliance) => [
      t.ProcuratorateAsked({
        ...step(transfer, reliance, [
          ...[`crime.review.ask/${transfer}`, `crime.procuratorate/${transfer}`],
          `crime.police.review/${transfer}`,
        ]),
        opens: [answerBy(facts, transfer)],
        because: why(transferOf(state, transfer)?.stage),
      }),
    ],
  }),
  caseStep<c.RecordProcuratorateAnswer>({
    no: 'T9',
    command: c.RecordProcuratorateAnswer,
    zh: '记录检察院答复',
    en: 'Record the answer of the procuratorate',
    basis: [law(9, 2)],
    who: officers,
    from: answerPhases,
    rules: [inStage('procuratorate-answer', 'procuratorate')],
    parameters: ['crime.handover', 'case.decide'],
    opens: ['crime.handover', 'case.decide'],
    closes: ['transfer.answer'],
    alerts: ['W-05'],
    emits: ['ProcuratorateAnswered'],
    record: ({ transfer, filed }, state, facts, reliance) => [
      t.ProcuratorateAnswered({
        ...step(transfer, reliance, stillOpen(state, `transfer.answer/${transfer}`)),
        filed,
        opens: filed ? [handover(facts, transfer)] : runsOn(state, facts, transfer),
      }),
    ],
  }),
  caseStep<c.AcceptPoliceRefusal>({
    no: 'T10',
    command: c.AcceptPoliceRefusal,
    zh: '接受不予立案',
    en: 'Accept the refusal',
    basis: [law(10)],
    who: officers,
    from: openPhases,
    rules: [inStage('accept', 'refused', 'refused-again')],
    parameters: ['case.decide'],
    opens: ['case.decide'],
    closes: ['crime.review.ask', 'crime.procuratorate'],
    alerts: ['W-05'],
    emits: ['RefusalAccepted'],
    record: ({ transfer }, state, facts, reliance) => [
      t.RefusalAccepted({
        ...step(transfer, reliance, [`crime.review.ask/${transfer}`, `crime.procuratorate/${transfer}`]),
        opens: runsOn(state, facts, transfer),
      }),
    ],
  }),
];

/** Somebody outside is asked: nobody's answer by the last day lets the head release the act. */
const answerBy = (facts: CaseFacts, transfer: string) =>
  opening(facts, 'transfer.answer', facts.date, `transfer.answer/${transfer}`);

const handover = (facts: CaseFacts, transfer: string) =>
  opening(facts, 'crime.handover', facts.date, `crime.handover/${transfer}`);

function why(stage: TransferStage | undefined): 'refused' | 'refused-again' | 'silent' | 'receipt-refused' {
  if (stage === 'refused' || stage === 'refused-again') return stage;
  return stage === 'silent' ? 'receipt-refused' : 'silent';
}

function policeAnswer(
  command: c.RecordPoliceAnswer,
  state: CaseState,
  facts: CaseFacts,
  reliance: Reliance,
): CaseRecord {
  const { transfer, answer, reference, forwardedTo } = command;
  const review = `crime.police.review/${transfer}`;
  const answered = ['receipt', 'receipt-refused', 'forwarded'].includes(answer)
    ? []
    : stillOpen(state, `transfer.answer/${transfer}`);
  const base = step(transfer, reliance, [review, ...answered]);
  const said = present({ reference });
  switch (answer) {
    case 'receipt':
      return t.PoliceReceipt({
        ...base,
        ...said,
        opens: [opening(facts, 'crime.police.review', facts.date, review)],
      });
    case 'receipt-refused':
      return t.PoliceReceiptRefused(base);
    case 'forwarded':
      return t.PoliceForwarded({ ...base, to: forwardedTo ?? '' });
    case 'filed':
      return t.PoliceFiled({ ...base, ...said, opens: [handover(facts, transfer)] });
    case 'refused':
      return t.PoliceRefused({
        ...base,
        ...said,
        opens: [opening(facts, 'crime.review.ask', facts.date, `crime.review.ask/${transfer}`)],
      });
    case 'filed-again':
      return t.PoliceReDecided({ ...base, filed: true, opens: [handover(facts, transfer)] });
    case 'refused-again':
      return t.PoliceReDecided({
        ...base,
        filed: false,
        opens: [opening(facts, 'crime.procuratorate', facts.date, `crime.procuratorate/${transfer}`)],
      });
  }
}
