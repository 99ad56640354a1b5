import { breach, kept, type Breach } from '../../../kernel/guard';
import { dayOf, epochOf, instantInZone, type CivilDate } from '../../../kernel/time';
import { isStatutoryHoliday } from '../../../law/calendar';
import { latestBefore } from '../../../law/clock';
import { penaltyLaw, statute } from '../../statute';
import type { CaseFacts } from '../facts';
import { whereCalendarReaches } from '../guards/calendar-reach';
import { commandRule, fileRule } from '../guards/rule';
import { servedOn } from '../service/proof';
import type {
  DisposeConfiscated,
  DisposeProperty,
  Manner,
  PerformAtOnce,
  PerformSubstitute,
  PowerNorm,
  ServeSubstituteDecision,
  ServeSubstituteNotice,
} from './commands';
import { isOver, unperformed } from './duty';

/** X7a to X8u: carrying the execution out (强制法 38, 43, 47–52), and what becomes of confiscated goods (处罚法 74). */

const law = (article: number, paragraph?: number): string => statute('compulsion', article, paragraph);

/** G-CAL: not at night, not on a statutory holiday unless urgent; never by cutting off the supply of residents. */
export const atLawfulTime = commandRule<{ readonly urgentReason?: string; readonly cutsSupply: boolean }>(
  { group: 'time', code: 'R-19', name: 'G-CAL', basis: [law(43)] },
  ({ urgentReason, cutsSupply }, _state, facts) => [
    ...(cutsSupply
      ? breach(
          '不得对居民生活停止供水、供电、供热、供燃气',
          'the supply of residents is never cut off',
          'cutsSupply',
        )
      : kept),
    ...(urgentReason === undefined ? [...onHoliday(facts), ...atNight(facts)] : kept),
  ],
);

function onHoliday({ calendar, date }: CaseFacts): readonly Breach[] {
  if (!calendar.isLoaded(dayOf(date))) {
    return breach('当日的节假日安排尚未载入', 'the holidays of that day are not known yet');
  }
  return isStatutoryHoliday(calendar, date)
    ? breach('法定节假日不得实施强制执行', 'no execution on a statutory holiday')
    : kept;
}

function atNight({ at, rules }: CaseFacts): readonly Breach[] {
  const window = rules.find('exec.night')?.value;
  if (window === undefined) return kept;
  if (at.p === 'day') return breach('强制执行应当记明时刻', 'the hour of an execution has to be recorded');
  const { from, to } = window;
  const hour = instantInZone(epochOf(at.at), rules.zone).slice(11, 16);
  const night = from > to ? hour >= from || hour < to : from <= hour && hour < to;
  return night ? breach('夜间不得实施强制执行', 'no execution at night') : kept;
}

/** 38: the decision to execute was served before anything is done. */
export const executionServed = fileRule(
  { group: 'sequence', code: 'R-10', name: 'G-EXECUTION.served', basis: [law(38)] },
  ({ execution: { decided } }, { date }) =>
    decided?.served !== undefined && decided.served <= date
      ? kept
      : breach('强制执行决定书尚未送达', 'the execution decision has not been served'),
);

/** 37(三): only what the decision names is carried out. */
export const mannerDecided = <C>(mannerOf: (command: C) => Manner) =>
  commandRule<C>(
    { group: 'authority', code: 'R-03', name: 'G-MANNER', basis: [law(12), law(37)] },
    (command, { execution: { decided } }) =>
      decided?.manners.includes(mannerOf(command as C)) === true
        ? kept
        : breach('强制执行决定没有该执行方式', 'the execution decision does not name this manner'),
  );

/** 48: what is auctioned is auctioned by an auction house. */
export const auctionHouse = commandRule<DisposeProperty>(
  { group: 'authority', code: 'R-03', name: 'G-AUCTION', basis: [law(48)] },
  ({ manner, auctioneer }) =>
    manner === 'auctioned' && auctioneer === undefined
      ? breach('拍卖应当委托拍卖机构', 'an auction is commissioned to an auction house', 'auctioneer')
      : kept,
);

/** 47: only an organ that a 法律 names for it transfers deposits. */
export const namedForTransfer = commandRule<{ readonly power: PowerNorm }>(
  { group: 'authority', code: 'R-03', name: 'G-POWER.transfer', basis: [law(47)] },
  ({ power }) =>
    power.rank === 'law'
      ? kept
      : breach('划拨应当由法律规定的行政机关决定', 'only an organ named by 法律 transfers deposits', 'power'),
);

/** 50: a duty to remove or restore, urged in vain, by somebody without interest. */
export const substituteAllowed = commandRule<ServeSubstituteDecision>(
  { group: 'authority', code: 'R-03', name: 'G-SUBSTITUTE', basis: [law(50)] },
  ({ performer, noInterest }, { execution: { overdue } }) => [
    ...(overdue?.duty === 'act'
      ? kept
      : breach(
          '代履行限于排除妨碍、恢复原状等义务',
          'only a duty to remove or restore is performed by others',
        )),
    ...(performer === 'third-party' && !noInterest
      ? breach('代履行的第三人应当没有利害关系', 'the third party must be without interest', 'noInterest')
      : kept),
  ],
);

