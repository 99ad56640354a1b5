import { HenjiError, hasCode } from '../src/kernel/errors';
import type { EventFeed } from '../src/ports/event-feed';
import type { ReadModels } from '../src/ports/read-model';
import { Follower, type FollowerOptions } from './follower';
import { CACHED, COMMIT_EVERY, PAGE } from './host';
import { PageReader, type Decode } from './page';
import type { Projection } from './projection';

export interface RebuildParts {
  readonly feed: EventFeed;
  readonly models: ReadModels;
  readonly decode: Decode;
  /** Stops it after the page at hand; the next rebuild takes up what is there. */
  readonly signal: AbortSignal;
  /**
   * Whether hosts of this projection read the same log. What came between the last page and the switch, and went into the
   * read model of before, is then applied to the new one at once; hosts over a topic read it again by themselves.
   */
  readonly besideLog?: boolean;
  readonly page?: number;
  readonly cached?: number;
  /** Records done, and in the log so far where the engine knows. */
  readonly onProgress?: (done: number, total: number | undefined) => void;
}

/** The rebuild was cancelled; the live read model stays, and the next rebuild goes on from here. */
export class RebuildCancelled extends HenjiError {
  constructor(projection: string) {
    super({
      code: 'rebuild-cancelled',
      zh: `${projection} 的重建已中止，可继续`,
      en: `the rebuild of ${projection} was cancelled; it can be taken up again`,
    });
  }
}

/**
 * Build the read model of a projection anew beside the live one, and switch readers to it at the end of the log. The
 * live one is neither read nor blocked. A handler that fails and an unknown event end it, and the live one stays.
 *
 * @throws RebuildCancelled, HandlerFailed, UnreadableEvent, StreamConflict, GapUnrepaired
 */
export async function rebuild(projection: Projection, parts: RebuildParts): Promise<void> {
  const { feed, models } = parts;
  const model = await models.openBuild(projection);
  const reader = new PageReader(feed, parts.decode);
  const options = { cached: parts.cached ?? CACHED, commitEvery: COMMIT_EVERY };
  try {
    await build(await Follower.open(projection, model, reader, { ...options, strict: true }), reader, parts);
  } catch (error) {
    await model.close().catch(() => undefined);
    // What a cancelled or overtaken build has written is sound, and what one has whose server went away; what a failed
    // one has may not be.
    if (!sound.some((code) => hasCode(error, code))) await models.discardBuild(projection);
    throw error;
  }
  await model.close();
  await models.promote(projection);
  if (parts.besideLog === true) await goOn(projection, reader, { ...parts, options });
}

/** A host notices the switch with the next record that comes; until then the rows would lack what came before the switch. */
async function goOn(
  projection: Projection,
  reader: PageReader,
  parts: RebuildParts & { readonly options: Omit<FollowerOptions, 'strict'> },
): Promise<void> {
  const model = await parts.models.open(projection);
  try {
    const follower = await Follower.open(projection, model, reader, { ...parts.options, strict: false });
    await build(follower, reader, { ...parts, signal: new AbortController().signal });
  } catch (error) {
    // A host was faster, and goes on.
    if (!hasCode(error, 'checkpoint-moved')) throw error;
  } finally {
    await model.close();
  }
}

const sound = ['rebuild-cancelled', 'checkpoint-moved', 'database-unavailable'];

async function build(follower: Follower, reader: PageReader, parts: RebuildParts): Promise<void> {
  for (;;) {
    if (parts.signal.aborted) throw new RebuildCancelled(follower.projection.name);
    const page = await reader.after(follower.checkpoint.position, parts.page ?? PAGE);
    if (page.failure !== undefined) throw page.failure.error;
    if (page.fed.length === 0) return follower.flush();
    await follower.apply(page);
    const { size } = await parts.feed.head();
    parts.onProgress?.(follower.checkpoint.passed, size === undefined ? undefined : Number(size));
  }
}
