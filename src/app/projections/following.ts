import { setTimeout as sleep } from 'node:timers/promises';
import type { ProjectionStatus } from '../../../projections/status';
import { HenjiError } from '../../kernel/errors';
import type { Position } from '../../ports/event-store';
import type { ParkedEvent } from '../../ports/read-model';

/** The projections as the rest of a process sees them, whichever process they run in. */
export interface FollowingProjections {
  /**
   * Settles when there is somebody to ask.
   *
   * @throws what the thread of the projections ended with instead: StoreUnavailable, FileFromLaterBuild, …
   */
  started(): Promise<void>;

  /** Something was committed. Cheap: many commits of one turn of the loop are one message. */
  committed(): void;

  /** How each projection fares. */
  status(): Promise<readonly ProjectionStatus[]>;

  /** Try parked streams of a projection again. */
  retry(projection: string, stream?: string): Promise<readonly ParkedEvent[]>;

  /**
   * Wait until every projection has the record at `position`.
   *
   * @param onProgress records passed by the slowest projection, and records in all
   * @throws ProjectionStopped
   */
  reached(position: Position, onProgress?: (done: number, total: number) => void): Promise<void>;

  /** Finish the page at hand and save the checkpoint, where they run here. Idempotent. */
  close(): Promise<void>;
}

/** A projection that will never reach a position: it stopped, and somebody has to look. */
export class ProjectionStopped extends HenjiError {
  constructor({ name, error }: ProjectionStatus) {
    super({
      code: 'projection-stopped',
      zh: `投影 ${name} 已停止：${error?.zh ?? ''}`,
      en: `the projection ${name} has stopped: ${error?.en ?? ''}`,
      wayOut: { zh: '排除原因后运行 henji rebuild', en: 'remove the cause, then run henji rebuild' },
    });
  }
}

const ASK_AGAIN_MS = 40;
/** How many times in a row a projection may be found failing before the wait for it is given up: about ten seconds. */
const PATIENCE = 250;

/** {@link FollowingProjections.reached}, by asking again and again. */
export async function reachedBy(
  ask: () => Promise<readonly ProjectionStatus[]>,
  position: Position,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  for (let failing = 0; ;) {
    const all = await ask();
    const stuck =
      all.find(({ state }) => state === 'stopped') ?? all.find(({ state }) => state === 'failing');
    failing = stuck?.state === 'failing' ? failing + 1 : 0;
    if (stuck !== undefined && (stuck.state === 'stopped' || failing > PATIENCE))
      throw new ProjectionStopped(stuck);
    const done = Math.min(...all.map(({ checkpoint }) => checkpoint.passed));
    onProgress?.(done, done + Math.max(0, ...all.map(({ behind }) => behind ?? 0)));
    if (all.every(({ checkpoint }) => checkpoint.position >= position)) return;
    await sleep(ASK_AGAIN_MS);
  }
}
