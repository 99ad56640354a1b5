import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig, version } from '../../src/config';
import { repoRoot } from '../support/repo-root';

describe('settings', () => {
  it('have defaults that serve on this machine alone', () => {
    expect(readConfig({})).toEqual({
      dataFolder: './henji-data',
      listen: { host: '127.0.0.1', port: 3000 },
      demo: 'on',
    });
  });

  it('prefer the command line to the environment', () => {
    const environment = { HENJI_DATA: '/srv/a', HENJI_LISTEN: '[::1]:4000', HENJI_DEMO: 'off' };
    expect(readConfig(environment)).toMatchObject({
      dataFolder: '/srv/a',
      listen: { host: '::1', port: 4000 },
      demo: 'off',
    });
    expect(readConfig(environment, { data: '/srv/b', listen: 'localhost:0' })).toMatchObject({
      dataFolder: '/srv/b',
      listen: { host: 'localhost', port: 0 },
    });
  });

  it('let an empty data folder get a district, an organ, or nothing', () => {
    const demoOf = (text: string) => readConfig({ HENJI_DEMO: text }).demo;
    expect(['on', 'organ', 'off'].map(demoOf)).toEqual(['on', 'organ', 'off']);
  });

  it.each([
    [{ HENJI_LISTEN: '3000' }, 'HENJI_LISTEN'],
    [{ HENJI_LISTEN: '127.0.0.1:70000' }, 'HENJI_LISTEN'],
    [{ HENJI_DEMO: 'yes' }, 'HENJI_DEMO'],
    [{ HENJI_DATA: '' }, 'HENJI_DATA'],
    [{ HENJI_DATAA: '/srv' }, 'HENJI_DATAA'],
    [{ LEDGER_URL: 'esdb://127.0.0.1:2113' }, 'LEDGER_URL'],
    [{ FEED_URL: 'kafka://127.0.0.1:9092' }, 'FEED_URL'],
    [{ READMODEL_URL: 'postgres://127.0.0.1/henji' }, 'READMODEL_URL'],
    [{ BLOB_URL: 's3://bucket' }, 'BLOB_URL'],
  ])('refuse %j, naming the setting', (environment, field) => {
    expect(() => readConfig(environment)).toThrow(expect.objectContaining({ code: 'bad-settings', field }));
  });

  it('say that other engines are not in this build', () => {
    expect(() => readConfig({ LEDGER_URL: 'esdb://127.0.0.1:2113' })).toThrow(/not in this build/u);
    expect(readConfig({ LEDGER_URL: 'sqlite:', BLOB_URL: 'file:' })).toMatchObject({ demo: 'on' });
  });

  it('know the version that the package has', () => {
    const manifest = JSON.parse(readFileSync(join(repoRoot, 'package.json'), 'utf8')) as { version: string };
    expect(version).toBe(manifest.version);
  });
});
