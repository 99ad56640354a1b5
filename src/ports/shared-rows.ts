import type { Account } from './accounts';
import type { SavedFilter } from './saved-filters';

/**
 * What an instance keeps beside its ledger, some rows at a time, for copies from one engine to another: data keys as they
 * are wrapped, which no engine can open; accounts; filters after the accounts to which they belong. Leases and progress
 * are not among them: they say what processes are doing, and mean nothing elsewhere.
 */
export type SharedRows =
  | { readonly kind: 'keys'; readonly rows: readonly StoredKey[] }
  | { readonly kind: 'accounts'; readonly rows: readonly Account[] }
  | { readonly kind: 'filters'; readonly rows: readonly OwnedFilter[] };

/** A data key as it lies in its table. */
export interface StoredKey {
  readonly handle: string;
  readonly wrapped: Buffer;
}

/** A saved filter with the account that keeps it. */
export interface OwnedFilter extends SavedFilter {
  readonly account: string;
}

/** What came of putting rows somewhere: what held nothing was filled, what held something is as it was. */
export interface SharedRowsPut {
  readonly keys: 'filled' | 'kept';
  /** And the filters with them. */
  readonly accounts: 'filled' | 'kept';
}