/** 50: urged, the period over, still unperformed. */
export const urgedInVain = fileRule(
  { group: 'time', code: 'R-27', name: 'G-URGE.vain', basis: [law(50)] },
  (state, facts) =>
    isOver(state.execution.urged?.by, facts) && unperformed(state, facts)
      ? kept
      : breach('未经催告，或者催告期限未满', 'not urged, or the period of the urge is not over'),
);

/** 51(一): the decision on it was served first. */
export const substituteServed = fileRule(
  { group: 'sequence', code: 'R-10', name: 'G-SUBSTITUTE.served', basis: [law(51)] },
  ({ execution: { substitute } }, { date }) =>
    substitute !== undefined && substitute.served <= date
      ? kept
      : breach('代履行决定书尚未送达', 'the decision on substitute performance has not been served'),
);

/** 51(二): the party is reminded three days before. */
export const noticeInTime = commandRule<ServeSubstituteNotice>(
  { group: 'time', code: 'R-27', name: 'G-SUBSTITUTE.notice', basis: [law(51), law(69)] },
  ({ for: event, service }, _state, facts) => {
    const last = latestNotice(event, facts);
    if (last === undefined) {
      return breach(
        '工作日历未加载，不能确认催告期限',
        'no calendar is loaded to tell the last day for the reminder',
        'for',
      );
    }
    return servedOn(service, facts.rules) <= last
      ? kept
      : breach('催告不足代履行前三个工作日', 'the reminder comes too late before the performance', 'for');
  },
);

function latestNotice(event: CivilDate, { rules, calendar }: CaseFacts): CivilDate | undefined {
  if (rules.find('substitute.notice') === undefined) return undefined;
  return whereCalendarReaches(() => latestBefore({ key: 'substitute.notice', event, rules, calendar }).due);
}

/** 51(二): not before the day that the party was reminded of. */
export const substituteNoticed = fileRule(
  { group: 'time', code: 'R-27', name: 'G-SUBSTITUTE.noticed', basis: [law(51)] },
  ({ execution: { substitute } }, { date }) =>
    substitute?.noticed !== undefined && date >= substitute.noticed
      ? kept
      : breach('未在三日前催告，或者未到催告所定日期', 'the party was not reminded of this day in time'),
);

/** 51(2): no violence, no threat. */
export const withoutViolence = commandRule<PerformSubstitute>(
  { group: 'authority', code: 'R-03', name: 'G-SUBSTITUTE.violence', basis: [law(51)] },
  ({ violence }) =>
    violence
      ? breach('代履行不得采用暴力、胁迫', 'substitute performance uses no violence or threat', 'violence')
      : kept,
);

/** 51(四): supervisor and performer sign, and the party or a witness. */
export const substituteSigned = commandRule<PerformSubstitute>(
  { group: 'content', code: 'R-11', name: 'G-DOC.substitute', basis: [law(51)] },
  ({ signedBy }) =>
    signedBy.includes('supervisor') &&
    signedBy.includes('performer') &&
    (signedBy.includes('party') || signedBy.includes('witness'))
      ? kept
      : breach('执行文书签名不全', 'signatures on the paper of the execution are missing', 'signedBy'),
);

/** 52: things on roads, rivers, channels or public places that the party cannot clear. */
export const clearedAtOnce = commandRule<PerformAtOnce>(
  { group: 'authority', code: 'R-03', name: 'G-ATONCE', basis: [law(52)] },
  ({ partyUnable }) =>
    partyUnable
      ? kept
      : breach(
          '当事人能够清除的，不得立即代履行',
          'the party can clear it; nothing is done at once',
          'partyUnable',
        ),
);

const goodsHead = { group: 'content', basis: [penaltyLaw(74)] } as const;

/** 74: goods were confiscated by a decision that has reached the party. */
export const goodsConfiscated = fileRule(
  { ...goodsHead, group: 'authority', code: 'R-03', name: 'G-GOODS' },
  ({ decision, served }, { date }) =>
    decision?.proposal.kinds.some((kind) => kind.startsWith('confiscation-')) === true &&
    served !== undefined &&
    served <= date
      ? kept
      : breach('没有生效的没收决定', 'no effective decision confiscates anything'),
);

/** Each thing is disposed of once. */
export const goodsOnce = commandRule<DisposeConfiscated>(
  { ...goodsHead, group: 'sequence', code: 'R-00', name: 'G-GOODS.once' },
  ({ goods }, { execution }) =>
    execution.goodsDone || execution.goods.includes(goods)
      ? breach(`${goods} 已经处理`, `${goods} has been disposed of`, 'goods')
      : kept,
);

/** 74: money that comes of it goes to the treasury; a destruction is recorded by two. */
export const goodsReceipted = commandRule<DisposeConfiscated>(
  { ...goodsHead, code: 'R-11', name: 'G-GOODS.receipt' },
  ({ how, proceedsFen, treasury, officers, recording }) => [
    ...((how === 'auctioned' || how === 'treasury' || proceedsFen > 0) && treasury === undefined
      ? breach('款项未上缴国库', 'no voucher shows the money in the treasury', 'treasury')
      : kept),
    ...(how === 'destroyed' && (officers.length < 2 || recording === undefined)
      ? breach(
          '销毁应当有二人以上在场并有记录',
          'a destruction has two witnesses and a record',
          officers.length < 2 ? 'officers' : 'recording',
        )
      : kept),
  ],
);
