import type { CivilDate } from '../../../kernel/time';

/** How the decision was brought to the party (处罚法 61, 民诉法 88–95; P17); the day itself is `served` of the case. */
export interface Service {
  readonly attempts: readonly { readonly mode: string; readonly on: CivilDate }[];
  readonly mode?: string;
}

export const noService: Service = { attempts: [] };
