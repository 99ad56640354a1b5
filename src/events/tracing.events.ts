import { z } from 'zod';
import { code, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { citation, civilDate, handle, instant, sha256Hex, text } from './schemas';

/**
 * Stream `tracing-<id>`: the tracing of one finding (责任倒查), from its opening to the signatures of two tracing officers.
 * It is sealed: what people say in it is erasable, and no list shows it.
 */

const declared = z.strictObject({ officer: handle, conflict: z.boolean() });

export const TracingOpened = defineEvent('TracingOpened', 1, {
  zh: '启动责任倒查',
  en: 'Tracing opened',
  data: z.strictObject({
    organ: handle,
    case: handle,
    /** Code of the finding: `W-10`, `reversal`. */
    code: text(20),
    number: text(128),
    supervisors: z.array(handle).length(2),
    declarations: z.array(declared).length(2),
    /** The frozen record: nothing that was recorded later has a part in the report. */
    knownAt: instant,
    revision: z.int().min(0),
    alerts: z.array(handle),
    people: z.array(handle),
    /** SHA-256 of the report as it stood at the opening. */
    report: sha256Hex,
    /** Day of an accident of the party, where one gave rise to it. */
    accidentOn: civilDate.exactOptional(),
    reliance,
  }),
  personal: {
    question: z.strictObject({ text: text(2000), accident: text(2000).exactOptional() }),
  },
});

export const TracedRowsShown = defineEvent('TracedRowsShown', 1, {
  zh: '出示本人相关内容',
  en: 'Rows shown to the person traced',
  data: z.strictObject({
    person: handle,
    /** Read by himself, or shown by a tracing officer. */
    by: z.enum(['himself', 'tracing-officer']),
    report: sha256Hex,
  }),
});

export const TracedPersonHeard = defineEvent('TracedPersonHeard', 1, {
  zh: '听取相关人员陈述申辩',
  en: 'Statement of a person traced',
  data: z.strictObject({
    id: code,
    person: handle,
    outcome: z.enum(['given', 'declined', 'not-reached']),
    /** Revision of the showing that came before it; absent where he was not reached. */
    shown: z.int().min(0).exactOptional(),
    by: z.enum(['himself', 'tracing-officer']),
  }),
  personal: { statement: z.strictObject({ text: text(8000) }) },
});

export const CausationTested = defineEvent('CausationTested', 1, {
  zh: '检验履职行为与事故的因果关系',
  en: 'Causation of an accident tested',
  data: z.strictObject({ relation: z.enum(['direct', 'none', 'not-provable']) }),
  personal: { causation: z.strictObject({ reasons: text(4000) }) },
});

export const OutcomeProposed = defineEvent('OutcomeProposed', 1, {
  zh: '提出处理建议',
  en: 'Outcome proposed',
  data: z.strictObject({
    id: code,
    /** Absent: the organ. */
    person: handle.exactOptional(),
    measure: code,
    body: code,
    service: z.enum(['serving', 'retired', 'resigned', 'dead', 'under-supervision-case']).exactOptional(),
    basis: z.array(citation).min(1),
  }),
  personal: { proposal: z.strictObject({ reasons: text(4000) }) },
});

export const ProposalWithdrawn = defineEvent('ProposalWithdrawn', 1, {
  zh: '撤回处理建议',
  en: 'Proposal withdrawn',
  data: z.strictObject({ id: code }),
  personal: { proposal: z.strictObject({ reasons: text(4000) }) },
});

export const TracingSigned = defineEvent('TracingSigned', 1, {
  zh: '签署责任倒查报告',
  en: 'Traceback report signed',
  data: z.strictObject({
    officer: handle,
    /** SHA-256 of the report as he read it: what is added later is not signed. */
    report: sha256Hex,
    reliance,
  }),
});

export const tracingEvents = [
  TracingOpened,
  TracedRowsShown,
  TracedPersonHeard,
  CausationTested,
  OutcomeProposed,
  ProposalWithdrawn,
  TracingSigned,
] as unknown as readonly EventDefinition[];

export type TracingEvent =
  | EventOf<typeof TracingOpened>
  | EventOf<typeof TracedRowsShown>
  | EventOf<typeof TracedPersonHeard>
  | EventOf<typeof CausationTested>
  | EventOf<typeof OutcomeProposed>
  | EventOf<typeof ProposalWithdrawn>
  | EventOf<typeof TracingSigned>;
