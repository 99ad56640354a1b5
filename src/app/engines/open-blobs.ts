import { FileBlobAudit } from '../../engines/files/file-blob-audit';
import { openFileBlobStore } from '../../engines/files/file-blob-store';
import type { S3Place } from '../../engines/s3/s3-place';
import type { BlobAudit } from '../../ports/blob-audit';
import type { BlobStore } from '../../ports/blob-store';
import { blobsFolder, sweptFolder } from './folders';
import { enginesAt, type Place } from './place';

/**
 * The files of a place.
 *
 * @param mode `write`: by one who may append to its ledger
 * @throws BlobStoreUnavailable
 */
export function openBlobs(place: Place, mode: 'read' | 'write'): Promise<BlobStore> {
  return storeAt(placesOf(place).blobs, mode);
}

/** A look at all of them. Close it when done. */
export function openBlobAudit(place: Place): Promise<ClosingAudit> {
  return auditAt(placesOf(place).blobs);
}

/**
 * Files of a place that are about to go, laid aside. They lie where the others do, so that whichever process comes next
 * finds them: beside them in the bucket, or in the data folder. Close both when done.
 *
 * @throws BlobStoreUnavailable
 */
export async function openLaidAside(
  place: Place,
): Promise<{ readonly blobs: BlobStore; readonly audit: ClosingAudit }> {
  const { aside } = placesOf(place);
  return { blobs: await storeAt(aside, 'write'), audit: await auditAt(aside) };
}

type ClosingAudit = BlobAudit & { close(): Promise<void> };
type BlobPlace = S3Place | string;

/** A folder, or a part of a bucket. */
function placesOf(place: Place): { readonly blobs: BlobPlace; readonly aside: BlobPlace } {
  const { blobs } = enginesAt(place);
  if (blobs.kind !== 's3')
    return { blobs: blobsFolder(place.dataFolder), aside: sweptFolder(place.dataFolder) };
  return { blobs, aside: { ...blobs, prefix: `${blobs.prefix}swept/` } };
}

async function storeAt(place: BlobPlace, mode: 'read' | 'write'): Promise<BlobStore> {
  if (typeof place === 'string') return openFileBlobStore(place, mode);
  // Loaded here only, as every client of a server.
  const { openS3BlobStore } = await import('../../engines/s3/s3-blob-store.js');
  return openS3BlobStore(place, mode);
}

async function auditAt(place: BlobPlace): Promise<ClosingAudit> {
  if (typeof place === 'string')
    return Object.assign(new FileBlobAudit(place), { close: () => Promise.resolve() });
  const { S3BlobAudit } = await import('../../engines/s3/s3-blob-audit.js');
  return new S3BlobAudit(place);
}
