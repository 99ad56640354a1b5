import { CreditRepairApplied, CreditRepairDecided } from '../../../events/disclosure-course.events';
import { breach, kept } from '../../../kernel/guard';
import { plain } from '../../../kernel/plain-data';
import { penaltyLaw, statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { opening } from '../clocks';
import { tierReached } from '../guards/identity';
import { commandRule, fileRule } from '../guards/rule';
import { executed } from '../state';
import { ApplyForRepair, DecideRepair } from './commands';
import { channelState, publishedThere } from './guards';
import { repairableFrom } from './lasting';

/** 信用修复: a decision that was performed leaves a channel before its time (B.8, C.10 of the specification). */

const basis = [statute('personal-information', 47), penaltyLaw(48)];
const repairClock = (channel: string): string => `repair.decide/${channel}`;

/** Only where the packs let the class of decision be repaired, and not twice at a time. */
const repairable = commandRule<{ readonly channel: string }>(
  { group: 'authority', code: 'R-03', name: 'G-REPAIR', basis },
  ({ channel }, state, facts) =>
    repairableFrom(channel, state, facts) === undefined && state.disclosures[channel] === 'published'
      ? breach(
          '规则包没有规定该渠道此类处罚可以修复',
          'no pack lets this class of decision be repaired there',
          'channel',
        )
      : kept,
);

/** The commitment and proof of performance lie before whoever decides. */
const documented = commandRule<ApplyForRepair>(
  { group: 'content', code: 'R-11', name: 'G-REPAIR.documents', basis },
  ({ commitment, proofs }) => [
    ...(commitment === undefined ? breach('未提交信用承诺书', 'no credit commitment', 'commitment') : kept),
    ...(proofs.length === 0 ? breach('未提交履行义务的证明', 'no proof of performance', 'proofs') : kept),
  ],
);

/** Everything that the decision ordered was done. */
const performed = fileRule({ group: 'sequence', code: 'R-00', name: 'G-STEP.performed', basis }, (state) =>
  executed(state) ? kept : breach('处罚决定确定的义务尚未履行', 'the decision has not been performed'),
);

const noneOpen = channelState(
  ({ disclosure }, channel) => disclosure.repairs[channel] !== 'applied',
  '该渠道已有信用修复申请待决定',
  'an application is open on this channel',
);

const oneOpen = channelState(
  ({ disclosure }, channel) => disclosure.repairs[channel] === 'applied',
  '该渠道没有待决定的信用修复申请',
  'no application is open on this channel',
);

const after = ['delivered', 'closed', 'archived'] as const;

export const repairSteps: readonly CaseStep[] = [
  caseStep<ApplyForRepair>({
    no: 'C.10',
    command: ApplyForRepair,
    zh: '受理信用修复申请',
    en: 'Take an application for credit repair',
    basis,
    who: ['publisher', 'officer'],
    from: after,
    rules: [{ ...publishedThere, name: 'G-STEP.shown' }, noneOpen, repairable, performed, documented],
    opens: ['repair.decide'],
    emits: ['CreditRepairApplied'],
    record: ({ channel, reference, commitment = '', proofs }, _state, facts, reliance) => [
      CreditRepairApplied({
        ...{ channel, reference, commitment, proofs: [...proofs] },
        opens:
          facts.rules.find('repair.decide') === undefined
            ? []
            : [opening(facts, 'repair.decide', facts.date, repairClock(channel))],
        closes: [],
        reliance,
      }),
    ],
  }),
  caseStep<DecideRepair>({
    no: 'C.10',
    command: DecideRepair,
    zh: '决定信用修复',
    en: 'Decide on credit repair',
    basis,
    who: ['approver'],
    from: after,
    rules: [tierReached, { ...publishedThere, name: 'G-STEP.shown' }, oneOpen],
    closes: ['repair.decide'],
    emits: ['CreditRepairDecided'],
    record: (command, state, facts, reliance) => {
      const { channel, granted, approver, reasons } = plain(command);
      const until = granted ? repairableFrom(channel, state, facts) : undefined;
      return [
        CreditRepairDecided(
          {
            ...{ channel, granted, decidedBy: approver },
            ...(until === undefined ? {} : { until: earlier(until, state.disclosure.until[channel]) }),
            opens: [],
            closes: [repairClock(channel)],
            reliance,
          },
          { party: { reasons } },
        ),
      ];
    },
  }),
];

/** Repair never makes the time longer. */
const earlier = (end: string, held: string | undefined): string =>
  held !== undefined && held < end ? held : end;
