import { z } from 'zod';
import { code, division } from './case-schemas';
import type { BenchmarkEvent } from './benchmark.events';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import type { DutyEvent, PostingEvent } from './duty.events';
import type { AreaEvent, NormFilingEvent, ItemListEvent, OrganListEvent } from './list.events';
import type { OrganRecordEvent } from './organ-record.events';
import type { QualificationEvent } from './qualification.events';
import { citation, civilDate, fen, handle, sha256Hex, text, validity } from './schemas';

/**
 * Registers: organs, officers, enforcement items, document templates. Each fact says from when it holds, so that a
 * question is answered as of the act and a past answer does not move.
 */

const institutions = {
  /** Where reconsideration is applied for and which court is competent: what remedies texts are made from. */
  reviewBody: text(200),
  court: text(200),
  /** The agency that takes fines in (罚缴分离办法 7). */
  bank: z.strictObject({ name: text(200), address: text(400) }),
};

export const OrganConfirmed = defineEvent('OrganConfirmed', 1, {
  zh: '执法主体确认并公告',
  en: 'Organ confirmed and announced',
  data: z.strictObject({
    name: text(200),
    territory: division,
    level: z.enum(['national', 'province', 'city', 'county', 'township']),
    kind: z.enum(['organ', 'authorised', 'entrusted']),
    announced: civilDate,
    basis: z.array(citation).min(1),
    ...institutions,
    ...validity,
  }),
});

export const OrganRenamed = defineEvent('OrganRenamed', 1, {
  zh: '执法主体更名',
  en: 'Organ renamed',
  data: z.strictObject({ name: text(200), from: civilDate }),
});

export const OrganParticularsPublished = defineEvent('OrganParticularsPublished', 1, {
  zh: '执法主体信息公布',
  en: 'Particulars of the organ published',
  data: z.strictObject({
    /** 统一社会信用代码 */
    creditCode: z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/u),
    site: text(400).exactOptional(),
    complaints: z.strictObject({
      body: text(200),
      phone: text(60),
      mailbox: text(200),
      address: text(400).exactOptional(),
    }),
    review: text(128),
    from: civilDate,
  }),
});

export const OrganEnded = defineEvent('OrganEnded', 1, {
  zh: '执法主体终止',
  en: 'Organ ended',
  data: z.strictObject({ from: civilDate, successor: handle.exactOptional() }),
});

export const EntrustmentRecorded = defineEvent('EntrustmentRecorded', 1, {
  zh: '委托执法',
  en: 'Entrustment recorded',
  data: z.strictObject({
    entrusting: handle,
    published: civilDate,
    items: z.array(handle).min(1),
    ...validity,
  }),
});

export const EntrustmentEnded = defineEvent('EntrustmentEnded', 1, {
  zh: '委托终止',
  en: 'Entrustment ended',
  data: z.strictObject({ entrusting: handle, from: civilDate }),
});

export const UnitRegistered = defineEvent('UnitRegistered', 1, {
  zh: '内设、派出机构登记',
  en: 'Unit registered',
  data: z.strictObject({
    unit: code,
    name: text(200),
    kind: z.enum(['internal', 'dispatched', 'affiliated']),
    /** The norm that lets it act in its own name, if there is one (处罚法 19). */
    ownName: citation.exactOptional(),
    ...validity,
  }),
});

export const RulePackAdopted = defineEvent('RulePackAdopted', 1, {
  zh: '启用规则包',
  en: 'Rule packs adopted',
  data: z.strictObject({ packs: z.array(text(120)).min(1).max(20), from: civilDate }),
});

export const OfficerRegistered = defineEvent('OfficerRegistered', 1, {
  zh: '执法人员登记',
  en: 'Officer registered',
  data: z.strictObject({
    organ: handle,
    unit: code.exactOptional(),
    /** Only the first may enforce (山东 9; 处罚法 42). */
    kind: z.enum(['officer', 'auxiliary', 'worker', 'seconded']),
    from: civilDate,
  }),
  personal: { officer: z.strictObject({ name: text(100) }) },
});

export const OfficerPosted = defineEvent('OfficerPosted', 1, {
  zh: '任职',
  en: 'Officer posted',
  data: z.strictObject({
    post: code,
    organ: handle,
    unit: code.exactOptional(),
    tier: z.enum(['staff', 'unit-head', 'deputy-chief', 'chief']),
    ...validity,
  }),
});

export const PostEnded = defineEvent('PostEnded', 1, {
  zh: '免职',
  en: 'Post ended',
  data: z.strictObject({ post: code, from: civilDate }),
});

export const CertificateIssued = defineEvent('CertificateIssued', 1, {
  zh: '颁发行政执法证',
  en: 'Enforcement certificate issued',
  data: z.strictObject({
    number: text(60),
    organ: handle,
    issuer: text(200),
    from: civilDate,
    until: civilDate,
  }),
});

