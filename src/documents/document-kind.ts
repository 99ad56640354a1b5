import type { Recorded } from '../kernel/event';
import type { Block } from '../ports/document-model';
import type { Names } from './names';

/** What a renderer sees: the case up to and with the event, as it read then, and the registers as of then. */
export interface DocumentContext<E extends Recorded = Recorded> {
  readonly event: E;
  /** All events of the case up to this one, oldest first, after the corrections that the version takes in. */
  readonly events: readonly Recorded[];
  readonly names: Names;
  readonly packs: PackValues;
}

/** What the packs said that an event names, in the notation of records (`7wd`, `3/100`); `undefined` where none tells. */
export type PackValues = (event: Recorded, key: string) => string | undefined;

/** What a document says; organ, title and imprint are added for every kind in the same way. */
export interface DocumentBody {
  readonly number?: string;
  /** Template of the organ by which it was made, with its version. */
  readonly template?: string;
  readonly blocks: readonly Block[];
}

/** A kind of document: which events it is made from, and how. */
export interface DocumentKind {
  /** Stands in addresses and never changes. */
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
  /** Stored names of the events that it is made from. */
  readonly events: readonly string[];
  /** Whether an event of these gives one; always, where it is absent. */
  readonly when?: (event: Recorded) => boolean;
  readonly body: (context: DocumentContext) => DocumentBody;
}

/** Declare a kind whose renderer knows its event by type. */
export const documentKind = <E extends Recorded>(
  kind: Omit<DocumentKind, 'body' | 'when'> & {
    readonly when?: (event: E) => boolean;
    readonly body: (context: DocumentContext<E>) => DocumentBody;
  },
): DocumentKind => kind as unknown as DocumentKind;
