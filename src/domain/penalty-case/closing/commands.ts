import { Code, OneOf, Optional, Parts, Sha256, Text, Whole } from '../../fields';

/** Commands that end a case and its file. */

/** P22 重大处罚决定备案 */
export class FileMajorDecision {
  /** Body with which it is filed. */
  @Text(200) with!: string;
  @Optional() @Text(128) reference?: string;
}

/** P27 身份信息核查 (A166): what it found is sealed and stands elsewhere. */
export class CheckIdentity {
  @OneOf(['done', 'unable']) result!: 'done' | 'unable';
}

/** S10, P27 结案 */
export class CloseCase {
  /** Number of the approval form (结案审批表). */
  @Optional() @Text(128) reference?: string;
}

/** One document of the archived file, by the hash of its ciphertext. */
export class ArchivedDocument {
  @Code() kind!: string;
  @Sha256() blob!: string;
}

/** S10, P28 归档 */
export class ArchiveCase {
  @Text(128) catalogue!: string;
  @Whole(3, 100) retentionYears!: number;
  @Parts(() => ArchivedDocument, 0, 200) documents!: ArchivedDocument[];
}

export type ClosingCommand = FileMajorDecision | CheckIdentity | CloseCase | ArchiveCase;
