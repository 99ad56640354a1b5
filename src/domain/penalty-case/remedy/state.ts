import type { CivilDate } from '../../../kernel/time';

/** Reconsideration, litigation, and what became of the decision in them (P24–P26). */
export interface Remedy {
  /** 停止执行 without an end (复议法 42, 行诉法 56, 处罚法 73). */
  readonly stayed?: CivilDate;
  /** The late fee of a fine does not run during review and litigation (处罚法 73): days `[from, to)`. */
  readonly pending: readonly { readonly from: CivilDate; readonly to?: CivilDate }[];
}

export const noRemedy: Remedy = { pending: [] };
