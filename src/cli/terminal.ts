import { Presets, SingleBar } from 'cli-progress';
import pc from 'picocolors';
import { HenjiError } from '../kernel/errors';

/** Exit codes of the command line. */
export const exit = {
  done: 0,
  /** The check ran and found something. */
  found: 1,
  wrongUse: 2,
  /** A store, file or lock could not be reached or opened. */
  unreachable: 3,
} as const;

/** What a command prints with: one JSON line for machines, or text, tables and progress for people. */
export interface Terminal {
  readonly json: boolean;
  /** Text for people; silent with `--json`. */
  say(text: string): void;
  /** The closing line for machines; silent without `--json`. */
  result(value: object): void;
  /** A bar on a terminal, nothing elsewhere. Returns how to move and to end it. */
  progress(label: string, total: number): Progress;
}

export interface Progress {
  update(done: number, total?: number): void;
  stop(): void;
}

/** The terminal of this process: results on standard output, progress on standard error. */
export function terminal(json: boolean): Terminal {
  return {
    json,
    say: (text) => {
      if (!json) process.stdout.write(`${text}\n`);
    },
    result: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    progress: (label, total) =>
      process.stderr.isTTY ? bar(label, total) : { update: nothing, stop: nothing },
  };
}

const nothing = (): void => undefined;

function bar(label: string, total: number): Progress {
  const shown = new SingleBar(
    {
      format: (options, { value, total: all, startTime }) => {
        const share = all === 0 ? 1 : Math.min(1, value / all);
        const filled = '█'.repeat(Math.round(share * 30)).padEnd(30, '░');
        const seconds = (Date.now() - startTime) / 1000;
        const rate = seconds > 0.5 ? `${Math.round(value / seconds).toLocaleString('en')}/s` : '';
        return `${label} ${pc.cyan(filled)} ${Math.round(share * 100)}%  ${value.toLocaleString('en')}/${all.toLocaleString('en')}  ${rate}`;
      },
      hideCursor: true,
      clearOnComplete: false,
      fps: 8,
    },
    Presets.shades_classic,
  );
  shown.start(total, 0);
  return {
    update: (done, newTotal) => {
      if (newTotal !== undefined) shown.setTotal(newTotal);
      shown.update(done);
    },
    stop: () => {
      shown.stop();
    },
  };
}

const unreachableCodes = new Set([
  'ledger-locked',
  'store-unavailable',
  'ledger-missing',
  'key-vault-unsafe',
]);
const wrongUseCodes = new Set([
  ...['bad-settings', 'bad-arguments', 'bad-question', 'bad-territory', 'bad-period', 'bad-interval'],
  ...['unknown-parameter', 'unknown-organ', 'not-a-period', 'no-such-case', 'bad-demonstration'],
  ...['backup-refused', 'restore-refused'],
]);

/** Print an error for people or machines and tell the exit code that belongs to it. */
export function report(error: unknown, json: boolean): number {
  const known = error instanceof HenjiError ? error : unexpected(error);
  if (json) process.stdout.write(`${JSON.stringify({ ok: false, error: forMachines(known) })}\n`);
  else process.stderr.write(forPeople(known));
  if (wrongUseCodes.has(known.code)) return exit.wrongUse;
  return unreachableCodes.has(known.code) ? exit.unreachable : exit.found;
}

/** A fault of the program: the stack is what helps whoever mends it. */
function unexpected(error: unknown): HenjiError {
  const en = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new HenjiError({ code: 'unexpected', zh: '程序错误', en, cause: error });
}

const forMachines = ({ code, zh, en, wayOut }: HenjiError): object =>
  wayOut === undefined ? { code, zh, en } : { code, zh, en, wayOut };

function forPeople({ code, zh, en, wayOut }: HenjiError): string {
  const lines = [`${pc.red(code)} ${en}`, zh];
  if (wayOut !== undefined) lines.push(pc.dim(`→ ${wayOut.en}  ${wayOut.zh}`));
  return `${lines.join('\n')}\n`;
}
