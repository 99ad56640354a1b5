import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LogCheck, type Breakage } from './log-check';
import type { CheckedChunk } from './packed-rows';
import type { LedgerAudit } from '../../ports/ledger-audit';
import { openLedgerForReading } from '../engines/open-ledger';
import { enginesAt, type Place } from '../engines/place';
import { openKeysForReading } from '../engines/open-keys';
import { checkBlobs } from '../files/blob-check';
import { openAudit } from './open-audit';

/** What a verification found. Without keys everything but the clear text behind the commitments is checked. */
export type Verification =
  | {
      readonly ok: true;
      readonly events: number;
      /** RFC 6962 root over all entries, hexadecimal. */
      readonly root: string;
      /** Equal for two imports of the same history, whatever their random members (`decisions.md` §1). */
      readonly history: string;
      /** Payloads opened against their commitments, and those whose key was not at hand. */
      readonly payloads: { readonly opened: number; readonly unopened: number };
      /** Uploaded files: those that an event names, all sound; those that none names; those named and not there. */
      readonly files: { readonly sound: number; readonly unnamed: number; readonly absent: number };
      /** Records on a server that no sealer has reached yet: they were not checked. */
      readonly unsealed?: number;
    }
  | {
      readonly ok: false;
      readonly at: { readonly position: number; readonly stream: string; readonly revision: number };
      readonly reason: string;
    };

/** How a verification is run. */
export interface VerifyOptions {
  readonly threads?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

const CHUNK = 4096;
/** Chunks asked of each thread ahead of the one that is being put in order. */
const AHEAD = 3;

/**
 * Recompute a ledger from its first event: entries, columns, chains, payloads, tree; then the uploaded files. Rows are checked in parallel
 * threads, order in this one. The ledger may be in use; events appended meanwhile are not looked at.
 *
 * @throws errors of opening the folder, BlobStoreUnavailable
 */
export async function verifyLedger(place: Place, options: VerifyOptions = {}): Promise<Verification> {
  const found = await verifyLog(place, options);
  return found.ok ? withFiles(place, found) : found;
}

type Verified = Extract<Verification, { ok: true }>;
type LogVerification = Omit<Verified, 'files'> | Exclude<Verification, Verified>;

/** The files that the events name, read whole once the events are known to be sound. */
async function withFiles(place: Place, found: Omit<Verified, 'files'>): Promise<Verification> {
  const store = await openLedgerForReading(place);
  try {
    const { sound, unnamed, absent, damaged } = await checkBlobs(place, store);
    const [first] = damaged;
    if (first === undefined) return { ...found, files: { sound, unnamed, absent } };
    const { position, stream, revision, address } = first;
    return {
      ok: false,
      // Positions of a server are no numbers of records.
      at: { position: Number(position) || 0, stream, revision },
      reason: `the file ${address} does not have the hash by which the event names it`,
    };
  } finally {
    await store.close();
  }
}

async function verifyLog(place: Place, options: VerifyOptions): Promise<LogVerification> {
  const { ledger } = enginesAt(place);
  return ledger.kind === 'esdb'
    ? verifyOnServer(place, ledger.url, options)
    : verifyInFile(place.dataFolder, options);
}

async function verifyOnServer(place: Place, url: string, options: VerifyOptions): Promise<LogVerification> {
  const { verifyServed } = await import('./verify-served.js');
  const keys = await openKeysForReading(place);
  try {
    const found = await verifyServed(url, keys, options.onProgress);
    return found.ok ? found : refuted(found);
  } finally {
    await keys.close();
  }
}

async function verifyInFile(dataFolder: string, options: VerifyOptions): Promise<LogVerification> {
  const { audit, keys } = openAudit(dataFolder);
  const threads = Array.from(
    { length: options.threads ?? Math.min(4, availableParallelism()) },
    () => new Worker(join(__dirname, 'verify-thread.js'), { workerData: dataFolder }),
  );
  try {
    return await inOrder(audit, threads, options);
  } finally {
    audit.close();
    await keys.close();
    for (const thread of threads) thread.postMessage('close');
  }
}

/** Hand out ranges to the threads in turn, and put what they find in the order of the log. */
async function inOrder(
  audit: LedgerAudit,
  threads: readonly Worker[],
  { onProgress }: VerifyOptions,
): Promise<LogVerification> {
  const { last } = audit.bounds();
  const check = new LogCheck();
  const payloads = { opened: 0, unopened: 0 };
  const pending: Promise<CheckedChunk>[] = [];
  const askers = threads.map(asker);
  let asked = 1;
  for (let turn = 0; asked <= last || pending.length > 0;) {
    while (asked <= last && pending.length < threads.length * AHEAD) {
      const ask = askers[turn++ % askers.length];
      if (ask === undefined) throw new RangeError('no verification thread');
      pending.push(ask(asked, Math.min(asked + CHUNK, last + 1)));
      asked += CHUNK;
    }
    const chunk = await pending.shift();
    if (chunk === undefined) break;
    const broken = check.add(chunk);
    if (broken !== undefined) {
      await Promise.allSettled(pending);
      return refuted(broken);
    }
    payloads.opened += chunk.opened;
    payloads.unopened += chunk.unopened;
    onProgress?.(Math.min(chunk.to - 1, last), last);
  }
  const broken = check.finish(audit);
  if (broken !== undefined) return refuted(broken);
  return { ok: true, events: check.events, root: check.root(), history: check.history(), payloads };
}

function refuted({ position, stream, revision, reason }: Breakage): Exclude<Verification, Verified> {
  return { ok: false, at: { position, stream, revision }, reason };
}

/** Ask one thread for ranges; it answers in the order of the questions. */
function asker(thread: Worker): (from: number, to: number) => Promise<CheckedChunk> {
  const waiting: { resolve: (chunk: CheckedChunk) => void; reject: (error: Error) => void }[] = [];
  thread.on('message', (chunk: CheckedChunk) => waiting.shift()?.resolve(chunk));
  thread.on('error', (error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return (from, to) =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      thread.postMessage({ from, to });
    });
}
