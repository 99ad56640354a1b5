import { openEventStoreDbAudit } from '../../engines/eventstoredb/eventstoredb-ledger-audit';
import type { LedgerAlarm } from '../../ports/event-store';
import type { RawRow, RawTile, ServedLedgerAudit } from '../../ports/ledger-audit';
import type { SubjectKeys } from '../../ports/subject-keys';
import { parseEntryTrusted } from '../../seal/entry-codec';
import { checkRows } from './check-chunk';
import { LogCheck, type Breakage } from './log-check';

/** What was found on a server: the sealed part of the log, checked; or where it breaks. */
export type ServedVerification =
  | {
      readonly ok: true;
      readonly events: number;
      readonly root: string;
      readonly history: string;
      readonly payloads: { readonly opened: number; readonly unopened: number };
      /** Records that no sealer has reached yet: they were not checked. */
      readonly unsealed: number;
    }
  | ({ readonly ok: false } & Breakage);

type Keys = Pick<SubjectKeys, 'getMany'>;

/**
 * Recompute a ledger on a server: entries, chains, payloads, tree, up to where it is sealed. Recorded times are compared
 * within a stream only, because several processes with clocks of their own may have written the log.
 *
 * @throws LedgerAbsent, StoreUnavailable, LedgerRewound
 */
export async function verifyServed(
  url: string,
  keys: Keys,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<ServedVerification> {
  const alarms: LedgerAlarm[] = [];
  const audit = await openEventStoreDbAudit({ url, onAlarm: (alarm) => alarms.push(alarm) });
  try {
    const found = await new ServedCheck(audit, keys, onProgress).run();
    const [alarm] = alarms;
    if (!found.ok || alarm === undefined) return found;
    return { ok: false, position: 0, stream: alarm.stream, revision: 0, reason: alarm.en };
  } finally {
    await audit.close();
  }
}

class ServedCheck {
  readonly #check = new LogCheck(false);
  readonly #recorded = new Map<string, string>();
  readonly #payloads = { opened: 0, unopened: 0 };
  #unsealed = 0;

  constructor(
    private readonly audit: ServedLedgerAudit,
    private readonly keys: Keys,
    private readonly onProgress: (done: number, total: number) => void,
  ) {}

  async run(): Promise<ServedVerification> {
    const state = await this.audit.treeState();
    for await (const page of this.audit.pages()) {
      const sealed = page.filter(({ position }) => position <= state.size);
      this.#unsealed += page.length - sealed.length;
      const broken = sealed.length === 0 ? undefined : await this.#page(sealed);
      if (broken !== undefined) return { ok: false, ...broken };
      this.onProgress(Math.min(page.at(-1)?.position ?? 0, state.size), state.size);
    }
    const tiles: RawTile[] = [];
    for await (const tile of this.audit.tiles()) tiles.push(tile);
    const broken = this.#check.finish({ tiles: () => tiles, treeState: () => state, rows: () => [] });
    if (broken !== undefined) return { ok: false, ...(await this.#named(broken)) };
    const { events } = this.#check;
    const { root, history } = { root: this.#check.root(), history: this.#check.history() };
    return { ok: true, events, root, history, payloads: this.#payloads, unsealed: this.#unsealed };
  }

  async #page(rows: readonly RawRow[]): Promise<Breakage | undefined> {
    const [from, to] = [rows[0]?.position ?? 0, (rows.at(-1)?.position ?? 0) + 1];
    const chunk = await checkRows(rows, from, to, this.keys, false);
    const broken = this.#check.add(chunk);
    if (broken !== undefined) return broken;
    this.#payloads.opened += chunk.opened;
    this.#payloads.unopened += chunk.unopened;
    return this.#backInTime(rows);
  }

  #backInTime(rows: readonly RawRow[]): Breakage | undefined {
    for (const { stream, position, revision, entry } of rows) {
      const { at } = parseEntryTrusted(entry);
      const before = this.#recorded.get(stream) ?? '';
      if (at < before) {
        return {
          position,
          stream,
          revision,
          reason: `recorded at ${at}, before its predecessor (${before})`,
        };
      }
      this.#recorded.set(stream, at);
    }
    return undefined;
  }

  /** The breakage with the record at its position, which takes another look through the log. */
  async #named(broken: Breakage): Promise<Breakage> {
    for await (const page of this.audit.pages()) {
      const row = page.find(({ position }) => position === broken.position);
      if (row !== undefined) return { ...broken, stream: row.stream, revision: row.revision };
    }
    return broken;
  }
}
