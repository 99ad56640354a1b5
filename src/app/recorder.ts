import type { ActorRef, EntryV1, OrganRef, SourceMark } from '../kernel/entry';
import type { DomainEvent, PersonalMembers } from '../kernel/event';
import type { LegalTime } from '../kernel/time';
import { plain, present } from '../kernel/plain-data';
import { encodeEvent, type EncodedEvent } from '../events/codec';
import type { Appended, EventStore, NewRecord, SubjectCiphertext } from '../ports/event-store';
import type { KeyVault } from '../ports/key-vault';
import type { SubjectKeys } from '../ports/subject-keys';
import { canonicalBytes } from '../seal/canonical-json';
import { commit, commitmentSalt } from '../seal/commitment';
import { ciphertextDigest, encryptMembers } from '../seal/envelope';
import { sealEntry } from '../seal/entry-codec';
import { leafHash } from '../seal/tree';
import { hashToBase64url } from '../seal/hash';
import type { Clock, RecordedClock } from './clock';
import { EventIds, type Entropy } from './entropy';
import { subjectKeyHandle } from './handles';

/** What is recorded of a command in each of its events. */
export interface RecordingMeta {
  readonly commandId: string;
  /** Keyed digest of the command's body; empty for what no command asked for. */
  readonly digest: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly occurred: LegalTime;
  readonly actors: readonly ActorRef[];
  readonly organ?: OrganRef;
  readonly rulePacks: readonly string[];
  readonly calendars: readonly string[];
  readonly source?: SourceMark;
}

/** The end of a stream: where the next record goes and which leaf it follows. */
export interface StreamEnd {
  readonly revision: number;
  readonly leaf?: string;
}

/** One event on its way into the log, with the source mark of its own where it was imported. */
export interface Recording {
  readonly event: EncodedEvent;
  readonly legal: LegalTime;
  readonly actors: readonly ActorRef[];
  readonly source?: SourceMark;
}

/** Data keys by subject key handle. */
export type SubjectKeyMap = ReadonlyMap<string, Buffer>;
const noKeys: SubjectKeyMap = new Map();

/** What the recorder works with. */
export interface RecorderParts {
  readonly store: EventStore;
  readonly keys: SubjectKeys;
  readonly vault: KeyVault;
  readonly recordedClock: RecordedClock;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/**
 * Turns events into records and appends them: checks each against its declaration, encrypts and commits to its
 * erasable members, chains it to its predecessor, stamps it, and hands it to the store in the tick of the stamp, so
 * that recorded time and log order agree.
 */
export class Recorder {
  readonly #ids: EventIds;

  constructor(private readonly parts: RecorderParts) {
    this.#ids = new EventIds(parts.entropy);
  }

  /**
   * Keyed digest of a command, to tell a repetition from a reuse of its id. The key never leaves the vault, so the
   * digest in the public part of the record gives nobody a way to test a guess of the body.
   */
  commandDigest(stream: string, command: object): string {
    const body = canonicalBytes({ command: command.constructor.name, stream, body: plain(command) });
    return this.parts.vault.mac('command', body).toString('base64url', 0, 16);
  }

  /** Append the events of one command after `end`. Nothing is stored when the stream has moved on. */
  async record(
    stream: string,
    end: StreamEnd,
    events: readonly DomainEvent[],
    meta: RecordingMeta,
  ): Promise<Appended> {
    const recordings = events.map((event) => ({
      event: encodeEvent(event),
      legal: event.legal ?? meta.occurred,
      actors: event.actors ?? meta.actors,
    }));
    return this.recordAll(stream, end, recordings, meta);
  }

  /** As {@link record}, for recordings that bring their own legal time, actors and source mark. */
  async recordAll(
    stream: string,
    end: StreamEnd,
    recordings: readonly Recording[],
    meta: RecordingMeta,
  ): Promise<Appended> {
    return this.enqueue(stream, end, recordings, meta, await this.keysFor(stream, recordings));
  }

  /** The keys of the subjects that these recordings name, made where they are missing, durable before they are used. */
  async keysFor(stream: string, recordings: readonly Recording[]): Promise<SubjectKeyMap> {
    const subjects = subjectsOf(recordings);
    if (subjects.size === 0) return noKeys;
    return this.parts.keys.create([...subjects].map((subject) => subjectKeyHandle(stream, subject)));
  }

  /** Append after whatever the stream ends with now: for streams that only get the next fact, such as refusals. */
  async recordNext(stream: string, events: readonly DomainEvent[], meta: RecordingMeta): Promise<Appended> {
    return this.record(stream, await this.endOf(stream), events, meta);
  }

