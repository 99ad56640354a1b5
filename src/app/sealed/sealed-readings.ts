import {
  openMatters,
  sealedAlertsRaised,
  tracingsOpened,
  type MatterRow,
  type SealedAlertRow,
} from '../../../projections/sealed/sealed.queries';
import { sealed } from '../../../projections/sealed/sealed.projection';
import { mayRead } from '../../domain/sealed/rules';
import { InterferenceRecorded, RetaliationReported } from '../../events/sealed.events';
import { SealedRead } from '../../events/reading.events';
import {
  epochOf,
  instantInZone,
  legalInstant,
  utcInstant,
  type CivilDate,
  type Instant,
} from '../../kernel/time';
import { canonicalBytes } from '../../seal/canonical-json';
import { hashToHex, sha256 } from '../../seal/hash';
import { rolesIn, type Grant, type Scope } from '../accounts/principals';
import type { Clock } from '../clock';
import type { Readers } from '../readers';
import type { Leafed } from '../traceback/case-record';
import type { Recorder } from '../recorder';
import type { Pseudonyms } from './pseudonyms';
import { sealedAlertStream } from './record-sealed-alert';
import type { SealedView } from './views';
import { visibleDiscipline, visibleSealed, type SealedReader } from './visible';

/** Who asks, and why. */
export interface SealedAsker {
  readonly account: string;
  readonly officer?: string;
  readonly grants: readonly Grant[];
  readonly purpose: string;
}

/** What waits to be handled, as discipline inspection and the supervision organ see it. */
export interface MatterView {
  readonly record: string;
  readonly code: string;
  readonly case: string;
  readonly organ: string;
  readonly recordedOn: string;
  readonly dueOn: string;
}

/** A sealed alert. */
export interface SealedAlertView extends Omit<MatterView, 'recordedOn'> {
  readonly detectedOn: string;
  readonly severity: number;
  /** Row of the answerability table. */
  readonly row: string;
  /** With whom it lies, and since when. */
  readonly level: string;
  readonly levelSince: string;
}

/** A tracing, as the list has it; its report is read by itself. */
export interface TracingView {
  /** Stream of the tracing. */
  readonly record: string;
  readonly code: string;
  readonly case: string;
  readonly organ: string;
  readonly number: string;
  readonly openedOn: string;
  /** `open`, or `signed` by both. */
  readonly phase: string;
}

/** Which tracings: of one case, as of a legal date, as known at an instant. */
export interface TracingsWanted {
  readonly case?: string;
  readonly asOf?: CivilDate;
  readonly knownAt?: Instant;
}

/** What is sealed about a case, as somebody who traces may see it; events with their words. */
export interface SealedRecords {
  /** Interference, orders, retaliation, exemption. */
  readonly record: readonly Leafed[];
  /** Hand-over to discipline inspection. */
  readonly handover: readonly Leafed[];
  /** Sealed alerts on either. */
  readonly alerts: readonly Leafed[];
  /** Whether a pseudonym of these records is that of a person. */
  readonly is: (pseudonym: string, person: string) => boolean;
}

/** Which view of the record. */
export type SealedWanted = Pick<TracingsWanted, 'asOf' | 'knownAt'>;

/** What was given out, under which codes, about which case. */
interface Given {
  readonly what: 'record' | 'discipline' | 'matters' | 'alerts' | 'tracings';
  readonly given: object;
  readonly records: readonly string[];
  readonly about?: string;
}

const MOST = 500;

/**
 * Gives out what is sealed, and records each time that something was given out. Whoever may see nothing is answered as
 * if there were nothing, and nothing is recorded: an empty answer is no reading.
 */
export class SealedReadings {
  constructor(
    private readonly parts: {
      readonly readers: Readers;
      readonly recorder: Pick<Recorder, 'record'>;
      readonly clock: Clock;
      readonly pseudonyms: Pseudonyms;
      /** Handle for the stream of one reading. */
      readonly newId: () => string;
    },
  ) {}

  /** The sealed record of a case. */
  async record(about: string, organ: string | undefined, asker: SealedAsker): Promise<readonly SealedView[]> {
    const events = await this.#events('sealed', about);
    const views = visibleSealed(events, this.reader(asker, organ));
    return this.#given('record', views, asker, about);
  }

