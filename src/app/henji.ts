import { randomUUID } from 'node:crypto';
import type { Alarm } from '../../projections/status';
import { PdfPrinter } from '../engines/pdf/pdf-printer';
import { epochOf } from '../kernel/time';
import type { BlobStore } from '../ports/blob-store';
import type { Coordination } from '../ports/coordination';
import type { EventStore } from '../ports/event-store';
import { parseEntryTrusted } from '../seal/entry-codec';
import { RecordedClock, systemClock, type Clock } from './clock';
import { CommandPath } from './command-path';
import { alertHandling } from './alerts/handling';
import { newId, SystemEntropy, type Entropy } from './entropy';
import { anyHandling, type AnyHandling, type Commanding } from './bus/requests';
import type { Category } from './bus/command-catalogue';
import { openIdentity, type IdentityParts } from './accounts/open-identity';
import { CaseDocuments } from './documents/case-documents';
import { CasePackages } from './documents/case-packages';
import { EngineMissing } from './engines/engine-missing';
import { openBlobs } from './engines/open-blobs';
import { isShared, openCoordination } from './engines/open-coordination';
import { openKeys, openVault, type Random } from './engines/open-keys';
import { openLedger, type LedgerWriting } from './engines/open-ledger';
import { openReadModels } from './engines/open-read-models';
import { enginesAt, type Place } from './engines/place';
import { CaseFiles } from './files/case-files';
import { penaltyCaseHandling, type CaseParts } from './handling/penalty-case';
import {
  accountHandling,
  guardsHandling,
  itemHandling,
  officerHandling,
  organHandling,
  templateHandling,
} from './handling/registers';
import { tracingHandling, type TracingParts } from './handling/tracing';
import { Importer } from './import/importer';
import { KeyedQueue } from './keyed-queue';
import { lawsAt } from './law/calendar-files';
import { ProjectionsElsewhere } from './projections/elsewhere';
import type { FollowingProjections } from './projections/following';
import { ProjectionRuntime } from './projections/projection-runtime';
import { openReaders, type Readers } from './readers';
import { RecordReader } from './record-reader';
import { Recorder } from './recorder';
import { StreamCache } from './stream-cache';
import { disciplineHandling, sealedHandling, type SealedParts } from './sealed/handling';
import { Pseudonyms } from './sealed/pseudonyms';
import { Parties } from './readings/parties';
import { CaseReadings } from './readings/case-readings';
import { SealedFiles } from './sealed/sealed-files';
import { SealedReadings } from './sealed/sealed-readings';
import { Tracebacks } from './traceback/tracebacks';

/** How a place is opened for work. Clock and entropy are given by tests and by the demonstration seeder. */
export interface OpenOptions extends Place {
  readonly clock?: Clock;
  readonly entropy?: Entropy;
  /** Whether they run in this process; another one may have that role. Default: here. */
  readonly projections?: 'here' | 'elsewhere';
  /** Whether to give the folder back before its projections follow; whoever asks read models waits for them. */
  readonly early?: boolean;
  /** Where queries run: `aside`, in threads of their own, for servers; `here` when absent. */
  readonly reading?: 'here' | 'aside';
  /** Told when this process has committed something. */
  readonly onCommit?: () => void;
  /** Told when a projection stops, a stream is parked, or the machine's clock steps back. */
  readonly onAlarm?: (alarm: Alarm) => void;
}

/** Everything of one place, open: the one composition that server, command line and tests share. */
export interface Henji {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly store: EventStore;
  readonly commanding: Commanding;
  readonly identity: IdentityParts;
  readonly recorder: Recorder;
  readonly importer: Importer;
  readonly projections: FollowingProjections;
  readonly readers: Readers;
  /** What the processes of a shared place agree on; none where one process has the place for itself. */
  readonly coordination: Coordination | undefined;
  /** Files as they are stored, for housekeeping; whoever wants what is in them asks {@link files}. */
  readonly blobs: BlobStore;
  readonly files: CaseFiles;
  readonly documents: CaseDocuments;
  readonly packages: CasePackages;
  readonly tracebacks: Tracebacks;
  readonly pseudonyms: Pseudonyms;
  readonly sealedReadings: SealedReadings;
  readonly sealedFiles: SealedFiles;
  readonly caseReadings: CaseReadings;
  readonly parties: Parties;
  /** Ends what is in flight, saves the checkpoints, releases the lock. */
  close(): Promise<void>;
}

/**
 * Open a place, made where there is none. A ledger in files has one writer; one on a server has any number.
 *
 * @throws LedgerLocked, StoreUnavailable, BlobStoreUnavailable, FileFromLaterBuild, and what the key vault refuses
 */
