import { FileBlobAudit } from '../../engines/files/file-blob-audit';
import { openFileBlobStore } from '../../engines/files/file-blob-store';
import type { BlobAudit } from '../../ports/blob-audit';
import type { BlobStore } from '../../ports/blob-store';
import { EngineMissing } from './engine-missing';
import { blobsFolder } from './folders';
import { enginesAt, type Place } from './place';

/**
 * The files of a place.
 *
 * @param mode `write`: by one who may append to its ledger
 * @throws BlobStoreUnavailable
 */
export async function openBlobs(place: Place, mode: 'read' | 'write'): Promise<BlobStore> {
  if (enginesAt(place).blobs.kind === 's3') throw new EngineMissing('s3:');
  return openFileBlobStore(blobsFolder(place.dataFolder), mode);
}

/** A look at all of them. Close it when done. */
export async function openBlobAudit(place: Place): Promise<BlobAudit & { close(): Promise<void> }> {
  if (enginesAt(place).blobs.kind === 's3') throw new EngineMissing('s3:');
  const audit = new FileBlobAudit(blobsFolder(place.dataFolder));
  return Object.assign(audit, { close: () => Promise.resolve() });
}
