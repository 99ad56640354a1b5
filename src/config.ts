import { z } from 'zod';
import { BadSettings, enginesOf, type Engines } from './engine-settings';

/** Version of this build, as in package.json; a test compares them. */
export const version = '0.1.0';

/** Settings as the program uses them: parsed once, whole, frozen. This file is the only reader of the environment. */
export interface Config {
  /** Folder with everything this instance owns. */
  readonly dataFolder: string;
  readonly listen: { readonly host: string; readonly port: number };
  /** Folder with the working days of years, and of territories, that the build does not have; `calendars` in the data folder when absent. */
  readonly calendarFolder?: string;
  /** What an empty data folder gets: the demonstration district, its first organ without cases, or nothing. */
  readonly demo: 'on' | 'organ' | 'off';
  /** Where events, rows and files lie. */
  readonly engines: Engines;
  /** What this process does of what an instance has to do; all of it by default. */
  readonly roles: ReadonlySet<Role>;
}

/**
 * `api`: commands, queries and the watch over periods. `relay`: what follows the ledger, seals it where its engine does
 * not, and carries it to Kafka. `projections`: read models.
 */
export type Role = (typeof everyRole)[number];
export const everyRole = ['api', 'relay', 'projections'] as const;

const known = new Set<string>([
  ...['LEDGER_URL', 'FEED_URL', 'READMODEL_URL', 'BLOB_URL'],
  ...['HENJI_DATA', 'HENJI_LISTEN', 'HENJI_DEMO', 'HENJI_ROLES', 'HENJI_CALENDARS'],
  'HENJI_REQUIRE_SERVERS',
]);
/** What tests are told by names of their own is none of the program's settings. */
const ours = /^(HENJI_(?!TEST_)|LEDGER_|FEED_|READMODEL_|BLOB_)/u;

const Listen = z
  .string()
  .regex(/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/u)
  .transform((text) => {
    const colon = text.lastIndexOf(':');
    return { host: text.slice(0, colon).replace(/^\[|\]$/gu, ''), port: Number(text.slice(colon + 1)) };
  })
  .refine(({ port }) => port <= 65_535);

/** Choices of the command line. */
export interface Chosen {
  readonly data?: string | undefined;
  readonly listen?: string | undefined;
  readonly roles?: string | undefined;
}

/**
 * Parse settings. Command-line choices win over the environment, which wins over the defaults.
 *
 * @throws BadSettings naming the first setting that is wrong, or one of ours that this build does not know
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  chosen: Chosen = {},
): Config {
  refuseUnknown(environment);
  const listen = Listen.safeParse(chosen.listen ?? environment['HENJI_LISTEN'] ?? '127.0.0.1:3000');
  if (!listen.success) throw new BadSettings('HENJI_LISTEN', '应为 主机:端口', 'expected host:port');
  const dataFolder = notEmpty('HENJI_DATA', chosen.data ?? environment['HENJI_DATA'] ?? './henji-data');
  const calendarFolder = notEmpty('HENJI_CALENDARS', environment['HENJI_CALENDARS']);
  const engines = enginesOf(environment);
  const roles = rolesOf(chosen.roles ?? environment['HENJI_ROLES'] ?? 'all');
  refuseApart(roles, engines);
  return Object.freeze({
    ...{ dataFolder, engines, roles },
    ...(calendarFolder === undefined ? {} : { calendarFolder }),
    listen: Object.freeze(listen.data),
    // A demonstration on servers is asked for: they may be those of a real instance.
    demo: demoOf(environment['HENJI_DEMO'] ?? (engines.ledger.kind === 'sqlite' ? 'on' : 'off')),
  });
}

function notEmpty<T extends string | undefined>(name: string, text: T): T {
  if (text === '') throw new BadSettings(name, '不能为空', 'must not be empty');
  return text;
}

function refuseUnknown(environment: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(environment)) {
    if (ours.test(name) && !known.has(name))
      throw new BadSettings(name, '本版本没有此设置', 'unknown setting');
  }
}

function rolesOf(text: string): ReadonlySet<Role> {
  const names = text === 'all' ? [...everyRole] : text.split(',').map((name) => name.trim());
  const roles = everyRole.filter((role) => names.includes(role));
  if (roles.length === names.length) return new Set(roles);
  throw new BadSettings(
    'HENJI_ROLES',
    `应为 all，或以逗号分隔的 ${everyRole.join('、')}`,
    `expected all, or some of ${everyRole.join(',')}`,
  );
}

/** Files belong to one process: the ledger has one writer, a read model too, and drafts of uploads one owner. */
function refuseApart(roles: ReadonlySet<Role>, engines: Engines): void {
  if (roles.size === everyRole.length) return;
  if (engines.ledger.kind === 'sqlite') {
    throw new BadSettings(
      'HENJI_ROLES',
      'sqlite: 账本只归一个进程，各角色须同在一个进程；分开运行须设 LEDGER_URL=esdb:',
      'a sqlite: ledger belongs to one process, which has all roles; apart they need LEDGER_URL=esdb:',
    );
  }
  if (roles.has('api') && engines.blobs.kind === 'file') {
    throw new BadSettings(
      'BLOB_URL',
      '多进程须共用对象存储（s3:）',
      'processes apart share files through object storage (s3:)',
    );
  }
}

function demoOf(text: string): Config['demo'] {
  if (text === 'on' || text === 'organ' || text === 'off') return text;
  throw new BadSettings('HENJI_DEMO', '应为 on、organ 或 off', 'expected on, organ or off');
}

/** {@link readConfig} on the environment of this process. */
export const configFromEnvironment = (chosen?: Chosen): Config => readConfig(process.env, chosen);
