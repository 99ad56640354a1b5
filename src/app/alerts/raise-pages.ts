import { decodeEntry } from '../../events/codec';
import type { Recorded } from '../../kernel/event';
import type { EventStore } from '../../ports/event-store';
import { parseEntryTrusted } from '../../seal/entry-codec';

/** Rows looked at at once: as many appends share their way to the disk. */
const PAGE = 64;

/**
 * Look at every row, page by page, and raise what it calls for. All rows of a page are waited for, so that nothing is
 * still under way when the first failure is told.
 *
 * @param pageAfter the next rows, at most `limit`, after the last one seen
 * @param look whether it recorded a new alert
 * @returns how many alerts are new
 */
export async function raisePages<Row>(
  pageAfter: (page: { readonly limit: number; readonly seen?: Row }) => Promise<readonly Row[]>,
  look: (row: Row) => Promise<boolean>,
): Promise<number> {
  let raised = 0;
  let seen: Row | undefined;
  do {
    const page = await pageAfter({ limit: PAGE, ...(seen === undefined ? {} : { seen }) });
    const settled = await Promise.allSettled(page.map(look));
    for (const outcome of settled) {
      if (outcome.status === 'rejected') throw outcome.reason;
      if (outcome.value) raised += 1;
    }
    seen = page.length < PAGE ? undefined : page.at(-1);
  } while (seen !== undefined);
  return raised;
}

/** An event of a stream as it was recorded. @throws StoreUnavailable */
export async function eventAt(
  store: Pick<EventStore, 'readStream'>,
  stream: string,
  revision: number,
): Promise<Recorded | undefined> {
  const { records } = await store.readStream(stream, BigInt(revision), 1);
  return records.map(({ entry }) => decodeEntry(parseEntryTrusted(entry)))[0];
}