  /** Where a stream ends now. */
  async endOf(stream: string): Promise<StreamEnd> {
    const head = await this.parts.store.streamHead(stream);
    if (head === undefined) return { revision: -1 };
    const last = (await this.parts.store.readStream(stream, head, 1)).records[0];
    if (last === undefined) return { revision: -1 };
    return { revision: Number(head), leaf: hashToBase64url(leafHash(last.entry)) };
  }

  /**
   * Stamp, seal and hand over to the store, synchronously up to the hand-over: whoever calls first is first in the log,
   * and stamp order is log order.
   */
  enqueue(
    stream: string,
    end: StreamEnd,
    recordings: readonly Recording[],
    meta: RecordingMeta,
    keys: SubjectKeyMap,
  ): Promise<Appended> {
    const at = this.parts.recordedClock.stamp();
    const now = this.parts.clock.now();
    const records: NewRecord[] = [];
    let { leaf } = end;
    let revision = end.revision;
    for (const recording of recordings) {
      revision += 1;
      const id = this.#ids.next(now);
      const erasable = this.#protect(stream, revision, recording.event.personal, keys);
      const nonce = this.parts.entropy.bytes(16).toString('base64url');
      const sealed = sealEntry(entryOf({ stream, revision, id, nonce, at, leaf, recording, meta, erasable }));
      leaf = hashToBase64url(sealed.leaf);
      records.push({ id, entry: sealed.bytes, payload: erasable?.payload ?? [] });
    }
    const expected = end.revision < 0 ? 'no-stream' : { revision: BigInt(end.revision) };
    return this.parts.store.append(stream, expected, records);
  }

  #protect(
    stream: string,
    revision: number,
    personal: PersonalMembers | undefined,
    keys: SubjectKeyMap,
  ): Protected | undefined {
    if (personal === undefined) return undefined;
    const commitments: Record<string, string> = {};
    const payload: SubjectCiphertext[] = [];
    const named: { s: string; x: string }[] = [];
    for (const [subject, members] of Object.entries(personal)) {
      const handle = subjectKeyHandle(stream, subject);
      const key = keys.get(handle);
      if (key === undefined) throw new TypeError(`no key for ${handle}`);
      const clear: Record<string, unknown> = {};
      for (const [member, value] of Object.entries(members)) {
        if (value === undefined) continue;
        const path = `${subject}.${member}`;
        clear[path] = value;
        const salt = commitmentSalt(key, stream, revision, path);
        commitments[path] = hashToBase64url(commit(path, salt, canonicalBytes(value)));
      }
      const iv = this.parts.entropy.bytes(12);
      const ciphertext = encryptMembers(
        key,
        { stream, revision, subject: handle },
        canonicalBytes(clear),
        iv,
      );
      payload.push({ subject: handle, ciphertext });
      named.push({ s: handle, x: hashToBase64url(ciphertextDigest(ciphertext)) });
    }
    return { commitments, named, payload };
  }
}

interface Protected {
  readonly commitments: Readonly<Record<string, string>>;
  readonly named: readonly { readonly s: string; readonly x: string }[];
  readonly payload: readonly SubjectCiphertext[];
}

interface EntryParts {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly nonce: string;
  readonly at: string;
  readonly leaf: string | undefined;
  readonly recording: Recording;
  readonly meta: RecordingMeta;
  readonly erasable: Protected | undefined;
}

function entryOf({ stream, revision, id, nonce, at, leaf, recording, meta, erasable }: EntryParts): EntryV1 {
  const { event, legal, actors, source } = recording;
  return present({
    v: 1 as const,
    r: nonce,
    id,
    t: event.type,
    tv: event.version,
    s: stream,
    n: revision,
    p: leaf,
    oc: legal,
    at,
    ac: actors,
    org: meta.organ,
    cmd: meta.digest === '' ? { id: meta.commandId } : { id: meta.commandId, h: meta.digest },
    cor: meta.correlationId,
    cau: meta.causationId,
    rp: meta.rulePacks,
    cal: meta.calendars,
    src: source,
    b: event.data as EntryV1['b'],
    c: erasable?.commitments,
    k: erasable?.named,
  });
}

function subjectsOf(recordings: readonly Recording[]): ReadonlySet<string> {
  const subjects = new Set<string>();
  for (const { event } of recordings) {
    for (const subject of Object.keys(event.personal ?? {})) subjects.add(subject);
  }
  return subjects;
}
