import { mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { kindNamed, kindNames } from './kinds';
import { serversIn, sharedServer, stopServer } from './running';
import { isAlive } from './server-state';

/**
 * `npm run servers -- start|stop|status [NAME…]`: real servers for trying things out, each on a free loopback port.
 * Their data goes when they are stopped.
 */
async function main([order = 'status', ...names]: readonly string[]): Promise<number> {
  // PostgreSQL does not run as root but as a user of its own, who may not look into the folder of root.
  const root = join(tmpdir(), `henji-servers-${String(userInfo().uid)}`);
  mkdirSync(root, { recursive: true });
  switch (order) {
    case 'start':
      return (await Promise.all((names.length > 0 ? names : usual).map((name) => start(root, name)))).some(
        (started) => !started,
      )
        ? 3
        : 0;
    case 'stop':
      for (const name of names.length > 0 ? names : kindNames) await stopServer(join(root, name));
      return 0;
    case 'status':
      for (const { name, url, keeper, nodes } of serversIn(root)) {
        console.log(
          `${name}\t${isAlive(keeper) ? url : 'its keeper is gone: stop it'}\tpid ${nodes.join(' ')}`,
        );
      }
      return 0;
    default:
      console.error(`servers start|stop|status [${kindNames.join('|')}]…`);
      return 2;
  }
}

/** What is started when nothing is named. */
const usual = ['postgresql', 's3', 'kafka'];

async function start(root: string, name: string): Promise<boolean> {
  const missing = kindNamed(name).missing();
  if (missing !== undefined) {
    console.error(`${name}\tcannot be had: ${missing}`);
    return false;
  }
  const stale = serversIn(root).find((one) => one.name === name);
  if (stale !== undefined && !isAlive(stale.keeper)) await stopServer(join(root, name));
  console.log(`${name}\t${(await sharedServer(root, name, 0)).url}`);
  return true;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(3);
  },
);
