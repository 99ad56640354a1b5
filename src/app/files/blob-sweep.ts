import { randomUUID } from 'node:crypto';
import { LedgerMissing } from '../../engines/sqlite/ledger-errors';
import type { StoredBlob } from '../../ports/blob-audit';
import type { Clock } from '../clock';
import { HenjiError } from '../../kernel/errors';
import { openBlobAudit } from '../engines/open-blobs';
import { isShared } from '../engines/open-coordination';
import { hasLedger, openLedger } from '../engines/open-ledger';
import type { Place } from '../engines/place';
import { namedBlobs } from './named-blobs';

/** How uploads are swept. */
export interface SweepOptions {
  readonly clock: Clock;
  /** Uploads younger than this many days stay: their command may still come. */
  readonly olderThanDays: number;
  /** Only say what would go. */
  readonly dryRun: boolean;
}

/** What a sweep came to. */
export interface BlobSweep {
  readonly swept: readonly StoredBlob[];
  /** Unnamed as well, and too young. */
  readonly young: number;
  readonly named: number;
}

/** No sweep is asked to take younger uploads: people fill in the command that names one in less than a day. */
export const LEAST_DAYS = 1;
const DAY = 86_400_000;

/**
 * Take away old uploads that no event names. It holds the lock of the ledger from before it reads the log until it is
 * done, so that no command can name an upload that is going; a running server keeps it out. A ledger on a server has no
 * lock, and is swept by its processes ({@link ./upload-sweep}): here it is only said what would go.
 *
 * @throws HenjiError `bad-arguments`, LedgerMissing, LedgerLocked, BlobStoreUnavailable, StoreUnavailable
 */
export async function sweepUploads(place: Place, options: SweepOptions): Promise<BlobSweep> {
  const { clock, dryRun } = options;
  if (isShared(place) && !dryRun) throw sweptByItself();
  if (!hasLedger(place)) throw new LedgerMissing(place.dataFolder);
  const genesis = { logId: randomUUID(), createdAt: new Date(clock.now()).toISOString() };
  const store = await openLedger(place, { genesis });
  const audit = await openBlobAudit(place);
  try {
    const named = await namedBlobs(store);
    const before = clock.now() - Math.max(LEAST_DAYS, options.olderThanDays) * DAY;
    const unnamed: StoredBlob[] = [];
    let all = 0;
    for await (const blob of audit.list()) {
      all += 1;
      if (!named.has(blob.address)) unnamed.push(blob);
    }
    const swept = unnamed.filter(({ keptAt }) => keptAt < before);
    if (!dryRun) for (const { address } of swept) await audit.remove(address);
    return { swept, young: unnamed.length - swept.length, named: all - unnamed.length };
  } finally {
    await audit.close();
    await store.close();
  }
}

const sweptByItself = (): HenjiError =>
  new HenjiError({
    code: 'bad-arguments',
    zh: '账本在服务器上，无人引用的上传由 api 进程每日自行清理',
    en: 'a ledger on a server is swept by its processes with the role api, once a day',
    wayOut: { zh: '可用 --dry-run 查看', en: 'use --dry-run to see what would go' },
  });
