import { join } from 'node:path';
import { pino } from 'pino';
import type { DemonstrationFacts } from '../../src/app/demo/sign-ins';
import { startServer } from '../../src/http/server';
import type { Target } from './http';
import { officersOf, openInstance, opening } from './instance';

/**
 * The server as it is shipped, on a new data folder with the demonstration organ, an officer signed in. Only the bound
 * on requests a minute is lifted: 32 connections of one account would run into it.
 */
async function main(folder: string): Promise<void> {
  const instance = await openInstance({ dataFolder: join(folder, 'data') });
  const { henji, facts } = instance;
  const server = await startServer(henji, {
    listen: { host: '127.0.0.1', port: 0 },
    limits: { requestsPerMinute: Number.MAX_SAFE_INTEGER },
    version: 'bench',
    log: pino({ name: 'henji', level: 'warn' }, pino.destination(2)),
  });
  process.once('SIGTERM', () => {
    void server.close().then(() => instance.close());
  });
  const target: Target = {
    url: server.url,
    path: '/v1/cases',
    token: await tokenOf(server.url, facts),
    body: { ...opening(facts), occurredAt: new Date(Date.now() - 60_000).toISOString() },
  };
  process.stdout.write(`${JSON.stringify(target)}\n`);
}

async function tokenOf(url: string, { signIns }: DemonstrationFacts): Promise<string> {
  const [officer] = officersOf(signIns);
  const answer = await fetch(`${url}/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: officer?.name, password: officer?.password }),
  });
  const { token } = (await answer.json()) as { token?: string };
  if (token === undefined) throw new TypeError('the demonstration officer cannot sign in');
  return token;
}

void main(process.argv[2] ?? '.');
