import { clocksOf, type TraceClock } from '../../../projections/accountability/trace-clocks';
import type { AlertRaised } from '../../events/ledger.events';
import { DecisionReversed, SelfCorrected, type ReversalGround } from '../../events/remedy.events';
import { HenjiError } from '../../kernel/errors';
import type { Recorded } from '../../kernel/event';
import type { CivilDate } from '../../kernel/time';
import { leadOfReversal, leads, type Lead } from '../../law/answerability/leads';
import { alerts, isAlertCode, isRefusalCode, refusals } from '../../law/violations';
import type { AnswerabilityRow } from '../../law/violations/row';
import { alertOfClock } from '../alerts/alert-table';
import { lateBreach } from './out-of-band';
import type { SealedRecords } from '../sealed/sealed-readings';
import { isSealedCode, sealedFindingOf } from './sealed-finding';
import { actsOfCode } from './sources';
import { memberOf, refOf, type CaseRecord, type EventRef, type Leafed } from './case-record';

/** What a traceback begins with: what went wrong, when, and where the record says so. */
export interface Finding {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly severity?: number;
  /**
   * Where it stands: an alert, a finding within an act, a clock of the case that was not kept, a reversal; or nowhere:
   * `asserted` by whoever asks, about an act that is on record.
   */
  readonly source: 'alert' | 'act' | 'clock' | 'reversal' | 'asserted';
  /** Something done, or something left undone by a day. */
  readonly kind: 'commission' | 'omission';
  /** The day of the act, or the last day on which it would have been in time. */
  readonly on: CivilDate;
  readonly clock?: string;
  /** The act that ended the clock too late. */
  readonly ended?: EventRef;
  readonly evidence: readonly EventRef[];
  /** What the decision was reversed for, where the reversal says so. */
  readonly grounds?: readonly ReversalGround[];
}

/** Nothing in the record of the case answers to the code. */
export class NoFinding extends HenjiError {
  constructor(code: string) {
    super({
      code: 'no-finding',
      zh: `本案记录中没有 ${code} 的事实，不对任何人作倒查`,
      en: `the record of this case has nothing that ${code} could be about; nobody is traced for it`,
      field: 'code',
    });
  }
}

/** Codes that can be asked for. */
export const isTraceable = (code: string): boolean =>
  code === leadOfReversal.code || isAlertCode(code) || isRefusalCode(code);

/** Where a code leads. @throws NoFinding for what is no code */
export function leadOf(code: string): Lead {
  const lead = code === leadOfReversal.code ? leadOfReversal : leads.get(code);
  if (lead === undefined) throw new NoFinding(code);
  return lead;
}

type Alerted = Recorded<ReturnType<typeof AlertRaised>>;

/**
 * The finding that a code stands for in a case: the alert first, then what acts and clocks say themselves.
 *
 * @param raised alerts on this case
 * @param sealed what is sealed about it, where whoever asks may see it; findings that are sealed stand nowhere else
 * @throws NoFinding
 */
export function findingOf(
  code: string,
  record: CaseRecord,
  raised: readonly Leafed[],
  today: CivilDate,
  sealed?: SealedRecords,
): Finding {
  if (code === leadOfReversal.code) return reversalOf(record);
  if (isSealedCode(code)) {
    // Where nothing may be seen there is nothing: one answer for both.
    const { finding } = (sealed === undefined ? undefined : sealedFindingOf(code, sealed)) ?? {};
    if (finding === undefined) throw new NoFinding(code);
    return finding;
  }
  const found = isAlertCode(code) ? onRecord(code, record, raised, today) : brokenOf(code, record);
  if (found === undefined) throw new NoFinding(code);
  return found;
}

function onRecord(
  code: string,
  record: CaseRecord,
  raised: readonly Leafed[],
  today: CivilDate,
): Finding | undefined {
  const clocks = clocksOf(record.events, today);
  return byAlert(code, record, raised, clocks) ?? byAct(code, record) ?? byClock(code, record, clocks);
}

const textsOf = (code: string) => {
  const row = isAlertCode(code) ? alerts[code] : isRefusalCode(code) ? refusals[code] : undefined;
  const severity = isAlertCode(code) ? { severity: alerts[code].severity } : {};
  return { code, zh: row?.zh ?? code, en: row?.en ?? code, ...severity };
};

