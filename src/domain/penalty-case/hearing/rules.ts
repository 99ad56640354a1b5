import { breach, kept, type Breach } from '../../../kernel/guard';
import { civilDateOf, type CivilDate } from '../../../kernel/time';
import { latestBefore } from '../../../law/clock';
import { chairCertificateAt } from '../../registers/qualification-state';
import { penaltyLaw, statute } from '../../statute';
import type { Plain } from '../../../kernel/plain-data';
import type { CaseFacts } from '../facts';
import { whereCalendarReaches } from '../guards/calendar-reach';
import { unsettled } from '../guards/identity';
import { commandRule, fileRule } from '../guards/rule';
import { servedOn } from '../service/proof';
import type { CaseState } from '../state';
import type { HoldHearing, NotifyHearing, RequestHearing, TerminateHearing } from './commands';

/** What a hearing must meet (处罚法 63–65). */

const sixtyFour = (...items: readonly number[]): readonly string[] =>
  items.map((item) => penaltyLaw(64, undefined, item));
const sequence = { group: 'sequence', code: 'R-00', basis: [penaltyLaw(64)] } as const;
const conduct = { group: 'content', code: 'R-16' } as const;

/** P12: the party was told that it may ask for a hearing. */
export const hearingWasTold = fileRule({ ...sequence, name: 'G-STEP.told' }, ({ notice: { served } }) =>
  served?.hearingTold === true ? kept : breach('未告知听证权利', 'the right to a hearing was not told'),
);

/** P12: within the window; what was posted in time is in time. */
export const askedInTime = commandRule<RequestHearing>(
  { ...conduct, name: 'G-HEAR.window', group: 'time', basis: sixtyFour(1) },
  ({ posted }, { notice: { served } }, { date }) => {
    const asked = posted ?? date;
    if (asked > date) return breach('交邮日期晚于收到日期', 'posted after it was received', 'posted');
    return served?.hearingBy !== undefined && asked > served.hearingBy
      ? breach(
          `申请听证的期限已于 ${served.hearingBy} 届满`,
          `the time to ask for a hearing ended on ${served.hearingBy}`,
          'posted',
        )
      : kept;
  },
);

/** P12: not asked for yet, nor over. */
export const notAskedYet = fileRule(
  { ...sequence, name: 'G-STEP.asked' },
  ({ hearing: { requested, closed } }) =>
    requested !== undefined || closed !== undefined
      ? breach('已申请听证，或者听证已结束', 'a hearing was asked for already, or is over')
      : kept,
);

/** P12: given up once. */
export const notWaivedYet = fileRule({ ...sequence, name: 'G-STEP.hearing-waived' }, ({ hearing }) =>
  hearing.waived === undefined ? kept : breach('已放弃听证', 'the hearing was given up already'),
);

/** P13: a hearing was asked for and is not over. */
export const hearingOpen = fileRule(
  { ...sequence, name: 'G-STEP.hearing' },
  ({ hearing: { requested, closed } }) =>
    requested !== undefined && closed === undefined
      ? kept
      : breach('没有待举行的听证', 'no hearing is to be held'),
);

/** P13: the hearing that is asked about was notified. */
export const hearingNotified = fileRule(
  { ...sequence, name: 'G-STEP.notified' },
  ({ hearing: { notified } }) =>
    notified === undefined ? breach('尚未通知听证', 'no hearing has been notified') : kept,
);

/** Who chairs: named in the notice, or presiding on the day. */
type Chairing = { readonly chair?: string; readonly presiding?: string };
const chairOf = ({ chair, presiding }: Chairing): string | undefined => presiding ?? chair;
const chairField = ({ presiding }: Chairing): string => (presiding === undefined ? 'chair' : 'presiding');

/** 64(4): the chair is none of those who investigated the case. */
export const chairApart = commandRule<Chairing>(
  { group: 'identity', code: 'R-07', name: 'G-SEP.chair', basis: sixtyFour(4) },
  (command, { officers }) => {
    const chair = chairOf(command);
    return chair !== undefined && officers.includes(chair)
      ? breach(
          `${chair} 是本案调查人员，不得主持听证`,
          `${chair} investigated the case and may not chair the hearing`,
          chairField(command),
        )
      : kept;
  },
);

/** 64(4): recusal of the chair, granted or undecided. */
export const chairUnbiased = commandRule<Chairing>(
  { group: 'identity', code: 'R-06', name: 'G-RECUSE.chair', basis: sixtyFour(4) },
  (command, state) => {
    const chair = chairOf(command);
    return chair === undefined ? kept : unsettled(chair, state, chairField(command));
  },
);

/** The chair is a person of the register, with the certificate of a chair where `hearing.chair.cert` demands one. */
export const chairQualified = commandRule<Chairing>(
  {
    ...{ group: 'identity', code: 'R-04', name: 'G-CERT.chair' },
    basis: [...sixtyFour(4), statute('shandong-supervision', 11)],
  },
  (command, _state, { people, rules, date }) => {
    const chair = chairOf(command);
    if (chair === undefined) return kept;
    const entry = people.get(chair);
    if (entry === undefined || entry.n < 0) {
      return breach(`${chair} 未登记`, `${chair} is not on the register`, chairField(command));
    }
    const needed = rules.find('hearing.chair.cert')?.value.flag === true;
    return needed && chairCertificateAt(entry.state, date) === undefined
      ? breach(
          `${chair} 没有有效的听证主持人证`,
          `${chair} holds no valid certificate of a hearing chair`,
          chairField(command),
        )
      : kept;
  },
);

