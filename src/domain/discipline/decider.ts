import * as e from '../../events/discipline.events';
import type { DisciplineEvent } from '../../events/discipline.events';
import { citationZh, citeSection } from '../../law/article';
import { plain, present } from '../../kernel/plain-data';
import { procedure, type Procedure } from '../procedure';
import { registerRows } from '../registers/register';
import {
  ConfirmOfficialStatus,
  CorrectHandover,
  DecideDisciplineNeed,
  HandOverToDiscipline,
  RecordHandoverReceipt,
  type DisciplineCommand,
} from './commands';
import type { DisciplineFacts } from './facts';
import {
  answerOf,
  dueForDecision,
  handedOver,
  handoverToCorrect,
  impactAssessed,
  mayConfirm,
  namedHandler,
  needDecided,
  packageComplete,
  statusSound,
} from './rules';
import { evolveDiscipline, noDiscipline, type DisciplineState } from './state';

const aboutOf = ({ case: about, organ, by }: DisciplineFacts) => ({ case: about, organ, by });

const readersOf = (decider: string | undefined, { me, pseudonyms }: DisciplineFacts): string[] => [
  ...new Set([me, ...(decider === undefined ? [] : [pseudonyms.get(decider) ?? decider])]),
];

const row = registerRows<DisciplineState, DisciplineFacts, DisciplineEvent>({
  basis: [citationZh(citeSection('funing', '二（十）'))],
  who: ['officer', 'approver'],
  from: ['discipline'],
});

/** P23: what is found out about a person's status, and what follows from it. */
export const disciplineSteps = [
  row('P23', ConfirmOfficialStatus, '核实党员、国家工作人员身份', 'Confirm the status of a person', {
    who: ['officer'],
    from: ['none', 'discipline'],
    to: 'discipline',
    rules: [mayConfirm, statusSound],
    emits: ['OfficialStatusConfirmed'],
    record: ({ person, decider, ...said }, _state, facts) => [
      e.OfficialStatusConfirmed(
        { person, answer: answerOf(said.status), by: facts.me, readers: readersOf(decider, facts) },
        { sealed: { ...aboutOf(facts), ...plain(said) } },
      ),
    ],
  }),
  row('P23', DecideDisciplineNeed, '判断是否需要追究纪律责任', 'Decide whether discipline is called for', {
    rules: [namedHandler, dueForDecision],
    emits: ['DisciplineNeedDecided'],
    record: ({ person, needed, reason }, _state, facts) => [
      e.DisciplineNeedDecided(
        { person, needed, by: facts.me, opens: [], closes: [] },
        { sealed: { ...aboutOf(facts), reason } },
      ),
    ],
  }),
  row('P23', HandOverToDiscipline, '移送纪检监察机关', 'Hand over to discipline inspection', {
    rules: [namedHandler, needDecided, packageComplete, impactAssessed],
    emits: ['DisciplineHandedOver'],
    record: ({ person, receiver, problems, signedBy, sealedOn, decision, assessment }, _state, facts) => [
      e.DisciplineHandedOver(
        { person, by: facts.me, opens: [], closes: [] },
        {
          sealed: {
            ...aboutOf(facts),
            receiver,
            ...present({ problems, signedBy, sealedOn, decision, assessment }),
          },
        },
      ),
    ],
  }),
  row('P23', RecordHandoverReceipt, '签收移送材料', 'Receive a hand-over', {
    who: ['discipline'],
    rules: [handedOver],
    emits: ['HandoverReceived'],
    record: ({ person, reference }, _state, { me, by }) => [
      e.HandoverReceived({ person, by: me }, { sealed: { by, reference } }),
    ],
  }),
  row('P25', CorrectHandover, '更正移送结果', 'Correct a hand-over', {
    rules: [namedHandler, handoverToCorrect],
    emits: ['HandoverCorrected'],
    record: ({ person, result }, _state, facts) => [
      e.HandoverCorrected({ person, by: facts.me }, { sealed: { ...aboutOf(facts), result } }),
    ],
  }),
];

/** The hand-over of the persons of a case: a sealed stream of its own, like {@link ../sealed/decider}. */
export const discipline: Procedure<DisciplineCommand, DisciplineState, DisciplineEvent, DisciplineFacts> =
  procedure({
    category: 'discipline',
    initial: noDiscipline,
    evolve: evolveDiscipline,
    steps: disciplineSteps,
    table: () => disciplineSteps,
  });
