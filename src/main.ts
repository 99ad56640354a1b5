import pc from 'picocolors';
import { pino, type Logger } from 'pino';
import type { Alarm } from '../projections/status';
import { firstAdministrator } from './app/accounts/first-administrator';
import { heldIn, isUnfinished, type Held } from './app/demo/held';
import { readFacts, type DemonstrationFacts } from './app/demo/sign-ins';
import { openLedgerForReading } from './app/engines/open-ledger';
import type { Place } from './app/engines/place';
import { openHenji } from './app/henji';
import { ProjectionRuntime } from './app/projections/projection-runtime';
import { alertDuty } from './app/roles/alert-duty';
import { stopDuties, type Duty } from './app/roles/duty';
import { foundingTurn, type FoundingTurn } from './app/roles/founding';
import { startSealer } from './app/roles/sealer-duty';
import { startRelay, type RelayDuty } from './app/roles/relay-duty';
import { uploadDuty } from './app/roles/upload-duty';
import { report, terminal } from './cli/terminal';
import { configFromEnvironment, version, type Config } from './config';
import { startListener } from './http/listener';
import { startServer } from './http/server';

/**
 * Do what a process of this configuration does until it is told to stop: all of it, or its roles alone.
 *
 * @throws BadSettings, DemonstrationRefused, LedgerLocked, StoreUnavailable, and the error of an address that cannot be listened on
 */
export async function serve(config: Config): Promise<void> {
  const log = pino({ name: 'henji', level: 'warn' });
  if (config.roles.has('api')) await serveApi(config, log);
  else await workBehind(config, log);
}

/** What is reported as it happens. */
interface Reports {
  readonly onAlarm: (alarm: Alarm) => void;
  readonly onFailure: (error: unknown) => void;
}

const reportsTo = (log: Logger): Reports => ({
  onAlarm: (alarm) => {
    log.error(alarm, alarm.en);
  },
  onFailure: (error) => {
    log.error(error, 'alerts');
  },
});

/**
 * Serve a place. An empty one first gets the demonstration district, or, with `HENJI_DEMO=off`, an administrator whose
 * first password is told once. A demonstration that was interrupted while it was made is finished first.
 */
async function serveApi(config: Config, log: Logger): Promise<void> {
  const turn = await foundingTurn(config);
  try {
    await foundAndServe(config, log, turn);
  } finally {
    // Also of a place that cannot be opened: a turn that is kept keeps the process, and the others out.
    await turn.done();
  }
}

async function foundAndServe(config: Config, log: Logger, turn: FoundingTurn): Promise<void> {
  const { onAlarm, onFailure } = reportsTo(log);
  const held = await heldIn(config);
  if (isMissing(held, config)) await demonstrate(held, config, onAlarm);
  let relay: RelayDuty | undefined;
  const henji = await openHenji({
    ...{ ...place(config), early: true, reading: 'aside', onAlarm },
    projections: config.roles.has('projections') ? 'here' : 'elsewhere',
    onCommit: () => {
      relay?.committed();
    },
  });
  const duties: Duty[] = [];
  try {
    const small = held === 'nothing' ? config.demo === 'organ' : isUnfinished(held) && held.cases === 0;
    if (small) await (await import('./app/demo/small.js')).seedDemonstration(henji);
    const administrator =
      held === 'nothing' && config.demo === 'off' ? await firstAdministrator(henji) : undefined;
    await turn.done();
    if (config.roles.has('relay')) {
      relay = await startRelay(config, { store: henji.store, onAlarm });
      duties.push(...present(relay, await startSealer(config, onAlarm)));
    }
    duties.push(alertDuty(henji, onFailure), uploadDuty(place(config), henji, onFailure));
    const server = await startServer(henji, { listen: config.listen, version, log, duties });
    const stopping = toldToStop(log);
    const facts = await readFacts(config.dataFolder);
    const isSeeded = typeof held === 'object' && held.keys === 'seeded';
    process.stdout.write(greeting(server.url, config.dataFolder, facts, isSeeded, administrator));
    await stopping;
    await server.close();
  } finally {
    await stopDuties(duties);
    await henji.close();
  }
}

