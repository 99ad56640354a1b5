import type { CivilDate } from '../../kernel/time';
import { openReading } from '../open-reading';
import { RecordReader } from '../record-reader';
import { StreamCache } from '../stream-cache';
import { lawOfOrgan, type Law } from './law-in-force';

/**
 * Read with the law of an organ, as its stream in a data folder tells it; beside a running server or without one.
 *
 * @throws HenjiError `unknown-organ`, `ledger-missing` and what the folder cannot be opened for
 */
export async function withLawOfOrgan<T>(
  dataFolder: string,
  organ: string,
  on: CivilDate,
  read: (law: Law) => T,
): Promise<T> {
  const parts = await openReading(dataFolder);
  try {
    return read(await lawOfOrgan(new StreamCache(parts.store, new RecordReader()), organ, on));
  } finally {
    await parts.close();
  }
}
