import type { CivilDate } from '../../../kernel/time';

/** What a channel shows, as it was published and corrected. */
export interface Published {
  readonly content: 'summary' | 'text';
  readonly fields: readonly string[];
  /** Whether a natural person can be told from it. */
  readonly showsPerson: boolean;
  readonly contentHash?: string;
}

/** Publication channel by channel (C.10 of the specification); where it stands is in `disclosures` of the case. */
export interface Disclosure {
  /** Day of the publication that stands, or stood last. */
  readonly since: Readonly<Record<string, CivilDate>>;
  /** Last day on which it may be shown; none where nothing ends it. */
  readonly until: Readonly<Record<string, CivilDate>>;
  /** Day on which the question whether to publish was referred, while it is. */
  readonly referred: Readonly<Record<string, CivilDate>>;
  readonly repairs: Readonly<Record<string, 'applied' | 'granted' | 'refused'>>;
}

export const noDisclosure: Disclosure = { since: {}, until: {}, referred: {}, repairs: {} };

/** Where a decision stands on a channel. */
export type ChannelStatus = 'published' | 'not-published' | 'withdrawn' | 'cancelled';
