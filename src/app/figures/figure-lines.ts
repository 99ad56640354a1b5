import type { CaseFigure } from '../../../projections/supervision/figures/case.figures';
import type { Distribution } from '../../../projections/supervision/figures/distribution';
import type { GroupKey } from '../../../projections/supervision/figures/figure-scope';
import type { Milestone } from '../../../projections/supervision/case-entry';
import { watchOf } from '../../domain/penalty-case/table';
import { isParameterKey, meaningOf } from '../../law/parameter-keys';
import { alerts, isAlertCode, isRefusalCode, refusals } from '../../law/violations';
import { parameterOfClock } from '../law/clock-basis';
import type { FigureKind, Figures } from './read-figures';

/** Figures as lines for people: what each is called, and what is drawn of it. */

interface Named {
  readonly zh: string;
  readonly en: string;
}

/** A part of a whole, in ten-thousandths. */
interface Share {
  readonly draws: 'share';
  readonly share: number;
}

/** Parts of one whole: what is well, what is not, what is open. */
interface Parts {
  readonly draws: 'parts';
  readonly well: number;
  readonly ill: number;
  readonly open: number;
  /** Of what is decided, in ten-thousandths. */
  readonly share?: number;
}

/** A distribution on a scale that all lines of the figure share. */
interface Spread {
  readonly draws: 'spread';
  readonly spread: Distribution;
}

/** A line of a figure. */
export interface FigureLine {
  /** Code of the alert, the rule or the period, where it is about one. */
  readonly code?: string;
  readonly name: Named;
  /** Handles and codes of the group that it is about. */
  readonly group: readonly string[];
  readonly count: number;
  readonly drawn: Share | Parts | Spread;
}

/** A figure with its heading. */
export interface FigureView extends Named {
  readonly lines: readonly FigureLine[];
  /** Of distributions: what the values are, and the ends of the scale where they are fixed. */
  readonly unit?: Named;
  readonly scale?: readonly [least: number, most: number];
}

const milestoneNames: Readonly<Record<Milestone, Named>> = {
  opened: { zh: '立案（开案）', en: 'opened' },
  decided: { zh: '作出决定', en: 'decided' },
  delivered: { zh: '送达', en: 'served' },
  paid: { zh: '缴清', en: 'paid' },
  closed: { zh: '结案', en: 'closed' },
  archived: { zh: '归档', en: 'archived' },
  reversed: { zh: '决定被纠正', en: 'reversed' },
  'self-corrected': { zh: '自行纠正', en: 'corrected by the organ' },
  sued: { zh: '被起诉', en: 'sued' },
  'leader-in-court': { zh: '负责人出庭', en: 'the head appears in court' },
};

const groupOf = ({ organ, level, kind, period }: GroupKey): readonly string[] => [
  ...(organ === undefined ? [] : [organ ?? '—']),
  ...(level === undefined ? [] : [level ?? '—']),
  ...[kind ?? [], period ?? []].flat(),
];

/** What a case waits for, or else what its parameter is called. */
function periodName(key: string): Named {
  const parameter = parameterOfClock(key);
  return watchOf(key) ?? (isParameterKey(parameter) ? meaningOf(parameter) : { zh: '期限', en: 'period' });
}

const alertName = (code: string): Named => (isAlertCode(code) ? alerts[code] : { zh: '预警', en: 'alert' });

/** R-00 is the order of steps and registers, and no rule of the catalogue. */
const ruleName = (code: string): Named =>
  isRefusalCode(code) ? refusals[code] : { zh: '办理次序、登记状态', en: 'order of steps and entries' };

/** How many of those of its group that were opened came to the milestone, in ten-thousandths. */
function reached(all: readonly CaseFigure[], figure: CaseFigure): number {
  const group = groupOf(figure).join();
  const opened = all.find((each) => each.milestone === 'opened' && groupOf(each).join() === group);
  return opened === undefined ? 0 : Math.min(10_000, Math.round((figure.cases * 10_000) / opened.cases));
}

