import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { kindNamed } from './kinds';
import type { NodePlan, ServerPlan } from './server-plan';
import { isAlive, STATE_FILE, type ServerState } from './server-state';

const READY_WITHIN_MS = 90_000;
const LOOK_EVERY_MS = 100;

/**
 * Keeps one server: starts it in a folder, writes there where it is found, and ends it and removes the folder when it
 * is told to (SIGTERM) or when the process that owns it is gone, however that ended.
 *
 *     keeper-child.js KIND FOLDER OWNER-PID        (owner 0: nobody)
 */
class Keeper {
  readonly #children: ChildProcess[] = [];

  constructor(
    private readonly name: string,
    private readonly folder: string,
    private readonly plan: ServerPlan,
  ) {}

  async start(): Promise<void> {
    for (const i of this.plan.nodes.keys()) this.#spawn(i);
    await this.#ready();
    this.#tell();
  }

  /** A node that was killed, or still runs, starts anew on its data. */
  async restart(node: number): Promise<void> {
    await this.#end(node, 'SIGKILL');
    this.#spawn(node);
    await this.#ready();
    this.#tell();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#children.map((_, i) => this.#end(i, this.plan.endWith)));
    rmSync(this.folder, { recursive: true, force: true });
  }

  #spawn(node: number): void {
    const { command, args, env, ...user } = this.plan.nodes[node] as NodePlan;
    const log = openSync(join(this.folder, `node-${String(node)}.log`), 'a');
    this.#children[node] = spawn(command, args, {
      ...user,
      cwd: this.folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', log, log],
    });
  }

  async #end(node: number, signal: NodeJS.Signals): Promise<void> {
    const child = this.#children[node];
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    // A node that was paused does not hear a polite signal.
    child.kill('SIGCONT');
    await Promise.race([ended, sleep(5_000)]);
    child.kill('SIGKILL');
    await ended;
  }

  async #ready(): Promise<void> {
    const until = performance.now() + READY_WITHIN_MS;
    for (;;) {
      const dead = this.#children.findIndex(({ exitCode }) => exitCode !== null);
      if (dead >= 0)
        throw new Error(`node ${String(dead)} of ${this.name} has ended; its log lies in ${this.folder}`);
      try {
        await this.plan.ready();
        return;
      } catch (error) {
        if (performance.now() > until) throw error;
        await sleep(LOOK_EVERY_MS);
      }
    }
  }

  #tell(): void {
    const nodes = this.#children.map(({ pid }) => pid ?? 0);
    const state: ServerState = {
      kind: 'running',
      name: this.name,
      url: this.plan.url,
      keeper: process.pid,
      nodes,
    };
    write(this.folder, state);
  }
}

function write(folder: string, state: ServerState): void {
  const draft = join(folder, 'draft.json');
  writeFileSync(draft, JSON.stringify(state));
  renameSync(draft, join(folder, STATE_FILE));
}

async function main([name = '', folder = '', owner = '0']: readonly string[]): Promise<void> {
  const keeper = new Keeper(name, folder, await kindNamed(name).prepare(folder));
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    void keeper.stop().finally(() => process.exit());
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
  if (owner !== '0') {
    setInterval(() => {
      if (!isAlive(Number(owner))) end();
    }, 500);
  } else setInterval(() => undefined, 60_000);
  process.on('message', ({ restart }: { readonly restart: number }) => {
    keeper.restart(restart).then(
      () => process.send?.({ restarted: restart }),
      (error: unknown) => process.send?.({ failed: String(error) }),
    );
  });
  try {
    await keeper.start();
  } catch (error) {
    await keeper.stop().catch(() => undefined);
    throw error;
  }
}

const args = process.argv.slice(2);
main(args).catch((error: unknown) => {
  const [name = '', folder = ''] = args;
  // The folder may be gone with its data; what went wrong is told in a new one, which the asker removes.
  mkdirSync(folder, { recursive: true });
  write(folder, { kind: 'failed', name, reason: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});
