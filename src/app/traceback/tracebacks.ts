import { ShowTracedRows } from '../../domain/tracing/commands';
import { TracebackRead } from '../../events/reading.events';
import { HenjiError } from '../../kernel/errors';
import {
  epochOf,
  instantInZone,
  legalInstant,
  utcInstant,
  type CivilDate,
  type Instant,
} from '../../kernel/time';
import type { DocumentPrinter } from '../../ports/document-printer';
import type { Commanding } from '../bus/requests';
import type { Clock } from '../clock';
import type { Readers } from '../readers';
import type { Recorder } from '../recorder';
import type { SealedReadings } from '../sealed/sealed-readings';
import { reportOn, type GivenReport, type GivenTracing } from './given-report';
import { ownRows, type OwnRows } from './own-rows';
import { readSnapshot } from './read-snapshot';
import type { TracebackReport } from './report';
import { reportPaper } from './report-paper';
import { withSealed } from './sealed-part';
import { TracingNotFound, tracingReport } from './tracing-report';

/** Who reads a report, as what, and why. */
export interface Reader {
  readonly account: string;
  readonly role: string;
  /** His entry in the officers’ register, where he has one. */
  readonly officer?: string;
  readonly purpose: string;
}

/** What is asked for. */
export interface Traced {
  readonly stream: string;
  readonly code: string;
  /** Only what was recorded by then; absent: now. */
  readonly knownAt?: Instant;
  /** Only what had legally happened by then; absent: all of it. */
  readonly asOf?: CivilDate;
}

/** Whoever acted in a case does not trace it. */
export class TracingBarred extends HenjiError {
  constructor() {
    super({
      code: 'tracing-barred',
      zh: 'R-07：在本案中办理、审核、批准或者停用规则的人员不得对本案倒查',
      en: 'R-07: whoever acted, reviewed, approved or set a rule aside in a case does not trace it',
    });
  }
}

/** What reports are made and given out with. */
export interface TracebackParts {
  readonly readers: Readers;
  readonly recorder: Pick<Recorder, 'record'>;
  readonly commanding: Commanding;
  readonly printer: DocumentPrinter;
  /** What is sealed about a case, for readers who may see it; its readings are recorded there. */
  readonly sealed: SealedReadings;
  readonly clock: Clock;
  /** Handle for the stream of one reading, and for commands. */
  readonly newId: () => string;
}

/** Reports are sealed: each time one is given out, who reads it and why is recorded first. */
export class Tracebacks {
  constructor(private readonly parts: TracebackParts) {}

  /** @throws CaseNotFound, NoFinding, TracingBarred, and what the record cannot be written for */
  async read(traced: Traced, reader: Reader): Promise<GivenReport> {
    const { readers, clock } = this.parts;
    const frozen = await readSnapshot(readers, { knownAt: utcInstant(clock.now()), ...traced });
    const given = reportOn(traced.code, frozen.snapshot);
    if (takesPart(frozen.acted, given.report, reader)) throw new TracingBarred();
    const whole = reader.role === 'discipline' ? await this.#withSealed(given, traced, reader) : given;
    await this.#record(whole, reader);
    return whole;
  }

  async #withSealed(given: GivenReport, { knownAt }: Traced, reader: Reader): Promise<GivenReport> {
    const { stream } = given.report.snapshot.case;
    const asker = { ...reader, grants: [{ role: 'discipline' as const }] };
    const sealed = await this.parts.sealed.forTrace(stream, asker);
    const until = knownAt === undefined ? undefined : epochOf(knownAt);
    return withSealed(
      given,
      sealed.filter(({ event }) => until === undefined || epochOf(event.meta.recordedAt) <= until),
    );
  }

  /** The report of a tracing, with what people said and the signatures. @throws TracingNotFound, TracingBarred */
  async readTracing(stream: string, reader: Reader): Promise<GivenTracing> {
    const { given, acted } = await tracingReport(this.parts.readers, stream);
    if (takesPart(acted, given.report, reader)) throw new TracingBarred();
    await this.#record(given, reader);
    return given;
  }

  /**
   * What a tracing says of whoever asks; that he read it is recorded in the tracing.
   *
   * @throws TracingNotFound, also where it says nothing of him
   */
  async ownRows(stream: string, reader: Omit<Reader, 'purpose'>): Promise<OwnRows> {
    const { readers, commanding, clock, newId } = this.parts;
    const { given } = await tracingReport(readers, stream);
    const person = reader.officer ?? reader.account;
    const rows = ownRows(given, person);
    if (rows === undefined) throw new TracingNotFound(stream);
    const organ = given.report.tracing?.organ;
    const command = Object.assign(new ShowTracedRows(), { person });
    await commanding.path.execute(commanding.handlings.tracing, stream, command, {
      ...{ commandId: newId(), occurred: legalInstant(instantInZone(clock.now())) },
      actors: [{ u: person, role: reader.role }],
      ...(organ === undefined ? {} : { organ: { u: organ } }),
    });
    return rows;
  }

  /** A report that was given out, on paper: the same bytes each time. */
  async pdf(given: GivenReport | GivenTracing): Promise<Buffer> {
    const { readers, printer } = this.parts;
    return printer.print(await reportPaper(readers, given));
  }

  async #record({ hash, report }: GivenReport, reader: Reader): Promise<void> {
    const { recorder, clock, newId } = this.parts;
    const { stream, revision } = report.snapshot.case;
    const id = newId();
    const event = TracebackRead(
      { case: stream, code: report.finding.code, report: hash, revision },
      { reader: { purpose: reader.purpose } },
    );
    await recorder.record(`reading-${id}`, { revision: -1 }, [event], {
      ...{ commandId: id, digest: '', correlationId: id },
      occurred: legalInstant(instantInZone(clock.now())),
      actors: [{ u: reader.officer ?? reader.account, role: reader.role }],
      ...{ rulePacks: [], calendars: [] },
    });
  }
}

/** Whether somebody stands in the report, or ever sent one of the acts of the case. */
const takesPart = (
  acted: readonly string[],
  { matrix }: TracebackReport,
  { account, officer }: Reader,
): boolean =>
  [account, officer].some(
    (handle) =>
      handle !== undefined && (acted.includes(handle) || matrix.some(({ person }) => person === handle)),
  );
