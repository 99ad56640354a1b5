import { breach, kept, type Breach } from '../../../kernel/guard';
import { divisionContains } from '../../../kernel/identifiers';
import type { CivilDate } from '../../../kernel/time';
import { reaches, tierAt } from '../../registers/posting-state';
import { statute } from '../../statute';
import type { CaseFacts } from '../facts';
import { commandRule, fileRule } from '../guards/rule';
import { appealsInForce, judgedToPerform, reversalInForce, type Appeal } from '../remedy/state';
import type { CaseState } from '../state';
import { courtDocuments, type ApplyToCourt } from './course-commands';
import { sealed } from './document';
import { isOver, lastDay } from './duty';
import { courtClock, remedyEndOf } from './remedy-end';
import type { CourtStatus } from './state';

/** X10 to X10e: the way to the court (强制法 53–59; 复议法 78; 行诉法 95, 97). */

const law = (article: number, paragraph?: number): string => statute('compulsion', article, paragraph);
const review = statute('reconsideration', 78);
type Application = Pick<ApplyToCourt, 'ground' | 'judgmentBy'>;

const appealOf = ({ remedy }: CaseState, kind: Appeal['kind'], outcomes: readonly string[]) =>
  Object.values(remedy.appeals).findLast(
    (each) => each.kind === kind && each.past !== true && outcomes.includes(each.outcome ?? ''),
  );

/** Reconsideration that left the decision as it was. */
const maintained = (state: CaseState): Appeal | undefined =>
  appealOf(state, 'reconsideration', ['upheld', 'rejected']);
/** A suit whose judgment leaves something to perform. */
const judgedIn = (state: CaseState): Appeal | undefined => appealOf(state, 'suit', judgedToPerform);

/** Last day to perform: as recorded with the judgment, else as the application says it, else the day of its service. */
const performedBy = ({ judgmentBy }: Application, judgment: Appeal | undefined): CivilDate | undefined =>
  judgment?.performBy ?? judgmentBy ?? judgment?.servedOn;

/** The last day on which the party could still sue after its reconsideration. */
function suitEnd(state: CaseState, facts: CaseFacts): CivilDate | undefined {
  const servedOn = maintained(state)?.servedOn;
  return servedOn === undefined ? undefined : lastDay(facts, 'lawsuit.after.review', servedOn);
}

/**
 * Last day to apply (强制法 53, 处罚法 72(2), 解释 153, 156): three months from the end of the remedies or of what was
 * deferred, three months from the end of the suit period after a decision was maintained, two years from the last day
 * to perform in a judgment, else from its service.
 */
export function courtLimit(command: Application, state: CaseState, facts: CaseFacts): CivilDate | undefined {
  switch (command.ground) {
    case 'no-remedy':
      return facts.rules.find('court.apply') === undefined
        ? undefined
        : courtClock(state, facts, state.execution.deferredUntil).due;
    case 'review-maintained': {
      const end = suitEnd(state, facts);
      return end === undefined ? undefined : lastDay(facts, 'court.apply', end);
    }
    case 'judgment': {
      const from = performedBy(command, judgedIn(state));
      return from === undefined ? undefined : lastDay(facts, 'court.apply.judgment', from);
    }
    case 'review-changed':
    case 'mediation':
      return undefined;
  }
}

const ownHead = { group: 'authority', code: 'R-02', basis: [review] } as const;
const notOwn = breach(
  '变更决定、调解书由行政复议机关强制执行或者申请执行',
  'what was changed or mediated is executed by the reconsideration organ',
);

/** 复议法 78(二)(三): what a 复议机关 changed or mediated is executed by it, by its own power or through the court. */
export const ownDecision = fileRule({ ...ownHead, name: 'G-OWN.decision' }, ({ remedy }) => {
  const reversal = reversalInForce(remedy);
  return reversal?.by === 'reconsideration' && (reversal.kind === 'changed' || reversal.kind === 'mediated')
    ? notOwn
    : kept;
});

/** The same, where the application itself says so. */
export const ownApplication = commandRule<ApplyToCourt>(
  { ...ownHead, name: 'G-COURT.applicant' },
  ({ ground }) => (ground === 'review-changed' || ground === 'mediation' ? notOwn : kept),
);

/** 54: the court of the organ's seat, or of the place of an immovable. */
export const rightCourt = commandRule<ApplyToCourt>(
  {
    ...{ group: 'authority', code: 'R-02', name: 'G-COURT' },
    basis: [law(54), statute('litigation-interpretation', 157)],
  },
  ({ courtPlace, immovable, objectPlace }, _state, { organ }) => {
    const place = immovable ? objectPlace : organ?.state.organ?.territory;
    return place !== undefined && (divisionContains(courtPlace, place) || divisionContains(place, courtPlace))
      ? kept
      : breach('不是有管辖权的人民法院', 'that court has no jurisdiction', 'courtPlace');
  },
);

