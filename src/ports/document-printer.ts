import type { DocumentModel } from './document-model';

/**
 * Puts documents on paper. The same model gives the same bytes, on every machine and for ever within one build: no time,
 * no chance, no setting of the machine goes into them, so that a hash of them can be recorded. Nothing is fetched from
 * anywhere while printing.
 */
export interface DocumentPrinter {
  /** The document as PDF. */
  print(model: DocumentModel): Promise<Buffer>;

  /** Ends what is in flight. Idempotent. */
  close(): Promise<void>;
}
