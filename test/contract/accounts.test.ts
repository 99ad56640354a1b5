import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openPostgresAccounts } from '../../src/engines/postgres/postgres-accounts';
import { openPostgresSavedFilters } from '../../src/engines/postgres/postgres-saved-filters';
import { SqliteAccounts } from '../../src/engines/sqlite/sqlite-accounts';
import { SqliteSavedFilters } from '../../src/engines/sqlite/sqlite-saved-filters';
import { postgresServer } from '../servers/in-tests';
import { tempFolder } from '../support/temp-folder';
import { accountsContract } from './accounts.contract';

describe('sqlite accounts', () => {
  accountsContract(async () => {
    const file = join(tempFolder(), 'accounts.db');
    const accounts = await SqliteAccounts.open(file);
    return { accounts: [accounts, accounts], filters: await SqliteSavedFilters.open(file) };
  });
});

const server = postgresServer();
server.describe('postgresql accounts', () => {
  accountsContract(async () => {
    const url = await server.database();
    const [here, there, filters] = await Promise.all([
      openPostgresAccounts({ url }),
      openPostgresAccounts({ url }),
      openPostgresSavedFilters({ url }),
    ]);
    return { accounts: [here, there], filters };
  });

  it('that one process closes are closed for the other with the next question', async () => {
    const url = await server.database();
    const [here, there] = [await openPostgresAccounts({ url }), await openPostgresAccounts({ url })];
    const made = { id: 'account-a', name: 'a', passwordHash: 'x', mustChange: false, createdAt: 1 };
    await here.create(made);
    expect(await there.byId('account-a')).toMatchObject({ disabled: false });
    await here.setDisabled('account-a', true);
    expect(await there.byId('account-a')).toMatchObject({ disabled: true, tokenEpoch: 1 });
    await Promise.all([here.close(), there.close()]);
  });
});
