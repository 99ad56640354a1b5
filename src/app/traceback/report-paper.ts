import { Names } from '../../documents/names';
import { PdfPrinter } from '../../engines/pdf/pdf-printer';
import type { Recorded } from '../../kernel/event';
import type { DocumentModel } from '../../ports/document-model';
import type { Readers } from '../readers';
import type { GivenReport, GivenTracing } from './given-report';
import { reportDocument } from './report-document';

/** The report as a document, with the names that the registers gave to its people when the record was frozen. */
export async function reportPaper(
  readers: Pick<Readers, 'stream'>,
  given: GivenReport | GivenTracing,
): Promise<DocumentModel> {
  const streams = [...namedIn(given)];
  const read = await Promise.all(streams.map((stream) => readers.stream(stream)));
  // Tracing officers may have come into the register after the acts that they trace.
  const known = streams.map((stream, i) => [stream, read[i] ?? []] as [string, readonly Recorded[]]);
  return reportDocument(given, new Names(new Map(known)));
}

const register = /^(organ|officer)-/u;

/** Organs and people that the report names. */
function namedIn({ report, sealed }: GivenReport): Set<string> {
  const { matrix, tracing, statements, recommendations, actors, organ } = report;
  const named = [
    ...[...matrix, ...(sealed?.matrix ?? [])].map(({ person }) => person),
    ...statements.flatMap((each) => ('person' in each ? [each.person] : [])),
    ...recommendations.flatMap(({ person }) => person ?? []),
    ...(tracing === undefined ? [] : [tracing.organ, ...tracing.supervisors]),
    ...actors,
    ...(organ === undefined ? [] : [organ]),
  ];
  return new Set(named.filter((handle) => register.test(handle)));
}

/** The same as PDF by a printer of its own: for the command line, which prints one. */
export async function printedReport(
  readers: Pick<Readers, 'stream'>,
  given: GivenReport | GivenTracing,
): Promise<Buffer> {
  const printer = new PdfPrinter();
  try {
    return await printer.print(await reportPaper(readers, given));
  } finally {
    await printer.close();
  }
}
