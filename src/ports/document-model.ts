import type { Instant } from '../kernel/time';

/**
 * A document (文书) as what it says, without a page: made from the record by a renderer, given out as it is or put on
 * paper by a {@link ./document-printer}. Plain data, so that it can cross to a thread and be hashed.
 */
export interface DocumentModel {
  /** Name of the organ, above the title. */
  readonly organ: string;
  readonly title: string;
  /** 文号, where the document has one. */
  readonly number?: string;
  readonly blocks: readonly Block[];
  readonly imprint: Imprint;
  /** Further lines at the foot of every page. */
  readonly marks?: readonly string[];
}

/** A part of a document, from top to bottom. */
export type Block =
  /** Running text, first line indented by two characters unless it is addressed to somebody. */
  | { readonly kind: 'text'; readonly text: string; readonly flush?: boolean; readonly strong?: boolean }
  /** Heading of a part. */
  | { readonly kind: 'heading'; readonly text: string }
  /** What the document says of somebody or something, point by point, in a form with lines. */
  | { readonly kind: 'form'; readonly rows: readonly FormRow[] }
  /** A list with a head; `widths` in shares of the line, as many as columns. */
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Where people sign: who, what is known of it, and on which day. */
  | { readonly kind: 'signatures'; readonly lines: readonly SignatureLine[] }
  /** Where the organ puts its seal, and the date in full. */
  | { readonly kind: 'seal'; readonly organ: string; readonly date: string }
  /** Small print. */
  | { readonly kind: 'note'; readonly text: string }
  /** What follows begins on a new page. */
  | { readonly kind: 'page' };

/** A row of a form: one point over the whole line, or two side by side. */
export type FormRow = readonly [FormCell] | readonly [FormCell, FormCell];

export interface FormCell {
  readonly label: string;
  readonly value: string;
}

export interface SignatureLine {
  /** 当事人, 执法人员 … */
  readonly label: string;
  /** Who signed, or that it was refused; absent where the paper waits for it. */
  readonly signed?: string;
  readonly date?: string;
}

/** Where the document comes from, at the foot of every page and in its QR code: nothing in it names a person. */
export interface Imprint {
  /** Kind and event by which the document is asked for. */
  readonly id: string;
  /** Version of the document: 1, and one more for each correction of its event. */
  readonly version: number;
  /** Template by which it was made, with its version; absent where the kind needs none of the organ's own. */
  readonly template?: string;
  readonly event: string;
  /** SHA-256 leaf of the entry, hexadecimal: what the tree of the ledger holds. */
  readonly leaf: string;
  /** Recorded time of the event, or of the correction; the date of the file. */
  readonly recordedAt: Instant;
}
