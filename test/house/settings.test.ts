import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig, version } from '../../src/config';
import { repoRoot } from '../support/repo-root';

const postgres = 'postgres://henji:secret@db/henji';
const servers = {
  LEDGER_URL: 'esdb://a:2113,b:2113?tls=false',
  FEED_URL: 'kafka://k1:9092,k2:9092,k3:9092/district.v2?transactions=on',
  READMODEL_URL: postgres,
  BLOB_URL: 's3://evidence/henji/a?endpoint=http://store:9000&region=cn-north-1',
};

describe('settings', () => {
  it('have defaults that serve on this machine alone', () => {
    expect(readConfig({})).toEqual({
      dataFolder: './henji-data',
      listen: { host: '127.0.0.1', port: 3000 },
      demo: 'on',
      engines: {
        ledger: { kind: 'sqlite' },
        feed: { kind: 'log' },
        readModels: { kind: 'sqlite' },
        blobs: { kind: 'file' },
      },
      roles: new Set(['api', 'relay', 'projections']),
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

  it('make a demonstration by themselves on files alone', () => {
    expect(readConfig({}).demo).toBe('on');
    expect(readConfig(servers).demo).toBe('off');
    expect(readConfig({ ...servers, HENJI_DEMO: 'organ' }).demo).toBe('organ');
  });

  it.each([
    [{ HENJI_LISTEN: '3000' }, 'HENJI_LISTEN'],
    [{ HENJI_LISTEN: '127.0.0.1:70000' }, 'HENJI_LISTEN'],
    [{ HENJI_DEMO: 'yes' }, 'HENJI_DEMO'],
    [{ HENJI_DATA: '' }, 'HENJI_DATA'],
    [{ HENJI_CALENDARS: '' }, 'HENJI_CALENDARS'],
    [{ HENJI_DATAA: '/srv' }, 'HENJI_DATAA'],
    [{ LEDGER_URL: 'mysql://127.0.0.1' }, 'LEDGER_URL'],
    [{ LEDGER_URL: 'sqlite:/srv/ledger.db' }, 'LEDGER_URL'],
    [{ FEED_URL: 'kafka://127.0.0.1', READMODEL_URL: postgres }, 'FEED_URL'],
    [{ FEED_URL: 'kafka://127.0.0.1:9092/t?acks=1', READMODEL_URL: postgres }, 'FEED_URL'],
    [{ FEED_URL: 'kafka://127.0.0.1:9092/t?partitions=x', READMODEL_URL: postgres }, 'FEED_URL'],
    [{ FEED_URL: 'kafka://127.0.0.1:9092/t?replication=0', READMODEL_URL: postgres }, 'FEED_URL'],
    [{ FEED_URL: 'kafka://127.0.0.1:9092' }, 'READMODEL_URL'],
    [{ LEDGER_URL: 'esdb://127.0.0.1:2113' }, 'READMODEL_URL'],
    [{ BLOB_URL: 's3://key:secret@bucket' }, 'BLOB_URL'],
    [{ BLOB_URL: 's3://bucket?endpoint=ftp://host' }, 'BLOB_URL'],
    [{ HENJI_ROLES: 'api,clerk' }, 'HENJI_ROLES'],
    [{ HENJI_ROLES: '' }, 'HENJI_ROLES'],
    [{ HENJI_ROLES: 'api', READMODEL_URL: postgres }, 'HENJI_ROLES'],
    [{ HENJI_ROLES: 'api,relay', ...servers, BLOB_URL: 'file:' }, 'BLOB_URL'],
  ])('refuse %j, naming the setting', (environment, field) => {
    expect(() => readConfig(environment)).toThrow(expect.objectContaining({ code: 'bad-settings', field }));
  });

  it('name engines by their addresses', () => {
    expect(readConfig({ LEDGER_URL: 'sqlite:', FEED_URL: 'log:', BLOB_URL: 'file:' }).engines).toEqual(
      readConfig({}).engines,
    );
    expect(readConfig(servers).engines).toEqual({
      ledger: { kind: 'esdb', url: 'esdb://a:2113,b:2113?tls=false' },
      feed: {
        kind: 'kafka',
        brokers: ['k1:9092', 'k2:9092', 'k3:9092'],
        topic: 'district.v2',
        partitions: 12,
        replication: 3,
        transactions: true,
      },
      readModels: { kind: 'postgres', url: postgres },
      blobs: {
        kind: 's3',
        bucket: 'evidence',
        prefix: 'henji/a/',
        region: 'cn-north-1',
        endpoint: 'http://store:9000',
      },
    });
    expect(readConfig({ BLOB_URL: 's3://evidence' }).engines.blobs).toEqual({
      ...{ kind: 's3', bucket: 'evidence', prefix: '', region: 'us-east-1' },
    });
  });

  it('never repeat an address, which may hold a password', () => {
    const wrong = { READMODEL_URL: 'postgre://henji:hidden@db/henji', LEDGER_URL: 'esd://admin:hidden@a' };
    for (const [name, url] of Object.entries(wrong)) {
      expect(() => readConfig({ [name]: url })).toThrow(expect.not.stringContaining('hidden'));
    }
  });

  it('let processes apart have a role each where servers keep what they share', () => {
    expect(readConfig({ ...servers, HENJI_ROLES: 'relay' }).roles).toEqual(new Set(['relay']));
    expect(readConfig({ ...servers, HENJI_ROLES: 'relay' }, { roles: 'api, projections' }).roles).toEqual(
      new Set(['api', 'projections']),
    );
    expect(readConfig({ HENJI_ROLES: 'projections,relay,api' }).roles.size).toBe(3);
  });

  it('know the version that the package has', () => {
    const manifest = JSON.parse(readFileSync(join(repoRoot, 'package.json'), 'utf8')) as { version: string };
    expect(version).toBe(manifest.version);
  });
});
