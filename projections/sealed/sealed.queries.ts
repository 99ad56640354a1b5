import type { CivilDate } from '../../src/kernel/time';
import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, desc, eq, lt, lte, within, type Filter } from '../../src/ports/read-model-query';
import type { ReadRowOf } from '../../src/ports/read-model-table';
import type { alerts, matters, tracings } from './tables';

type Reader = Pick<ReadModelReader, 'query'>;

/** A matter that was not handled by its day, without an alert. */
export interface MissedMatter {
  readonly stream: string;
  readonly record: string;
  readonly due_on: CivilDate;
}

/** What was due under a code before a day, the longest missed first, after the last one seen: an index range. */
export const missedMatters = (
  reader: Reader,
  code: string,
  before: CivilDate,
  { limit, seen }: { readonly limit: number; readonly seen?: MissedMatter },
): Promise<readonly MissedMatter[]> =>
  reader.query<MissedMatter>({
    from: 'dues',
    columns: ['stream', 'record', 'due_on'],
    where: [eq('code', code), eq('pending', 1), eq('raised', 0), lt('due_on', before)],
    order: [asc('due_on'), asc('stream'), asc('record')],
    limit,
    ...(seen === undefined ? {} : { after: [seen.due_on, seen.stream, seen.record] }),
  });

export type MatterRow = ReadRowOf<typeof matters>;
export type SealedAlertRow = ReadRowOf<typeof alerts>;

/** The matters of one stream. */
export const mattersOf = (reader: Reader, stream: string): Promise<readonly MatterRow[]> =>
  reader.query<MatterRow>({ from: 'matters', where: [eq('stream', stream)], limit: 1000 });

const ofOrgans = (organs: readonly string[] | undefined): readonly Filter[] =>
  organs === undefined ? [] : [within('organ', organs)];

/** What waits to be acknowledged, the first due first. */
export const openMatters = (
  reader: Reader,
  { organs, limit }: { readonly organs?: readonly string[]; readonly limit: number },
): Promise<readonly MatterRow[]> =>
  reader.query<MatterRow>({
    from: 'matters',
    where: [eq('done_on', ''), ...ofOrgans(organs)],
    order: [asc('due_on'), asc('stream'), asc('record')],
    limit,
  });

/** Sealed alerts that lie at a level since a day or longer, the longest first, after the last one seen. */
export const sealedAlertsAt = (
  reader: Reader,
  level: string,
  since: CivilDate,
  { limit, seen }: { readonly limit: number; readonly seen?: SealedAlertRow },
): Promise<readonly SealedAlertRow[]> =>
  reader.query<SealedAlertRow>({
    from: 'alerts',
    where: [eq('level', level), lte('level_since', since)],
    order: [asc('level_since'), asc('alert')],
    limit,
    ...(seen === undefined ? {} : { after: [seen.level_since, seen.alert] }),
  });

/** Sealed alerts, the last detected first. */
export const sealedAlertsRaised = (
  reader: Reader,
  query: { readonly organs?: readonly string[]; readonly case?: string; readonly limit: number },
): Promise<readonly SealedAlertRow[]> =>
  reader.query<SealedAlertRow>({
    from: 'alerts',
    where: [...ofOrgans(query.organs), ...(query.case === undefined ? [] : [eq('case', query.case)])],
    order: [desc('detected_on'), desc('alert')],
    limit: query.limit,
  });

export type TracingRow = ReadRowOf<typeof tracings>;

/** Tracings, the last opened first; as of a legal date, and as known at a recorded time. */
export const tracingsOpened = (
  reader: Reader,
  query: {
    readonly organs?: readonly string[];
    readonly case?: string;
    readonly asOf?: CivilDate;
    /** As recorded times are written: UTC with milliseconds. */
    readonly recordedBy?: string;
    readonly limit: number;
  },
): Promise<readonly TracingRow[]> => {
  const { asOf, recordedBy } = query;
  return reader.query<TracingRow>({
    from: 'tracings',
    latest: {
      per: ['tracing'],
      by: ['revision'],
      upTo: [
        ...(asOf === undefined ? [] : [{ column: 'legal_date', value: asOf }]),
        ...(recordedBy === undefined ? [] : [{ column: 'recorded_at', value: recordedBy }]),
      ],
    },
    where: [...ofOrgans(query.organs), ...(query.case === undefined ? [] : [eq('case', query.case)])],
    order: [desc('opened_on'), desc('tracing')],
    limit: query.limit,
  });
};
