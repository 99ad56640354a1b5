import type { LegalTime } from './time';

/**
 * An entry is the part of a record that is kept for ever. Its RFC 8785 canonical JSON is the only thing that is hashed
 * into the log, so its shape is final: a later need adds a version, it never changes this one.
 *
 * An optional member is absent where there is nothing to say; it is never null, and `c`, `k` are never empty.
 */
export const ENTRY_VERSION = 1;

/**
 * The most bytes that an entry may have, because c2sp tlog-tiles bundles carry the length in 16 bits. Big content goes
 * in by digest.
 */
export const ENTRY_MAX_BYTES = 65_535;

/** Any JSON value as the ledger takes it: numbers are integers within ±(2^53−1), money in the smallest unit. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object as the ledger takes it. */
export interface JsonObject {
  readonly [member: string]: JsonValue;
}

/** An entry, version 1. One-letter names, because every event carries them. */
export interface EntryV1 {
  /** Version of this shape. */
  readonly v: typeof ENTRY_VERSION;
  /** 16 random bytes, base64url (22 characters): nobody who holds the tiles can confirm a guess of the entry. */
  readonly r: string;
  /** Event id, uuid v7 in lower case. */
  readonly id: string;
  /** Stored type name; never renamed. */
  readonly t: string;
  /** Version of the type, from 1. */
  readonly tv: number;
  /** Stream, `category-handle`; the handle says nothing about a person. */
  readonly s: string;
  /** Revision within the stream, from 0 without holes. */
  readonly n: number;
  /** Leaf hash of event n−1 of this stream, base64url (43 characters); absent at n = 0 and only there. */
  readonly p?: string;
  /** Legal time: when it happened in the world. Never compared as text. */
  readonly oc: LegalTime;
  /** Recorded time: `YYYY-MM-DDTHH:MM:SS.mmmZ`. Never goes backwards within a stream. */
  readonly at: string;
  /** Who acted; empty only where a source of imported history names nobody. */
  readonly ac: readonly ActorRef[];
  /** In whose name they acted; absent where no organ is known. */
  readonly org?: OrganRef;
  /** The command that asked for this event. */
  readonly cmd: CommandRef;
  /** Correlation: id shared by everything that one request from outside led to. */
  readonly cor: string;
  /** Causation: id of the event or command that led to the command; absent where a person's request did. */
  readonly cau?: string;
  /** Versions of the rule packs that decided, most general first; empty where no rule was asked. */
  readonly rp: readonly string[];
  /** Versions of the calendars by which periods were computed; empty where none was. */
  readonly cal: readonly string[];
  /** Import mark; absent on what was entered. */
  readonly src?: SourceMark;
  /** Public members: all that guards, folds and public pages need, and nothing that identifies a person. */
  readonly b: JsonObject;
  /** Commitments to the erasable members by path, base64url (43 characters each). */
  readonly c?: Readonly<Record<string, string>>;
  /** The ciphertexts that hold the erasable members, one for each subject. */
  readonly k?: readonly CiphertextRef[];
}

/** Who acted, and as what. */
export interface ActorRef {
  /** Handle of the account or register entry, never a name. */
  readonly u: string;
  /** Role in this act, as the procedure names it (`officer`, `reviewer`, `party` …). */
  readonly role: string;
  /** Post held as of the act. */
  readonly post?: string;
  /** Enforcement certificate relied on, as of the act. */
  readonly cert?: StreamRef;
}

/** A stream as of one of its revisions: what was known of a register entry when it was relied on. */
export interface StreamRef {
  readonly s: string;
  readonly n: number;
}

/** The organ in whose name the act was done. */
export interface OrganRef {
  /** Handle of the organ. */
  readonly u: string;
  /** Handle of the organ that entrusted it (委托行政处罚), whose act it then is in law. */
  readonly by?: string;
}

/** The command behind an event. */
export interface CommandRef {
  readonly id: string;
  /**
   * Keyed digest of the command's body, base64url of 16 to 32 bytes: tells a repeated command from a reused id, and is
   * no help to whoever wants to test a guess of the body.
   */
  readonly h?: string;
}

/** Where an imported event comes from. */
export interface SourceMark {
  /** Name of the source system. */
  readonly sys: string;
  /** SHA-256 of the uncompressed source file, lower-case hexadecimal. */
  readonly file: string;
  /** Row in the file, from 1; 0 for the file as a whole. */
  readonly row: number;
}

/** One ciphertext of erasable members, so that the payload can be checked without any key. */
export interface CiphertextRef {
  /** Handle of the subject's key. */
  readonly s: string;
  /** SHA-256 of the ciphertext, base64url (43 characters). */
  readonly x: string;
}
