import * as e from '../../../events/remedy.events';
import type { Reliance } from '../../../events/case-schemas';
import { CourtAppearanceRecorded } from '../../../events/scrutiny.events';
import { plain, present } from '../../../kernel/plain-data';
import { statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { opening } from '../clocks';
import * as c from './commands';
import {
  courtTimeAfterJudgment,
  courtTimeAfterReview,
  courtTimeAfterWithdrawal,
  courtTimeStops,
} from './court-time';
import {
  headOrReason,
  knownSuit,
  mayBeJudged,
  ofKind,
  pendingAppeal,
  performedAfterService,
  volumesHandedOver,
  waitsForAnswer,
  wasSimple,
  withdrawalAllowed,
} from './rules';

/** There must be a decision, whatever became of it since. */
export const after = ['decided', 'delivered', 'closed', 'archived'];

/** Where a case goes once it was reopened; what the reversal demands is due all the same. */
export const reopenedPhases = ['investigating', 'concluded', 'noticed', 'suspended', 'transferred'] as const;

const legal = ['officer', 'legal-reviewer', 'approver'] as const;
const review = (article: number, paragraph?: number): string =>
  statute('reconsideration', article, paragraph);
const suit = (article: number): string => statute('litigation', article);

const bare = (appeal: string, reliance: Reliance, closes: readonly string[] = []) => ({
  ...{ appeal, opens: [], closes: [...closes], reliance },
});

/** P24: reconsideration and litigation, with the clocks of the answer (W-19, W-40). */
export const appealSteps: readonly CaseStep[] = [
  caseStep<c.ReceiveReconsideration>({
    no: 'P24',
    command: c.ReceiveReconsideration,
    zh: '收到经本机关提交的复议申请',
    en: 'Receive an application for reconsideration',
    basis: [review(32)],
    who: legal,
    from: after,
    rules: [ofKind('reconsideration')],
    parameters: ['appeal.forward'],
    opens: ['appeal.forward'],
    closes: ['court.apply'],
    alerts: ['W-40', 'W-18'],
    emits: ['ReconsiderationReceived'],
    record: ({ appeal }, state, facts, reliance) => [
      e.ReconsiderationReceived({
        ...bare(appeal, reliance, courtTimeStops(state)),
        opens: [opening(facts, 'appeal.forward', facts.date)],
      }),
    ],
  }),
  caseStep<c.ForwardReconsideration>({
    no: 'P24',
    command: c.ForwardReconsideration,
    zh: '转送复议申请',
    en: 'Forward the application',
    basis: [review(32)],
    who: legal,
    from: after,
    rules: [pendingAppeal],
    closes: ['appeal.forward'],
    alerts: ['W-40'],
    emits: ['ReconsiderationForwarded'],
    record: ({ appeal, to }, _state, _facts, reliance) => [
      e.ReconsiderationForwarded({ ...bare(appeal, reliance, ['appeal.forward']), to }),
    ],
  }),
  caseStep<c.RecordReconsideration>({
    no: 'P24',
    command: c.RecordReconsideration,
    zh: '登记行政复议申请',
    en: 'Record that reconsideration was applied for',
    basis: [review(20)],
    who: legal,
    from: after,
    rules: [ofKind('reconsideration')],
    closes: ['court.apply'],
    alerts: ['W-18'],
    emits: ['ReconsiderationApplied'],
    record: ({ appeal, body }, state, _facts, reliance) => [
      e.ReconsiderationApplied({ ...bare(appeal, reliance, courtTimeStops(state)), body }),
    ],
  }),
  caseStep<c.RecordReviewCopy>({
    no: 'P24',
    command: c.RecordReviewCopy,
    zh: '收到复议申请书副本',
    en: 'Record the copy of the application',
    basis: [review(48), review(54)],
    who: legal,
    from: after,
    rules: [ofKind('reconsideration')],
    parameters: ['appeal.answer'],
    opens: ['appeal.answer'],
    closes: ['court.apply'],
    alerts: ['W-19', 'W-18'],
    emits: ['ReviewCopyReceived'],
    record: ({ appeal, procedure }, state, facts, reliance) => [
      e.ReviewCopyReceived({
        ...bare(appeal, reliance, courtTimeStops(state)),
        procedure,
        opens: [
          opening(facts, 'appeal.answer', facts.date, { caseName: procedure, as: `appeal.answer/${appeal}` }),
        ],
      }),
    ],
  }),
  caseStep<c.RecordReviewProcedureChange>({
    no: 'P24',
    command: c.RecordReviewProcedureChange,
    zh: '复议转为普通程序',
    en: 'Record the change to the ordinary procedure',
    basis: [review(55)],
    who: legal,
    from: after,
    rules: [pendingAppeal, wasSimple],
    parameters: ['appeal.answer'],
    opens: ['appeal.answer'],
    closes: ['appeal.answer'],
    alerts: ['W-19'],
    emits: ['ReviewProcedureChanged'],
    record: ({ appeal }, state, facts, reliance) => {
      const key = `appeal.answer/${appeal}`;
      const { copy, answered } = state.remedy.appeals[appeal] ?? {};
      const clock = opening(facts, 'appeal.answer', copy?.on ?? facts.date, {
        caseName: 'ordinary',
        as: key,
      });
      return [
        e.ReviewProcedureChanged({
          ...bare(appeal, reliance, [key]),
          opens: answered === true ? [] : [clock],
        }),
      ];
    },
  }),
  caseStep<c.RecordReconsiderationDecision>({
    no: 'P24',
    command: c.RecordReconsiderationDecision,
    zh: '登记复议决定',
    en: 'Record the decision on the reconsideration',
    basis: [review(61), review(75)],
    who: legal,
    from: after,
    rules: [ofKind('reconsideration'), pendingAppeal],
    parameters: ['lawsuit.after.review', 'court.apply'],
    opens: ['lawsuit.after.review', 'court.apply'],
    closes: ['appeal.answer'],
    alerts: ['W-18'],
    emits: ['ReconsiderationDecided'],
    record: ({ appeal, outcome, servedOn }, state, facts, reliance) => {
      const toSue = opening(facts, 'lawsuit.after.review', servedOn);
      return [
        e.ReconsiderationDecided({
          ...bare(appeal, reliance, [`appeal.answer/${appeal}`]),
          ...{ outcome, servedOn },
          opens: [toSue, ...courtTimeAfterReview(state, facts, outcome, toSue.due)],
        }),
      ];
    },
  }),
  caseStep<c.RecordLawsuit>({
    no: 'P24',
    command: c.RecordLawsuit,
    zh: '登记行政诉讼',
    en: 'Record the suit',
    basis: [suit(45), suit(46)],
    who: legal,
    from: after,
    rules: [ofKind('suit')],
    closes: ['lawsuit.after.review', 'court.apply'],
    alerts: ['W-18'],
    emits: ['LawsuitFiled'],
    record: ({ appeal, court }, state, _facts, reliance) => [
      e.LawsuitFiled({
        ...bare(appeal, reliance, ['lawsuit.after.review', ...courtTimeStops(state)]),
        court,
      }),
    ],
  }),
  caseStep<c.RecordComplaintCopy>({
    no: 'P24',
    command: c.RecordComplaintCopy,
    zh: '收到起诉状副本',
    en: 'Record the copy of the complaint',
    basis: [suit(67)],
    who: legal,
    from: after,
    rules: [ofKind('suit')],
    parameters: ['court.answer'],
    opens: ['court.answer'],
    closes: ['lawsuit.after.review', 'court.apply'],
    alerts: ['W-19', 'W-18'],
    emits: ['ComplaintCopyReceived'],
    record: ({ appeal }, state, facts, reliance) => [
      e.ComplaintCopyReceived({
        ...bare(appeal, reliance, ['lawsuit.after.review', ...courtTimeStops(state)]),
        opens: [opening(facts, 'court.answer', facts.date, `court.answer/${appeal}`)],
      }),
    ],
  }),
  caseStep<c.RecordJudgment>({
    no: 'P24',
    command: c.RecordJudgment,
    zh: '登记裁判',
    en: 'Record the judgment',
    basis: [suit(69), suit(85)],
    who: legal,
    from: after,
    rules: [mayBeJudged, performedAfterService],
    parameters: ['appeal.judgment', 'court.apply.judgment'],
    opens: ['appeal.judgment', 'court.apply'],
    closes: ['court.answer', 'appeal.judgment'],
    alerts: ['W-18'],
    emits: ['LawsuitJudged'],
    record: ({ appeal, instance, outcome, servedOn, performBy }, state, facts, reliance) => [
      e.LawsuitJudged({
        ...bare(appeal, reliance, [`court.answer/${appeal}`, 'appeal.judgment']),
        ...{ instance, outcome, servedOn, ...present({ performBy }) },
        opens: [
          ...(instance === 'first' ? [opening(facts, 'appeal.judgment', servedOn)] : []),
          ...courtTimeAfterJudgment(state, facts, outcome, performBy ?? servedOn),
        ],
      }),
    ],
  }),
  caseStep<c.RecordCourtAppearance>({
    no: 'P24',
    command: c.RecordCourtAppearance,
    zh: '登记出庭应诉',
    en: 'Record who appeared in court',
    basis: [suit(3)],
    who: legal,
    from: after,
    rules: [knownSuit, headOrReason],
    emits: ['CourtAppearanceRecorded'],
    record: ({ agents, ...said }, _state, _facts, reliance) => [
      CourtAppearanceRecorded({ ...plain(said), agents: [...agents], reliance }),
    ],
  }),
  caseStep<c.RecordAppealWithdrawal>({
    no: 'P24',
    command: c.RecordAppealWithdrawal,
    zh: '登记撤回申请或者起诉',
    en: 'Record the withdrawal of an application or suit',
    basis: [review(74), suit(62)],
    who: legal,
    from: after,
    rules: [pendingAppeal, withdrawalAllowed],
    parameters: ['court.apply'],
    opens: ['court.apply'],
    closes: ['appeal.answer', 'court.answer', 'appeal.forward'],
    alerts: ['W-18'],
    emits: ['AppealWithdrawn'],
    record: ({ appeal, ruling }, state, facts, reliance) => [
      e.AppealWithdrawn({
        ...bare(appeal, reliance, [`appeal.answer/${appeal}`, `court.answer/${appeal}`, 'appeal.forward']),
        ...present({ ruling }),
        opens: courtTimeAfterWithdrawal(state, facts),
      }),
    ],
  }),
  caseStep<c.SubmitEvidence>({
    no: 'P24',
    command: c.SubmitEvidence,
    zh: '提交答复与证据依据',
    en: 'Submit answer and evidence',
    basis: [review(48), review(54), suit(67)],
    who: legal,
    from: after,
    rules: [waitsForAnswer, volumesHandedOver],
    closes: ['appeal.answer', 'court.answer'],
    alerts: ['W-19'],
    emits: ['EvidenceSubmitted'],
    record: ({ appeal, volumes, packages }, _state, _facts, reliance) => [
      e.EvidenceSubmitted({
        ...bare(appeal, reliance, [`appeal.answer/${appeal}`, `court.answer/${appeal}`]),
        ...{ volumes: [...volumes], packages: [...packages] },
      }),
    ],
  }),
];
