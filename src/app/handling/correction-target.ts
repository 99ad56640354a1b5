import type { CorrectionTarget } from '../../domain/penalty-case/facts';
import type { EventStore } from '../../ports/event-store';
import { corrections } from '../../events/corrections';
import type { RecordReader } from '../record-reader';

const PAGE = 500;

/** The record at a revision as it reads now, after earlier corrections; `undefined` where there is none. */
export async function correctionTarget(
  parts: { readonly store: Pick<EventStore, 'readStream'>; readonly reader: RecordReader },
  stream: string,
  revision: number | undefined,
): Promise<CorrectionTarget | undefined> {
  if (revision === undefined) return undefined;
  const events = [];
  for (let next: bigint | undefined = 0n; next !== undefined;) {
    const page = await parts.store.readStream(stream, next, PAGE);
    for (const record of page.records) events.push(parts.reader.open(record).event);
    next = page.next;
  }
  const found = corrections(events)[revision];
  if (found === undefined) return undefined;
  const { meta, type, data } = found;
  return { id: meta.id, type, revision, data, legal: meta.legal, recordedBy: meta.actors.map(({ u }) => u) };
}
