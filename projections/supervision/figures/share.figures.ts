import type { ReadModelReader } from '../../../src/ports/read-model';
import type { Milestone } from '../case-entry';
import { caseFigures } from './case.figures';
import { tenThousandths, type Dimension, type FigureScope, type GroupKey } from './figure-scope';

/** Shares that are asked for by name: which cases of which (A068, A238). */
export const shareNames = ['reversed', 'self-corrected', 'leader-in-court'] as const;
export type ShareName = (typeof shareNames)[number];

/** The whole of each share. */
const wholes: Readonly<Record<ShareName, Milestone>> = {
  reversed: 'decided',
  'self-corrected': 'decided',
  'leader-in-court': 'sued',
};

/** How many cases of a whole are a part of it. */
export interface ShareFigure extends GroupKey {
  readonly name: ShareName;
  /** Cases that reached the whole within the period: decided, sued. */
  readonly of: number;
  /** Cases that reached the part within the period, be it of a decision made earlier. */
  readonly cases: number;
  /** In ten-thousandths; null where there is nothing to be a share of. */
  readonly share: number | null;
}

/** What `shareFigures` is asked for; whole and part are counted by the dates on which each was reached. */
export interface SharesQuery extends FigureScope {
  readonly names?: readonly ShareName[];
  readonly by?: readonly Dimension[];
}

/** 被纠错率, 自行纠正率, 负责人出庭率: shares of cases, in the order of {@link shareNames}, each by group. */
export async function shareFigures(
  reader: Pick<ReadModelReader, 'query' | 'snapshot'>,
  { names: wanted = shareNames, ...query }: SharesQuery = {},
): Promise<readonly ShareFigure[]> {
  const milestones = [...new Set(wanted.flatMap((name) => [name, wholes[name]]))];
  const figures = await caseFigures(reader, { ...query, milestones });
  return shareNames.filter((name) => wanted.includes(name)).flatMap((name) => sharesOf(name, figures));
}

type Figures = Awaited<ReturnType<typeof caseFigures>>;

function sharesOf(name: ShareName, figures: Figures): readonly ShareFigure[] {
  const groups = new Map<string, { key: GroupKey; of: number; cases: number }>();
  for (const { milestone, cases, share: _share, ...key } of figures) {
    if (milestone !== name && milestone !== wholes[name]) continue;
    const id = JSON.stringify(Object.entries(key).sort());
    const group = groups.get(id) ?? { key, of: 0, cases: 0 };
    groups.set(id, milestone === name ? { ...group, cases } : { ...group, of: cases });
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { key, of, cases }]) => ({ name, ...key, of, cases, share: tenThousandths(cases, of) ?? null }));
}