  /**
   * What is sealed about a case, as far as somebody who traces may see it in a view of the record. Nothing is recorded:
   * that it was read is put on record by {@link noteTrace}, once it is clear that he may trace.
   */
  async forTrace(about: string, asker: SealedAsker, { knownAt, asOf }: SealedWanted): Promise<SealedRecords> {
    const { readers, pseudonyms } = this.parts;
    const reader = this.reader(asker, undefined);
    const inView = ({ event: { meta } }: Leafed) =>
      (knownAt === undefined || epochOf(meta.recordedAt) <= epochOf(knownAt)) &&
      (asOf === undefined || meta.legal.d <= asOf);
    const seen = async (stream: string, visible: typeof visibleSealed) =>
      (await inWords(readers, stream, visible, reader)).filter(inView);
    const [record, handover] = (['sealed', 'discipline'] as const).map((kind) =>
      pseudonyms.streamOf(kind, about),
    ) as [string, string];
    const found = await seen(record, visibleSealed);
    const names = [...alertsAbout(record, found), sealedAlertStream('W-16', handover, 'handover')];
    const raised = await Promise.all(names.map((name) => readers.recordsOf(name)));
    return {
      record: found,
      handover: await seen(handover, visibleDiscipline),
      alerts: raised.flatMap(([first]) => first ?? []).filter(inView),
      is: (pseudonym, person) => pseudonyms.of(person) === pseudonym,
    };
  }

  /** Put on record that somebody was given a report with what is sealed, also where there was nothing: no gap tells. */
  async noteTrace(about: string, asker: SealedAsker, given: object): Promise<void> {
    await this.#note({ what: 'record', given, records: [], about }, asker);
  }

  /**
   * Whether somebody may read a file of the sealed record of a case: one that a record names which he may see. Where he
   * may, that he reads it is put on record.
   */
  async mayReadFile(about: string, organ: string | undefined, blob: string, asker: SealedAsker) {
    const events = await this.#events('sealed', about);
    const [view] = visibleSealed(events, this.reader(asker, organ)).filter(
      ({ data }) => data['blob'] === blob,
    );
    if (view === undefined) return false;
    await this.#note({ what: 'record', given: { blob }, records: [view.record], about }, asker);
    return true;
  }

  /** The hand-over of the persons of a case. */
  async discipline(
    about: string,
    organ: string | undefined,
    asker: SealedAsker,
  ): Promise<readonly SealedView[]> {
    const events = await this.#events('discipline', about);
    const views = visibleDiscipline(events, this.reader(asker, organ));
    return this.#given('discipline', views, asker, about);
  }

  /** What waits to be acknowledged, or looked into, in the organs of the asker. */
  async matters(scope: Scope, asker: SealedAsker): Promise<readonly MatterView[]> {
    const rows = await openMatters(this.parts.readers.of(sealed), { ...within(scope), limit: MOST });
    const shown = rows.filter((row) => this.#mayKnow(row, row.routing, asker));
    const views = shown.map((row): MatterView => ({ ...headOf(row), recordedOn: row.recorded_on }));
    return this.#given('matters', views, asker);
  }

  /** Sealed alerts in the organs of the asker; past those whom they name. */
  async alerts(scope: Scope, asker: SealedAsker): Promise<readonly SealedAlertView[]> {
    const rows = await sealedAlertsRaised(this.parts.readers.of(sealed), { ...within(scope), limit: MOST });
    const shown = rows.filter((row) => this.#mayKnow(row, 'discipline', asker));
    const views = shown.map((row): SealedAlertView => ({
      ...headOf(row),
      ...{ detectedOn: row.detected_on, severity: row.severity, row: row.row },
      ...{ level: row.level, levelSince: row.level_since },
    }));
    return this.#given('alerts', views, asker);
  }

  /** Tracings in the organs of the asker, the last opened first, on two clocks. */
  async tracings(
    scope: Scope,
    asker: SealedAsker,
    { knownAt, ...wanted }: TracingsWanted,
  ): Promise<readonly TracingView[]> {
    const rows = await tracingsOpened(this.parts.readers.of(sealed), {
      ...{ ...wanted, ...within(scope), limit: MOST },
      ...(knownAt === undefined ? {} : { recordedBy: utcInstant(epochOf(knownAt)) }),
    });
    const views = rows.map((row): TracingView => ({
      ...{ record: row.tracing, code: row.code, case: row.case, organ: row.organ, number: row.number },
      ...{ openedOn: row.opened_on, phase: row.phase },
    }));
    return this.#given('tracings', views, asker);
  }

  /** The asker as sealed records know him: roles where the case belongs, pseudonyms of account and officer. */
  reader({ account, officer, grants }: SealedAsker, organ: string | undefined): SealedReader {
    const { pseudonyms } = this.parts;
    const handles = officer === undefined ? [account] : [officer, account];
    return {
      roles: rolesIn(grants, organ),
      me: handles.map((handle) => pseudonyms.of(handle)),
    };
  }

  #mayKnow(
    row: { readonly organ: string; readonly barred: unknown },
    routed: string,
    asker: SealedAsker,
  ): boolean {
    const { roles, me } = this.reader(asker, row.organ);
    const routing = routed === 'supervision' ? 'supervision' : 'discipline';
    return roles.some((role) => mayRead({ routing, barred: row.barred as readonly string[] }, role, me));
  }

  #events(category: 'sealed' | 'discipline', about: string) {
    const { readers, pseudonyms } = this.parts;
    return readers.stream(pseudonyms.streamOf(category, about));
  }

