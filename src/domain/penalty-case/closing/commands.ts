import { Code, Optional, Parts, Sha256, Text, Whole } from '../../fields';

/** Commands that end a case and its file. */

/** S10 结案 */
export class CloseCase {
  /** Number of the approval form (结案审批表). */
  @Optional() @Text(128) reference?: string;
}

/** One document of the archived file, by the hash of its ciphertext. */
export class ArchivedDocument {
  @Code() kind!: string;
  @Sha256() blob!: string;
}

/** S10 归档 */
export class ArchiveCase {
  @Text(128) catalogue!: string;
  @Whole(3, 100) retentionYears!: number;
  @Parts(() => ArchivedDocument, 0, 200) documents!: ArchivedDocument[];
}
