import {
  HearingHeld,
  HearingNotified,
  HearingPostponed,
  HearingRequested,
  HearingTerminated,
  HearingWaived,
} from '../../../events/hearing.events';
import type { Reliance } from '../../../events/case-schemas';
import type { Clock } from '../../../events/schemas';
import { civilDateOf } from '../../../kernel/time';
import { present } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseRecord, type CaseStep } from '../case-step';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { hearingBegins, hearingEnds } from './decide-time';
import { serviceRules } from '../guards/service';
import { announcementBegins } from '../service/announced-time';
import { serviceFindings, serviceRecord, serviceWords } from '../service/proof';
import {
  HoldHearing,
  NotifyHearing,
  PostponeHearing,
  RequestHearing,
  TerminateHearing,
  WaiveHearing,
} from './commands';
import * as rules from './rules';

const from = ['investigating', 'concluded', 'noticed'] as const;
const basis = [penaltyLaw(63), penaltyLaw(64)];
const chair = [rules.chairApart, rules.chairUnbiased, rules.chairQualified] as const;

/** P12: asked for, or given up in so many words (处罚法 63, 64(1)). */
const askingSteps: readonly CaseStep[] = [
  caseStep<RequestHearing>({
    no: 'P12',
    command: RequestHearing,
    zh: '申请听证',
    en: 'Ask for a hearing',
    basis,
    who: ['officer'],
    from,
    rules: [rules.hearingWasTold, rules.notAskedYet, rules.askedInTime],
    parameters: ['case.decide'],
    opens: ['case.decide'],
    closes: ['hearing.request'],
    alerts: ['W-05'],
    emits: ['HearingRequested'],
    record: ({ form, posted, reasons }, state, facts, reliance) => [
      HearingRequested(
        {
          ...{ form, ...present({ posted }) },
          opens: hearingBegins(state, facts),
          closes: ['hearing.request'],
          reliance,
        },
        { party: present({ reasons }) },
      ),
    ],
  }),
  caseStep<WaiveHearing>({
    no: 'P12',
    command: WaiveHearing,
    zh: '明确放弃听证',
    en: 'Waive the hearing',
    basis,
    who: ['officer'],
    from,
    rules: [rules.hearingWasTold, rules.notAskedYet, rules.notWaivedYet],
    closes: ['hearing.request'],
    emits: ['HearingWaived'],
    record: ({ proof }, _state, _facts, reliance) => [
      HearingWaived({ proof, opens: [], closes: ['hearing.request'], reliance }),
    ],
  }),
];

/** P13: notified, held or terminated (处罚法 64(2)–(8)). */
const holdingSteps: readonly CaseStep[] = [
  caseStep<NotifyHearing>({
    no: 'P13',
    command: NotifyHearing,
    zh: '送达听证通知书',
    en: 'Notify the hearing',
    basis: [penaltyLaw(64, undefined, 2)],
    who: ['officer', 'legal-reviewer'],
    from,
    rules: [
      ...serviceRules('hearing-notice'),
      rules.hearingOpen,
      ...chair,
      rules.openOrWhy,
      rules.noticeInTime,
    ],
    parameters: ['case.decide', 'officers.min', 'service.public', 'hearing.notice', 'hearing.chair.cert'],
    opens: ['case.decide'],
    alerts: ['W-08', 'W-30', 'W-05'],
    awaited: { in: from, when: rules.toBeNotified },
    emits: ['HearingNotified'],
    record: (command, state, facts, reliance) => [notification(command, state, facts, reliance)],
  }),
  caseStep<PostponeHearing>({
    no: 'P13',
    command: PostponeHearing,
    zh: '延期听证',
    en: 'Postpone the hearing',
    basis,
    who: ['hearing-chair', 'officer', 'legal-reviewer'],
    from,
    rules: [rules.hearingOpen, rules.hearingNotified],
    emits: ['HearingPostponed'],
    record: ({ ground, reasons }, _state, _facts, reliance) => [
      HearingPostponed({ ground, opens: [], closes: [], reliance }, { party: { reasons } }),
    ],
  }),
  caseStep<HoldHearing>({
    no: 'P13',
    command: HoldHearing,
    zh: '举行听证',
    en: 'Hold the hearing',
    basis,
    who: ['hearing-chair'],
    from,
    rules: [
      rules.hearingOpen,
      rules.hearingNotified,
      ...chair,
      rules.asNotified,
      rules.wellAttended,
      rules.recordSigned,
    ],
    parameters: ['hearing.agents.max', 'hearing.chair.cert', 'case.decide'],
    awaited: { in: from, when: rules.toBeHeld },
    opens: ['case.decide'],
    alerts: ['W-05'],
    emits: ['HearingHeld'],
    record: (command, state, facts, reliance) => [hearing(command, hearingEnds(state, facts), reliance)],
  }),
  caseStep<TerminateHearing>({
    no: 'P13',
    command: TerminateHearing,
    zh: '终止听证',
    en: 'Terminate the hearing',
    basis: [penaltyLaw(64, undefined, 6)],
    who: ['hearing-chair', 'officer', 'legal-reviewer'],
    from,
    rules: [rules.hearingOpen, rules.terminableNow],
    parameters: ['case.decide'],
    opens: ['case.decide'],
    alerts: ['W-05'],
    emits: ['HearingTerminated'],
    record: ({ ground, presiding, record, reasons }, state, facts, reliance) => [
      HearingTerminated(
        {
          ...{ ground, ...present({ chair: presiding }), record },
          ...{ opens: hearingEnds(state, facts), closes: [], reliance },
        },
        { party: { reasons } },
      ),
    ],
  }),
];

/** P12, P13. */
export const hearingSteps: readonly CaseStep[] = [...askingSteps, ...holdingSteps];

function notification(
  command: NotifyHearing,
  state: CaseState,
  facts: CaseFacts,
  reliance: Reliance,
): CaseRecord {
  const { at, chair: named, clerk, open, closedFor, consent, service, officers, place } = command;
  const shortNotice = rules.onShortNotice(command, facts);
  const latest = rules.latestNotice(command, facts);
  const proof = serviceRecord(service, officers, facts.rules);
  return HearingNotified(
    {
      ...{ at, for: civilDateOf(at, facts.rules.zone), chair: named, open, shortNotice },
      ...present({ clerk, closedFor, consent, latest }),
      service: proof,
      findings: [
        ...(shortNotice ? [{ code: 'W-08', about: 'hearing-notice', reasons: ['short-notice'] }] : []),
        ...serviceFindings(service, 'hearing-notice'),
      ],
      ...{ opens: announcementBegins(state, facts, proof), closes: [], reliance },
    },
    { party: { place, ...serviceWords(service) } },
  );
}

function hearing(command: HoldHearing, opens: Clock[], reliance: Reliance): CaseRecord {
  const { presiding, heardOfficers, agents, partyPresent, record, signed, newFacts } = command;
  return HearingHeld(
    {
      ...{ chair: presiding, officers: [...heardOfficers], agents, partyPresent, record, newFacts },
      // The rules let no record pass that is neither signed nor noted.
      signed: signed === 'signed' ? 'signed' : 'refused-noted',
      ...{ opens, closes: [], reliance },
    },
    { party: { course: command.course, ...present({ opinion: command.opinion }) } },
  );
}
