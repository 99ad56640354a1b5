import {
  PriorNoticeServed,
  StatementReceived,
  StatementReviewed,
  StatementWaived,
} from '../../../events/notice.events';
import type { Clock } from '../../../events/schemas';
import { plain, present } from '../../../kernel/plain-data';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { opening } from '../clocks';
import type { CaseFacts } from '../facts';
import { normsCited } from '../guards/applied';
import { notRaisedInNewNotice } from '../guards/fine';
import { certified, notRecused } from '../guards/identity';
import { noticeTellsAll } from '../guards/sequence';
import { serviceRules } from '../guards/service';
import { announcementBegins } from '../service/announced-time';
import { serviceFindings, servedOn, serviceRecord, serviceWords } from '../service/proof';
import { ReceiveStatement, ReviewStatement, ServeNotice, WaiveStatement } from './commands';
import * as rules from './rules';

const officers = ['officer'] as const;
const hear = [penaltyLaw(45), penaltyLaw(62)];

/** The party may speak up to the decision, whatever the file goes through meanwhile. */
const afterNotice = ['investigating', 'concluded', 'noticed'] as const;

/** P10, P11: told, heard, re-checked (处罚法 44, 45, 62, 63). */
export const noticeSteps: readonly CaseStep[] = [
  caseStep<ServeNotice>({
    no: 'P10',
    command: ServeNotice,
    zh: '送达行政处罚事先告知书',
    en: 'Serve the prior notice',
    basis: [penaltyLaw(44), penaltyLaw(63)],
    who: officers,
    from: ['concluded', 'noticed'],
    to: 'noticed',
    rules: [
      ...serviceRules('prior-notice'),
      notRecused,
      rules.factsOnRecord,
      noticeTellsAll,
      rules.hearingRightTold,
      notRaisedInNewNotice,
    ],
    parameters: [
      'case.decide',
      'officers.min',
      'service.public',
      'statement.window',
      'hearing.request',
      'hearing.kinds',
      'hearing.fine.citizen',
      'hearing.fine.org',
      'hearing.confiscate',
    ],
    opens: ['statement.window', 'hearing.request', 'case.decide'],
    alerts: ['W-30', 'W-05'],
    awaited: { in: ['concluded', 'noticed'], when: rules.toBeTold },
    emits: ['PriorNoticeServed'],
    record: (c, state, facts, reliance) => {
      const { proposal, terms, confiscationFen, hearingTold, service, reference } = c;
      const proof = serviceRecord(service, c.officers, facts.rules);
      const told = { proposal: plain(proposal), terms: plain(terms), confiscationFen, hearingTold };
      return [
        PriorNoticeServed(
          {
            ...{ officers: [...c.officers], ...told, basis: normsCited({}, state, facts) },
            service: proof,
            ...present({ reference }),
            findings: serviceFindings(service, 'prior-notice'),
            opens: [...windows(c, facts), ...announcementBegins(state, facts, proof)],
            closes: ['statement.window', 'hearing.request'],
            reliance,
          },
          { party: { facts: c.facts, reasons: c.reasons, ...serviceWords(service) } },
        ),
      ];
    },
  }),
  caseStep<ReceiveStatement>({
    no: 'P11',
    command: ReceiveStatement,
    zh: '收到陈述申辩',
    en: 'Receive a statement',
    basis: hear,
    who: officers,
    from: afterNotice,
    rules: [rules.noticeServed, rules.newStatement],
    closes: ['statement.window'],
    emits: ['StatementReceived'],
    record: ({ id, form, newFacts, statement }, _state, _facts, reliance) => [
      StatementReceived(
        { id, form, newFacts, opens: [], closes: ['statement.window'], reliance },
        { party: { statement } },
      ),
    ],
  }),
  caseStep<WaiveStatement>({
    no: 'P11',
    command: WaiveStatement,
    zh: '放弃陈述申辩',
    en: 'Waive the statement',
    basis: hear,
    who: officers,
    from: afterNotice,
    rules: [rules.noticeServed, rules.notSpokenYet],
    closes: ['statement.window'],
    emits: ['StatementWaived'],
    record: ({ proof }, _state, _facts, reliance) => [
      StatementWaived({ proof, opens: [], closes: ['statement.window'], reliance }),
    ],
  }),
  caseStep<ReviewStatement>({
    no: 'P11',
    command: ReviewStatement,
    zh: '复核陈述申辩',
    en: 'Re-check a statement',
    basis: hear,
    who: officers,
    from: afterNotice,
    rules: [certified, notRecused, rules.statementWaits],
    awaited: { in: afterNotice, when: rules.someStatementWaits },
    emits: ['StatementReviewed'],
    record: ({ id, review }, _state, _facts, reliance) => [
      StatementReviewed({ id, outcome: review.outcome, reliance }, { party: { reasons: review.reasons } }),
    ],
  }),
];

/** Both windows run from the day on which the notice counts as served; the one for a hearing only where it was told. */
function windows({ service, hearingTold }: ServeNotice, facts: CaseFacts): Clock[] {
  const served = servedOn(service, facts.rules);
  return [
    opening(facts, 'statement.window', served),
    ...(hearingTold ? [opening(facts, 'hearing.request', served)] : []),
  ];
}
