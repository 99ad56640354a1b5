import type { EntryV1 } from '../kernel/entry';
import { HenjiError } from '../kernel/errors';
import type { DomainEvent, EventMeta, PersonalMembers, Recorded } from '../kernel/event';
import { catalogue } from './catalogue';
import type { EventDefinition } from './define-event';
import { upcasters } from './upcasters';

/** An event that this build does not know. It always stops the reader: skipping it would be a hole in the record. */
export class UnreadableEvent extends HenjiError {
  constructor(
    readonly type: string,
    readonly version: number,
  ) {
    super({
      code: 'unreadable-event',
      zh: `无法识别的事件 ${type}@${version}`,
      en: `unknown event ${type}@${version}`,
      wayOut: { zh: '请使用写入该事件的版本或更新的版本', en: 'use the build that wrote it, or a later one' },
    });
  }
}

/** An event that does not fit its own declaration; a fault of the program, found before anything is written. */
export class InvalidEvent extends HenjiError {
  constructor(type: string, reason: string, field?: string) {
    super({
      code: 'invalid-event',
      zh: `事件 ${type} 不符合其声明：${reason}`,
      en: `event ${type} does not fit its declaration: ${reason}`,
      ...(field === undefined ? {} : { field }),
    });
  }
}

/** The parts of an event that the record stores: name, version, public members, erasable members. */
export interface EncodedEvent {
  readonly type: string;
  readonly version: number;
  readonly data: object;
  readonly personal?: PersonalMembers;
}

/** Check an event against its declaration. Unknown members are refused, so that nothing personal slips into `b`. */
export function encodeEvent(event: DomainEvent): EncodedEvent {
  const definition = definitionOf(event.type);
  const data = definition.data.safeParse(event.data);
  if (!data.success) throw invalid(event.type, data.error.issues);
  const encoded = { type: definition.type, version: definition.version, data: data.data };
  const personal = event.personal === undefined ? {} : encodePersonal(definition, event.personal);
  return Object.keys(personal).length === 0 ? encoded : { ...encoded, personal };
}

/** Subjects with what is known of them; one of whom nothing is known has no ciphertext and is left out. */
function encodePersonal(definition: EventDefinition, personal: PersonalMembers): PersonalMembers {
  const checked: Record<string, Record<string, unknown>> = {};
  for (const [subject, members] of Object.entries(personal)) {
    const schema = definition.personal[subject];
    if (schema === undefined) throw new InvalidEvent(definition.type, `no subject ${subject}`, subject);
    const parsed = schema.safeParse(members);
    if (!parsed.success) throw invalid(definition.type, parsed.error.issues);
    const known = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
    if (known.length > 0) checked[subject] = Object.fromEntries(known);
  }
  return checked;
}

function invalid(type: string, issues: readonly { path: PropertyKey[]; message: string }[]): InvalidEvent {
  const first = issues[0];
  return new InvalidEvent(type, first?.message ?? 'does not parse', first?.path.map(String).join('.'));
}

/** The current declaration of a stored name. */
export function definitionOf(type: string): EventDefinition {
  const definition = catalogue.get(type);
  if (definition === undefined) throw new UnreadableEvent(type, 0);
  return definition;
}

/**
 * Read a stored entry as an event of today: upcast step by step, stop on anything unknown. The schema is not run
 * again: what is in the log was checked when it was written, and its bytes are proven by the tree.
 */
export function decodeEntry(entry: EntryV1, personal?: PersonalMembers): Recorded {
  const current = catalogue.get(entry.t);
  if (current === undefined || entry.tv > current.version) throw new UnreadableEvent(entry.t, entry.tv);
  let data = entry.b as object;
  for (let version = entry.tv; version < current.version; version++) {
    const upcast = upcasters[`${entry.t}@${version}`];
    if (upcast === undefined) throw new UnreadableEvent(entry.t, version);
    data = upcast(data as Readonly<Record<string, unknown>>);
  }
  const meta = metaOf(entry);
  return personal === undefined ? { type: entry.t, data, meta } : { type: entry.t, data, personal, meta };
}

function metaOf(entry: EntryV1): EventMeta {
  // Written out: this is done for every record that is read, and spreads of conditions cost the most of it.
  const meta: Writable<EventMeta> = {
    id: entry.id,
    stream: entry.s,
    revision: entry.n,
    legal: entry.oc,
    recordedAt: entry.at,
    actors: entry.ac,
    commandId: entry.cmd.id,
    correlationId: entry.cor,
    rulePacks: entry.rp,
    calendars: entry.cal,
  };
  if (entry.org !== undefined) meta.organ = entry.org;
  if (entry.cau !== undefined) meta.causationId = entry.cau;
  if (entry.src !== undefined) meta.source = entry.src;
  return meta;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
