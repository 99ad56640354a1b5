import { Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { lawsAt } from '../app/law/calendar-files';
import { LONGEST_LINE, PeriodLines } from '../app/law/period-lines';
import { badQuestion, periodKinds, readPeriodQuestion, rolls } from '../app/law/period-input';
import { answerPeriod, lawDayOf, type PeriodAnswer } from '../app/law/period-questions';
import { configFromEnvironment } from '../config';
import { isCivilDate, isInstant } from '../kernel/time';
import { answerLines } from './lines';
import { dataOption, jsonOption, territoryOption, type CommonOptions } from './options';
import { sayTrail } from './rules';
import { terminal, type Terminal } from './terminal';

interface DeadlineOptions extends CommonOptions {
  readonly from?: string;
  readonly key?: string;
  readonly case?: string;
  readonly extensions?: number;
  readonly amount?: number;
  readonly kind?: string;
  readonly roll?: string;
  readonly suspended?: readonly (readonly [string, string | null])[];
  readonly territory?: string;
  readonly organ?: string;
  readonly batch?: boolean;
}

/** `henji deadline`: when a period ends, and why then; or many of them, one line each. Needs no data folder. */
export const deadlineCommand = (): Command =>
  new Command('deadline')
    .description('when a period ends, with its reasons · 期限届满日及其理由')
    .argument('[key]', 'parameter of the rule packs, such as service · 规则包参数')
    .option('--from <day>', 'day or moment from which it runs, never counted · 起算日', dateOrInstant)
    .option('--key <key>', 'the same as the argument · 同参数名')
    .option('--case <name>', 'which of several periods of the key · 情形')
    .option('--extensions <n>', 'extensions granted · 已批准的延长次数', wholeNumber)
    .option('--amount <n>', 'length · 长度', wholeNumber)
    .addOption(new Option('--kind <kind>', 'how it is counted · 计算方式').choices(periodKinds))
    .addOption(new Option('--roll <roll>', 'what happens to a last day off · 末日顺延').choices(rolls))
    .option(
      '--suspended <from..to>',
      'time that does not count; repeatable, TO empty: still running · 中止',
      span,
    )
    .addOption(territoryOption())
    .option('--organ <handle>', 'by the packs that the organ adopted; needs the data folder · 执法主体')
    .option('--batch', 'questions on standard input, one JSON object a line · 批量')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (key: string | undefined, options: DeadlineOptions) => {
      if (options.batch === true) return batch(key, options);
      const out = terminal(options.json === true);
      const answer = await single(key, options);
      out.result(answer);
      sayAnswer(out, answer);
    });

async function batch(
  key: string | undefined,
  { territory, batch: _, ...others }: DeadlineOptions,
): Promise<void> {
  if (key !== undefined || Object.keys(others).length > 0) {
    throw badQuestion('', '--batch 只与 --territory 一同使用', '--batch goes with --territory alone');
  }
  const lines = new PeriodLines(lawsAt(configFromEnvironment()), territory);
  await answerLines(process.stdin, process.stdout, lines, LONGEST_LINE);
}

async function single(argument: string | undefined, options: DeadlineOptions): Promise<PeriodAnswer> {
  const { from, case: caseName, extensions, amount, kind, roll, suspended, territory, organ } = options;
  const key = argument ?? options.key;
  if (from === undefined) throw badQuestion('', '缺少 --from', '--from is missing');
  if (key === undefined && (amount === undefined || kind === undefined)) {
    throw badQuestion('', '须给出参数名，或 --amount 与 --kind', 'give a key, or --amount and --kind');
  }
  const given = { from, key, case: caseName, extensions, amount, kind, roll, suspended };
  const question = readPeriodQuestion(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
  const on = lawDayOf(from);
  const config = configFromEnvironment(options);
  if (organ === undefined) return answerPeriod(question, lawsAt(config).ofTerritory(territory, on));
  const { withLawOfOrgan } = await import('../app/law/organ-law.js');
  return withLawOfOrgan(config, organ, on, (law) => answerPeriod(question, law));
}

function sayAnswer(out: Terminal, { due, provisional, reasons, rule, calendar }: PeriodAnswer): void {
  out.say(`${pc.bold(due)}${provisional ? pc.yellow(' ? provisional · 待定') : ''}`);
  for (const { zh, en } of reasons) out.say(`  ${en} · ${zh}`);
  if (calendar !== null) out.say(pc.dim(`  calendar ${calendar}`));
  if (rule !== null) sayTrail(out, rule);
}

/** A civil date or an instant of the command line. */
function dateOrInstant(text: string): string {
  if (isCivilDate(text) || isInstant(text)) return text;
  throw new InvalidArgumentError(
    'expected YYYY-MM-DD or an ISO instant with offset · 应为日期或带时区的时刻',
  );
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number · 应为整数');
}

function span(
  text: string,
  before: readonly (readonly [string, string | null])[] = [],
): readonly (readonly [string, string | null])[] {
  const [from = '', to, more] = text.split('..');
  if (to === undefined || more !== undefined) {
    throw new InvalidArgumentError('expected FROM..TO · 应为 起..止');
  }
  return [...before, [dateOrInstant(from), to === '' ? null : dateOrInstant(to)]];
}
