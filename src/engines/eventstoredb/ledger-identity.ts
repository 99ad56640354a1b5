import { HenjiError } from '../../kernel/errors';
import type { Connection } from './connection';
import type { ServerLog } from './server-log';

/** What a new ledger is called and when it began; an old one keeps what it has. */
export interface Genesis {
  /** Random uuid. */
  readonly logId: string;
  /** UTC with milliseconds. */
  readonly createdAt: string;
}

const FORMAT = 1;
const TYPE = 'LedgerBegun';

/** There is no ledger of this name on the server. */
export class LedgerAbsent extends HenjiError {
  constructor(server: string) {
    super({
      code: 'ledger-missing',
      zh: `${server} 上没有账本`,
      en: `there is no ledger on ${server}`,
      wayOut: { zh: '检查 LEDGER_URL', en: 'check LEDGER_URL' },
    });
  }
}

/** Read the log id; where there is none and a genesis is given, begin the ledger. @throws LedgerAbsent, StoreUnavailable */
export async function identify(
  connection: Connection,
  log: ServerLog,
  genesis: Genesis | undefined,
  server: string,
): Promise<string> {
  const name = log.names.identity;
  const found = await read(log);
  if (found !== undefined) return found;
  if (genesis === undefined) throw new LedgerAbsent(server);
  const { logId, createdAt } = genesis;
  const data = Uint8Array.from(Buffer.from(JSON.stringify({ format: FORMAT, logId, createdAt })));
  // Whoever loses the race reads who has won it.
  await log.reading(() => connection.append(name, -1n, [{ id: logId, type: TYPE, data }], log.timing.answer));
  const begun = await read(log);
  if (begun === undefined) throw new LedgerAbsent(server);
  return begun;
}

async function read(log: ServerLog): Promise<string | undefined> {
  const [event] = (await log.stream(log.names.identity, 0n, 'forwards', 1)) ?? [];
  if (event === undefined) return undefined;
  const { format, logId } = JSON.parse(event.data.toString()) as { format?: unknown; logId?: unknown };
  if (format === FORMAT && typeof logId === 'string') return logId;
  throw new HenjiError({
    code: 'file-from-later-build',
    zh: '账本由更新的版本写入',
    en: `the ledger is of format ${String(format)}, which this build does not know`,
  });
}
