import type { InterferenceRecorded } from '../../events/sealed.events';
import type { SealedAlertRaised } from '../../events/sealed-alert.events';
import type { Recorded } from '../../kernel/event';
import type { CivilDate } from '../../kernel/time';
import { alerts } from '../../law/violations';
import type { SealedRecords } from '../sealed/sealed-readings';
import { refOf, type EventRef, type Leafed } from './case-record';

/** Codes of findings that are sealed themselves: W-16, W-26, W-39. Only a reader of sealed records traces them. */
export type SealedCode = 'W-16' | 'W-26' | 'W-39';
export const isSealedCode = (code: string): code is SealedCode =>
  code in alerts && alerts[code as SealedCode].sealed;

/** A finding in sealed records, with what it is about there. */
export interface SealedFinding {
  /** As {@link ./finding} tells of others. */
  readonly finding: {
    readonly code: SealedCode;
    readonly zh: string;
    readonly en: string;
    readonly severity: number;
    readonly source: 'alert';
    readonly kind: 'commission' | 'omission';
    readonly on: CivilDate;
    readonly ended?: EventRef;
    readonly evidence: readonly EventRef[];
  };
  /** The interference or the retaliation; absent of a hand-over, which nothing may have been recorded of. */
  readonly matter?: Leafed;
}

/** The finding of the sealed alert of a code, the one missed first; `undefined` where the reader may see none. */
export function sealedFindingOf(code: SealedCode, sealed: SealedRecords): SealedFinding | undefined {
  const [alert] = sealed.alerts
    .filter(({ event }) => raised(event).code === code)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (alert === undefined) return undefined;
  const { due, record } = raised(alert.event);
  const matter = sealed.record.find(({ event }) => opens(event, record));
  const end = code === 'W-39' ? sealed.record.find(({ event }) => acknowledges(event, record)) : undefined;
  const { zh, en, severity } = alerts[code];
  return {
    finding: {
      ...{ code, zh, en, severity, source: 'alert', on: due },
      kind: code === 'W-26' ? 'commission' : 'omission',
      ...(end === undefined ? {} : { ended: refOf(end) }),
      evidence: [alert, ...(matter === undefined ? [] : [matter])].map(refOf),
    },
    ...(matter === undefined ? {} : { matter }),
  };
}

const raised = (event: Recorded) => (event as Recorded<ReturnType<typeof SealedAlertRaised>>).data;

const keyOf = ({ event }: Leafed): string => `${raised(event).due} ${event.meta.stream}`;

const opens = ({ type, data }: Recorded, record: string): boolean =>
  (type === 'InterferenceRecorded' && (data as Interference).record === record) ||
  (type === 'RetaliationReported' && (data as { readonly report: string }).report === record);

/** Whether an event says that a record was taken note of. */
export const acknowledges = ({ type, data }: Recorded, record: string): boolean =>
  type === 'InterferenceAcknowledged' && (data as { readonly record: string }).record === record;

export type Interference = ReturnType<typeof InterferenceRecorded>['data'];
