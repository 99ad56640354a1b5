import { corrections, isCorrection, targetRevision } from '../events/corrections';
import type { Recorded } from '../kernel/event';
import type { DocumentModel } from '../ports/document-model';
import { documentKinds } from './all-kinds';
import { organOf } from './case-parts';
import type { DocumentBody, DocumentContext, DocumentKind, PackValues } from './document-kind';
import type { Names } from './names';
import { enteredLate } from './out-of-band';

/** A document that an event gives, before anything is read for it. */
export interface DocumentOfEvent {
  /** `on-spot-decision-5`: kind and revision. */
  readonly id: string;
  readonly kind: DocumentKind;
  readonly event: Recorded;
}

/** The documents of a case, in the order of its events. */
export const documentsOf = (events: readonly Recorded[]): readonly DocumentOfEvent[] =>
  events.flatMap((event) =>
    documentKinds
      .filter((kind) => kind.events.includes(event.type) && (kind.when?.(event) ?? true))
      .map((kind) => ({ id: `${kind.kind}-${event.meta.revision}`, kind, event })),
  );

/** One version of a document: what it said, from which record on. */
export interface DocumentVersion {
  readonly version: number;
  /** The entry that the version rests on: the event itself, or the correction that changed what it says. */
  readonly by: Recorded;
  readonly body: DocumentBody;
  readonly organ: string;
}

/**
 * The versions of a document, oldest first: one as its event was recorded, and one more for each correction after which it
 * says something else.
 *
 * @param events of the whole case, oldest first
 * @param names what the registers said as of the event
 * @param packs asked where the event does not say by which value of law it went
 */
export function versionsOf(
  { kind, event }: DocumentOfEvent,
  events: readonly Recorded[],
  names: Names,
  packs: PackValues = () => undefined,
): readonly DocumentVersion[] {
  const { revision } = event.meta;
  const before = events.filter(({ meta }) => meta.revision <= revision);
  const later = events.filter(
    (each) => each.meta.revision > revision && isCorrection(each) && targetRevision(each) <= revision,
  );
  const versions: DocumentVersion[] = [];
  for (let taken = 0; taken <= later.length; taken++) {
    const read = corrections([...before, ...later.slice(0, taken)]).slice(0, before.length);
    const said = kind.body({ ...contextOf(read, revision), names, packs });
    const body = { ...said, blocks: [...enteredLate(event, before), ...said.blocks] };
    if (JSON.stringify(body) === JSON.stringify(versions.at(-1)?.body)) continue;
    const by = later[taken - 1] ?? event;
    versions.push({ version: versions.length + 1, by, body, organ: names.organ(organOf(read)) });
  }
  return versions;
}

function contextOf(events: readonly Recorded[], revision: number): Pick<DocumentContext, 'event' | 'events'> {
  const event = events.find(({ meta }) => meta.revision === revision);
  if (event === undefined) throw new TypeError(`no event ${revision}`);
  return { event, events };
}

/** A version as a document, with the entry that it rests on. @param leaf leaf hash of that entry, hexadecimal */
export function documentModel(
  { id, kind }: DocumentOfEvent,
  { version, by, body, organ }: DocumentVersion,
  leaf: string,
): DocumentModel {
  const { number, template, blocks } = body;
  const corrected = {
    kind: 'note',
    text: `本文书为第${version}版，系对前一版的更正；前一版仍在案卷中。`,
  } as const;
  return {
    organ,
    title: kind.zh,
    ...(number === undefined ? {} : { number }),
    blocks: version === 1 ? blocks : [...blocks, corrected],
    imprint: {
      id,
      version,
      ...(template === undefined ? {} : { template }),
      event: by.meta.id,
      leaf,
      recordedAt: by.meta.recordedAt,
    },
  };
}
