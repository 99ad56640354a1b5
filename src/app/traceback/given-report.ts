import { canonicalBytes } from '../../seal/canonical-json';
import { hashToHex, sha256 } from '../../seal/hash';
import type { Readers } from '../readers';
import type { Signature } from './proceeding';
import { readSnapshot, type SnapshotAsked } from './read-snapshot';
import type { SealedPart } from './sealed-part';
import { tracebackOf, type TracebackReport } from './report';
import { type Snapshot } from './snapshot';

/** A report with its hash. */
export interface GivenReport {
  readonly hash: string;
  readonly report: TracebackReport;
  /** For discipline inspection alone. */
  readonly sealed?: SealedPart;
}

/** The report of a tracing: what is said in words stands beside it, because it can be erased and the hash stays. */
export interface GivenTracing extends GivenReport {
  readonly signatures: readonly Signature[];
  readonly texts: ReportTexts;
}

/** Words of people, by id; absent where their key was destroyed. */
export interface ReportTexts {
  readonly question?: string;
  readonly accident?: string;
  readonly causation?: string;
  readonly statements: Readonly<Record<string, string>>;
  readonly proposals: Readonly<Record<string, string>>;
}

/** The report on a frozen record, with its hash. @throws NoFinding */
export function reportOn(code: string, snapshot: Snapshot): GivenReport {
  const report = tracebackOf(code, snapshot);
  return { hash: hashToHex(sha256(canonicalBytes(report))), report };
}

/** A report on a case as recorded up to an instant. @throws CaseNotFound, NoFinding */
export async function traceback(readers: Readers, asked: SnapshotAsked): Promise<GivenReport> {
  return reportOn(asked.code, (await readSnapshot(readers, asked)).snapshot);
}
