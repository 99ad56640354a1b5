import type { BlobAddress } from './blob-store';

/** A blob as it lies in the store. */
export interface StoredBlob {
  readonly address: BlobAddress;
  readonly bytes: number;
  /** When it was kept, in milliseconds since 1970. */
  readonly keptAt: number;
}

/**
 * A look at all blobs, for checks and for housekeeping. It knows nothing of what names them: only whoever holds the ledger
 * alone, so that no command can name a blob meanwhile, may say that one is to go.
 */
export interface BlobAudit {
  /** Whether a blob was ever kept here, also where none is left. @throws BlobStoreUnavailable */
  wasUsed(): Promise<boolean>;
  /** Every blob that is kept, each once; drafts are none. @throws BlobStoreUnavailable */
  list(): AsyncIterable<StoredBlob>;
  /** Take a blob away; one that is not there is no error. @throws BlobStoreUnavailable */
  remove(address: BlobAddress): Promise<void>;
}
