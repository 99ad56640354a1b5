import type { Recorded } from '../../kernel/event';
import { HenjiError } from '../../kernel/errors';
import type { Readers } from '../readers';
import type { GivenReport, GivenTracing, ReportTexts } from './given-report';
import { reportOn } from './given-report';
import { proceedingOf, signaturesOf, stateOf } from './proceeding';
import { readSnapshot } from './read-snapshot';

/** There is no such tracing, or it is none of the asker's business. */
export class TracingNotFound extends HenjiError {
  constructor(id: string) {
    super({ code: 'not-found', zh: `未找到 ${id}`, en: `${id} was not found` });
  }
}

/** The report of a tracing, and everybody who ever acted in the case that it is about. */
export interface TracingReport {
  readonly given: GivenTracing;
  readonly acted: readonly string[];
}

/**
 * The report of a tracing as it stands: on the record that was frozen at its opening, with what was said and proposed
 * since. Whether that record still gives the report of the opening is told in it.
 *
 * @throws TracingNotFound
 */
export async function tracingReport(readers: Readers, stream: string): Promise<TracingReport> {
  const records = stream.startsWith('tracing-') ? await readers.recordsOf(stream) : [];
  const { opened } = stateOf(records);
  if (opened === undefined) throw new TracingNotFound(stream);
  const { case: about, code, knownAt, revision, alerts, people, report } = opened;
  const asked = { stream: about, code, knownAt, frozen: { revision, alerts, people } };
  const { snapshot, acted } = await readSnapshot(readers, asked);
  const proceeding = proceedingOf(records, reportOn(code, snapshot).hash === report);
  const given: GivenReport = reportOn(code, {
    ...snapshot,
    ...(proceeding === undefined ? {} : { proceeding }),
  });
  const texts = textsIn(await readers.stream(stream));
  return { acted, given: { ...given, signatures: signaturesOf(records, given.hash), texts } };
}

function textsIn(events: readonly Recorded[]): ReportTexts {
  const said = (subject: string, member: string, event: Recorded | undefined): string | undefined => {
    const text = event?.personal?.[subject]?.[member];
    return typeof text === 'string' ? text : undefined;
  };
  const byId = (type: string, subject: string, member: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      events
        .filter((event) => event.type === type)
        .flatMap((event) => {
          const text = said(subject, member, event);
          return text === undefined ? [] : [[(event.data as { readonly id: string }).id, text]];
        }),
    );
  const single = {
    question: said('question', 'text', events[0]),
    accident: said('question', 'accident', events[0]),
    causation: said(
      'causation',
      'reasons',
      events.findLast(({ type }) => type === 'CausationTested'),
    ),
  };
  return {
    ...Object.fromEntries(Object.entries(single).filter(([, text]) => text !== undefined)),
    statements: byId('TracedPersonHeard', 'statement', 'text'),
    proposals: byId('OutcomeProposed', 'proposal', 'reasons'),
  };
}
