import { breach, kept, type Breach } from '../../kernel/guard';
import { citationZh } from '../../law/article';
import { outcomeOf } from '../../law/answerability/outcomes';
import { refusals } from '../../law/violations';
import type { Plain } from '../../kernel/plain-data';
import type { Rule } from '../procedure';
import { supervisorCertificateAt } from '../registers/qualification-state';
import type {
  HearTracedPerson,
  OpenTracing,
  ProposeOutcome,
  ShowTracedRows,
  SignTracing,
  TestCausation,
  WithdrawProposal,
} from './commands';
import type { TracedShare, TracingFacts } from './facts';
import { heardOf, shownTo, signersOf, type TracingState } from './state';

type TracingRule<C> = Rule<Plain<C>, TracingState, TracingFacts>;
type Check<C> = TracingRule<C>['check'];
type Code = keyof typeof refusals;

/** A rule under a code of the catalogue, with its articles; `R-00` keeps the tracing itself in order. */
function rule<C>(
  code: Code | 'R-00',
  name: string,
  group: TracingRule<C>['group'],
  check: Check<C>,
): TracingRule<C> {
  const basis = code === 'R-00' ? [] : refusals[code].basis.map(citationZh);
  return { code, name, basis, group, asks: 'command', check };
}

/** Both tracing officers hold a supervisor certificate that is valid on the day (D.3). */
export const certified = rule<OpenTracing>('R-05', 'G-SUPERVISOR', 'identity', ({ supervisors }, _s, facts) =>
  supervisors.flatMap((officer) => certificateProblem(officer, facts, 'supervisors')),
);

/** Whoever signs still holds one. */
export const signerCertified = rule<SignTracing>('R-05', 'G-SUPERVISOR', 'identity', (_c, _s, facts) =>
  certificateProblem(facts.by, facts),
);

function certificateProblem(
  officer: string,
  { people, date }: TracingFacts,
  field?: string,
): readonly Breach[] {
  const state = people.get(officer)?.state;
  return state !== undefined && supervisorCertificateAt(state, date) !== undefined
    ? kept
    : breach(
        `${officer} 在 ${date} 没有有效的行政执法监督证`,
        `${officer} holds no supervisor certificate that is valid on ${date}`,
        field,
      );
}

/** Each of the two declares that he is no relative, witness or person with an interest. */
export const impartial = rule<OpenTracing>('R-06', 'G-RECUSE', 'identity', ({ supervisors, declarations }) =>
  supervisors.flatMap((officer) => {
    const found = declarations.find((each) => each.officer === officer);
    if (found === undefined)
      return breach(`${officer} 未作回避声明`, `${officer} has made no declaration`, 'declarations');
    return found.conflict
      ? breach(`${officer} 应当回避`, `${officer} has to step aside`, 'declarations')
      : kept;
  }),
);

/** Nobody who acted, reviewed, approved or signed a `GuardDisabled` in the record traced traces it. */
export const apart = rule<OpenTracing>('R-07', 'G-SEP', 'identity', ({ supervisors }, _s, { traced }) =>
  supervisors
    .filter((officer) => traced.involved.includes(officer))
    .flatMap((officer) =>
      breach(
        `${officer} 在被倒查的案件中履行过职责`,
        `${officer} has a part in the record that is traced`,
        'supervisors',
      ),
    ),
);

/** A reminder about a duty of the party or of another authority is no finding (V40). */
export const traceable = rule<OpenTracing>('R-00', 'G-TRACE', 'content', ({ code }, _s, { traced }) =>
  traced.nobody
    ? breach(`${code} 不是对机关人员的认定`, `${code} is no finding about anybody of the organ`, 'code')
    : kept,
);

const isTracer = ({ opened }: TracingState, person: string): boolean =>
  opened?.supervisors.includes(person) === true;

