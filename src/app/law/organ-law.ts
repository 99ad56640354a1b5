import type { CivilDate } from '../../kernel/time';
import type { Place } from '../engines/place';
import { openReading } from '../open-reading';
import { RecordReader } from '../record-reader';
import { StreamCache } from '../stream-cache';
import { lawsAt } from './calendar-files';
import type { Law } from './laws';

/**
 * Read with the law of an organ, as its stream in a place tells it; beside a running server or without one.
 *
 * @throws HenjiError `unknown-organ`, `ledger-missing` and what the folder cannot be opened for
 */
export async function withLawOfOrgan<T>(
  place: Place,
  organ: string,
  on: CivilDate,
  read: (law: Law) => T,
): Promise<T> {
  const parts = await openReading(place);
  try {
    return read(await lawsAt(place).ofOrgan(new StreamCache(parts.store, new RecordReader()), organ, on));
  } finally {
    await parts.close();
  }
}
