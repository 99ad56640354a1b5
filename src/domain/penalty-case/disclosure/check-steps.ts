import { PublicationProven } from '../../../events/disclosure-course.events';
import { DisclosureChecked, PrivacyBreachTold } from '../../../events/disclosure.events';
import { breach, kept } from '../../../kernel/guard';
import { plain } from '../../../kernel/plain-data';
import { penaltyLaw, statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { endingOn } from '../clocks';
import { commandRule } from '../guards/rule';
import { findingsOfCheck, takeDown, tellBreach } from './check';
import { CheckPublication, ProvePublication, TellPrivacyBreach } from './commands';
import { publishedThere } from './guards';

const from = ['delivered', 'closed', 'archived'] as const;

/** 个保法 57(2): the persons need not be told where the harm is averted, and it is on record why. */
const reasonSaid = commandRule<TellPrivacyBreach>(
  { group: 'content', code: 'R-11', name: 'G-DOC.breach', basis: [statute('personal-information', 57)] },
  ({ persons, reason }) =>
    persons === 'harm-averted' && reason === undefined
      ? breach('不通知个人的，应当写明理由', 'the reason for not telling the persons is missing', 'reason')
      : kept,
);

/** Only what was found is told. */
const breachFound = commandRule<TellPrivacyBreach>(
  { group: 'sequence', code: 'R-00', name: 'G-STEP.breach', basis: [statute('personal-information', 57)] },
  ({ channel }, { clocks }) =>
    Object.hasOwn(clocks, tellBreach(channel))
      ? kept
      : breach('该渠道未发现个人信息泄露', 'no breach was found on this channel', 'channel'),
);

/** S9: what channels are found to show (C.10, A150), and what follows where a person stands unmasked (个保法 57). */
export const checkSteps: readonly CaseStep[] = [
  caseStep<CheckPublication>({
    no: 'S9',
    command: CheckPublication,
    zh: '核查公示信息',
    en: 'Check what is published',
    basis: [penaltyLaw(48), statute('personal-information', 57)],
    who: ['publisher', 'supervisor'],
    from,
    rules: [publishedThere],
    opens: ['privacy.withdraw', 'privacy.tell'],
    alerts: ['W-36', 'W-37'],
    emits: ['DisclosureChecked'],
    record: (c, state, { date }, reliance) => {
      const findings = findingsOfCheck(c, state);
      const tasks = findings.some(({ code }) => code === 'W-36') ? [takeDown, tellBreach] : [];
      return [
        DisclosureChecked({
          ...plain(c),
          findings,
          opens: tasks.map((task) => endingOn(task(c.channel), date, date, 'law')),
          ...{ closes: [], reliance },
        }),
      ];
    },
  }),
  caseStep<ProvePublication>({
    no: 'S9',
    command: ProvePublication,
    zh: '公示留证',
    en: 'Prove a publication',
    basis: [penaltyLaw(39), penaltyLaw(48)],
    who: ['publisher'],
    from,
    rules: [publishedThere],
    emits: ['PublicationProven'],
    record: (c, _state, _facts, reliance) => [
      PublicationProven({ ...plain(c), opens: [], closes: [], reliance }),
    ],
  }),
  caseStep<TellPrivacyBreach>({
    no: 'S9',
    command: TellPrivacyBreach,
    zh: '告知个人信息泄露',
    en: 'Tell of the breach of personal information',
    basis: [statute('personal-information', 57)],
    who: ['publisher', 'approver'],
    from,
    rules: [breachFound, reasonSaid],
    closes: ['privacy.tell'],
    emits: ['PrivacyBreachTold'],
    record: (c, _state, _facts, reliance) => [
      PrivacyBreachTold({ ...plain(c), opens: [], closes: [tellBreach(c.channel)], reliance }),
    ],
  }),
];