/** Last day on which the notice of a hearing is in time (64(2)); nothing where no calendar reaches so far. */
export function latestNotice(
  { at }: Pick<NotifyHearing, 'at'>,
  { rules, calendar }: CaseFacts,
): CivilDate | undefined {
  if (rules.find('hearing.notice') === undefined) return undefined;
  const event = civilDateOf(at, rules.zone);
  return whereCalendarReaches(() => latestBefore({ key: 'hearing.notice', event, rules, calendar }).due);
}

/** Whether the notice came later than the law allows. */
export const onShortNotice = (command: Plain<NotifyHearing>, facts: CaseFacts): boolean => {
  const latest = latestNotice(command, facts);
  return latest === undefined || servedOn(command.service, facts.rules) > latest;
};

/** 64(2): seven working days before the hearing, unless the party has consented to less in writing. */
export const noticeInTime = commandRule<NotifyHearing>(
  { ...conduct, group: 'time', name: 'G-HEAR.notice', basis: sixtyFour(2) },
  (command, _state, facts) => {
    if (command.consent !== undefined || !onShortNotice(command, facts)) return kept;
    const latest = latestNotice(command, facts);
    return latest === undefined
      ? breach(
          '工作日历未加载，不能确认通知期限',
          'no calendar is loaded to tell the last day for the notice',
          'at',
        )
      : breach(
          `听证通知最迟应当在 ${latest} 送达，且无当事人书面同意`,
          `the notice had to be served by ${latest}, and there is no written consent`,
          'at',
        );
  },
);

/** 64(3): a hearing is open, unless secrets or privacy close it. */
export const openOrWhy = commandRule<NotifyHearing>(
  { ...conduct, name: 'G-HEAR.open', basis: sixtyFour(3) },
  ({ open, closedFor }) =>
    open === (closedFor === undefined)
      ? kept
      : breach('不公开听证应当写明事由', 'a closed hearing needs its ground', 'closedFor'),
);

/** P13: on the day that was notified, under the chair that was notified. */
export const asNotified = commandRule<HoldHearing>(
  { ...conduct, name: 'G-HEAR.day', basis: sixtyFour(2, 4) },
  ({ presiding }, { hearing: { notified } }, { date }) => {
    if (notified === undefined) return kept;
    return [
      ...(notified.for === date
        ? kept
        : breach(`听证通知的日期是 ${notified.for}`, `the hearing was notified for ${notified.for}`)),
      ...(notified.chair === presiding
        ? kept
        : breach('主持人与通知不符', 'it is not the chair who was notified', 'presiding')),
    ];
  },
);

/** 64(5)–(7): the party or its agents are there, two at most, and the investigators put the case. */
export const wellAttended = commandRule<HoldHearing>(
  { ...conduct, name: 'G-HEAR.attendance', basis: sixtyFour(5, 6, 7) },
  (command, state, facts) => [...partyProblems(command, facts), ...officerProblems(command, state)],
);

function partyProblems(
  { partyPresent, agents }: Plain<HoldHearing>,
  { rules }: CaseFacts,
): readonly Breach[] {
  const most = rules.find('hearing.agents.max')?.value.count;
  return [
    ...(most !== undefined && agents > most
      ? breach(`代理人不得超过${most}人`, `at most ${most} agents`, 'agents')
      : kept),
    ...(partyPresent || agents > 0
      ? kept
      : breach(
          '当事人及其代理人未出席的，应当终止听证',
          'without the party or an agent the hearing is terminated',
          'partyPresent',
        )),
  ];
}

const officerProblems = ({ heardOfficers }: Plain<HoldHearing>, { officers }: CaseState): readonly Breach[] =>
  heardOfficers
    .filter((officer) => !officers.includes(officer))
    .flatMap((officer) =>
      breach(`${officer} 不是本案调查人员`, `${officer} did not investigate the case`, 'heardOfficers'),
    );

/** 64(8): the record is signed, or the refusal to sign is noted by the chair. */
export const recordSigned = commandRule<HoldHearing>(
  { ...conduct, name: 'G-HEAR.record', basis: sixtyFour(8) },
  ({ signed }) =>
    signed === 'unsigned'
      ? breach(
          '听证笔录未经当事人签字，也未注明拒签',
          'the record is neither signed nor the refusal noted',
          'signed',
        )
      : kept,
);

/** 64(6): who does not come, or leaves, gives the hearing up; that shows on the day, under its chair. */
export const terminableNow = commandRule<TerminateHearing>(
  { ...conduct, name: 'G-HEAR.terminated', basis: sixtyFour(6) },
  ({ ground, presiding }, { hearing: { notified } }, { date }) => {
    if (ground !== 'absent' && ground !== 'left') return kept;
    return notified?.for === date && notified.chair === presiding
      ? kept
      : breach(
          '缺席或者中途退出只能在通知的听证日由主持人认定',
          'absence shows only on the day notified, and the chair finds it',
          'ground',
        );
  },
);

/** A hearing was asked for, and nobody has been called to it. */
export const toBeNotified = ({ hearing: { requested, notified, closed } }: CaseState): boolean =>
  requested !== undefined && notified === undefined && closed === undefined;

/** A hearing has been called and is not over. */
export const toBeHeld = ({ hearing: { notified, closed } }: CaseState): boolean =>
  notified !== undefined && closed === undefined;
