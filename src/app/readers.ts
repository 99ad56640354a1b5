import { traceCase, type CaseTrace, type TraceOptions } from '../../projections/accountability/trace';
import type { Projection } from '../../projections/projection';
import { stats, type Stats } from '../../projections/supervision/supervision.queries';
import { supervision } from '../../projections/supervision/supervision.projection';
import { SqliteReadModels } from '../engines/sqlite/read-models';
import { HenjiError } from '../kernel/errors';
import type { Recorded } from '../kernel/event';
import type { EventStore, StoredRecord } from '../ports/event-store';
import type { ReadModelReader } from '../ports/read-model';
import type { SubjectKeys } from '../ports/subject-keys';
import { parseEntryTrusted } from '../seal/entry-codec';
import { hashToBase64url } from '../seal/hash';
import { leafHash } from '../seal/tree';
import { importedStreamFor } from './handles';
import { importSources } from './import/sources';
import { readFolder } from './open-reading';
import { openRecord } from './projections/opener';
import type { Leafed } from './traceback/case-record';

/** There is no such case, or none that the reader may see. */
export class CaseNotFound extends HenjiError {
  constructor(id: string) {
    super({ code: 'not-found', zh: `没有案件 ${id}`, en: `there is no case ${id}` });
  }
}

/** What readers ask of a data folder. */
export interface Readers {
  /** Rows of a projection, always of the live version. */
  of(projection: Projection): ReadModelReader;
  stats(asOf?: string): Promise<Stats>;
  /** The events of a case, oldest first, with the erasable members whose key is at hand. @throws CaseNotFound */
  events(id: string): Promise<readonly Recorded[]>;
  /** The events of any stream, likewise; none where there is no such stream. */
  stream(stream: string): Promise<readonly Recorded[]>;
  /** The events of a case with their leaf hashes. @throws CaseNotFound */
  records(id: string): Promise<readonly Leafed[]>;
  /** The events of any stream with their leaf hashes; none where there is no such stream. */
  recordsOf(stream: string): Promise<readonly Leafed[]>;
  /** @throws CaseNotFound */
  trace(id: string, options?: TraceOptions): Promise<CaseTrace>;
  close(): Promise<void>;
}

const PAGE = 500;

/** Readers over the read models and, for single cases, the ledger itself. */
export function openReaders(
  dataFolder: string,
  ledger: { readonly store: EventStore; readonly keys: Pick<SubjectKeys, 'getMany'> },
): Readers {
  const models = new SqliteReadModels(readFolder(dataFolder));
  const opened = new Map<string, ReadModelReader>();
  const of = (projection: Projection): ReadModelReader => {
    const known = opened.get(projection.name) ?? models.reader(projection);
    opened.set(projection.name, known);
    return known;
  };
  const events = async (id: string) => eventsIn(await recordsOfCase(ledger, id));
  return {
    of,
    events,
    stream: async (stream) => eventsIn(await recordsOf(ledger, stream)),
    records: (id) => recordsOfCase(ledger, id),
    recordsOf: (stream) => recordsOf(ledger, stream),
    stats: (asOf) => stats(of(supervision), asOf === undefined ? {} : { asOf }),
    trace: async (id, options = {}) => traceCase(await events(id), options),
    close: () => models.close(),
  };
}

async function recordsOf(
  { store, keys }: Parameters<typeof openReaders>[1],
  stream: string,
): Promise<readonly Leafed[]> {
  const records: Leafed[] = [];
  for (let next: bigint | undefined = 0n; next !== undefined;) {
    const page = await store.readStream(stream, next, PAGE);
    const handles = page.records.flatMap(({ payload }) => payload.map(({ subject }) => subject));
    const known = await keys.getMany([...new Set(handles)]);
    for (const record of page.records) {
      records.push({
        event: openRecord(record, (handle) => known.get(handle)),
        ...linkOf(record),
      });
    }
    next = page.next;
  }
  return records;
}

function linkOf({ entry }: StoredRecord): Omit<Leafed, 'event'> {
  const { p: previous } = parseEntryTrusted(entry);
  const leaf = hashToBase64url(leafHash(entry));
  return previous === undefined ? { leaf } : { leaf, previous };
}

async function recordsOfCase(
  ledger: Parameters<typeof openReaders>[1],
  id: string,
): Promise<readonly Leafed[]> {
  for (const stream of streamsOf(id)) {
    const records = await recordsOf(ledger, stream);
    if (records.length > 0) return records;
  }
  throw new CaseNotFound(id);
}

const eventsIn = (records: readonly Leafed[]): readonly Recorded[] => records.map(({ event }) => event);

/** A stream, or the id of a case in a source that it was imported from. */
const streamsOf = (id: string): readonly string[] => [
  ...(id.startsWith('case-') ? [id] : []),
  ...[...importSources.keys()].map((source) => importedStreamFor('case', source, id)),
];
