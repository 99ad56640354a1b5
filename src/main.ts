import pc from 'picocolors';
import { pino } from 'pino';
import { firstAdministrator } from './app/accounts/first-administrator';
import { startAlertWatch } from './app/alerts/start-watch';
import { seedDemonstration } from './app/demo/demonstration';
import { readSignIns, type SignIn } from './app/demo/sign-ins';
import { openHenji } from './app/henji';
import { report } from './cli/terminal';
import { configFromEnvironment, version, type Config } from './config';
import { startServer } from './http/server';

/**
 * Serve a data folder until the process is told to stop. An empty one first gets the demonstration organ, or, with
 * `HENJI_DEMO=off`, an administrator whose first password is told once.
 *
 * @throws BadSettings, LedgerLocked, StoreUnavailable, and the error of an address that cannot be listened on
 */
export async function serve(config: Config): Promise<void> {
  const log = pino({ name: 'henji', level: 'warn' });
  const henji = await openHenji({
    dataFolder: config.dataFolder,
    early: true,
    onAlarm: (alarm) => {
      log.error(alarm, alarm.en);
    },
  });
  try {
    const fresh = (await henji.store.head()).position === '';
    if (fresh && config.demo) await seedDemonstration(henji);
    const administrator = fresh && !config.demo ? await firstAdministrator(henji) : undefined;
    const server = await startServer(henji, { listen: config.listen, version, log });
    const alerts = startAlertWatch(henji, (error) => {
      log.error(error, 'alerts');
    });
    process.stdout.write(
      greeting(server.url, config.dataFolder, await readSignIns(config.dataFolder), administrator),
    );
    await told(['SIGINT', 'SIGTERM']);
    await server.close();
    await alerts.stop();
  } finally {
    await henji.close();
  }
}

function greeting(
  url: string,
  dataFolder: string,
  demonstration: readonly SignIn[],
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
  if (demonstration.length > 0) {
    lines.push('  demonstration sign-ins · 演示账号 (演示数据，非真实执法)');
    for (const { name, password, zh } of demonstration)
      lines.push(`    ${name.padEnd(14)} ${password}   ${zh}`);
    lines.push('', '  try next · 下一步: a case from opening to decision, in the README · 见 README', '');
  }
  return `${lines.join('\n')}\n`;
}

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
