import type { Instant } from '../../kernel/time';
import type { AnswerabilityRow } from '../../law/violations/row';
import type { OfficerState } from '../registers/officer-state';
import type { Entry, RegisterFacts } from '../registers/register';

/** What a command on a tracing is decided on. */
export interface TracingFacts extends RegisterFacts {
  /** People whom the command names, as the register knows them; at the signature the signer. */
  readonly people: ReadonlyMap<string, Entry<OfficerState>>;
  readonly traced: TracedRecord;
  /** The number that was reserved for the tracing, and where. */
  readonly number?: { readonly number: string; readonly s: string; readonly n: number };
}

/** What the report says, as far as rules ask for it. */
export interface TracedRecord {
  /** The frozen record, as the opening binds it. */
  readonly knownAt: Instant;
  readonly revision: number;
  readonly alerts: readonly string[];
  readonly people: readonly string[];
  /** SHA-256 of the report as it stands now. */
  readonly report: string;
  /** The row of the finding names nobody, whatever happened (V40). */
  readonly nobody: boolean;
  /** Everybody who ever acted, decided, approved or set a rule aside in the record traced, or stands in the matrix. */
  readonly involved: readonly string[];
  readonly shares: readonly TracedShare[];
}

/** A part of somebody, as the matrix of the report has it. */
export interface TracedShare {
  readonly row: AnswerabilityRow;
  readonly person: string;
  readonly level: 'DIRECT' | 'SUPERVISORY' | 'LEADERSHIP';
  readonly standing: 'named' | 'not-named' | 'not-provable';
}
