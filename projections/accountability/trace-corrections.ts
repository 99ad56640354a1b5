import type { Recorded } from '../../src/kernel/event';
import type { Instant } from '../../src/kernel/time';
import { definitionOf } from '../../src/events/codec';

/** A correction: what was said first, and what is said now. */
export interface TraceCorrection {
  /** Revision of the correction. */
  readonly revision: number;
  readonly recordedAt: Instant;
  readonly type: string;
  readonly zh: string;
  readonly en: string;
  /** The act that reads otherwise since then. */
  readonly target: { readonly revision: number; readonly id: string; readonly type: string };
  readonly members: readonly CorrectedMember[];
  /** Absent where the reason is erasable. */
  readonly reason?: string;
  readonly orderedBy: string;
}

/** One member by its path; of erasable members neither value is shown. */
export interface CorrectedMember {
  readonly path: string;
  readonly was?: unknown;
  readonly now?: unknown;
}

interface CorrectionData {
  readonly target: TraceCorrection['target'];
  readonly members: readonly (string | CorrectedMember)[];
  readonly reason?: string;
  readonly orderedBy: string;
}

/** @param correction of public or of erasable members */
export function correctionOf(correction: Recorded): TraceCorrection {
  const { zh, en } = definitionOf(correction.type);
  const { target, members, reason, orderedBy } = correction.data as CorrectionData;
  return {
    revision: correction.meta.revision,
    recordedAt: correction.meta.recordedAt,
    type: correction.type,
    zh,
    en,
    target: { revision: target.revision, id: target.id, type: target.type },
    members: members.map((member) =>
      typeof member === 'string' ? { path: member } : { path: member.path, was: member.was, now: member.now },
    ),
    ...(reason === undefined ? {} : { reason }),
    orderedBy,
  };
}
