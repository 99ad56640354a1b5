import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repoRoot } from '../support/repo-root';
import { isAlive, stateIn, type RunningState } from './server-state';

const LOOK_EVERY_MS = 50;
const STARTED_WITHIN_MS = 120_000;

/** A folder in which servers of one run lie. Others may pass through it: PostgreSQL is not run as root. */
export function serversFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'henji-servers-'));
  chmodSync(folder, 0o711);
  return folder;
}

/**
 * The server of this kind in a folder of servers: the one that is there, or a new one. Several processes may ask at
 * once; one of them starts it.
 *
 * @param owner pid of the process with which the server ends; 0 for none
 */
export async function sharedServer(root: string, kind: string, owner: number): Promise<RunningState> {
  const folder = join(root, kind);
  if (makes(folder)) startKeeper(kind, folder, owner).unref();
  return await started(folder);
}

/** A server for one asker, who may restart its nodes. */
export class OwnServer {
  private constructor(
    private readonly root: string,
    private readonly folder: string,
    private readonly keeper: ChildProcess,
    private state: RunningState,
  ) {}

  static async start(kind: string): Promise<OwnServer> {
    const root = serversFolder();
    const folder = join(root, kind);
    mkdirSync(folder, { mode: 0o711 });
    const keeper = startKeeper(kind, folder, process.pid);
    return new OwnServer(root, folder, keeper, await started(folder));
  }

  get url(): string {
    return this.state.url;
  }

  get nodes(): readonly number[] {
    return this.state.nodes;
  }

  /** Send a signal to a node: SIGKILL, SIGSTOP, SIGCONT. */
  signal(node: number, signal: NodeJS.Signals): void {
    process.kill(this.state.nodes[node] as number, signal);
  }

  /** A node that was killed, or still runs, starts anew on its data. Settles when the server answers. */
  async restart(node: number): Promise<void> {
    const answered = new Promise<{ readonly failed?: string }>((resolve) =>
      this.keeper.once('message', resolve),
    );
    this.keeper.send({ restart: node });
    const { failed } = await answered;
    if (failed !== undefined) throw new Error(failed);
    this.state = await started(this.folder);
  }

  async stop(): Promise<void> {
    await stopServer(this.folder);
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The servers of a folder that run, by kind; what a keeper that was killed has left is cleared away. */
export function serversIn(root: string): readonly RunningState[] {
  if (!existsSync(root)) return [];
  return readdirSync(root).flatMap((kind) => {
    const state = stateIn(join(root, kind));
    if (state?.kind !== 'running') return [];
    return [state];
  });
}

/** Stop the server of one folder, also when its keeper was killed. */
export async function stopServer(folder: string): Promise<void> {
  const state = stateIn(folder);
  if (state?.kind === 'running') {
    if (isAlive(state.keeper)) process.kill(state.keeper, 'SIGTERM');
    else for (const pid of state.nodes.filter(isAlive)) process.kill(pid, 'SIGKILL');
    while (isAlive(state.keeper) && existsSync(folder)) await sleep(LOOK_EVERY_MS);
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Stop all servers of a folder, and remove it. */
export async function stopServers(root: string): Promise<void> {
  if (!existsSync(root)) return;
  await Promise.all(readdirSync(root).map((kind) => stopServer(join(root, kind))));
  rmSync(root, { recursive: true, force: true });
}

/** Whether this process is the one that makes the folder. */
function makes(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o711 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function startKeeper(kind: string, folder: string, owner: number): ChildProcess {
  const program = join(repoRoot, 'dist/test/servers/keeper-child.js');
  const log = openSync(join(folder, 'keeper.log'), 'a');
  const keeper = spawn(process.execPath, [program, kind, folder, String(owner)], {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  keeper.channel?.unref();
  return keeper;
}

async function started(folder: string): Promise<RunningState> {
  const until = performance.now() + STARTED_WITHIN_MS;
  for (;;) {
    const state = stateIn(folder);
    if (state?.kind === 'running') return state;
    if (state !== undefined) throw new Error(`${state.name} did not start: ${state.reason}`);
    if (performance.now() > until) throw new Error(`nothing started in ${folder}`);
    await sleep(LOOK_EVERY_MS);
  }
}
