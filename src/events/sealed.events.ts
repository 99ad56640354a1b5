import { z } from 'zod';
import { clocks, code } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, handle, instant, sha256Hex, text } from './schemas';

/**
 * Stream `sealed-<pseudonym of a case>`: interference, orders, retaliation and exemption (D.5, D.6). Neither the case nor
 * any person stands here in clear: public members hold keyed pseudonyms, the rest is erasable and encrypted under a
 * key of this stream alone.
 */

/** How somebody interfered. The codes stand in records and never change. */
export const interferenceMeans = [
  ...(['oral', 'telephone', 'message', 'face-to-face', 'meeting', 'document'] as const),
] as const;

/** What was asked for. The codes stand in records and never change. */
export const interferenceRequests = [
  ...(['file', 'drop', 'lighter', 'delay', 'change-amount', 'disclose'] as const),
] as const;

/** What kind of interference it was. The codes stand in records and never change. */
export const interferenceCategories = [
  ...(['interference', 'enquiry', 'pleading', 'ultra-vires-instruction'] as const),
] as const;

/** What the recorder did. The codes stand in records and never change. */
export const interferenceAnswers = ['refused', 'complied', 'referred-up'] as const;

/** Of whom the interference came; it decides who is told (D.5). The codes stand in records and never change. */
export const interferencePositions = [
  ...(['colleague', 'superior', 'organ-head', 'other-organ', 'outside'] as const),
  ...(['supervision-organ', 'superior-of-supervision', 'government-leader'] as const),
] as const;

/** Who may read and acknowledge: the supervision organ of the level and discipline, or discipline alone. */
export const routings = ['supervision', 'discipline'] as const;

/** Grounds of exemption and mitigation (D.6 a–h). The codes stand in records and never change. */
export const exemptionGrounds = [
  ...(['due-performance', 'unlawful-demand-refused', 'no-causal-link', 'superior-order'] as const),
  ...(['lighter-by-law', 'no-statutory-ground', 'reform'] as const),
] as const;

/** What shuts exemption out (D.6). The codes stand in records and never change. */
export const exclusions = [
  ...(['intent', 'private-benefit', 'concealment', 'tampering'] as const),
  ...(['repeated-after-notice', 'manifestly-unlawful-order'] as const),
] as const;

/** A person in words; the handle where he stands in the officers’ register. */
const person = z.strictObject({ name: text(200), officer: handle.exactOptional() });

/** Whom and what it is about; the same in every event that opens something. */
const about = { case: handle, organ: handle, by: handle };

/** Pseudonyms of everybody whom the record names: none of them reads or acknowledges it. */
const barred = z.array(handle).max(60);

export const InterferenceRecorded = defineEvent('InterferenceRecorded', 1, {
  zh: '干预记录',
  en: 'Interference recorded',
  data: z.strictObject({
    record: code,
    recorder: handle,
    routing: z.enum(routings),
    barred,
    ...clocks,
  }),
  personal: {
    sealed: z.strictObject({
      ...about,
      happened: instant,
      place: text(400).exactOptional(),
      means: z.enum(interferenceMeans),
      category: z.enum(interferenceCategories),
      who: person,
      position: z.enum(interferencePositions),
      title: text(200).exactOptional(),
      relation: text(400).exactOptional(),
      /** Those through whom it was passed on. */
      through: z.array(person).max(20),
      /** As heard. */
      words: text(4000),
      request: z.enum(interferenceRequests),
      witnesses: z.array(person).max(20),
      answer: z.enum(interferenceAnswers),
      answerText: text(2000).exactOptional(),
      evidence: z
        .array(z.strictObject({ description: text(1000), sha256: sha256Hex.exactOptional() }))
        .max(40),
    }),
  },
});

/** What was kept of the interference, as a file under the key of this stream; who may read the record reads it. */
export const InterferenceEvidenceAttached = defineEvent('InterferenceEvidenceAttached', 1, {
  zh: '附干预证据',
  en: 'Evidence of interference attached',
  data: z.strictObject({ record: code, blob: sha256Hex }),
  personal: {
    sealed: z.strictObject({ by: handle, description: text(1000), sha256: sha256Hex.exactOptional() }),
  },
});

export const InterferenceAcknowledged = defineEvent('InterferenceAcknowledged', 1, {
  zh: '确认收到干预记录',
  en: 'Interference record acknowledged',
  data: z.strictObject({ record: code, by: handle, role: z.enum(['supervisor', 'discipline']), ...clocks }),
  personal: { sealed: z.strictObject({ by: handle, measures: text(2000).exactOptional() }) },
});

/** W-26 follows from it at once. */
export const RetaliationReported = defineEvent('RetaliationReported', 1, {
  zh: '报告打击报复',
  en: 'Retaliation reported',
  data: z.strictObject({ report: code, record: code, reporter: handle, barred }),
  personal: {
    sealed: z.strictObject({ ...about, who: person, on: civilDate, what: text(4000) }),
  },
});

