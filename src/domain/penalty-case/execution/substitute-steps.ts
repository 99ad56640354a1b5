import {
  SubstituteDecisionServed,
  SubstituteNoticeServed,
  SubstitutePerformed,
  SubstitutePerformedAtOnce,
} from '../../../events/execution.events';
import { plain, present } from '../../../kernel/plain-data';
import { statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { notOnHold, notStayed } from '../guards/hold';
import { certified, tierReached } from '../guards/identity';
import { serviceRules } from '../guards/service';
import { serviceFindings, serviceRecord, serviceWords } from '../service/proof';
import {
  atLawfulTime,
  clearedAtOnce,
  noticeInTime,
  substituteAllowed,
  substituteNoticed,
  substituteServed,
  substituteSigned,
  urgedInVain,
  withoutViolence,
} from './act-rules';
import { PerformAtOnce, PerformSubstitute, ServeSubstituteDecision, ServeSubstituteNotice } from './commands';
import { documentOf, documentReady, reserveNumber } from './document';
import { goesOn, stillUnperformed } from './rules';

const basis = [statute('compulsion', 50), statute('compulsion', 51)];
const row = { no: 'X8', basis, who: ['officer'], from: ['delivered'] } as const;

/** X8, X8u: performance in place of the party (强制法 50–52). */
export const substituteSteps: readonly CaseStep[] = [
  caseStep<ServeSubstituteDecision>({
    ...row,
    command: ServeSubstituteDecision,
    zh: '送达代履行决定书',
    en: 'Serve the decision on substitute performance',
    who: ['approver'],
    rules: [
      tierReached,
      notOnHold,
      notStayed,
      goesOn,
      substituteAllowed,
      urgedInVain,
      documentReady('substitute-decision'),
      ...serviceRules('substitute-decision', ({ execution }) => execution.urged?.on),
    ],
    parameters: ['officers.min', 'service.public'],
    alerts: ['W-30'],
    emits: ['SubstituteDecisionServed'],
    reserves: reserveNumber,
    record: (c, _state, facts, reliance) => [
      SubstituteDecisionServed(
        {
          document: documentOf(facts),
          ...{ danger: c.danger, performer: c.performer, budgetFen: c.budgetFen, approver: c.approver },
          service: serviceRecord(c.service, c.officers, facts.rules),
          findings: serviceFindings(c.service, 'substitute-decision'),
          reliance,
        },
        { party: { ...serviceWords(c.service), words: c.content } },
      ),
    ],
  }),
  caseStep<ServeSubstituteNotice>({
    ...row,
    command: ServeSubstituteNotice,
    zh: '代履行前催告',
    en: 'Serve the reminder before substitute performance',
    rules: [
      substituteServed,
      noticeInTime,
      ...serviceRules('substitute-notice', ({ execution }) => execution.substitute?.on),
    ],
    parameters: ['officers.min', 'service.public', 'substitute.notice'],
    alerts: ['W-30'],
    emits: ['SubstituteNoticeServed'],
    record: (c, _state, facts, reliance) => [
      SubstituteNoticeServed(
        {
          for: c.for,
          service: serviceRecord(c.service, c.officers, facts.rules),
          findings: serviceFindings(c.service, 'substitute-notice'),
          reliance,
        },
        { party: serviceWords(c.service) },
      ),
    ],
  }),
  caseStep<PerformSubstitute>({
    ...row,
    command: PerformSubstitute,
    zh: '代履行',
    en: 'Perform in place of the party',
    rules: [
      notOnHold,
      notStayed,
      goesOn,
      substituteServed,
      substituteNoticed,
      stillUnperformed,
      withoutViolence,
      substituteSigned,
      atLawfulTime,
    ],
    parameters: ['exec.night'],
    emits: ['SubstitutePerformed'],
    record: ({ officers, urgentReason, costFen, signedBy }, _state, _facts, reliance) => [
      SubstitutePerformed({
        ...{ officers: [...officers], urgent: urgentReason !== undefined, costFen, signedBy: [...signedBy] },
        reliance,
      }),
    ],
  }),
  caseStep<PerformAtOnce>({
    no: 'X8u',
    command: PerformAtOnce,
    zh: '立即代履行',
    en: 'Clear at once in place of the party',
    basis: [statute('compulsion', 52)],
    who: ['officer'],
    from: ['decided', 'delivered'],
    rules: [certified, clearedAtOnce],
    alerts: ['W-17'],
    emits: ['SubstitutePerformedAtOnce'],
    record: (c, _state, _facts, reliance) => [
      SubstitutePerformedAtOnce(
        {
          ...{ officers: [...c.officers], place: c.place, partyPresent: c.partyPresent, costFen: c.costFen },
          ...present({ toldOn: c.toldOn }),
          findings:
            c.partyPresent || c.toldOn !== undefined
              ? []
              : [{ code: 'W-17', about: 'absent-party', reasons: ['not-told'] }],
          reliance: plain(reliance),
        },
        { party: { words: c.reasons } },
      ),
    ],
  }),
];
