import type { RowOf } from '../../src/ports/read-model-table';
import { changesOf, type Change } from '../projection';
import type { CaseDoc } from './case-doc';
import type { Disclosed } from './disclosure-state';
import { identifying, noContent, noticeOn, type Notice } from './notice';
import { tables, type publications } from './tables';
import { disclosedNow, versionsOf, type DisclosedVersion } from './versions';

const { put, remove } = changesOf(tables);

/** Rows by which two readings of a case differ. */
export function changesBetween(before: CaseDoc, after: CaseDoc, stream: string): readonly Change[] {
  const was = rowsOf(before, stream);
  const is = rowsOf(after, stream);
  return [
    ...[...was].flatMap(([key, { gone }]) => (is.has(key) ? [] : [gone])),
    ...[...is].flatMap(([key, { shown }]) => (sameRow(shown, was.get(key)?.shown) ? [] : [shown])),
  ];
}

/** A row as it is written, and how it is taken out. */
interface Written {
  readonly shown: Change;
  readonly gone: Change;
}

const sameRow = (a: Change, b: Change | undefined): boolean =>
  b !== undefined && JSON.stringify(a.row) === JSON.stringify(b.row);

type Rows = ReadonlyMap<string, Written>;

function rowsOf(doc: CaseDoc, stream: string): Rows {
  const rows = new Map<string, Written>();
  if (doc.length === 0) return rows;
  const now = disclosedNow(doc);
  for (const channel of now.channels.keys()) {
    const key = { case: stream, channel };
    const work = workOn(now, channel);
    const notice = noticeOn(now, channel);
    if (work !== undefined) {
      rows.set(`work ${channel}`, {
        shown: put('publications', { ...key, ...work }),
        gone: remove('publications', key),
      });
    }
    if (notice !== undefined) {
      rows.set(`notice ${channel}`, {
        shown: put('notices', { ...key, ...notice }),
        gone: remove('notices', key),
      });
    }
    addVersions(rows, doc, { key, notice });
  }
  return rows;
}

type Key = Readonly<{ case: string; channel: string }>;

/** A version is written where it says something else than the one that the two clocks would find without it. */
function addVersions(
  rows: Map<string, Written>,
  doc: CaseDoc,
  { key, notice }: { readonly key: Key; readonly notice: Notice | undefined },
): void {
  const { channel } = key;
  const works = new Latest();
  const shown = new Latest();
  for (const version of versionsOf(doc)) {
    const at = { legal_date: version.date, revision: version.revision };
    const place = { ...key, ...at, recorded_at: version.recordedAt };
    const work = workOn(version.state, channel);
    if (work !== undefined && works.differs(version, work)) {
      rows.set(`work ${channel} ${version.date} ${version.revision}`, {
        shown: put('work_history', { ...place, ...work }),
        gone: remove('work_history', { ...key, ...at }),
      });
    }
    const then = notice === undefined ? undefined : asShownToday(noticeOn(version.state, channel), notice);
    if (then !== undefined && shown.differs(version, then)) {
      rows.set(`notice ${channel} ${version.date} ${version.revision}`, {
        shown: put('notice_history', { ...place, ...then }),
        gone: remove('notice_history', { ...key, ...at }),
      });
    }
  }
}

/** What a question on two clocks finds: the last date up to its own, and there what was known last. */
class Latest {
  readonly #byDate = new Map<string, string>();

  /** Whether a row says something new as of its date; from then on it is what is found there. */
  differs({ date }: DisclosedVersion, row: object): boolean {
    const text = JSON.stringify(row);
    const last = [...this.#byDate.keys()]
      .filter((each) => each <= date)
      .toSorted()
      .at(-1);
    if (last !== undefined && this.#byDate.get(last) === text) return false;
    this.#byDate.set(date, text);
    return true;
  }
}

/** A notice of another day: of what has gone since nothing but that it was there, and nobody whom today's does not name. */
function asShownToday(then: Notice | undefined, now: Notice) {
  if (then === undefined) return undefined;
  const gone = now.status === 'withdrawn' || now.status === 'expired';
  const hidden = identifying.flatMap((member) => (then[member] === now[member] ? [] : [[member, null]]));
  const { search: _, ...row }: Notice = gone
    ? { ...then, ...noContent }
    : { ...then, ...(Object.fromEntries(hidden) as Partial<Notice>) };
  return { ...row, shown_until: now.until_on };
}

type Work = Omit<RowOf<typeof publications>, 'case' | 'channel'>;

/** The internal row; taken-over decisions are nobody's work here. */
function workOn({ organ, channels }: Disclosed, channel: string): Work | undefined {
  const on = channels.get(channel);
  if (on === undefined || organ === null) return undefined;
  return {
    ...{ organ, status: on.status, changed_on: on.changed },
    ...{ opened_on: on.opened, due_on: on.due, settled_on: on.settled, until_on: on.until },
    published_on: on.published ?? null,
    corrected_on: on.corrected ?? null,
    withdraw_by: on.withdrawBy ?? null,
    withdrawn_on: on.withdrawn ?? null,
    reason: on.reason ?? null,
    uncomputable: on.uncomputable ?? null,
  };
}
