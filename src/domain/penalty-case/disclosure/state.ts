import type { CivilDate } from '../../../kernel/time';

/** What a channel shows, as it was published and corrected. */
export interface Published {
  readonly content: 'summary' | 'text';
  readonly fields: readonly string[];
  /** Whether a natural person can be told from it. */
  readonly showsPerson: boolean;
  readonly contentHash?: string;
}

/** Days `[from, to)` that do not count. */
export interface Standstill {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** Publication channel by channel (C.10 of the specification); where it stands is in `disclosures` of the case. */
export interface Disclosure {
  /** Day of the publication that stands, or stood last. */
  readonly since: Readonly<Record<string, CivilDate>>;
  /** Last day on which it may be shown; none where nothing ends it. */
  readonly until: Readonly<Record<string, CivilDate>>;
  /** Day on which the question whether to publish was referred, while it is. */
  readonly referred: Readonly<Record<string, CivilDate>>;
  /** By the key of its clock: the time of the last referral that was answered, which does not count. */
  readonly stoodStill: Readonly<Record<string, Standstill>>;
  readonly repairs: Readonly<Record<string, 'applied' | 'granted' | 'refused'>>;
}

export const noDisclosure: Disclosure = { since: {}, until: {}, referred: {}, stoodStill: {}, repairs: {} };

/** Where a decision stands on a channel. */
export type ChannelStatus = 'published' | 'not-published' | 'withdrawn' | 'cancelled';
