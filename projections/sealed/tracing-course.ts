import type { Recorded } from '../../src/kernel/event';
import {
  CausationTested,
  OutcomeProposed,
  ProposalWithdrawn,
  TracedPersonHeard,
  TracingOpened,
  TracingSigned,
} from '../../src/events/tracing.events';
import type { RowOf } from '../../src/ports/read-model-table';
import { changesOf, follow, on, type Step } from '../projection';
import { tables, type tracings } from './tables';

const { put } = changesOf(tables);

/** A tracing as it stands, and who has signed which report. */
interface TracingDoc {
  readonly row?: RowOf<typeof tracings>;
  readonly signed: Readonly<Record<string, readonly string[]>>;
}

/** The row after an event: each revision has its own, so that the list can be asked for on two clocks. */
function moved(doc: TracingDoc, { meta }: Recorded, phase: 'open' | 'signed'): Step<TracingDoc> {
  if (doc.row === undefined) return { doc, changes: [] };
  const row = {
    ...doc.row,
    revision: meta.revision,
    phase,
    legal_date: meta.legal.d,
    recorded_at: meta.recordedAt,
  };
  return { doc: { ...doc, row }, changes: [put('tracings', row)] };
}

const added = (event: Recorded, doc: TracingDoc): Step<TracingDoc> => moved(doc, event, 'open');

/** Tracings by organ and case; what people say in them stands on their streams alone. */
export const tracingCourse = follow<TracingDoc>({
  initial: { signed: {} },
  on: [
    on(TracingOpened, ({ data, meta }, doc) => {
      const { organ, case: about, code, number } = data;
      const row = {
        ...{ tracing: meta.stream, revision: meta.revision, organ, case: about, code, number },
        ...{ opened_on: meta.legal.d, phase: 'open', legal_date: meta.legal.d, recorded_at: meta.recordedAt },
      };
      return { doc: { ...doc, row }, changes: [put('tracings', row)] };
    }),
    on(TracedPersonHeard, added),
    on(CausationTested, added),
    on(OutcomeProposed, added),
    on(ProposalWithdrawn, added),
    on(TracingSigned, (event, doc) => {
      const { officer, report } = event.data;
      const by = [...new Set([...(doc.signed[report] ?? []), officer])];
      const after = { ...doc, signed: { ...doc.signed, [report]: by } };
      return moved(after, event, by.length > 1 ? 'signed' : 'open');
    }),
  ],
});
