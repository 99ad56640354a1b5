import { HenjiError } from './kernel/errors';

/** Where events, rows and files of an instance lie. */
export interface Engines {
  readonly ledger: { readonly kind: 'sqlite' } | { readonly kind: 'esdb'; readonly url: string };
  readonly feed: { readonly kind: 'log' } | KafkaSettings;
  readonly readModels: { readonly kind: 'sqlite' } | { readonly kind: 'postgres'; readonly url: string };
  readonly blobs: { readonly kind: 'file' } | S3Settings;
}

/** `kafka://host:9092,host2:9092/topic?replication=3` */
export interface KafkaSettings {
  readonly kind: 'kafka';
  readonly brokers: readonly string[];
  readonly topic: string;
  /** Of the topic, when it is made; it has as many for its whole life. */
  readonly partitions: number;
  /** How many brokers keep each record; asked for when the topic is made. */
  readonly replication: number;
  /** Kafka transactions for the relay: `?transactions=on`. */
  readonly transactions: boolean;
}

/** `s3://bucket/prefix?endpoint=https://host&region=cn-north-1`; credentials come as the S3 client looks for them. */
export interface S3Settings {
  readonly kind: 's3';
  readonly bucket: string;
  /** Before every key; empty or ending in `/`. */
  readonly prefix: string;
  readonly region: string;
  /** Of a server that is not Amazon's. */
  readonly endpoint?: string;
}

/** Everything in files of the data folder. */
export const embedded: Engines = {
  ledger: { kind: 'sqlite' },
  feed: { kind: 'log' },
  readModels: { kind: 'sqlite' },
  blobs: { kind: 'file' },
};

/** Settings that are wrong. Nothing was opened. */
export class BadSettings extends HenjiError {
  constructor(field: string, zh: string, en: string) {
    super({ code: 'bad-settings', zh: `设置 ${field} 有误：${zh}`, en: `setting ${field}: ${en}`, field });
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The engines that the addresses in the environment name. What is told of a wrong one never holds the address itself:
 * it may hold a password.
 *
 * @throws BadSettings
 */
export function enginesOf(environment: Environment): Engines {
  const engines: Engines = {
    ledger: ledgerOf(environment),
    feed: feedOf(environment),
    readModels: readModelsOf(environment),
    blobs: blobsOf(environment),
  };
  refuseTogether(engines);
  return engines;
}

/** Data keys and accounts lie where all processes find them, and a place in a topic is kept beside the rows. */
function refuseTogether({ ledger, feed, readModels }: Engines): void {
  if (readModels.kind === 'postgres') return;
  const needs = ledger.kind === 'esdb' ? 'LEDGER_URL=esdb:' : feed.kind === 'kafka' ? 'FEED_URL=kafka:' : '';
  if (needs === '') return;
  throw new BadSettings('READMODEL_URL', `${needs} 须同时设 postgres:`, `${needs} needs postgres: here`);
}

/** More than an instance has processes for its projections. */
const PARTITIONS = 12;

const FOLDER = {
  zh: '文件都在 HENJI_DATA 中，此处不带路径',
  en: 'files lie in HENJI_DATA; it takes no path',
};

function ledgerOf(environment: Environment): Engines['ledger'] {
  const { text, scheme } = given('LEDGER_URL', environment, ['sqlite', 'esdb', 'esdb+discover']);
  return scheme === 'sqlite' ? { kind: 'sqlite' } : { kind: 'esdb', url: text };
}

function readModelsOf(environment: Environment): Engines['readModels'] {
  const { text, scheme } = given('READMODEL_URL', environment, ['sqlite', 'postgres', 'postgresql']);
  return scheme === 'sqlite' ? { kind: 'sqlite' } : { kind: 'postgres', url: text };
}

function feedOf(environment: Environment): Engines['feed'] {
  const { text, scheme } = given('FEED_URL', environment, ['log', 'kafka']);
  if (scheme === 'log') return { kind: 'log' };
  // Several brokers are no address that `URL` reads.
  const found = /^kafka:\/\/([^/?@]+)(?:\/([A-Za-z0-9._-]{1,200}))?(?:\?(.*))?$/u.exec(text);
  const brokers = (found?.[1] ?? '').split(',');
  if (
    found === null ||
    !brokers.every((broker) => /^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/u.test(broker))
  )
    throw new BadSettings('FEED_URL', '应为 kafka://主机:端口,…/主题', 'expected kafka://host:port,…/topic');
  const options = optionsOf('FEED_URL', found[3] ?? '', ['partitions', 'replication', 'transactions']);
  return {
    ...{ kind: 'kafka', brokers, topic: found[2] ?? 'henji.entries.v1' },
    partitions: countOf(options, 'partitions', PARTITIONS),
    replication: countOf(options, 'replication', Math.min(3, brokers.length)),
    transactions: options.get('transactions') === 'on',
  };
}

function countOf(options: URLSearchParams, name: string, usual: number): number {
  const count = Number(options.get(name) ?? usual);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000) return count;
  throw new BadSettings('FEED_URL', `${name} 应为正整数`, `${name} is a whole number from 1`);
}

function blobsOf(environment: Environment): Engines['blobs'] {
  const { text, scheme } = given('BLOB_URL', environment, ['file', 's3']);
  if (scheme === 'file') return { kind: 'file' };
  const found = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[A-Za-z0-9._-]+)*)\/?(?:\?(.*))?$/u.exec(
    text,
  );
  if (found === null)
    throw new BadSettings(
      'BLOB_URL',
      '应为 s3://存储桶/前缀?endpoint=…&region=…，不含密钥',
      'expected s3://bucket/prefix?endpoint=…&region=…, without credentials',
    );
  const options = optionsOf('BLOB_URL', found[3] ?? '', ['endpoint', 'region']);
  const endpoint = options.get('endpoint');
  if (endpoint !== null && !/^https?:\/\/[^/@]+\/?$/u.test(endpoint))
    throw new BadSettings('BLOB_URL', 'endpoint 应为 http(s)://主机', 'endpoint is http(s)://host');
  return {
    kind: 's3',
    bucket: found[1] ?? '',
    prefix: (found[2] ?? '') === '' ? '' : `${(found[2] ?? '').slice(1)}/`,
    region: options.get('region') ?? 'us-east-1',
    ...(endpoint === null ? {} : { endpoint }),
  };
}

function optionsOf(field: string, text: string, known: readonly string[]): URLSearchParams {
  const options = new URLSearchParams(text);
  for (const name of options.keys())
    if (!known.includes(name))
      throw new BadSettings(field, `没有参数 ${name}`, `there is no parameter ${name}`);
  return options;
}

/** The address, and its scheme, which must be among `schemes`; the first of them is the embedded one. */
function given(
  field: string,
  environment: Environment,
  schemes: readonly string[],
): { readonly text: string; readonly scheme: string } {
  const [first = ''] = schemes;
  const value = environment[field] ?? '';
  const text = value === '' ? `${first}:` : value;
  const scheme = /^([a-z0-9+.-]+):/iu.exec(text)?.[1]?.toLowerCase() ?? '';
  if (!schemes.includes(scheme)) {
    const all = schemes.map((each) => `${each}:`).join(', ');
    throw new BadSettings(field, `应以 ${all} 之一开头`, `begins with one of ${all}`);
  }
  if (scheme === first && text.length > first.length + 1) throw new BadSettings(field, FOLDER.zh, FOLDER.en);
  return { text, scheme };
}
