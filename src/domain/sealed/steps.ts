import type { Role } from '../../events/account.events';
import * as e from '../../events/sealed.events';
import type { SealedEvent } from '../../events/sealed.events';
import { openClock } from '../../law/clock';
import { legalDay } from '../../kernel/time';
import { plain, present, type Plain } from '../../kernel/plain-data';
import { registerRows } from '../registers/register';
import { statute } from '../statute';
import {
  AcknowledgeInterference,
  AttachInterferenceEvidence,
  ClaimExemption,
  ProduceSealedItem,
  RaiseObjection,
  RecordInterference,
  RecordOrder,
  RecordOrderAnswer,
  ReportRetaliation,
  RuleOnExemption,
} from './commands';
import type { SealedFacts } from './facts';
import {
  barredBy,
  byOthers,
  heardFirst,
  keptAfterObjection,
  mayProduce,
  namedIn,
  newFile,
  notAcknowledged,
  notExcluded,
  openClaim,
  openOrder,
  orderCovers,
  orderedInWriting,
  orderNamed,
  ownOrder,
  ownRecord,
  retaliationPast,
  rightBody,
  routedToSender,
  soundRecord,
} from './rules';
import { namedBy, type SealedState } from './state';

/** Everybody who has a part in cases may be interfered with. */
const recorders: readonly Role[] = [
  ...(['officer', 'legal-reviewer', 'hearing-chair', 'approver'] as const),
  ...(['publisher', 'archivist', 'finance'] as const),
];

/** D.5: past the supervision organ where it is named itself, or those above it are. */
const routingOf = ({ position }: RecordInterference): (typeof e.routings)[number] =>
  ['supervision-organ', 'superior-of-supervision', 'government-leader'].includes(position)
    ? 'discipline'
    : 'supervision';

/** Key of the period in which a record is to be acknowledged. */
export const acknowledgementOf = (record: string): string => `interference.ack/${record}`;

const aboutOf = ({ case: about, organ, by }: SealedFacts) => ({ case: about, organ, by });

function recorded(command: RecordInterference, facts: SealedFacts): SealedEvent {
  const { rules, calendar, date, id, me } = facts;
  const clock = openClock({ key: 'interference.ack', opened: legalDay(date), rules, calendar });
  return e.InterferenceRecorded(
    {
      ...{ record: id, recorder: me, routing: routingOf(command), barred: barredBy(namedIn(command), facts) },
      ...{ opens: [{ ...clock, key: acknowledgementOf(id) }], closes: [] },
    },
    { sealed: { ...aboutOf(facts), ...plain(command) } },
  );
}

function answered({ order, answer, words }: Plain<RecordOrderAnswer>): SealedEvent {
  const personal = { sealed: present({ words }) };
  switch (answer) {
    case 'maintained':
      return e.OrderMaintained({ order }, personal);
    case 'immediate-execution':
      return e.ImmediateExecutionDemanded({ order }, personal);
    case 'withdrawn':
      return e.OrderWithdrawn({ order }, personal);
  }
}

const row = registerRows<SealedState, SealedFacts, SealedEvent>({
  basis: [statute('civil-servants', 60)],
  who: recorders,
  from: ['none', 'sealed'],
});

