import { traceCase, type CaseTrace, type TraceOptions } from '../../projections/accountability/trace';
import type { Projection } from '../../projections/projection';
import { stats, type Stats } from '../../projections/supervision/supervision.queries';
import { supervision } from '../../projections/supervision/supervision.projection';
import { organ } from '../domain/registers/organ';
import { HenjiError } from '../kernel/errors';
import type { Recorded } from '../kernel/event';
import type { EventStore, StoredRecord } from '../ports/event-store';
import type { ReadModelReader, ReadModels, ReadScope } from '../ports/read-model';
import type { SubjectKeys } from '../ports/subject-keys';
import { parseEntryTrusted } from '../seal/entry-codec';
import { hashToBase64url } from '../seal/hash';
import { leafHash } from '../seal/tree';
import { entryKnownAt } from './fold';
import { importedStreamFor } from './handles';
import { importSources } from './import/sources';
import { lateHoursOf } from './law/late-hours';
import { openPublic, openRecord, type KeyOf } from './projections/opener';
import type { Leafed } from './traceback/case-record';

/** There is no such case, or none that the reader may see. */
export class CaseNotFound extends HenjiError {
  constructor(id: string) {
    super({ code: 'not-found', zh: `没有案件 ${id}`, en: `there is no case ${id}` });
  }
}

/** What readers ask of a data folder. */
export interface Readers {
  /**
   * Rows of a projection, always of the live version.
   *
   * @param scope of whoever asks, where an answer holds nothing of other organs: the engine may then keep their rows
   *   away by itself, also from a query that forgot to
   */
  of(projection: Projection, scope?: ReadScope): ReadModelReader;
  stats(asOf?: string): Promise<Stats>;
  /** The events of a case, oldest first, with the erasable members whose key is at hand. @throws CaseNotFound */
  events(id: string): Promise<readonly Recorded[]>;
  /** The events of any stream, likewise; none where there is no such stream. */
  stream(stream: string): Promise<readonly Recorded[]>;
  /**
   * The events of a case with their leaf hashes. No erasable member is opened: a subject that could be read stands there
   * without members. @throws CaseNotFound
   */
  records(id: string): Promise<readonly Leafed[]>;
  /** The events of any stream, likewise; none where there is no such stream. */
  recordsOf(stream: string): Promise<readonly Leafed[]>;
  /** @throws CaseNotFound */
  trace(id: string, options?: TraceOptions): Promise<CaseTrace>;
  close(): Promise<void>;
}

const PAGE = 500;

/** Readers over the read models and, for single cases, the ledger itself. They close the read models alone. */
export function openReaders({ models, ...ledger }: Ledger & { readonly models: ReadModels }): Readers {
  const opened = new Map<string, ReadModelReader>();
  const of = (projection: Projection, scope: ReadScope = 'every-organ'): ReadModelReader => {
    const known = opened.get(projection.name) ?? models.reader(projection);
    opened.set(projection.name, known);
    return scope === 'every-organ' ? known : (known.within?.(scope) ?? known);
  };
  const events = (id: string) => ofCase(id, (stream) => eventsOf(ledger, stream));
  return {
    of,
    events,
    stream: (stream) => eventsOf(ledger, stream),
    records: (id) => ofCase(id, (stream) => recordsOf(ledger, stream)),
    recordsOf: (stream) => recordsOf(ledger, stream),
    stats: (asOf) => stats(of(supervision), asOf === undefined ? {} : { asOf }),
    trace: async (id, options = {}) => {
      const acts = await events(id);
      return traceCase(acts, { ...(await latenessOf(ledger, acts, options.knownAt)), ...options });
    },
    close: () => models.close(),
  };
}

interface Ledger {
  readonly store: EventStore;
  readonly keys: Pick<SubjectKeys, 'getMany'>;
}

/** What the packs of the organ of a case tolerate, as its adoptions were known; nothing where no organ is registered. */
async function latenessOf(
  ledger: Ledger,
  acts: readonly Recorded[],
  knownAt: string | undefined,
): Promise<Pick<TraceOptions, 'lateHours'>> {
  const stream = acts.find(({ meta }) => meta.organ !== undefined)?.meta.organ?.u;
  if (stream?.startsWith(`${organ.category}-`) !== true) return {};
  const known = (await recordsOf(ledger, stream)).map(({ event }) => event);
  const last = known.at(-1)?.meta.recordedAt;
  if (last === undefined) return {};
  return { lateHours: lateHoursOf(entryKnownAt(organ, stream, known, knownAt ?? last)) };
}

const eventsOf = (ledger: Ledger, stream: string): Promise<readonly Recorded[]> =>
  readWith(ledger, stream, openRecord);

const recordsOf = (ledger: Ledger, stream: string): Promise<readonly Leafed[]> =>
  readWith(ledger, stream, (record, keyOf) => {
    const entry = parseEntryTrusted(record.entry);
    const leaf = hashToBase64url(leafHash(record.entry));
    const event = openPublic(entry, record, keyOf);
    return entry.p === undefined ? { event, leaf } : { event, leaf, previous: entry.p };
  });

/** Every record of a stream, oldest first, each opened with the keys at hand. */
async function readWith<T>(
  { store, keys }: Ledger,
  stream: string,
  open: (record: StoredRecord, keyOf: KeyOf) => T,
): Promise<readonly T[]> {
  const opened: T[] = [];
  for (let next: bigint | undefined = 0n; next !== undefined;) {
    const page = await store.readStream(stream, next, PAGE);
    const handles = page.records.flatMap(({ payload }) => payload.map(({ subject }) => subject));
    const known = await keys.getMany([...new Set(handles)]);
    for (const record of page.records) opened.push(open(record, (handle) => known.get(handle)));
    next = page.next;
  }
  return opened;
}

async function ofCase<T>(id: string, read: (stream: string) => Promise<readonly T[]>): Promise<readonly T[]> {
  for (const stream of streamsOf(id)) {
    const found = await read(stream);
    if (found.length > 0) return found;
  }
  throw new CaseNotFound(id);
}

/** A stream, or the id of a case in a source that it was imported from. */
const streamsOf = (id: string): readonly string[] => [
  ...(id.startsWith('case-') ? [id] : []),
  ...[...importSources.keys()].map((source) => importedStreamFor('case', source, id)),
];