/** Only the two tracing officers carry the tracing on. */
export const byTracer = rule<unknown>('R-05', 'G-TRACER', 'identity', (_c, state, { by }) =>
  isTracer(state, by)
    ? kept
    : breach('只有本次倒查的两名倒查人员可以办理', 'only the two tracing officers carry it on'),
);

/** A tracing officer or the person herself; to anybody else the report is sealed. */
export const byTracerOrPerson = rule<ShowTracedRows | HearTracedPerson>(
  'R-31',
  'G-SEAL',
  'identity',
  ({ person }, state, { by }) =>
    by === person || isTracer(state, by)
      ? kept
      : breach('无权读取该密封内容', 'it is sealed, and not for the sender'),
);

const sharesOf = ({ traced }: TracingFacts, person: string): readonly TracedShare[] =>
  traced.shares.filter((each) => each.person === person);

/** The person stands in the matrix. */
export const inMatrix = rule<ShowTracedRows | HearTracedPerson>(
  'R-00',
  'G-PERSON',
  'content',
  ({ person }, _state, facts) =>
    sharesOf(facts, person).length > 0
      ? kept
      : breach('报告未涉及该人员', 'the report does not concern this person', 'person'),
);

const idFree = (id: string, known: readonly { readonly id: string }[]): readonly Breach[] =>
  known.some((each) => each.id === id) ? breach(`编号 ${id} 已使用`, `the id ${id} is taken`, 'id') : kept;

export const newStatement = rule<HearTracedPerson>('R-00', 'G-ENTRY', 'content', ({ id }, { heard }) =>
  idFree(id, heard),
);

/** A statement that was given has words; one that was not has none. */
export const inWords = rule<HearTracedPerson>('R-00', 'G-WORDS', 'content', ({ outcome, statement }) =>
  outcome === 'declined' || statement !== undefined
    ? kept
    : breach(
        '应当记明陈述内容或者未能听取的原因',
        'say what was stated, or why nobody was reached',
        'statement',
      ),
);

/** He reads his own rows, evidence and basis before he answers (公务员法 63). */
export const shownBefore = rule<HearTracedPerson>(
  'R-33',
  'G-SHOWN',
  'sequence',
  ({ person, outcome }, state) =>
    outcome === 'not-reached' || shownTo(state, person) !== undefined
      ? kept
      : breach(
          '听取陈述前应当向其出示本人相关内容、证据和依据',
          'the rows about him, evidence and basis are shown before he is heard',
          'person',
        ),
);

/** The relation to an accident is tested only where there was one (D.3 step 5). */
export const accidentThere = rule<TestCausation>('R-00', 'G-ACCIDENT', 'content', (_c, { opened }) =>
  opened?.accidentOn === undefined
    ? breach('本次倒查不因事故引起，不检验因果关系', 'no accident gave rise to this tracing')
    : kept,
);

export const newProposal = rule<ProposeOutcome>('R-00', 'G-ENTRY', 'content', ({ id }, { proposals }) =>
  idFree(id, proposals),
);

/** A measure of the ladder of persons for a person whose service is told, of the ladder of organs for the organ. */
export const rightLadder = rule<ProposeOutcome>(
  'R-00',
  'G-LADDER',
  'content',
  ({ person, measure, service }) => {
    const { of } = outcomeOf(measure);
    if ((of === 'person') !== (person !== undefined))
      return breach('该措施不适用于该对象', 'the measure is for another kind of addressee', 'measure');
    return (person === undefined) === (service === undefined)
      ? kept
      : breach(
          '应当且仅应对人员说明其在职情况',
          'say of a person, and only then, whether he serves',
          'service',
        );
  },
);

/** Nobody is recommended a measure for whose part the record has nothing, nor a sanction for leading alone (D.2). */
export const hasPart = rule<ProposeOutcome>(
  'R-03',
  'G-PART',
  'content',
  ({ person, measure }, _state, facts) => {
    if (person === undefined || measure === 'no-fault') return kept;
    const parts = sharesOf(facts, person).filter(({ standing }) => standing !== 'not-named');
    if (parts.length === 0)
      return breach('报告未认定其责任', 'the report names no part of this person', 'person');
    const leading = parts.every(({ level, row }) => level === 'LEADERSHIP' && row !== 'V22');
    return measure === 'sanction' && leading
      ? breach('仅负领导责任不是处分的依据', 'leadership alone is no ground for a sanction', 'measure')
      : kept;
  },
);

