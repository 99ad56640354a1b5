import { mkdirSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openHenji } from '../../src/app/henji';
import { tempFolder } from '../support/temp-folder';

describe('a place that cannot be opened', () => {
  it('leaves nothing open: once the cause is gone it opens, in the same process', async () => {
    const dataFolder = tempFolder();
    const first = await openHenji({ dataFolder });
    await first.close();
    // The projections' thread finds a file where the folder of its read models should be.
    renameSync(join(dataFolder, 'read'), join(dataFolder, 'aside'));
    writeFileSync(join(dataFolder, 'read'), 'in the way');
    await expect(openHenji({ dataFolder })).rejects.toMatchObject({ message: expect.any(String) });
    renameSync(join(dataFolder, 'read'), join(dataFolder, 'gone'));
    renameSync(join(dataFolder, 'aside'), join(dataFolder, 'read'));

    const again = await openHenji({ dataFolder });
    expect((await again.store.head()).size).toBeDefined();
    await again.close();
  });

  it('leaves nothing open when its accounts cannot be read either', async () => {
    const dataFolder = tempFolder();
    mkdirSync(join(dataFolder, 'accounts.db'));
    await expect(openHenji({ dataFolder })).rejects.toMatchObject({ message: expect.any(String) });
    rmdirSync(join(dataFolder, 'accounts.db'));
    const again = await openHenji({ dataFolder });
    expect((await again.store.head()).size).toBeDefined();
    await again.close();
  });
});
