import { projections } from '../../../projections/all';
import type { Projection } from '../../../projections/projection';
import { LedgerReplaced } from '../../../projections/host-errors';
import type { ProjectionStatus, StatusError } from '../../../projections/status';
import { hasCode } from '../../kernel/errors';
import { epochOf } from '../../kernel/time';
import type { Coordination } from '../../ports/coordination';
import type { EventStore, Head, Position } from '../../ports/event-store';
import { ORIGIN, type ParkedEvent, type ReadModelReader } from '../../ports/read-model';
import { reachedBy, type FollowingProjections } from './following';

/** What tells of projections that run in other processes. */
export interface ElsewhereParts {
  readonly store: Pick<EventStore, 'head'>;
  readonly readerOf: (projection: Projection) => Pick<ReadModelReader, 'checkpoint' | 'parked'>;
  readonly coordination: Pick<Coordination, 'leaseOf'>;
  /** Whether they are shared out by leases; otherwise a topic does it, and only the lag tells that nobody is there. */
  readonly isLeased: boolean;
  readonly now: () => number;
}

/** The lease under which one process at a time applies a projection. */
export const projectionLease = ({ name, version }: Projection): string => `projection/${name}-v${version}`;

/** Projections that other processes run, by what those have left in the read models. */
export class ProjectionsElsewhere implements FollowingProjections {
  constructor(private readonly parts: ElsewhereParts) {}

  started(): Promise<void> {
    return Promise.resolve();
  }

  /** They look by themselves. */
  committed(): void {
    return undefined;
  }

  async status(): Promise<readonly ProjectionStatus[]> {
    const head = await this.parts.store.head();
    return Promise.all(projections.map((projection) => statusElsewhere(projection, head, this.parts)));
  }

  /** Parked streams are tried again by whoever runs the projection. */
  async retry(name: string): Promise<readonly ParkedEvent[]> {
    const projection = projections.find((each) => each.name === name);
    return projection === undefined ? [] : this.parts.readerOf(projection).parked();
  }

  reached(position: Position, onProgress?: (done: number, total: number) => void): Promise<void> {
    return reachedBy(() => this.status(), position, onProgress);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/**
 * How a projection fares that this process does not run. Rows that have seen more than there is were made from another
 * ledger, or from this one before it was put back: whoever runs the projection has stopped.
 */
export async function statusElsewhere(
  projection: Projection,
  head: Head,
  { store, readerOf, coordination, isLeased, now }: ElsewhereParts,
): Promise<ProjectionStatus> {
  const { checkpoint, parked } = await rowsOf(readerOf(projection));
  const atEnd = checkpoint.position >= head.position;
  const isAhead = checkpoint.position > head.position && checkpoint.position > (await store.head()).position;
  const isOwned = !isLeased || (await coordination.leaseOf(projectionLease(projection)))?.held === true;
  const lag = atEnd || checkpoint.recordedAt === '' ? 0 : (now() - epochOf(checkpoint.recordedAt)) / 1000;
  return {
    ...{ name: projection.name, version: projection.version, checkpoint },
    state: isAhead ? 'stopped' : isOwned ? (atEnd ? 'live' : 'catching-up') : 'failing',
    ...(head.size === undefined ? {} : { behind: Math.max(0, Number(head.size) - checkpoint.passed) }),
    lagSeconds: Math.max(0, lag),
    parkedStreams: new Set(parked.map(({ stream }) => stream)).size,
    counts: { applied: 0, duplicates: 0, gapsRepaired: 0 },
    eventsPerSecond: 0,
    ...(isAhead
      ? { error: wordsOf(new LedgerReplaced(projection.name, checkpoint.eventId)) }
      : isOwned
        ? {}
        : { error: UNOWNED }),
  };
}

const wordsOf = ({ code, zh, en }: LedgerReplaced): StatusError => ({ code, zh, en });

const UNOWNED = {
  code: 'projection-unowned',
  zh: '没有进程在运行该投影',
  en: 'no process runs this projection: start one with the role projections',
};

/** Nothing yet where it was never made. */
async function rowsOf(reader: Pick<ReadModelReader, 'checkpoint' | 'parked'>) {
  try {
    return { checkpoint: await reader.checkpoint(), parked: await reader.parked() };
  } catch (error) {
    if (hasCode(error, 'read-model-absent')) return { checkpoint: ORIGIN, parked: [] };
    throw error;
  }
}