const views: { readonly [K in FigureKind]: (figure: NonNullable<Figures[K]>) => FigureView } = {
  cases: (found) => ({
    ...{ zh: '案件进度', en: 'Cases by how far they came' },
    lines: found.map((figure) => ({
      ...{ name: milestoneNames[figure.milestone], group: groupOf(figure), count: figure.cases },
      drawn: { draws: 'share', share: reached(found, figure) },
    })),
  }),
  durations: (found) => ({
    ...{ zh: '自开案起的用时', en: 'Time since the opening', unit: { zh: '自然日', en: 'calendar days' } },
    lines: found.flatMap(({ milestone, sinceOpening: spread, sincePrevious: _, ...group }) =>
      spread === undefined || milestone === 'opened'
        ? []
        : [
            {
              ...{ name: milestoneNames[milestone], group: groupOf(group), count: spread.cases },
              drawn: { draws: 'spread' as const, spread },
            },
          ],
    ),
  }),
  punctuality: (found) => ({
    ...{ zh: '时限按时率', en: 'Periods: in time, late, running' },
    lines: found.map(({ key = '', inTime: well, late: ill, running: open, onTime, ...group }) => ({
      ...{ code: key, name: periodName(key), group: groupOf(group), count: well + ill + open },
      drawn: { draws: 'parts', well, ill, open, ...(onTime === undefined ? {} : { share: onTime }) },
    })),
  }),
  clocks: (found) => ({
    ...{ zh: '进行中的时限：逾期、未到期、无法计算', en: 'Open periods: overdue, due, not computable' },
    lines: found.map(({ key, overdue: ill, due: open, uncomputable }) => ({
      ...{ code: key, name: periodName(key), group: [], count: ill + open + uncomputable },
      drawn: { draws: 'parts', well: 0, ill, open: open + uncomputable },
    })),
  }),
  alerts: (found) => ({
    ...{ zh: '预警：已办结、未办结', en: 'Alerts: closed, open' },
    lines: found.map(({ code, alerts: count, closed: well, open: ill, ...group }) => ({
      ...{ code, name: alertName(code), group: groupOf(group), count },
      drawn: { draws: 'parts', well, ill, open: 0, share: Math.round((well * 10_000) / count) },
    })),
  }),
  refusals: ({ refused, rules }) => ({
    ...{ zh: `被拒绝的命令（共${refused}件）按规则`, en: `Refused commands (${refused}) by rule` },
    lines: rules.map(({ code, guard, refused: count, ...group }) => ({
      ...{ code: `${code} ${guard}`, name: ruleName(code), group: groupOf(group), count },
      drawn: { draws: 'share', share: Math.round((count * 10_000) / refused) },
    })),
  }),
  discretion: (found) => ({
    ...{ zh: '罚款在裁量幅度中的位置', en: 'Where fines stand in the range of their tier' },
    ...{ unit: { zh: '幅度的百分之一', en: 'hundredths of the range' }, scale: [0, 100] },
    lines: found.map(({ item, tier, against: _, deviating: _deviating, position, ...group }) => ({
      ...{ name: { zh: item, en: '' }, group: [...(tier === undefined ? [] : [tier]), ...groupOf(group)] },
      ...{ count: position.cases, drawn: { draws: 'spread', spread: hundredths(position) } },
    })),
  }),
  backfill: (found) => ({
    ...{ zh: '补录滞后：记录时间减发生时间', en: 'Recorded minus occurred' },
    unit: { zh: '小时', en: 'hours' },
    lines: found.map(({ events: count, hours: spread, later, laterShare: _, type: _type, ...group }) => ({
      name: { zh: `滞后一小时以上${later}件`, en: `${later} an hour and more` },
      ...{ group: groupOf(group), count, drawn: { draws: 'spread', spread } },
    })),
  }),
};

/** A figure for people; `undefined` where it was not asked for. */
export function viewOf(kind: FigureKind, figures: Figures): FigureView | undefined {
  const figure = figures[kind];
  return figure === undefined ? undefined : (views[kind] as (of: typeof figure) => FigureView)(figure);
}

/** Handles among the words of views, of organs and items: what a register has a name for. */
export const handlesOf = (found: readonly FigureView[]): readonly string[] => [
  ...new Set(found.flatMap(({ lines }) => lines.flatMap(({ name, group }) => [name.zh, ...group]))),
];

function hundredths({ outliers, ...all }: Distribution): Distribution {
  const hundredth = (value: number): number => Math.round(value / 100);
  const { cases, least, q1, median, q3, p90, most } = all;
  return {
    ...{ cases, least: hundredth(least), q1: hundredth(q1), median: hundredth(median) },
    ...{ q3: hundredth(q3), p90: hundredth(p90), most: hundredth(most) },
    ...(outliers === undefined
      ? {}
      : { outliers: { ...outliers, low: hundredth(outliers.low), high: hundredth(outliers.high) } }),
  };
}
