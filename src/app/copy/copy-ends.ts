import type { EventStoreDbEventStore } from '../../engines/eventstoredb/eventstoredb-event-store';
import { openSqliteLedger } from '../../engines/sqlite/sqlite-event-store';
import { SqliteLedgerAudit } from '../../engines/sqlite/sqlite-ledger-audit';
import { HenjiError } from '../../kernel/errors';
import type { EventStore } from '../../ports/event-store';

/** A ledger to copy from. */
export interface CopySource {
  readonly store: EventStore;
  close(): Promise<void>;
}

/** A ledger to copy to. */
export interface CopyTarget extends CopySource {
  /** The running state of the tree as the engine keeps it, over everything that was appended. */
  treeState(): Promise<Buffer>;
}

/** What a new ledger is called and when it began. */
export interface Genesis {
  readonly logId: string;
  readonly createdAt: string;
}

/** `sqlite:FOLDER` or `esdb://…`. @throws HenjiError `bad-arguments`, LedgerMissing, LedgerAbsent, StoreUnavailable */
export async function openSource(address: string): Promise<CopySource> {
  const { folder, url } = endOf(address);
  const store =
    url === undefined ? await openSqliteLedger({ folder, mode: 'read' }) : await openServed({ url });
  return { store, close: () => store.close() };
}

/** The same for writing, made where there is none. @throws LedgerLocked and as {@link openSource} */
export async function openTarget(address: string, genesis: Genesis): Promise<CopyTarget> {
  const { folder, url } = endOf(address);
  if (url === undefined) {
    const store = await openSqliteLedger({ folder, mode: 'write', genesis });
    return { store, treeState: () => treeInFile(folder), close: () => store.close() };
  }
  const store = await openServed({ url, genesis });
  const sealer = store.sealer();
  const treeState = async (): Promise<Buffer> => (await sealer.catchUp()).slots;
  return { store, treeState, close: () => store.close() };
}

async function treeInFile(folder: string): Promise<Buffer> {
  const audit = new SqliteLedgerAudit(folder);
  try {
    return await Promise.resolve(audit.treeState().slots);
  } finally {
    audit.close();
  }
}

/** Loaded here only, as every client of a server. */
async function openServed(options: {
  readonly url: string;
  readonly genesis?: Genesis;
}): Promise<EventStoreDbEventStore> {
  const { openEventStoreDbLedger } = await import('../../engines/eventstoredb/eventstoredb-event-store.js');
  return openEventStoreDbLedger(options);
}

function endOf(address: string): { readonly folder: string; readonly url?: string } {
  if (/^esdb(\+discover)?:\/\//u.test(address)) return { folder: '', url: address };
  const folder = /^sqlite:(.+)$/u.exec(address)?.[1];
  if (folder !== undefined) return { folder };
  throw new HenjiError({
    code: 'bad-arguments',
    zh: `${address} 不是账本地址，应为 sqlite:目录 或 esdb://主机:端口`,
    en: `${address} is no ledger: expected sqlite:FOLDER or esdb://host:port`,
  });
}
