import type { CivilDate } from '../../../kernel/time';

/** A reconsideration or a suit, as far as later steps ask. */
export interface Appeal {
  readonly kind: 'reconsideration' | 'suit';
  readonly begun: CivilDate;
  /** The copy that the evidence answers, and when it came. */
  readonly copy?: { readonly on: CivilDate; readonly procedure: 'ordinary' | 'simple' };
  readonly answered: boolean;
  readonly outcome?: string;
  /** Service of the decision or judgment on both sides. */
  readonly servedOn?: CivilDate;
  /** Last day to perform that the judgment sets. */
  readonly performBy?: CivilDate;
  readonly instance?: 'first' | 'second';
  readonly ended: boolean;
  /** It was about a decision that was set aside; the case has been reopened since. */
  readonly past?: boolean;
}

/** What became of the decision (P25, P26). */
export interface Reversal {
  readonly kind: 'revoked' | 'changed' | 'unlawful' | 'void' | 'redo' | 'mediated';
  readonly by: 'reconsideration' | 'court' | 'superior' | 'supervision' | 'self';
  readonly effectiveAt: CivilDate;
  readonly refundFen: number;
  readonly refundedFen: number;
  /** The case has been decided anew since: what is on file now is another decision. */
  readonly past?: boolean;
}

/** Reconsideration, litigation, and what became of the decision in them (P24–P26). */
export interface Remedy {
  readonly appeals: Readonly<Record<string, Appeal>>;
  /** 停止执行 without an end (复议法 42, 行诉法 56, 处罚法 73). */
  readonly stayed?: CivilDate;
  /** The late fee of a fine does not run during review and litigation (处罚法 73): days `[from, to)`. */
  readonly pending: readonly { readonly from: CivilDate; readonly to?: CivilDate }[];
  readonly reversal?: Reversal;
  /** Duties of a reversal or judgment that are still to be done, besides the refund. */
  readonly duties: readonly ('redo' | 'perform' | 'compensate')[];
  /** A self-correction waits for the outcome of its inquiry (A235). */
  readonly inquiry: boolean;
}

/** Judgments after which something is left to perform: the suit failed, or the decision was changed, settled, or stands though unlawful. */
export const judgedToPerform: readonly string[] = ['dismissed', 'changed', 'mediated', 'unlawful'];

/** The reversal of the decision on file; absent where it stands, and once the case has been decided anew. */
export const reversalInForce = ({ reversal }: Pick<Remedy, 'reversal'>): Reversal | undefined =>
  reversal?.past === true ? undefined : reversal;

/** Reversals that leave nothing of the decision: 撤销, 确认无效, and 责令重作. */
export const leaveNothing: readonly Reversal['kind'][] = ['revoked', 'void', 'redo'];

/** Whether the decision as it was made does not stand any more, and none was made since. */
export function isGone(remedy: Pick<Remedy, 'reversal'>): boolean {
  const found = reversalInForce(remedy);
  return found !== undefined && leaveNothing.includes(found.kind);
}

/** Whether the decision on file was revoked or found void, and nothing is to be decided in its place. */
export function isAnnulled(remedy: Pick<Remedy, 'reversal'>): boolean {
  const kind = reversalInForce(remedy)?.kind;
  return kind === 'revoked' || kind === 'void';
}

/** Reconsiderations and suits about the decision on file that were not withdrawn. */
export const appealsInForce = ({ appeals }: Pick<Remedy, 'appeals'>): readonly Appeal[] =>
  Object.values(appeals).filter(({ outcome, past }) => outcome !== 'withdrawn' && past !== true);

export const noRemedy: Remedy = { appeals: {}, pending: [], duties: [], inquiry: false };
