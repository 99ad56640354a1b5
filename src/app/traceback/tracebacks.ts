import { ShowTracedRows } from '../../domain/tracing/commands';
import { TracebackRead } from '../../events/reading.events';
import { HenjiError } from '../../kernel/errors';
import { instantInZone, legalInstant, utcInstant, type CivilDate, type Instant } from '../../kernel/time';
import type { DocumentPrinter } from '../../ports/document-printer';
import type { Commanding } from '../bus/requests';
import type { Clock } from '../clock';
import type { Readers } from '../readers';
import type { Recorder } from '../recorder';
import type { SealedAsker, SealedReadings, SealedRecords, SealedWanted } from '../sealed/sealed-readings';
import { reportOn, type GivenReport, type GivenTracing } from './given-report';
import { ownRows, type OwnRows } from './own-rows';
import { readSnapshot } from './read-snapshot';
import type { TracebackReport } from './report';
import { reportPaper } from './report-paper';
import { isSealedCode } from './sealed-finding';
import { sealedPartOf } from './sealed-part';
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
    const sealed = await this.#sealedFor(traced.stream, reader, traced);
    const asked = { knownAt: utcInstant(clock.now()), ...traced };
    const ofSealed = isSealedCode(traced.code) && sealed !== undefined ? { sealed } : {};
    const { snapshot, acted } = await readSnapshot(readers, { ...asked, ...ofSealed });
    return this.#give(reportOn(traced.code, snapshot), acted, sealed, reader);
  }

  /** The report of a tracing, with what people said and the signatures. @throws TracingNotFound, TracingBarred */
  async readTracing(stream: string, reader: Reader): Promise<GivenTracing> {
    const { given, acted } = await tracingReport(this.parts.readers, stream);
    const { tracing, snapshot } = given.report;
    const view = tracing === undefined ? {} : { knownAt: tracing.knownAt };
    const sealed = await this.#sealedFor(snapshot.case.stream, reader, view);
    return this.#give(given, acted, sealed, reader);
  }

  /** What is sealed about a case, for discipline inspection; for everybody else there is nothing. */
  async #sealedFor(
    stream: string,
    reader: Reader,
    { knownAt, asOf }: SealedWanted,
  ): Promise<SealedRecords | undefined> {
    if (reader.role !== 'discipline') return undefined;
    return this.parts.sealed.forTrace(stream, askerOf(reader), {
      ...(knownAt === undefined ? {} : { knownAt }),
      ...(asOf === undefined ? {} : { asOf }),
    });
  }

  /** Give a report out, with the sealed part where its reader may see one: who takes part in it does not get it. */
  async #give<T extends GivenReport>(
    given: T,
    acted: readonly string[],
    sealed: SealedRecords | undefined,
    reader: Reader,
  ): Promise<T> {
    const { report } = given;
    const part = sealed === undefined ? undefined : sealedPartOf(given, sealed.record);
    if (takesPart(acted, [...report.matrix, ...(part?.matrix ?? [])], reader)) throw new TracingBarred();
    if (part !== undefined)
      await this.parts.sealed.noteTrace(report.snapshot.case.stream, askerOf(reader), part);
    // A reading of what is sealed itself stands under a pseudonym alone: its code would tell.
    if (!isSealedCode(report.finding.code)) await this.#record(given, reader);
    return part === undefined ? given : { ...given, sealed: part };
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

const askerOf = ({ account, officer, purpose }: Reader): SealedAsker => ({
  ...{ account, purpose, grants: [{ role: 'discipline' }] },
  ...(officer === undefined ? {} : { officer }),
});

/** Whether somebody stands in the report, or ever sent one of the acts of the case. */
const takesPart = (
  acted: readonly string[],
  matrix: TracebackReport['matrix'],
  { account, officer }: Reader,
): boolean =>
  [account, officer].some(
    (handle) =>
      handle !== undefined && (acted.includes(handle) || matrix.some(({ person }) => person === handle)),
  );