function byAlert(
  code: string,
  record: CaseRecord,
  raised: readonly Leafed[],
  clocks: readonly TraceClock[],
): Finding | undefined {
  const alert = raised.find(({ event }) => memberOf(event, 'code') === code);
  if (alert === undefined) return undefined;
  const { clock, due } = (alert.event as Alerted).data;
  const { causationId } = alert.event.meta;
  const cause = record.events.find(({ meta }) => meta.id === causationId);
  const own = clocks.find((each) => each.openedBy === cause?.meta.revision && keyOf(clock) === each.key);
  return {
    ...textsOf(code),
    ...{ source: 'alert', kind: own === undefined ? 'commission' : 'omission', on: due, clock },
    ...endOf(record, own),
    evidence: [refOf(alert), ...(cause === undefined ? [] : [record.ref(cause)])],
  };
}

/** `fine.pay~2` is the second opening of `fine.pay`. */
const keyOf = (clock: string): string => clock.replace(/~\d+$/u, '');

function byAct(code: string, record: CaseRecord): Finding | undefined {
  const event = record.events.find((each) =>
    memberOf(each, 'findings')?.some((finding) => finding.code === code),
  );
  if (event === undefined) return undefined;
  const evidence = [record.ref(event)];
  return { ...textsOf(code), source: 'act', kind: 'commission', on: event.meta.legal.d, evidence };
}

function byClock(code: string, record: CaseRecord, clocks: readonly TraceClock[]): Finding | undefined {
  const missed = clocks.find(
    ({ key, state }) => alertOfClock.get(key)?.code === code && (state === 'late' || state === 'overdue'),
  );
  const opening = record.events.find(({ meta }) => meta.revision === missed?.openedBy);
  if (missed?.due === undefined || opening === undefined) return undefined;
  return {
    ...textsOf(code),
    ...{ source: 'clock', kind: 'omission', on: missed.due, clock: missed.key },
    ...endOf(record, missed),
    evidence: [record.ref(opening)],
  };
}

function endOf(record: CaseRecord, clock: TraceClock | undefined): { readonly ended?: EventRef } {
  const end = record.events.find(({ meta }) => meta.revision === clock?.endedBy);
  return end === undefined ? {} : { ended: record.ref(end) };
}

/**
 * A broken rule is traced by the act that broke it. A late entry says so itself; of other acts the record does not say
 * whether they did.
 */
function brokenOf(code: string, record: CaseRecord): Finding | undefined {
  const late = lateBreach(code, record);
  if (late !== undefined) {
    const on = late.entry.meta.legal.d;
    const evidence = record.refs([late.entry, ...late.acts]);
    return { ...textsOf(code), source: 'act', kind: 'commission', on, evidence };
  }
  const act = record.of(actsOfCode(code)).at(-1);
  if (act === undefined) return undefined;
  const evidence = [record.ref(act)];
  return { ...textsOf(code), source: 'asserted', kind: 'commission', on: act.meta.legal.d, evidence };
}

/** What a reversal blames is the decision, on the day on which it was made. */
function reversalOf(record: CaseRecord): Finding {
  const reversals = record.of([DecisionReversed.type, SelfCorrected.type]);
  const decision = record.of(actsOfCode(leadOfReversal.code)).at(-1);
  if (reversals.length === 0 || decision === undefined) throw new NoFinding(leadOfReversal.code);
  return {
    ...{ code: leadOfReversal.code, zh: '处罚决定被撤销、变更或者确认违法', en: 'the decision was reversed' },
    ...{ source: 'reversal', kind: 'commission', on: decision.meta.legal.d },
    evidence: record.refs([...reversals, decision]),
    ...groundsOf(reversals),
  };
}

function groundsOf(reversals: readonly Recorded[]): Pick<Finding, 'grounds'> {
  const grounds = [...new Set(reversals.flatMap((each) => (each as Reversed).data.grounds ?? []))];
  return grounds.length === 0 ? {} : { grounds };
}

type Reversed = Recorded<ReturnType<typeof DecisionReversed>>;

/** The rows of D.2 that a finding leads to: that of its code, of a reversal those of its grounds where it names any. */
export function rowsOf(lead: Lead, { grounds = [] }: Finding): readonly AnswerabilityRow[] {
  const named = lead.others.filter(({ ground }) => (grounds as readonly string[]).includes(ground ?? ''));
  return named.length === 0 ? [lead.row] : [...new Set(named.flatMap(({ rows }) => rows))];
}
