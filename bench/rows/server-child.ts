import { join } from 'node:path';
import { pino } from 'pino';
import { seedDemonstration } from '../../src/app/demo/small';
import { readFacts, type DemonstrationFacts } from '../../src/app/demo/sign-ins';
import { openHenji } from '../../src/app/henji';
import { alertDuty } from '../../src/app/roles/alert-duty';
import { stopDuties, type Duty } from '../../src/app/roles/duty';
import { startRelay, type RelayDuty } from '../../src/app/roles/relay-duty';
import { startSealer } from '../../src/app/roles/sealer-duty';
import { enginesOf } from '../../src/engine-settings';
import { startServer } from '../../src/http/server';
import type { Target } from './http';

/**
 * The server as it is shipped, on a new data folder with the demonstration organ, an officer signed in; on the engines that
 * the environment names, in all roles. Only the bound on requests a minute is lifted: 32 connections of one account would
 * run into it.
 */
async function main(folder: string): Promise<void> {
  const place = { dataFolder: join(folder, 'data'), engines: enginesOf(process.env) };
  let relay: RelayDuty | undefined;
  const henji = await openHenji({
    ...{ ...place, reading: 'aside', early: true, onAlarm: complain },
    onCommit: () => {
      relay?.committed();
    },
  });
  const duties: Duty[] = [];
  relay = await startRelay(place, { store: henji.store, onAlarm: complain });
  for (const duty of [relay, await startSealer(place, complain)]) if (duty !== undefined) duties.push(duty);
  await seedDemonstration(henji);
  duties.push(alertDuty(henji, (error) => process.stderr.write(`${String(error)}\n`)));
  const facts = await readFacts(henji.dataFolder);
  if (facts === undefined) throw new TypeError('there is no demonstration');
  const server = await startServer(henji, {
    listen: { host: '127.0.0.1', port: 0 },
    limits: { requestsPerMinute: Number.MAX_SAFE_INTEGER },
    version: 'bench',
    log: pino({ name: 'henji', level: 'warn' }, pino.destination(2)),
  });
  process.once('SIGTERM', () => {
    void server
      .close()
      .then(() => stopDuties(duties))
      .then(() => henji.close());
  });
  const target: Target = {
    url: server.url,
    path: '/v1/cases',
    token: await tokenOf(server.url, facts),
    body: opening(facts),
  };
  process.stdout.write(`${JSON.stringify(target)}\n`);
}

/** Nothing is to go wrong in a bench; what does is told by whoever started this. */
const complain = (alarm: { readonly en: string }): void => {
  process.stderr.write(`${alarm.en}\n`);
};

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

/** S1 of the simple procedure, but for the act, which the load sets. */
function opening({ organ, item, signIns }: DemonstrationFacts): Target['body'] {
  const officers = officersOf(signIns).map(({ officer }) => officer);
  return {
    occurredAt: new Date(Date.now() - 60_000).toISOString(),
    organ,
    item,
    contact: 'first',
    officers,
    place: '990101',
    placeText: '演示路2号门前',
    party: {
      name: '张某某',
      kind: 'citizen',
      ageBand: 'adult',
      capacity: 'full',
      idType: 'resident-id',
      idNumber: '990101199001010018',
      address: '演示市演示区演示路3号',
    },
    declarations: officers.map((officer) => ({ officer, conflict: false })),
  };
}

const officersOf = (signIns: DemonstrationFacts['signIns']): DemonstrationFacts['signIns'] =>
  signIns.filter(({ name }) => name.startsWith('demo-officer-'));

void main(process.argv[2] ?? '.');