/** The roles of a process that nobody sends commands to. It tells how it fares where one with the role `api` listens. */
async function workBehind(config: Config, log: Logger): Promise<void> {
  const { onAlarm } = reportsTo(log);
  const store = await openLedgerForReading(config);
  const projections = config.roles.has('projections')
    ? ProjectionRuntime.start(place(config), onAlarm)
    : undefined;
  const duties: Duty[] = [];
  try {
    if (config.roles.has('relay')) {
      const relay = await startRelay(config, { store, onAlarm });
      duties.push(...present(relay, await startSealer(config, onAlarm)));
    }
    // Behind the relay: there may be no topic to read until it has made one.
    await projections?.started();
    const served = { store, duties, ...(projections === undefined ? {} : { projections }) };
    const listener = await startListener(served, config.listen);
    const stopping = toldToStop(log);
    process.stdout.write(
      `\n  ${pc.bold('Henji 痕迹')}  ${[...config.roles].join(', ')}  ${listener.url}/ready\n`,
    );
    await stopping;
    await listener.close();
  } finally {
    await projections?.close();
    await stopDuties(duties);
    await store.close();
  }
}

const present = (...duties: readonly (Duty | undefined)[]): readonly Duty[] =>
  duties.filter((duty) => duty !== undefined);

/** The longest that a process takes to end once it was told to: whoever told it kills it after ten seconds. */
const END_MS = 9_000;

/** Settles when the process is told to stop. What it has begun then has a bounded time to end; nothing durable needs more. */
async function toldToStop(log: Logger): Promise<void> {
  await told(['SIGINT', 'SIGTERM']);
  setTimeout(() => {
    log.error('ending took too long; nothing acknowledged is lost');
    process.exit(1);
  }, END_MS).unref();
}

const place = ({ dataFolder, engines, calendarFolder }: Config): Place => ({
  ...{ dataFolder, engines },
  ...(calendarFolder === undefined ? {} : { calendarFolder }),
});

/** Whether a demonstration is to be made, or finished, before the folder can be served. */
const isMissing = (held: Held, { demo }: Config): boolean =>
  (held === 'nothing' && demo === 'on') || isUnfinished(held);

async function demonstrate(held: Held, config: Config, onAlarm: (alarm: Alarm) => void): Promise<void> {
  const out = terminal(false);
  out.say('\n  making the demonstration, some seconds · 正在生成演示数据，请稍候');
  const bar = out.progress('demonstration', 0);
  // Loaded here only: it is needed once in the life of a data folder.
  const { prepareDistrict } = await import('./app/demo/prepare.js');
  try {
    await prepareDistrict(held, config.demo, {
      ...{ ...place(config), onAlarm },
      onProgress: (done, total) => {
        bar.update(done, total);
      },
    });
  } finally {
    bar.stop();
  }
}

function greeting(
  url: string,
  dataFolder: string,
  demonstration: DemonstrationFacts | undefined,
  isSeeded: boolean,
  administrator: { readonly name: string; readonly password: string } | undefined,
): string {
  const lines = [
    '',
    `  ${pc.bold('Henji 痕迹')}  ${pc.cyan(url)}`,
    `  data · 数据      ${dataFolder}`,
    `  interface · 接口 ${url}/docs`,
    '',
  ];
  if (administrator !== undefined) {
    lines.push(
      `  administrator · 管理员  ${administrator.name}  ${administrator.password}  (change it first · 首次登录须修改)`,
      '',
    );
  }
  if (demonstration !== undefined) lines.push(...signInLines(demonstration, isSeeded));
  return `${lines.join('\n')}\n`;
}

function signInLines({ signIns, organs }: DemonstrationFacts, isSeeded: boolean): readonly string[] {
  const lines = ['  demonstration sign-ins · 演示账号 (演示数据，非真实执法)'];
  for (const { key, name } of organs) {
    if (name !== '') lines.push(`  ${pc.dim(name)}`);
    for (const each of signIns.filter((signIn) => signIn.name.startsWith(`${key}-`)))
      lines.push(`    ${each.name.padEnd(WIDEST_NAME)} ${each.password}   ${each.zh}`);
  }
  if (isSeeded) {
    const warning =
      'its keys follow from a seed: test data only · 密钥由种子推得，仅供测试，不得存放真实数据';
    lines.push('', `  ${pc.yellow(warning)}`);
  }
  return [
    ...lines,
    '',
    '  try next · 下一步: a case from opening to decision, in the README · 见 README',
    '',
  ];
}

const WIDEST_NAME = 26;

/** Settles when one of the signals arrives. */
const told = (signals: readonly NodeJS.Signals[]): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of signals) {
      process.once(signal, () => {
        resolve();
      });
    }
  });

if (require.main === module) {
  serve(configFromEnvironment()).catch((error: unknown) => {
    process.exitCode = report(error, false);
  });
}