const certificateChange = z.strictObject({ number: text(60), from: civilDate, ground: code });

export const CertificateSuspended = defineEvent('CertificateSuspended', 1, {
  zh: '暂扣行政执法证',
  en: 'Certificate suspended',
  data: certificateChange,
});

export const CertificateResumed = defineEvent('CertificateResumed', 1, {
  zh: '恢复行政执法证',
  en: 'Certificate resumed',
  data: certificateChange,
});

export const CertificateRevoked = defineEvent('CertificateRevoked', 1, {
  zh: '吊销行政执法证',
  en: 'Certificate revoked',
  data: certificateChange,
});

/** A cited article of an item, with its own validity: the law of the act decides (处罚法 37). */
const itemBasis = citation.extend({ published: civilDate, ...validity });

const itemContent = {
  name: text(200),
  organ: handle,
  territory: division,
  acts: z.array(code).min(1),
  penalties: z.array(code).min(1),
  basis: z.array(itemBasis).min(1).max(20),
  ranges: z.array(
    z.strictObject({
      kind: z.enum(['citizen', 'organisation', 'individual-business']),
      minFen: fen,
      maxFen: fen,
    }),
  ),
  /** The 法律 that lets one officer act alone (处罚法 42). */
  singleOfficer: citation.exactOptional(),
  /** The 法律 that lets the organ restrict liberty (处罚法 18). */
  liberty: citation.exactOptional(),
  published: civilDate,
  ...validity,
};

export const ItemPublished = defineEvent('ItemPublished', 1, {
  zh: '执法事项公布',
  en: 'Enforcement item published',
  data: z.strictObject(itemContent),
});

export const ItemAmended = defineEvent('ItemAmended', 1, {
  zh: '执法事项修改',
  en: 'Enforcement item amended',
  data: z.strictObject(itemContent),
});

export const ItemRetired = defineEvent('ItemRetired', 1, {
  zh: '执法事项取消',
  en: 'Enforcement item retired',
  data: z.strictObject({ from: civilDate }),
});

export const TemplatePublished = defineEvent('TemplatePublished', 1, {
  zh: '文书模板启用',
  en: 'Document template published',
  data: z.strictObject({
    organ: handle,
    docType: code,
    version: z.int().min(1),
    /** 机关代字 and 文书类型字, the part of the number before the year. */
    prefix: text(60),
    fields: z.array(code).min(1),
    contentHash: sha256Hex.exactOptional(),
    ...validity,
  }),
});

export const TemplateRetired = defineEvent('TemplateRetired', 1, {
  zh: '文书模板停用',
  en: 'Document template retired',
  data: z.strictObject({ version: z.int().min(1), from: civilDate }),
});

export const registerEvents = [
  OrganConfirmed,
  OrganRenamed,
  OrganParticularsPublished,
  OrganEnded,
  EntrustmentRecorded,
  EntrustmentEnded,
  UnitRegistered,
  RulePackAdopted,
  OfficerRegistered,
  OfficerPosted,
  PostEnded,
  CertificateIssued,
  CertificateSuspended,
  CertificateResumed,
  CertificateRevoked,
  ItemPublished,
  ItemAmended,
  ItemRetired,
  TemplatePublished,
  TemplateRetired,
] as unknown as readonly EventDefinition[];

export type OrganEvent =
  | EventOf<typeof OrganConfirmed>
  | EventOf<typeof OrganRenamed>
  | EventOf<typeof OrganParticularsPublished>
  | EventOf<typeof OrganEnded>
  | EventOf<typeof EntrustmentRecorded>
  | EventOf<typeof EntrustmentEnded>
  | EventOf<typeof UnitRegistered>
  | EventOf<typeof RulePackAdopted>
  | DutyEvent
  | OrganListEvent
  | OrganRecordEvent;

export type OfficerEvent =
  | EventOf<typeof OfficerRegistered>
  | EventOf<typeof OfficerPosted>
  | EventOf<typeof PostEnded>
  | EventOf<typeof CertificateIssued>
  | EventOf<typeof CertificateSuspended>
  | EventOf<typeof CertificateResumed>
  | EventOf<typeof CertificateRevoked>
  | QualificationEvent
  | PostingEvent
  | AreaEvent;

export type ItemEvent =
  | EventOf<typeof ItemPublished>
  | EventOf<typeof ItemAmended>
  | EventOf<typeof ItemRetired>
  | BenchmarkEvent
  | ItemListEvent;

export type TemplateEvent =
  EventOf<typeof TemplatePublished> | EventOf<typeof TemplateRetired> | NormFilingEvent;
