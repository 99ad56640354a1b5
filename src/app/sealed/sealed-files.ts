import { FileNotFound, type CaseFiles, type FileDeclaration } from '../files/case-files';
import type { KeptFile, OpenedFile } from '../files/case-files';
import type { Pseudonyms } from './pseudonyms';
import type { SealedAsker, SealedReadings } from './sealed-readings';

/** Whose key they are put under: that of the sealed stream’s own words. */
const SUBJECT = 'sealed';

/**
 * Files of the sealed record of a case. They lie with all others under the hash of their ciphertext, and under a key of
 * the sealed stream: as a file of the case none of them is there.
 */
export class SealedFiles {
  constructor(
    private readonly files: Pick<CaseFiles, 'keep' | 'read'>,
    private readonly pseudonyms: Pick<Pseudonyms, 'streamOf'>,
    private readonly readings: Pick<SealedReadings, 'mayReadFile'>,
  ) {}

  /** Take a file in. Nobody reads it before a record names it. @throws as {@link CaseFiles.keep} */
  keep(
    about: string,
    content: AsyncIterable<Uint8Array>,
    declared: Omit<FileDeclaration, 'subject'>,
  ): Promise<KeptFile> {
    return this.files.keep(this.#stream(about), content, { ...declared, subject: SUBJECT });
  }

  /**
   * A file that a record names which the asker may see; that he reads it is put on record first.
   *
   * @throws FileNotFound, also where he may not; BlobDamaged
   */
  async read(
    about: string,
    organ: string | undefined,
    blob: string,
    asker: SealedAsker,
  ): Promise<OpenedFile> {
    if (!(await this.readings.mayReadFile(about, organ, blob, asker))) throw new FileNotFound(blob);
    return this.files.read(this.#stream(about), blob);
  }

  #stream(about: string): string {
    return this.pseudonyms.streamOf('sealed', about);
  }
}
