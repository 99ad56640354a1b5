import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { configFromEnvironment } from '../config';
import { openReading } from '../app/open-reading';
import { openReaders, type Readers } from '../app/readers';
import { isTraceable } from '../app/traceback/finding';
import { traceback, type GivenReport } from '../app/traceback/given-report';
import { printedReport } from '../app/traceback/report-paper';
import { tracingReport } from '../app/traceback/tracing-report';
import { utcInstant } from '../kernel/time';
import { civilDate, dataOption, instant, jsonOption, type CommonOptions } from './options';
import { terminal } from './terminal';

interface TraceOptions extends CommonOptions {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly report?: string;
  readonly pdf?: string;
}

/** `henji trace CASE`: who did what, as what, under which rule, on which evidence, and what followed. */
export const traceCommand = (): Command =>
  new Command('trace')
    .description('who did what in a case, with which authority and rule · 责任倒查')
    .argument('<case>', 'stream of the case, its id in the source it was imported from, or a tracing · 案件')
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
    .addOption(new Option('--pdf <file>', 'the report as PDF · 报告存为 PDF'))
    .action(async (id: string, options: TraceOptions) => {
      const out = terminal(options.json === true);
      const parts = await openReading(configFromEnvironment(options));
      const readers = openReaders(parts);
      try {
        const given = await reportAsked(readers, id, options);
        if (given === undefined) await tell(readers, out, id, options);
        else await tellReport(readers, out, given, options.pdf);
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

/**
 * The report of a tracing, or on a finding; none where neither is asked for. Whoever may open the folder reads all that
 * it is made from: only readings through the server are recorded.
 */
async function reportAsked(
  readers: Readers,
  stream: string,
  { report: code, pdf, knownAt = utcInstant(Date.now()), asOf }: TraceOptions,
): Promise<GivenReport | undefined> {
  if (stream.startsWith('tracing-')) return (await tracingReport(readers, stream)).given;
  if (code !== undefined) {
    return traceback(readers, { stream, code, knownAt, ...(asOf === undefined ? {} : { asOf }) });
  }
  if (pdf === undefined) return undefined;
  throw new InvalidArgumentError('--pdf needs --report or a tracing · --pdf 须与 --report 或者倒查一并使用');
}

async function tellReport(
  readers: Readers,
  out: Out,
  given: GivenReport,
  pdf: string | undefined,
): Promise<void> {
  if (pdf !== undefined) await writeFile(pdf, await printedReport(readers, given), { mode: 0o600 });
  out.result(given);
  const { finding, matrix, gaps, snapshot } = given.report;
  out.say(pc.bold(`${snapshot.case.stream}  ${finding.code}  ${finding.en} · ${finding.zh}`));
  for (const { row, person, level, standing, zh, en } of matrix) {
    out.say(`${row}  ${level.padEnd(11)}  ${standing.padEnd(12)}  ${person}  ${pc.dim(`${en} · ${zh}`)}`);
  }
  for (const gap of gaps) out.say(`${pc.yellow('△')} ${gap.en} · ${gap.zh}`);
  if (pdf !== undefined) out.say(pc.dim(pdf));
}

function reportCode(text: string): string {
  if (isTraceable(text)) return text;
  throw new InvalidArgumentError('a code of the catalogue (R-14, W-10), or reversal · 规则编号或者 reversal');
}
