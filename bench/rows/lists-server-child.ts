import { pino } from 'pino';
import { streamFor } from '../../src/app/handles';
import { openHenji, type Henji } from '../../src/app/henji';
import { GrantRole } from '../../src/domain/registers/account';
import { startServer } from '../../src/http/server';
import { legalDay } from '../../src/kernel/time';
import { newCommand } from '../entries';
import { manyOrgans } from '../many-cases';

const USERS = 16;
/** Every fourth user looks after all organs; the others belong to one. */
const OVERSEERS = 4;

/** Where to ask, and in whose name. */
export interface ListsTarget {
  readonly url: string;
  readonly tokens: readonly string[];
}

/** The server as it is shipped on a data folder with many cases, once its lists have caught up; users signed in. */
async function main(dataFolder: string): Promise<void> {
  const henji = await openHenji({ dataFolder, reading: 'aside' });
  const tokens: string[] = [];
  for (let user = 0; user < USERS; user++) tokens.push(await tokenOf(henji, user));
  const server = await startServer(henji, {
    listen: { host: '127.0.0.1', port: 0 },
    limits: { requestsPerMinute: Number.MAX_SAFE_INTEGER, waitMs: 600_000 },
    version: 'bench',
    log: pino({ name: 'henji', level: 'warn' }, pino.destination(2)),
  });
  process.once('SIGTERM', () => {
    void server.close().then(() => henji.close());
  });
  await caughtUp(henji, server.url, tokens[0] ?? '');
  const target: ListsTarget = { url: server.url, tokens };
  process.stdout.write(`${JSON.stringify(target)}\n`);
}

/** An account of its own for each run: the folder may have been served before. */
async function tokenOf(henji: Henji, user: number): Promise<string> {
  const account = streamFor('account', newCommand());
  await henji.identity.accounts.create({ account, name: `user-${account.slice(8, 20)}`, mustChange: false });
  const { path, handlings } = henji.commanding;
  const organ = user % OVERSEERS === 0 ? {} : { organ: manyOrgans[user % manyOrgans.length] ?? '' };
  const grant = Object.assign(new GrantRole(), { role: 'supervisor', ...organ });
  await path.execute(handlings.account, account, grant, {
    ...{ commandId: newCommand(), occurred: legalDay('2026-01-05') },
    actors: [{ u: 'bench', role: 'administrator' }],
  });
  return (await henji.identity.tokens.issue(account, 0)).token;
}

async function caughtUp(henji: Henji, url: string, token: string): Promise<void> {
  const { position } = await henji.store.head();
  const answer = await fetch(`${url}/v1/cases?limit=1&waitFor=${position}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(`the lists did not catch up: ${answer.status} ${await answer.text()}`);
}

void main(process.argv[2] ?? '.');
