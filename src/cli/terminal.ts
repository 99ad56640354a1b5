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
        const seconds = (Date.now() - (startTime ?? Date.now())) / 1000;
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
const wrongUseCodes = new Set(['bad-settings', 'bad-arguments']);

/** Print an error for people or machines and tell the exit code that belongs to it. */
export function report(error: unknown, json: boolean): number {
  const known = error instanceof HenjiError ? error : undefined;
  const code = known?.code ?? 'unexpected';
  const en = known?.en ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
  if (json) {
    const wayOut = known?.wayOut;
    process.stdout.write(
      `${JSON.stringify({ ok: false, error: { code, zh: known?.zh ?? en, en, ...(wayOut === undefined ? {} : { wayOut }) } })}\n`,
    );
  } else {
    const way = known?.wayOut === undefined ? '' : `\n${pc.dim(`→ ${known.wayOut.en}  ${known.wayOut.zh}`)}`;
    const zh = known === undefined ? '' : `\n${known.zh}`;
    process.stderr.write(`${pc.red(code)} ${en}${zh}${way}\n`);
  }
  if (wrongUseCodes.has(code)) return exit.wrongUse;
  return unreachableCodes.has(code) ? exit.unreachable : exit.found;
}
