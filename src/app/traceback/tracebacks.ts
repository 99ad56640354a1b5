import { TracebackRead } from '../../events/reading.events';
import { HenjiError } from '../../kernel/errors';
import { instantInZone, legalInstant, utcInstant, type CivilDate, type Instant } from '../../kernel/time';
import { canonicalBytes } from '../../seal/canonical-json';
import { hashToHex, sha256 } from '../../seal/hash';
import type { Clock } from '../clock';
import type { Readers } from '../readers';
import type { Recorder } from '../recorder';
import { readSnapshot, type SnapshotAsked } from './read-snapshot';
import { tracebackOf, type Snapshot, type TracebackReport } from './report';

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

/** A report with its hash. */
export interface GivenReport {
  readonly hash: string;
  readonly report: TracebackReport;
}

/** A report on a case as recorded up to an instant. @throws CaseNotFound, NoFinding */
export async function traceback(readers: Readers, asked: SnapshotAsked): Promise<GivenReport> {
  return reportOn(asked.code, (await readSnapshot(readers, asked)).snapshot);
}

function reportOn(code: string, snapshot: Snapshot): GivenReport {
  const report = tracebackOf(code, snapshot);
  return { hash: hashToHex(sha256(canonicalBytes(report))), report };
}

/** Reports are sealed: each time one is given out, who reads it and why is recorded first. */
export class Tracebacks {
  constructor(
    private readonly parts: {
      readonly readers: Readers;
      readonly recorder: Pick<Recorder, 'record'>;
      readonly clock: Clock;
      /** Handle for the stream of one reading. */
      readonly newId: () => string;
    },
  ) {}

  /** @throws CaseNotFound, NoFinding, TracingBarred, and what the record cannot be written for */
  async read(traced: Traced, reader: Reader): Promise<GivenReport> {
    const { readers, clock } = this.parts;
    const frozen = await readSnapshot(readers, { knownAt: utcInstant(clock.now()), ...traced });
    const given = reportOn(traced.code, frozen.snapshot);
    if (takesPart(frozen.acted, given.report, reader)) throw new TracingBarred();
    await this.#record(traced, given, reader);
    return given;
  }

  async #record({ stream, code }: Traced, { hash, report }: GivenReport, reader: Reader): Promise<void> {
    const { recorder, clock, newId } = this.parts;
    const { revision } = report.snapshot.case;
    const id = newId();
    const event = TracebackRead(
      { case: stream, code, report: hash, revision },
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
