import type { DomainEvent, Recorded } from '../../src/kernel/event';
import type { CivilDate } from '../../src/kernel/time';
import {
  InterferenceAcknowledged,
  InterferenceRecorded,
  RetaliationReported,
} from '../../src/events/sealed.events';
import { SealedAlertEscalated, SealedAlertRaised } from '../../src/events/sealed-alert.events';
import type { RowOf } from '../../src/ports/read-model-table';
import { textOf } from '../personal';
import { changesOf, follow, on, type Projection, type Step } from '../projection';
import { tables, type alerts, type matters } from './tables';
import { tracingCourse } from './tracing-course';

const { put, add } = changesOf(tables);

/** What is on record of a case, by the code of the record. */
type SealedDoc = Readonly<Record<string, RowOf<typeof matters>>>;

/** A sealed alert as its row has it. */
type SealedAlertDoc = RowOf<typeof alerts> | null;

/** In place of a date that does not come. */
const NEVER = '9999-12-31';

function matterOf(
  event: Recorded<DomainEvent<string, { readonly barred: readonly string[] }>>,
  said: { readonly record: string; readonly code: string; readonly routing: string; readonly due: CivilDate },
): RowOf<typeof matters> {
  const { record, code, routing, due } = said;
  return {
    ...{ stream: event.meta.stream, record, code, routing, barred: event.data.barred },
    case: textOf(event, 'sealed', 'case') ?? '',
    organ: textOf(event, 'sealed', 'organ') ?? '',
    ...{ recorded_on: event.meta.legal.d, due_on: due, done_on: '' },
  };
}

const opened = (doc: SealedDoc, row: RowOf<typeof matters>) => ({
  doc: { ...doc, [row.record]: row },
  changes: [put('matters', row), add('dues', { ...dueOf(row), pending: 1, raised: 0 })],
});

const dueOf = ({ stream, record, code, due_on }: RowOf<typeof matters>) => ({ stream, record, code, due_on });

/** What is to be handled of sealed records, and the alerts on them. Read by the watch and by discipline inspection alone. */
export const sealed: Projection = {
  name: 'sealed',
  version: 3,
  tables,
  streams: {
    sealed: follow<SealedDoc>({
      initial: {},
      on: [
        on(InterferenceRecorded, (event, doc) => {
          const { record, routing, opens } = event.data;
          const due = opens[0]?.due ?? NEVER;
          return opened(doc, matterOf(event, { record, code: 'W-39', routing, due }));
        }),
        on(RetaliationReported, (event, doc) => {
          const { report: record } = event.data;
          // Nothing is waited for: the alert follows from the report.
          const due = event.meta.legal.d;
          return opened(doc, matterOf(event, { record, code: 'W-26', routing: 'discipline', due }));
        }),
        on(InterferenceAcknowledged, (event, doc) => {
          const row = doc[event.data.record];
          if (row === undefined) return { doc, changes: [] };
          const done = { ...row, done_on: event.meta.legal.d };
          // What was acknowledged too late stays missed.
          const inTime = done.done_on <= row.due_on;
          const taken = inTime ? [add('dues', { ...dueOf(row), pending: -1, raised: 0 })] : [];
          return { doc: { ...doc, [row.record]: done }, changes: [put('matters', done), ...taken] };
        }),
      ],
    }),
    tracing: tracingCourse,
    sealedalert: follow<SealedAlertDoc>({
      initial: null,
      on: [
        on(SealedAlertRaised, (event, _doc: SealedAlertDoc): Step<SealedAlertDoc> => {
          const { code, stream, record, due, detected, severity, row, barred } = event.data;
          const about = { stream, record, code, due_on: due };
          const alert = {
            ...{ alert: event.meta.stream, ...about, barred, detected_on: detected, severity, row },
            case: textOf(event, 'sealed', 'case') ?? '',
            organ: textOf(event, 'sealed', 'organ') ?? '',
            ...{ level: 'post', level_since: detected, revision: event.meta.revision },
          };
          return {
            doc: alert,
            changes: [put('alerts', alert), add('dues', { ...about, pending: 0, raised: 1 })],
          };
        }),
        on(SealedAlertEscalated, ({ data: { level }, meta }, doc) => {
          if (doc === null) return { doc, changes: [] };
          const alert = { ...doc, level, level_since: meta.legal.d, revision: meta.revision };
          return { doc: alert, changes: [put('alerts', alert)] };
        }),
      ],
    }),
  },
};
