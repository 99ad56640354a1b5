import {
  openMatters,
  sealedAlertsRaised,
  tracingsOpened,
  type MatterRow,
  type SealedAlertRow,
} from '../../../projections/sealed/sealed.queries';
import { sealed } from '../../../projections/sealed/sealed.projection';
import { mayRead } from '../../domain/sealed/rules';
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
import { inScope, type Grant, type Scope } from '../accounts/principals';
import type { Clock } from '../clock';
import type { Readers } from '../readers';
import type { Leafed } from '../traceback/case-record';
import type { Recorder } from '../recorder';
import type { Pseudonyms } from './pseudonyms';
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

  /** The events of the sealed record that a tracing inspector may see; that he read them is recorded. */
  async forTrace(about: string, asker: SealedAsker): Promise<readonly Leafed[]> {
    const { readers, pseudonyms } = this.parts;
    const stream = pseudonyms.streamOf('sealed', about);
    const events = await readers.stream(stream);
    const visible = visibleSealed(events, this.reader(asker, undefined));
    const seen = new Set((await this.#given('record', visible, asker, about)).map(({ id }) => id));
    // The words stand in the events, the hashes in the records.
    const inWords = new Map(events.map((event) => [event.meta.id, event]));
    return (await readers.recordsOf(stream)).flatMap(({ event, ...link }) => {
      const said = inWords.get(event.meta.id);
      return said === undefined || !seen.has(event.meta.id) ? [] : [{ ...link, event: said }];
    });
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
      roles: grants.filter((grant) => holds(grant, organ)).map(({ role }) => role),
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
    what: 'record' | 'discipline' | 'matters' | 'alerts' | 'tracings',
    views: readonly T[],
    asker: SealedAsker,
    about?: string,
  ): Promise<readonly T[]> {
    if (views.length === 0) return views;
    const { recorder, clock, newId, pseudonyms } = this.parts;
    const handle = asker.officer ?? asker.account;
    const role = asker.grants.some((grant) => grant.role === 'discipline') ? 'discipline' : 'reader';
    const reader = pseudonyms.of(handle);
    const records = [...new Set(views.map(({ record }) => record))];
    const id = newId();
    const event = SealedRead(
      { what, reader, role, given: hashToHex(sha256(canonicalBytes(views))) },
      {
        reader: { purpose: asker.purpose, handle, records, ...(about === undefined ? {} : { case: about }) },
      },
    );
    await recorder.record(`reading-${id}`, { revision: -1 }, [event], {
      ...{ commandId: id, digest: '', correlationId: id },
      occurred: legalInstant(instantInZone(clock.now())),
      actors: [{ u: reader, role }],
      ...{ rulePacks: [], calendars: [] },
    });
    return views;
  }
}

const headOf = ({ record, code, case: about, organ, due_on }: MatterRow | SealedAlertRow) => ({
  ...{ record, code, case: about, organ, dueOn: due_on },
});

const holds = ({ organ: granted }: Grant, organ: string | undefined): boolean =>
  granted === undefined || inScope([granted], organ);

const within = (scope: Scope): { readonly organs?: readonly string[] } =>
  scope === 'every-organ' ? {} : { organs: scope };