export const OrderReceived = defineEvent('OrderReceived', 1, {
  zh: '收到上级决定或者命令',
  en: 'Order of a superior received',
  data: z.strictObject({ order: code, receiver: handle, barred }),
  personal: {
    sealed: z.strictObject({
      ...about,
      from: person,
      title: text(200).exactOptional(),
      means: z.enum(interferenceMeans),
      content: text(4000),
    }),
  },
});

export const ObjectionRaised = defineEvent('ObjectionRaised', 1, {
  zh: '提出改正或者撤销的意见',
  en: 'Objection to the order raised',
  data: z.strictObject({ order: code }),
  personal: { sealed: z.strictObject({ means: z.enum(interferenceMeans), content: text(4000) }) },
});

/** The superior keeps his order after the objection (公务员法 60). */
export const OrderMaintained = defineEvent('OrderMaintained', 1, {
  zh: '上级不改变决定或者命令',
  en: 'Order maintained',
  data: z.strictObject({ order: code }),
  personal: { sealed: z.strictObject({ words: text(2000).exactOptional() }) },
});

/** The superior wants it carried out at once (公务员法 60). */
export const ImmediateExecutionDemanded = defineEvent('ImmediateExecutionDemanded', 1, {
  zh: '上级要求立即执行',
  en: 'Immediate execution demanded',
  data: z.strictObject({ order: code }),
  personal: { sealed: z.strictObject({ words: text(2000).exactOptional() }) },
});

export const OrderWithdrawn = defineEvent('OrderWithdrawn', 1, {
  zh: '上级改变或者撤销决定、命令',
  en: 'Order withdrawn',
  data: z.strictObject({ order: code }),
  personal: { sealed: z.strictObject({ words: text(2000).exactOptional() }) },
});

export const ExemptionClaimed = defineEvent('ExemptionClaimed', 1, {
  zh: '主张免责、容错',
  en: 'Exemption or mitigation claimed',
  data: z.strictObject({
    claim: code,
    person: handle,
    /** Code of the finding: `W-10`, `R-14`, `reversal`. */
    finding: text(20),
    ground: z.enum(exemptionGrounds),
    /** The order that it rests on (公务员法 60). */
    order: code.exactOptional(),
  }),
  personal: {
    sealed: z.strictObject({
      ...about,
      statement: text(4000),
      /** Events of the case that speak for it, by their ids. */
      events: z.array(text(60)).max(60),
    }),
  },
});

export const ExemptionRuled = defineEvent('ExemptionRuled', 1, {
  zh: '免责、容错认定',
  en: 'Exemption or mitigation ruled on',
  data: z.strictObject({
    claim: code,
    outcome: z.enum(['exempt', 'mitigated', 'denied']),
    /** Measure of the ladder of D.7 about which it was ruled. */
    measure: code,
    /** Body that could decide it. */
    body: code,
    heard: z.boolean(),
    exclusions: z.array(z.enum(exclusions)),
    by: handle,
  }),
  personal: { sealed: z.strictObject({ by: handle, reason: text(4000) }) },
});

/** What of the sealed class can be ordered to be handed over. The codes stand in records and never change. */
export const sealedItems = [
  ...(['record', 'complainant', 'alert', 'traceback', 'discipline'] as const),
] as const;

/** By whom it can be ordered (复议法 45, 行诉法 40). The codes stand in records and never change. */
export const orderingBodies = ['reconsideration', 'court'] as const;

/** A sealed item was handed over by itself, outside of every volume, on a written order. */
export const SealedItemProduced = defineEvent('SealedItemProduced', 1, {
  zh: '依命令提交密封材料',
  en: 'Sealed item produced on order',
  data: z.strictObject({
    production: code,
    /** Pseudonym of the approver who handed it over. */
    approver: handle,
    item: z.enum(sealedItems),
    /** Code of the sealed record of the case, where it is one. */
    produced: code.exactOptional(),
    to: z.enum(orderingBodies),
    barred,
  }),
  personal: {
    sealed: z.strictObject({
      ...about,
      body: text(200),
      /** The written order: its number and day. */
      order: z.strictObject({ number: text(128), on: civilDate }),
      description: text(1000),
      /** SHA-256 of what was handed over, where it is a file. */
      sha256: sha256Hex.exactOptional(),
    }),
  },
});

const declared = [
  InterferenceRecorded,
  InterferenceEvidenceAttached,
  InterferenceAcknowledged,
  RetaliationReported,
  OrderReceived,
  ObjectionRaised,
  OrderMaintained,
  ImmediateExecutionDemanded,
  OrderWithdrawn,
  ExemptionClaimed,
  ExemptionRuled,
  SealedItemProduced,
] as const;

export const sealedEvents = declared as unknown as readonly EventDefinition[];

export type SealedEvent = EventOf<(typeof declared)[number]>;
