import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { DURABILITY } from '../src/engines/sqlite/database';
import { exit } from '../src/cli/terminal';
import { acting } from './rows/actions';
import { appends } from './rows/appends';
import { sweeping } from './rows/clock-sweep';
import { makingVisible, makingVisibleOnServers } from './rows/commit-to-visible';
import { commanding } from './rows/http';
import { importing } from './rows/import';
import { projectingFromKafka } from './rows/kafka-to-postgresql';
import { listing } from './rows/lists';
import { relayingToKafka } from './rows/relay';
import { projectingIntoPostgres } from './rows/postgresql';
import { projecting } from './rows/projections';
import { starting } from './rows/start';
import { tracing } from './rows/traceback';
import { verifying } from './rows/verify';
import { runBenches, UnknownRow } from './run';

const benches = [
  appends,
  commanding,
  projecting,
  importing,
  verifying,
  starting,
  tracing,
  listing,
  acting,
  sweeping,
];

/** With `--engines`: what runs on servers, which are started for it. */
const engineBenches = [
  relayingToKafka,
  projectingIntoPostgres,
  projectingFromKafka,
  makingVisible,
  makingVisibleOnServers,
];

interface Options {
  readonly json?: boolean;
  readonly quick?: boolean;
  readonly only: readonly string[];
  readonly engines?: boolean;
  readonly folder: string;
  readonly rounds?: number;
}

/** `npm run bench`: every speed that the README tells, measured beside its peer or limit. Exit 1: a bar was missed. */
async function main(): Promise<number> {
  const command = new Command('bench')
    .description('measure Henji beside its peers and limits')
    .addOption(new Option('--json', 'one line of JSON a row on standard output'))
    .addOption(new Option('--quick', 'small sizes, for orientation only'))
    .addOption(
      new Option(
        '--only <names...>',
        `of ${[...benches, ...engineBenches].flatMap(({ rows }) => rows).join(', ')}`,
      ).default([]),
    )
    .addOption(
      new Option('--engines', 'what runs on servers (PostgreSQL, Kafka), started for it, and nothing else'),
    )
    .addOption(new Option('--folder <path>', 'where to write; must lie on a disk').default('./henji-bench'))
    .addOption(new Option('--rounds <n>', 'counted rounds of every comparison').argParser(rounds))
    .exitOverride();
  try {
    const { json, quick, only, folder, engines, rounds: chosen } = command.parse().opts<Options>();
    const held = await runBenches(engines === true ? engineBenches : benches, {
      json: json === true,
      quick: quick === true,
      rounds: chosen ?? (quick === true ? 2 : 5),
      folder,
      only,
      durability: DURABILITY,
      out: (text) => process.stdout.write(text),
      log: (text) => process.stderr.write(`${text}\n`),
    });
    return held ? exit.done : exit.found;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.wrongUse;
    if (!(error instanceof UnknownRow)) throw error;
    process.stderr.write(`${error.message}\n`);
    return exit.wrongUse;
  }
}

function rounds(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('a whole number from 1');
  return count;
}

void main().then((code) => {
  process.exitCode = code;
});
