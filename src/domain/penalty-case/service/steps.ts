import { Served, ServedByPublication, ServiceAttempted } from '../../../events/service.events';
import type { Clock } from '../../../events/schemas';
import { breach, kept } from '../../../kernel/guard';
import type { CivilDate } from '../../../kernel/time';
import { plain } from '../../../kernel/plain-data';
import { penaltyLaw, statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { endClocks, opening } from '../clocks';
import { publicationClocks } from '../../../law/publication-channels';
import { publicationClocksOf } from '../disclosure/clock';
import { courtClock, remedyEndOf } from '../execution/remedy-end';
import type { CaseFacts } from '../facts';
import { commandRule, fileRule } from '../guards/rule';
import { serviceRules } from '../guards/service';
import { confiscationDone, owedFine, settledWithoutBank, type CaseState } from '../state';
import { AnnounceDecision, AttemptService, ServeDecision } from './commands';
import { serviceFindings, servedOn, serviceRecord, serviceWords } from './proof';

const basis = [
  penaltyLaw(61),
  ...[88, 89, 90, 91, 92, 93, 94].map((each) => statute('civil-procedure', each)),
];
const order = { group: 'sequence', code: 'R-00' } as const;

/** An announcement is overtaken by a service that reaches the party before its 30 days are over. */
const notServedYet = fileRule({ ...order, name: 'G-STEP.served', basis }, ({ served }, { date }) =>
  served !== undefined && served <= date ? breach('决定书已经送达', 'the decision has been served') : kept,
);

const byAnnouncement = (wanted: boolean) =>
  commandRule<ServeDecision | AnnounceDecision>({ ...order, name: 'G-STEP.mode', basis }, ({ service }) =>
    (service.mode === 'announcement') === wanted
      ? kept
      : breach(
          wanted ? '本步骤只用于公告送达' : '公告送达应当用公告的步骤',
          wanted ? 'this step is for announcements' : 'an announcement has a step of its own',
          'service.mode',
        ),
  );

/** An attempt is not recorded before it was made. */
const attemptedBefore = commandRule<AttemptService>(
  { ...order, name: 'G-STEP.attempt', basis },
  ({ on }, _state, { date }) =>
    on > date ? breach('尝试送达的日期尚未到来', 'the attempt lies in the future', 'on') : kept,
);

/** no service without a document. */
const documentIssued = fileRule(
  { group: 'sequence', code: 'R-25', name: 'G-SERVE.document', basis: [penaltyLaw(59), penaltyLaw(61)] },
  ({ decision }) =>
    decision?.number === undefined
      ? breach('尚未制作决定书，不得送达', 'there is no document to serve')
      : kept,
);

const issuedOn = ({ decision }: CaseState): CivilDate | undefined => decision?.issued ?? decision?.date;

/** P17 for any document: what was tried in vain. The first attempt in time keeps W-09 away. */
export const attemptSteps: readonly CaseStep[] = [
  caseStep<AttemptService>({
    no: 'P17',
    command: AttemptService,
    zh: '送达未成',
    en: 'Record an attempt to serve',
    basis,
    who: ['officer'],
    from: [...['filed', 'investigating', 'concluded', 'noticed', 'suspended'], ...['decided', 'delivered']],
    rules: [attemptedBefore],
    closes: ['service'],
    alerts: ['W-09'],
    emits: ['ServiceAttempted'],
    record: ({ officers, course, ...c }, _state, _facts, reliance) => [
      ServiceAttempted(
        {
          ...plain(c),
          servers: [...officers],
          opens: [],
          closes: c.document === 'decision' ? ['service'] : [],
          reliance,
        },
        { party: { course } },
      ),
    ],
  }),
];

const row = {
  no: 'P17',
  who: ['officer'],
  from: ['decided', 'delivered'],
  to: 'delivered',
  parameters: [
    ...(['officers.min', 'service.public', 'fine.pay', 'publish.penalty.own_site'] as const),
    ...(['publish.after.service', 'case.close', 'court.apply'] as const),
  ],
  opens: ['fine.pay', ...publicationClocks, 'case.close', 'court.apply'],
  closes: ['service'],
} as const;

/** P17: the decision reaches the party (处罚法 61). */
export const serviceSteps: readonly CaseStep[] = [
  caseStep<ServeDecision>({
    ...row,
    command: ServeDecision,
    zh: '送达决定书',
    en: 'Serve the decision',
    basis,
    rules: [notServedYet, byAnnouncement(false), documentIssued, ...serviceRules('decision', issuedOn)],
    alerts: ['W-09', 'W-15', 'W-10', 'W-18', 'W-30'],
    emits: ['Served'],
    record: (c, state, facts, reliance) => [
      Served({ ...servedData(c, state, facts), reliance }, { party: serviceWords(c.service) }),
    ],
  }),
  caseStep<AnnounceDecision>({
    ...row,
    command: AnnounceDecision,
    zh: '公告送达决定书',
    en: 'Serve the decision by announcement',
    basis: [penaltyLaw(61), statute('civil-procedure', 95)],
    rules: [notServedYet, byAnnouncement(true), documentIssued, ...serviceRules('decision', issuedOn)],
    alerts: ['W-09', 'W-15', 'W-10', 'W-18', 'W-30'],
    emits: ['ServedByPublication'],
    record: (c, state, facts, reliance) => [
      ServedByPublication({ ...servedData(c, state, facts), reliance }, { party: serviceWords(c.service) }),
    ],
  }),
];

function servedData(
  { officers, service }: ServeDecision | AnnounceDecision,
  state: CaseState,
  facts: CaseFacts,
) {
  const on = servedOn(service, facts.rules);
  const after: CaseState = { ...state, served: on };
  const expiry = remedyEndOf(after, facts);
  return {
    service: serviceRecord(service, officers, facts.rules),
    ...('due' in expiry ? { remedyExpiry: expiry.due } : {}),
    findings: serviceFindings(service, 'decision'),
    opens: clocksFrom(after, facts, on),
    closes: ['service'],
  };
}

/** Payment, the way to the court, publication; the end of the case where nothing is left to pay. */
function clocksFrom(state: CaseState, facts: CaseFacts, served: CivilDate): Clock[] {
  const owed = owedFine(state) > 0;
  return [
    ...(owed ? [opening(facts, 'fine.pay', served), courtClock(state, facts)] : []),
    ...(state.decision?.type === 'penalty' ? publicationClocksOf(state, facts, served) : []),
    ...(settledWithoutBank(state) && confiscationDone(state) ? endClocks(state, facts, served) : []),
  ];
}