/** U1 to U9: what is recorded about a case and kept from everybody whom it is not for (D.5, D.6). */
export const sealedSteps = [
  row('U1', RecordInterference, '记录干预', 'Record interference', {
    basis: [statute('servant-sanctions', 25)],
    rules: [soundRecord],
    emits: ['InterferenceRecorded'],
    record: (command, _state, facts) => [recorded(command, facts)],
  }),
  row('U2', AcknowledgeInterference, '确认收到干预记录', 'Acknowledge an interference record', {
    basis: [statute('servant-sanctions', 25)],
    who: ['discipline', 'supervisor'],
    rules: [routedToSender, notAcknowledged],
    emits: ['InterferenceAcknowledged'],
    record: ({ record, measures }, _state, { me, by, role }) => [
      e.InterferenceAcknowledged(
        {
          ...{ record, by: me, role: role === 'supervisor' ? 'supervisor' : 'discipline' },
          ...{ opens: [], closes: [acknowledgementOf(record)] },
        },
        { sealed: { by, ...present({ measures }) } },
      ),
    ],
  }),
  row('U3', ReportRetaliation, '报告打击报复', 'Report retaliation', {
    basis: [statute('servant-sanctions', 25)],
    rules: [ownRecord, retaliationPast],
    emits: ['RetaliationReported'],
    record: ({ record, ...rest }, state, facts) => [
      e.RetaliationReported(
        {
          ...{ report: facts.id, record, reporter: facts.me },
          barred: [
            ...new Set([...barredBy([rest.who], facts), ...(state.interference[record]?.barred ?? [])]),
          ],
        },
        { sealed: { ...aboutOf(facts), ...plain(rest) } },
      ),
    ],
  }),
  row('U4', RecordOrder, '记录上级决定或者命令', 'Record an order of a superior', {
    rules: [],
    emits: ['OrderReceived'],
    record: (command, _state, facts) => [
      e.OrderReceived(
        { order: facts.id, receiver: facts.me, barred: barredBy([command.from], facts) },
        { sealed: { ...aboutOf(facts), ...plain(command) } },
      ),
    ],
  }),
  row('U5', RaiseObjection, '提出改正或者撤销的意见', 'Object to an order', {
    rules: [ownOrder, openOrder],
    emits: ['ObjectionRaised'],
    record: ({ order, ...words }) => [e.ObjectionRaised({ order }, { sealed: plain(words) })],
  }),
  row('U6', RecordOrderAnswer, '记录上级的答复', 'Record the answer to an objection', {
    rules: [ownOrder, openOrder, keptAfterObjection],
    emits: ['OrderMaintained', 'ImmediateExecutionDemanded', 'OrderWithdrawn'],
    record: (command) => [answered(command)],
  }),
  row('U7', ClaimExemption, '主张免责、容错', 'Claim exemption or mitigation', {
    basis: [statute('official-sanctions', 6)],
    rules: [orderNamed],
    emits: ['ExemptionClaimed'],
    record: ({ finding, ground, order, ...said }, _state, facts) => [
      e.ExemptionClaimed(
        { claim: facts.id, person: facts.me, finding, ground, ...present({ order }) },
        { sealed: { ...aboutOf(facts), ...plain(said) } },
      ),
    ],
  }),
  row('U8', RuleOnExemption, '免责、容错认定', 'Rule on exemption or mitigation', {
    basis: [statute('official-sanctions', 6)],
    who: ['discipline'],
    rules: [openClaim, byOthers, rightBody, heardFirst, notExcluded, orderCovers],
    emits: ['ExemptionRuled'],
    record: ({ reason, ...ruling }, _state, { me, by }) => [
      e.ExemptionRuled({ ...plain(ruling), by: me }, { sealed: { by, reason } }),
    ],
  }),
  row('U9', AttachInterferenceEvidence, '附干预证据', 'Attach evidence of interference', {
    basis: [statute('servant-sanctions', 25)],
    rules: [ownRecord, newFile],
    emits: ['InterferenceEvidenceAttached'],
    record: ({ record, blob, ...said }, _state, { by }) => [
      e.InterferenceEvidenceAttached({ record, blob }, { sealed: { by, ...plain(said) } }),
    ],
  }),
  row('U10', ProduceSealedItem, '依命令提交密封材料', 'Produce a sealed item on order', {
    basis: [statute('reconsideration', 45), statute('litigation', 40)],
    who: ['approver'],
    rules: [mayProduce, orderedInWriting],
    emits: ['SealedItemProduced'],
    record: ({ item, produced, to, ...said }, state, facts) => [
      e.SealedItemProduced(
        {
          ...{ production: facts.id, approver: facts.me, item, to, ...present({ produced }) },
          barred: [...((produced === undefined ? undefined : namedBy(state, produced)) ?? [])],
        },
        { sealed: { ...aboutOf(facts), ...plain(said) } },
      ),
    ],
  }),
];
