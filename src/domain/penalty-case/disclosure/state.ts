/** What a channel shows, as it was published and corrected. */
export interface Published {
  readonly content: 'summary' | 'text';
  readonly fields: readonly string[];
  /** Whether a natural person can be told from it. */
  readonly showsPerson: boolean;
  readonly contentHash?: string;
}
