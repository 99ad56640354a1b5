import { z } from 'zod';
import { HenjiError } from './kernel/errors';

/** Version of this build, as in package.json; a test compares them. */
export const version = '0.1.0';

/** Settings as the program uses them: parsed once, whole, frozen. This file is the only reader of the environment. */
export interface Config {
  /** Folder with everything this instance owns. */
  readonly dataFolder: string;
  readonly listen: { readonly host: string; readonly port: number };
  /** What an empty data folder gets: the demonstration district, its first organ without cases, or nothing. */
  readonly demo: 'on' | 'organ' | 'off';
}

/** Settings that are wrong. Nothing was opened. */
export class BadSettings extends HenjiError {
  constructor(field: string, zh: string, en: string) {
    super({ code: 'bad-settings', zh: `设置 ${field} 有误：${zh}`, en: `setting ${field}: ${en}`, field });
  }
}

/** Engines that come with later builds; an address for one of them is refused, never ignored. */
const embeddedOnly = ['LEDGER_URL', 'FEED_URL', 'READMODEL_URL', 'BLOB_URL'] as const;
const known = new Set<string>([
  ...embeddedOnly,
  'HENJI_DATA',
  'HENJI_LISTEN',
  'HENJI_DEMO',
  'HENJI_REQUIRE_SERVERS',
]);
const ours = /^(HENJI_|LEDGER_|FEED_|READMODEL_|BLOB_)/u;

const Listen = z
  .string()
  .regex(/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/u)
  .transform((text) => {
    const colon = text.lastIndexOf(':');
    return { host: text.slice(0, colon).replace(/^\[|\]$/gu, ''), port: Number(text.slice(colon + 1)) };
  })
  .refine(({ port }) => port <= 65_535);

/**
 * Parse settings. Command-line choices win over the environment, which wins over the defaults.
 *
 * @throws BadSettings naming the first setting that is wrong, or one of ours that this build does not know
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  chosen: { readonly data?: string | undefined; readonly listen?: string | undefined } = {},
): Config {
  refuseUnknown(environment);
  for (const name of embeddedOnly) refuseServers(name, environment[name]);
  const listen = Listen.safeParse(chosen.listen ?? environment['HENJI_LISTEN'] ?? '127.0.0.1:3000');
  if (!listen.success) throw new BadSettings('HENJI_LISTEN', '应为 主机:端口', 'expected host:port');
  const dataFolder = chosen.data ?? environment['HENJI_DATA'] ?? './henji-data';
  if (dataFolder === '') throw new BadSettings('HENJI_DATA', '不能为空', 'must not be empty');
  return Object.freeze({
    dataFolder,
    listen: Object.freeze(listen.data),
    demo: demoOf(environment['HENJI_DEMO'] ?? 'on'),
  });
}

function refuseUnknown(environment: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(environment)) {
    if (ours.test(name) && !known.has(name))
      throw new BadSettings(name, '本版本没有此设置', 'unknown setting');
  }
}

function demoOf(text: string): Config['demo'] {
  if (text === 'on' || text === 'organ' || text === 'off') return text;
  throw new BadSettings('HENJI_DEMO', '应为 on、organ 或 off', 'expected on, organ or off');
}

function refuseServers(name: string, value: string | undefined): void {
  if (value === undefined || value === '') return;
  const scheme = /^([a-z0-9+.-]+):/iu.exec(value)?.[1] ?? '';
  const embedded = name === 'FEED_URL' ? 'log' : name === 'BLOB_URL' ? 'file' : 'sqlite';
  if (scheme === embedded) return;
  throw new BadSettings(
    name,
    `本版本只有内置引擎（${embedded}:），不支持 ${scheme === '' ? value : scheme}`,
    `${scheme === '' ? value : scheme} is not in this build; only the embedded engine (${embedded}:) is`,
  );
}

/** {@link readConfig} on the environment of this process. */
export const configFromEnvironment = (chosen?: {
  data?: string | undefined;
  listen?: string | undefined;
}): Config => readConfig(process.env, chosen);