  async #given<T extends { readonly record: string }>(
    what: Given['what'],
    views: readonly T[],
    asker: SealedAsker,
    about?: string,
  ): Promise<readonly T[]> {
    if (views.length === 0) return views;
    const records = [...new Set(views.map(({ record }) => record))];
    await this.#note({ what, given: views, records, ...(about === undefined ? {} : { about }) }, asker);
    return views;
  }

  async #note({ what, given, records, about }: Given, asker: SealedAsker): Promise<void> {
    const { recorder, clock, newId, pseudonyms } = this.parts;
    const handle = asker.officer ?? asker.account;
    const role = asker.grants.some((grant) => grant.role === 'discipline') ? 'discipline' : 'reader';
    const reader = pseudonyms.of(handle);
    const id = newId();
    const event = SealedRead(
      { what, reader, role, given: hashToHex(sha256(canonicalBytes(given))) },
      {
        reader: {
          ...{ purpose: asker.purpose, handle, records: [...records] },
          ...(about === undefined ? {} : { case: about }),
        },
      },
    );
    await recorder.record(`reading-${id}`, { revision: -1 }, [event], {
      ...{ commandId: id, digest: '', correlationId: id },
      occurred: legalInstant(instantInZone(clock.now())),
      actors: [{ u: reader, role }],
      ...{ rulePacks: [], calendars: [] },
    });
  }
}

/** The words stand in the events, the hashes in the records. */
async function inWords(
  readers: Readers,
  stream: string,
  visible: typeof visibleSealed,
  reader: SealedReader,
): Promise<readonly Leafed[]> {
  const events = await readers.stream(stream);
  const shown = new Set(visible(events, reader).map(({ id }) => id));
  const byId = new Map(events.map((event) => [event.meta.id, event]));
  return (await readers.recordsOf(stream)).flatMap(({ event, ...link }) => {
    const said = byId.get(event.meta.id);
    return said === undefined || !shown.has(event.meta.id) ? [] : [{ ...link, event: said }];
  });
}

/** Streams of the alerts that records can have had. */
const alertsAbout = (stream: string, records: readonly Leafed[]): readonly string[] =>
  records.flatMap(({ event: { type, data } }) => {
    const { record, report } = data as { readonly record?: string; readonly report?: string };
    if (type === InterferenceRecorded.type) return [sealedAlertStream('W-39', stream, record ?? '')];
    return type === RetaliationReported.type ? [sealedAlertStream('W-26', stream, report ?? '')] : [];
  });

const headOf = ({ record, code, case: about, organ, due_on }: MatterRow | SealedAlertRow) => ({
  ...{ record, code, case: about, organ, dueOn: due_on },
});

const within = (scope: Scope): { readonly organs?: readonly string[] } =>
  scope === 'every-organ' ? {} : { organs: scope };
