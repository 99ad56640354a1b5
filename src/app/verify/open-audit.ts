import { SqliteLedgerAudit } from '../../engines/sqlite/sqlite-ledger-audit';
import type { LedgerAudit } from '../../ports/ledger-audit';
import { fileKeysForReading } from '../engines/open-keys';
import type { SubjectKeys } from '../../ports/subject-keys';

/** A ledger opened for checking, with the keys that are at hand. */
export interface OpenAudit {
  readonly audit: LedgerAudit;
  readonly keys: Pick<SubjectKeys, 'getMany' | 'close'>;
}

/** @throws LedgerMissing, FileUnreadable, FileFromLaterBuild, KeyVaultUnsafe */
export const openAudit = (dataFolder: string): OpenAudit => ({
  audit: new SqliteLedgerAudit(dataFolder),
  keys: fileKeysForReading(dataFolder),
});