/** 53, 复议法 78, 解释 156: the remedies are over, in the way that the ground says. */
export const remediesOver = commandRule<ApplyToCourt>(
  {
    group: 'time',
    code: 'R-27',
    name: 'G-COURT.remedies',
    basis: [law(53), review, statute('litigation', 97)],
  },
  (command, state, facts) =>
    groundHolds(command, state, facts)
      ? kept
      : breach(
          '法定救济期限未满，或者救济程序未终结',
          'the time for remedies is not over, or a remedy is pending',
          'ground',
        ),
);

function groundHolds(command: Application, state: CaseState, facts: CaseFacts): boolean {
  const { pending } = state.remedy;
  if (pending.some(({ to }) => to === undefined || to > facts.date)) return false;
  const used = appealsInForce(state.remedy);
  switch (command.ground) {
    case 'no-remedy': {
      const end = remedyEndOf(state, facts);
      return used.length === 0 && 'due' in end && isOver(end.due, facts);
    }
    case 'review-maintained':
      return !used.some(({ kind }) => kind === 'suit') && isOver(suitEnd(state, facts), facts);
    case 'judgment':
      return timeOfJudgmentOver(command, state, facts);
    // What the organ cannot apply for is refused as such.
    case 'review-changed':
    case 'mediation':
      return true;
  }
}

/** The judgment leaves something to perform, and the time that the judgment sets is over; where it sets none, the day of its service. */
function timeOfJudgmentOver(command: Application, state: CaseState, facts: CaseFacts): boolean {
  const judgment = judgedIn(state);
  return judgment !== undefined && isOver(performedBy(command, judgment), facts);
}

const byLaw53 = (ground: ApplyToCourt['ground']): boolean =>
  ground === 'no-remedy' || ground === 'review-maintained';

/** 54: urged, and ten working days over. No law asks for it after a judgment. */
export const urgedBeforeCourt = commandRule<ApplyToCourt>(
  { group: 'time', code: 'R-27', name: 'G-COURT.urge', basis: [law(54), law(69)] },
  ({ ground }, { execution: { urged } }, facts) =>
    byLaw53(ground) && !isOver(urged?.courtWait, facts)
      ? breach('未经催告，或者催告书送达未满十个工作日', 'not urged, or less than ten working days ago')
      : kept,
);

/** 55: five documents, the signature of a chief, seal and date. */
export const courtPackage = commandRule<ApplyToCourt>(
  { group: 'content', code: 'R-11', name: 'G-DOC.court', basis: [law(55)] },
  ({ ground, documents, signer, sealed: isSealed }, _state, facts) => [
    ...(byLaw53(ground) ? missing(documents) : kept),
    ...(signedByChief(signer, facts)
      ? kept
      : breach(
          '申请书应当由行政机关负责人签名',
          'the application is signed by a chief of the organ',
          'signer',
        )),
    ...sealed(isSealed),
  ],
);

const missing = (documents: readonly string[]): readonly Breach[] =>
  courtDocuments
    .filter((each) => !documents.includes(each))
    .flatMap((each) => breach(`申请材料缺少 ${each}`, `the application lacks ${each}`, 'documents'));

function signedByChief(signer: string, { people, organ, date }: CaseFacts): boolean {
  const entry = people.get(signer);
  return (
    entry !== undefined && organ !== undefined && reaches(tierAt(entry.state, organ.s, date), 'deputy-chief')
  );
}

/** 解释 156: what comes after its limit says why; the court decides on that, and W-18 stays open until it does. */
export const latenessExplained = commandRule<ApplyToCourt>(
  {
    ...{ group: 'content', code: 'R-11', name: 'G-COURT.late' },
    basis: [statute('litigation-interpretation', 156)],
  },
  (command, state, facts) =>
    isOver(courtLimit(command, state, facts), facts) && command.lateReason === undefined
      ? breach('逾期申请应当说明正当理由', 'an application after its limit says why', 'lateReason')
      : kept,
);

const order = { group: 'sequence', code: 'R-00' } as const;

const open: readonly (CourtStatus | undefined)[] = [undefined, 'not-accepted', 'execution-refused', 'ended'];

/** No application is under way. */
export const noApplicationOpen = fileRule(
  { ...order, name: 'G-COURT.open', basis: [law(53)] },
  ({ execution: { court } }) =>
    open.includes(court?.status)
      ? kept
      : breach('已经申请人民法院强制执行', 'an application to the court is under way'),
);

/** The court is at the point where this may follow. */
export const courtAt = (...statuses: readonly CourtStatus[]) =>
  fileRule(
    { ...order, name: 'G-COURT.at', basis: [law(56), law(57), law(58)] },
    ({ execution: { court } }) =>
      court !== undefined && statuses.includes(court.status)
        ? kept
        : breach('法院程序不在该阶段', 'the proceedings in court are not at that point'),
  );

/** An answer of the court is dated between the application and the act. */
export const courtDated = commandRule<{ readonly on: CivilDate }>(
  { ...order, name: 'G-COURT.date', basis: [law(56)] },
  ({ on }, { execution: { court } }, { date }) =>
    on > date || (court !== undefined && on < court.on)
      ? breach('日期与法院程序不合', 'the date does not fit the proceedings', 'on')
      : kept,
);