export async function openHenji(options: OpenOptions): Promise<Henji> {
  const opened: Closing[] = [];
  const kept: Kept = (part) => {
    opened.unshift(part);
    return part;
  };
  try {
    return await openAll(options, kept);
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

type Closing = Pick<Henji, 'close'> | undefined;
/** Notes what has to be closed should opening fail further on. */
type Kept = <T extends Closing>(part: T) => T;

async function openAll(options: OpenOptions, kept: Kept): Promise<Henji> {
  const { dataFolder, projections: where, clock = systemClock, entropy = new SystemEntropy() } = options;
  const alarm = options.onAlarm ?? ((): void => undefined);
  let committed = (): void => undefined;
  const random: Random = (count) => entropy.bytes(count);
  const genesis = { logId: randomUUID(), createdAt: new Date(clock.now()).toISOString() };
  const onAlarm: LedgerWriting['onAlarm'] = (found) => {
    alarm({ projection: '', ...found });
  };
  const store = kept(
    await openLedger(options, {
      ...{ genesis, onAlarm },
      onCommit: () => {
        committed();
      },
    }),
  );
  const vault = openVault(options, random);
  const keys = kept(await openKeys(options, vault, random));
  const blobs = kept(await openBlobs(options, 'write'));
  const printer = kept(new PdfPrinter());
  const files = new CaseFiles(blobs, keys, entropy);
  const documents = new CaseDocuments({ store, keys }, printer);
  const here = kept(where === 'elsewhere' ? undefined : ProjectionRuntime.start(options, alarm));
  committed = () => {
    here?.committed();
    options.onCommit?.();
  };
  const recordedClock = new RecordedClock(clock, await lastRecorded(store), (behind) => {
    alarm(clockAlarm(behind));
  });
  const recorder = new Recorder({ store, keys, vault, recordedClock, clock, entropy });
  const reader = new RecordReader();
  const cache = new StreamCache(store, reader);
  const readers = kept(openReaders({ store, keys, models: await openReadModels(options, options.reading) }));
  const coordination = kept(isShared(options) ? await openCoordination(options) : undefined);
  const projections = here ?? elsewhere(options, { store, readers, coordination });
  const path = new CommandPath(cache, recorder, new KeyedQueue(), clock);
  const identity = kept(await openIdentity(options, { clock, path }));
  const pseudonyms = new Pseudonyms(vault);
  const makeId = (): string => newId(clock.now(), entropy);
  const sealedReadings = new SealedReadings({ readers, recorder, clock, pseudonyms, newId: makeId });
  const laws = lawsAt(options);
  const parts = { path, store, reader, readers, vault, laws, clock, newId: makeId, pseudonyms };
  const commanding: Commanding = { path, laws, handlings: handlingsWith(parts) };
  if (options.early !== true) await projections.started();
  return {
    ...{ dataFolder, clock, entropy, store, recorder, projections, readers, identity, coordination },
    ...{ commanding, pseudonyms, sealedReadings },
    sealedFiles: new SealedFiles(files, pseudonyms, sealedReadings),
    caseReadings: new CaseReadings({ recorder, path, clock, newId: makeId }),
    parties: new Parties({ path, vault }),
    ...{ blobs, files, documents, packages: new CasePackages({ documents, files, printer }) },
    tracebacks: new Tracebacks({
      ...{ commanding, readers, recorder, clock, printer, newId: makeId, sealed: sealedReadings },
    }),
    importer: new Importer({ store, recorder, reader, clock, entropy }),
    close: () => closeAll([projections, identity, readers, printer, blobs, store, keys, coordination]),
  };
}

/** One after the other: what is told first works on what is told later. */
async function closeAll(parts: readonly Closing[]): Promise<void> {
  for (const part of parts) await part?.close();
}

/** @throws BadSettings where nothing could tell how they fare, because a ledger in files has one process */
function elsewhere(
  place: Place,
  parts: Pick<Henji, 'store' | 'readers' | 'coordination'>,
): FollowingProjections {
  const { store, readers, coordination } = parts;
  if (coordination === undefined) throw new EngineMissing('sqlite: in several processes');
  const readerOf: Readers['of'] = (projection) => readers.of(projection);
  return new ProjectionsElsewhere({
    ...{ store, readerOf, coordination, now: () => Date.now() },
    isLeased: enginesAt(place).feed.kind === 'log',
  });
}

/** How each kind of stream is commanded. */
const handlingsWith = (
  parts: CaseParts & TracingParts & SealedParts,
): Readonly<Record<Category, AnyHandling>> => ({
  case: anyHandling(penaltyCaseHandling(parts)),
  organ: anyHandling(organHandling(parts.path)),
  officer: anyHandling(officerHandling(parts.path)),
  item: anyHandling(itemHandling),
  template: anyHandling(templateHandling),
  guards: anyHandling(guardsHandling(parts.path)),
  account: anyHandling(accountHandling),
  alert: anyHandling(alertHandling(parts)),
  tracing: anyHandling(tracingHandling(parts)),
  sealed: anyHandling(sealedHandling(parts)),
  discipline: anyHandling(disciplineHandling(parts)),
});

/** Recorded time of the newest record, so that the next one is not before it. */
async function lastRecorded(store: EventStore): Promise<number> {
  const last = await store.last();
  return last === undefined ? 0 : epochOf(parseEntryTrusted(last.entry).at);
}

const clockAlarm = (behind: number): Alarm => ({
  projection: '',
  code: 'clock-stepped-back',
  zh: `本机时钟回退 ${behind} 毫秒，记录时间暂停推进`,
  en: `this machine's clock stepped back by ${behind} ms; recorded time waits for it`,
});
