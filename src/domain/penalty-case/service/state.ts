import type { CivilDate } from '../../../kernel/time';
import type { ServedDocument, ServiceMode } from './proof';

/** How the decision was brought to the party (处罚法 61, 民诉法 88–95; P17); the day itself is `served` of the case. */
export interface Service {
  /** Attempts that failed, for each document. */
  readonly attempts: readonly {
    readonly document: ServedDocument;
    readonly mode: ServiceMode;
    readonly on: CivilDate;
  }[];
  /** How the decision was served at last. */
  readonly mode?: ServiceMode;
  /** Last day for reconsideration or suit, as it was computed at service. */
  readonly remedyExpiry?: CivilDate;
}

export const noService: Service = { attempts: [] };
