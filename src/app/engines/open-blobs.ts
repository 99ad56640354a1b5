import { FileBlobAudit } from '../../engines/files/file-blob-audit';
import { openFileBlobStore } from '../../engines/files/file-blob-store';
import type { BlobAudit } from '../../ports/blob-audit';
import type { BlobStore } from '../../ports/blob-store';
import { blobsFolder } from './folders';
import { enginesAt, type Place } from './place';

/**
 * The files of a place.
 *
 * @param mode `write`: by one who may append to its ledger
 * @throws BlobStoreUnavailable
 */
export async function openBlobs(place: Place, mode: 'read' | 'write'): Promise<BlobStore> {
  const { blobs } = enginesAt(place);
  if (blobs.kind === 's3') {
    // Loaded here only, as every client of a server.
    const { openS3BlobStore } = await import('../../engines/s3/s3-blob-store.js');
    return openS3BlobStore(blobs, mode);
  }
  return openFileBlobStore(blobsFolder(place.dataFolder), mode);
}

/** A look at all of them. Close it when done. */
export async function openBlobAudit(place: Place): Promise<BlobAudit & { close(): Promise<void> }> {
  const { blobs } = enginesAt(place);
  if (blobs.kind === 's3') {
    const { S3BlobAudit } = await import('../../engines/s3/s3-blob-audit.js');
    return new S3BlobAudit(blobs);
  }
  const audit = new FileBlobAudit(blobsFolder(place.dataFolder));
  return Object.assign(audit, { close: () => Promise.resolve() });
}