/** Only a body named in the row decides the step (D.7). */
export const rightBody = rule<ProposeOutcome>('R-34', 'G-BODY', 'authority', ({ measure, body }) =>
  outcomeOf(measure).bodies.includes(body)
    ? kept
    : breach('该机关无权决定该措施', 'this body does not decide this measure', 'body'),
);

/** For somebody retired, resigned or dead no sanction is recommended, nor beside a case of the supervision commission. */
export const withinReach = rule<ProposeOutcome>('R-34', 'G-REACH', 'authority', ({ measure, service }) =>
  service === undefined || service === 'serving' || outcomeOf(measure).afterService
    ? kept
    : breach(
        '对已退休、离职、死亡或者被监察立案的人员不得建议该措施',
        'this measure does not reach somebody who has left the service or is under a supervision case',
        'measure',
      ),
);

/** Nobody is recommended a measure unheard. */
export const heardBefore = rule<ProposeOutcome>(
  'R-33',
  'G-HEARD',
  'sequence',
  ({ person, measure }, state) =>
    person === undefined || measure === 'no-fault' || heardOf(state, person) !== undefined
      ? kept
      : breach('提出处理建议前应当听取其陈述申辩', 'he is heard before a measure is recommended', 'person'),
);

/** No direct relation between accident and performance of duty: no pursuit for the accident (S3(十二)). */
export const causationTested = rule<ProposeOutcome>(
  'R-00',
  'G-CAUSE',
  'sequence',
  (_c, { opened, causation }) =>
    opened?.accidentOn === undefined || causation !== undefined
      ? kept
      : breach('因事故倒查的，应当先检验因果关系', 'the relation to the accident is tested first'),
);

export const proposalThere = rule<WithdrawProposal>('R-00', 'G-ENTRY', 'content', ({ id }, { proposals }) =>
  proposals.some((each) => each.id === id)
    ? kept
    : breach(`没有处理建议 ${id}`, `there is no proposal ${id}`, 'id'),
);

/** Everybody whom the report names was heard, declined, or could not be reached. */
export const everybodyHeard = rule<SignTracing>('R-33', 'G-HEARD', 'sequence', (_c, state, { traced }) => {
  const named = new Set(
    traced.shares.filter(({ standing }) => standing === 'named').map(({ person }) => person),
  );
  const unheard = [...named].filter((person) => heardOf(state, person) === undefined);
  return unheard.flatMap((person) => breach(`尚未听取 ${person} 的陈述申辩`, `${person} has not been heard`));
});

/** A report that names people ends in a recommendation, be it that nobody is at fault. */
export const recommended = rule<SignTracing>('R-00', 'G-PROPOSAL', 'sequence', (_c, state, { traced }) =>
  state.proposals.length > 0 || !traced.shares.some(({ standing }) => standing === 'named')
    ? kept
    : breach('报告尚无处理建议', 'the report has no recommendation yet'),
);

/** He signs what he read. */
export const asRead = rule<SignTracing>('R-00', 'G-FILE', 'content', ({ report }, _state, { traced }) =>
  report === traced.report
    ? kept
    : breach('所签报告与现有报告不一致，请重新阅读', 'the report has changed since it was read', 'report'),
);

/** Two different persons: nobody signs the same report twice. */
export const signedOnce = rule<SignTracing>('R-07', 'G-SIGN', 'identity', ({ report }, state, { by }) =>
  signersOf(state, report).has(by)
    ? breach('本人已签署该报告，应由另一名倒查人员签署', 'he has signed it; the other officer signs as well')
    : kept,
);
