import type { CivilDate } from '../../../kernel/time';
import { Day, Handles, OneOf, Part, Text } from '../../fields';
import { servedDocuments, serviceModes, ServiceProof, type ServedDocument, type ServiceMode } from './proof';

/** Commands of service (P17). */

const attemptModes = Object.keys(serviceModes).filter((mode) => mode !== 'announcement');

/** P17 送达未成：what was tried, for any document. */
export class AttemptService {
  @OneOf(servedDocuments) document!: ServedDocument;
  @OneOf(attemptModes) mode!: Exclude<ServiceMode, 'announcement'>;
  @Day() on!: CivilDate;
  @Handles(1, 20) officers!: string[];
  /** What happened, and why the document did not reach the party. */
  @Text(2000) course!: string;
}

/** P17 送达决定书 by any way but announcement. */
export class ServeDecision {
  @Handles(1, 20) officers!: string[];
  @Part(() => ServiceProof) service!: ServiceProof;
}

/** P17 公告送达决定书 */
export class AnnounceDecision {
  @Handles(1, 20) officers!: string[];
  @Part(() => ServiceProof) service!: ServiceProof;
}

export type ServiceCommand = AttemptService | ServeDecision | AnnounceDecision;
