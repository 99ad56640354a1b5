import { z } from 'zod';
import { clocks, code, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { fen, handle, sha256Hex, text } from './schemas';

/** C.9: transfers of a case, or of one act in it, to the police or to another organ (移送规定, 处罚法 27). */

/** Which transfer of the case is meant; a case may have several. */
const transfer = code;

/** A step that says nothing but that it happened. */
const bare = { transfer, ...clocks, reliance };

export const CrimeSuspected = defineEvent('CrimeSuspected', 1, {
  zh: '发现涉嫌犯罪',
  en: 'Crime suspected',
  data: z.strictObject({
    ...bare,
    /** `official`: 职务犯罪, which goes to the 监察机关 or 检察院 and does not hold the case of the party (19). */
    kind: z.enum(['ordinary', 'intellectual-property', 'official']),
    actId: handle,
  }),
  personal: { party: z.strictObject({ grounds: text(4000) }) },
});

export const TransferGroupFormed = defineEvent('TransferGroupFormed', 1, {
  zh: '组成移送专案组',
  en: 'Transfer group formed',
  data: z.strictObject({ ...bare, members: z.array(handle).min(1) }),
});

export const SuspicionNotConfirmed = defineEvent('SuspicionNotConfirmed', 1, {
  zh: '核实后不构成移送',
  en: 'Suspicion not confirmed',
  data: z.strictObject({ ...bare, by: z.array(handle).min(2) }),
  personal: { party: z.strictObject({ reasons: text(4000) }) },
});

export const TransferReported = defineEvent('TransferReported', 1, {
  zh: '提出移送书面报告',
  en: 'Transfer reported to the chief',
  data: z.strictObject({ ...bare, to: handle }),
});

export const ChiefDecided = defineEvent('ChiefDecided', 1, {
  zh: '正职负责人决定是否移送',
  en: 'Chief decided on the transfer',
  data: z.strictObject({ ...bare, approved: z.boolean(), decidedBy: handle }),
  personal: { party: z.strictObject({ reasons: text(4000) }) },
});

const documents = z.array(
  z.strictObject({
    kind: z.enum(['transfer-letter', 'investigation-report', 'item-list', 'expert-report', 'other']),
    /** SHA-256 of the ciphertext of the file; absent where there is none, with the reason. */
    blob: sha256Hex.exactOptional(),
    none: text(400).exactOptional(),
  }),
);

export const TransferredToPolice = defineEvent('TransferredToPolice', 1, {
  zh: '移送公安机关',
  en: 'Transferred to the police',
  data: z.strictObject({
    ...bare,
    to: z.enum(['police', 'supervisory-commission', 'procuratorate']),
    addressee: text(200),
    documents,
    copies: z.array(z.enum(['procuratorate', 'justice', 'superior'])),
  }),
});

export const PoliceReceipt = defineEvent('PoliceReceipt', 1, {
  zh: '公安机关签收',
  en: 'Receipt by the police',
  data: z.strictObject({ ...bare, reference: text(128).exactOptional() }),
});

export const PoliceReceiptRefused = defineEvent('PoliceReceiptRefused', 1, {
  zh: '公安机关拒绝签收',
  en: 'Receipt refused by the police',
  data: z.strictObject(bare),
});

export const PoliceForwarded = defineEvent('PoliceForwarded', 1, {
  zh: '公安机关转送有管辖权的机关',
  en: 'Forwarded by the police to the competent organ',
  data: z.strictObject({ ...bare, to: text(200) }),
});

export const PoliceFiled = defineEvent('PoliceFiled', 1, {
  zh: '公安机关立案',
  en: 'Filed by the police',
  data: z.strictObject({ ...bare, reference: text(128).exactOptional() }),
});

export const PoliceRefused = defineEvent('PoliceRefused', 1, {
  zh: '公安机关不予立案',
  en: 'Not filed by the police',
  data: z.strictObject({ ...bare, reference: text(128).exactOptional() }),
});

export const PoliceReviewAsked = defineEvent('PoliceReviewAsked', 1, {
  zh: '提请公安机关复议',
  en: 'Police asked to decide again',
  data: z.strictObject(bare),
});

export const PoliceReDecided = defineEvent('PoliceReDecided', 1, {
  zh: '公安机关复议决定',
  en: 'Police decided again',
  data: z.strictObject({ ...bare, filed: z.boolean() }),
});

export const ProcuratorateAsked = defineEvent('ProcuratorateAsked', 1, {
  zh: '建议检察院立案监督',
  en: 'Procuratorate asked to supervise',
  data: z.strictObject({
    ...bare,
    because: z.enum(['refused', 'refused-again', 'silent', 'receipt-refused']),
  }),
});

export const ProcuratorateAnswered = defineEvent('ProcuratorateAnswered', 1, {
  zh: '检察院答复',
  en: 'Procuratorate answered',
  data: z.strictObject({ ...bare, filed: z.boolean() }),
});

export const RefusalAccepted = defineEvent('RefusalAccepted', 1, {
  zh: '接受不予立案',
  en: 'Refusal accepted',
  data: z.strictObject(bare),
});

export const ItemsHandedOver = defineEvent('ItemsHandedOver', 1, {
  zh: '移交涉案物品',
  en: 'Items handed over',
  data: z.strictObject({ ...bare, items: z.array(code).max(200), partyTold: z.boolean() }),
});

export const CriminalOutcome = defineEvent('CriminalOutcome', 1, {
  zh: '刑事处理结果',
  en: 'Criminal outcome',
  data: z.strictObject({
    ...bare,
    outcome: z.enum([
      'not-filed',
      'withdrawn',
      'not-prosecuted',
      'terminated',
      'acquitted',
      'exempted',
      'convicted',
    ]),
    /** 罚金 imposed by the court: no fine may follow (处罚法 35). */
    courtFineFen: fen.exactOptional(),
  }),
});

export const HoldReleased = defineEvent('HoldReleased', 1, {
  zh: '解除移送中止',
  en: 'Hold released',
  data: z.strictObject({
    ...bare,
    decidedBy: handle,
    /** Who got a copy. */
    copies: z.array(z.enum(['procuratorate', 'police'])).exactOptional(),
  }),
  personal: { party: z.strictObject({ reasons: text(4000) }) },
});

export const OutOfCompetenceFound = defineEvent('OutOfCompetenceFound', 1, {
  zh: '发现无管辖权',
  en: 'Found to be outside the competence',
  data: z.strictObject({ ...bare, actId: handle, competent: text(200) }),
});

export const TransferSent = defineEvent('TransferSent', 1, {
  zh: '移送其他机关',
  en: 'Transferred to another organ',
  data: z.strictObject({ ...bare, addressee: text(200), documents }),
});

export const ReceiverFiled = defineEvent('ReceiverFiled', 1, {
  zh: '接收机关立案',
  en: 'Filed by the receiving organ',
  data: z.strictObject(bare),
});

export const ReceiverDeclined = defineEvent('ReceiverDeclined', 1, {
  zh: '接收机关不予立案',
  en: 'Declined by the receiving organ',
  data: z.strictObject({ ...bare, withdrawn: z.boolean() }),
});

export const ReceiverSilent = defineEvent('ReceiverSilent', 1, {
  zh: '接收机关逾期未答复',
  en: 'Receiving organ silent',
  data: z.strictObject({ ...bare, asked: z.enum(['common-superior', 'coordination']) }),
});

export const TransferDisputeResolved = defineEvent('TransferDisputeResolved', 1, {
  zh: '移送争议裁决',
  en: 'Dispute on the transfer resolved',
  data: z.strictObject({ ...bare, competent: z.enum(['receiver', 'sender']), by: text(200) }),
});

const declared = [
  CrimeSuspected,
  TransferGroupFormed,
  SuspicionNotConfirmed,
  TransferReported,
  ChiefDecided,
  TransferredToPolice,
  PoliceReceipt,
  PoliceReceiptRefused,
  PoliceForwarded,
  PoliceFiled,
  PoliceRefused,
  PoliceReviewAsked,
  PoliceReDecided,
  ProcuratorateAsked,
  ProcuratorateAnswered,
  RefusalAccepted,
  ItemsHandedOver,
  CriminalOutcome,
  HoldReleased,
  OutOfCompetenceFound,
  TransferSent,
  ReceiverFiled,
  ReceiverDeclined,
  ReceiverSilent,
  TransferDisputeResolved,
] as const;

export const transferEvents = declared as unknown as readonly EventDefinition[];

export type TransferEvent = EventOf<(typeof declared)[number]>;
