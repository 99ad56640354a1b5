import type { EventRef } from './case-record';
import type { GivenTracing } from './given-report';
import type { StatementOnRecord } from './proceeding';
import type { Control } from './control';
import type { TracebackReport, TracedEvent } from './report';

/**
 * What the person traced reads before he answers (公务员法 63): his own rows, the evidence and the basis. Nothing of a
 * complaint is in it, and no row about anybody else.
 */
export interface OwnRows {
  readonly person: string;
  /** Hash of the report as it stood. */
  readonly hash: string;
  readonly tracing: { readonly stream: string; readonly number: string };
  readonly finding: TracebackReport['finding'];
  readonly norms: TracebackReport['norms'];
  readonly conditions: TracebackReport['conditions'];
  readonly matrix: TracebackReport['matrix'];
  readonly knowledge: TracebackReport['knowledge'];
  readonly control: readonly Control[];
  /** The events of the case that these rows rest on, on both clocks. */
  readonly evidence: readonly TracedEvent[];
  readonly statements: readonly { readonly statement: StatementOnRecord; readonly text?: string }[];
}

/** The rows about one person; `undefined` where the report has none. */
export function ownRows({ hash, report, texts }: GivenTracing, person: string): OwnRows | undefined {
  const { tracing, finding, norms, conditions, timeline } = report;
  const matrix = report.matrix.filter((each) => each.person === person);
  if (tracing === undefined || matrix.length === 0) return undefined;
  const knowledge = report.knowledge.filter((each) => each.person === person);
  const restsOn = new Set(
    [
      ...finding.evidence,
      ...(finding.ended === undefined ? [] : [finding.ended]),
      ...matrix.flatMap((each) => [...each.for, ...each.against].flatMap(({ events }) => events)),
      ...knowledge.flatMap(({ act, because }) => [act, ...because.events]),
    ].map(({ event }: EventRef) => event),
  );
  const heard = report.statements.filter(
    (each): each is StatementOnRecord => 'person' in each && each.person === person,
  );
  return {
    ...{ person, hash, tracing: { stream: tracing.stream, number: tracing.number } },
    ...{ finding, norms, conditions, matrix, knowledge },
    control: report.control.filter((each) => each.person === person),
    evidence: timeline.filter(({ event }) => restsOn.has(event)),
    statements: heard.map((statement) => {
      const text = texts.statements[statement.id];
      return text === undefined ? { statement } : { statement, text };
    }),
  };
}
