import { Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { configFromEnvironment } from '../config';
import { openReading } from '../app/open-reading';
import { openReaders, type Readers } from '../app/readers';
import { isTraceable } from '../app/traceback/finding';
import { traceback, type Traced } from '../app/traceback/tracebacks';
import { utcInstant } from '../kernel/time';
import { civilDate, dataOption, instant, jsonOption, type CommonOptions } from './options';
import { terminal } from './terminal';

interface TraceOptions extends CommonOptions {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly report?: string;
}

/** `henji trace CASE`: who did what, as what, under which rule, on which evidence, and what followed. */
export const traceCommand = (): Command =>
  new Command('trace')
    .description('who did what in a case, with which authority and rule · 责任倒查')
    .argument('<case>', 'stream of the case, or its id in the source it was imported from · 案件')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addOption(new Option('--as-of <date>', 'legal date · 法律日期').argParser(civilDate))
    .addOption(
      new Option('--known-at <instant>', 'as known at a recorded instant · 记录时点').argParser(instant),
    )
    .addOption(
      new Option(
        '--report <code>',
        'who answers for a finding: W-10, R-14, reversal · 责任倒查报告',
      ).argParser(reportCode),
    )
    .action(async (id: string, options: TraceOptions) => {
      const out = terminal(options.json === true);
      const { dataFolder } = configFromEnvironment(options);
      const parts = await openReading(dataFolder);
      const readers = openReaders(dataFolder, parts);
      try {
        if (options.report === undefined) await tell(readers, out, id, options);
        else await tellReport(readers, out, { ...options, stream: id, code: options.report });
      } finally {
        await readers.close();
        await parts.close();
      }
    });

type Out = ReturnType<typeof terminal>;

async function tell(readers: Readers, out: Out, id: string, options: TraceOptions): Promise<void> {
  const trace = await readers.trace(id, {
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.knownAt === undefined ? {} : { knownAt: options.knownAt }),
  });
  out.result(trace);
  out.say(pc.bold(id));
  for (const act of trace.acts) {
    const actors = act.actors.map(({ u, role }) => `${u} (${role})`).join(', ');
    out.say(`${String(act.revision).padStart(3)}  ${act.legal.d}  ${act.en} · ${act.zh}  ${pc.dim(actors)}`);
    if (act.rules.length > 0) out.say(pc.dim(`     ${act.rules.join(', ')}`));
  }
  for (const gap of trace.gaps) out.say(`${pc.yellow('△')} ${gap.en} · ${gap.zh}`);
}

/** Whoever may open the folder reads all that a report is made from: only readings through the server are recorded. */
async function tellReport(
  readers: Readers,
  out: Out,
  { stream, code, knownAt = utcInstant(Date.now()), asOf }: TraceOptions & Pick<Traced, 'stream' | 'code'>,
): Promise<void> {
  const asked = { stream, code, knownAt, ...(asOf === undefined ? {} : { asOf }) };
  const given = await traceback(readers, asked);
  out.result(given);
  const { finding, matrix, gaps } = given.report;
  out.say(pc.bold(`${stream}  ${finding.code}  ${finding.en} · ${finding.zh}`));
  for (const { row, person, level, standing, zh, en } of matrix) {
    out.say(`${row}  ${level.padEnd(11)}  ${standing.padEnd(12)}  ${person}  ${pc.dim(`${en} · ${zh}`)}`);
  }
  for (const gap of gaps) out.say(`${pc.yellow('△')} ${gap.en} · ${gap.zh}`);
}

function reportCode(text: string): string {
  if (isTraceable(text)) return text;
  throw new InvalidArgumentError('a code of the catalogue (R-14, W-10), or reversal · 规则编号或者 reversal');
}
