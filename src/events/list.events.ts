import { z } from 'zod';
import { code, division } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { citation, civilDate, sha256Hex, text, validity } from './schemas';

/**
 * What lists say that organs make public before they act (事前公开, 处罚法 39; A003, A069, A089, A201, A204): on the streams of
 * organs, items and officers, each fact from a day.
 */

/** Where something was approved before it was published. */
const approval = z.strictObject({ body: text(200), reference: text(128), on: civilDate });

export const ItemParticularsPublished = defineEvent('ItemParticularsPublished', 1, {
  zh: '权责清单要素公布',
  en: 'Particulars of an item published',
  data: z.strictObject({
    /** 责任事项, each with what happens to who fails in it (追责情形) where the list says so. */
    duties: z
      .array(z.strictObject({ text: text(400), liability: text(400).exactOptional() }))
      .min(1)
      .max(30),
    /** 办理期限. */
    time: z.strictObject({ amount: z.int().min(1).max(3660), kind: z.enum(['wd', 'cd', 'mo']) }),
    /** 运行流程: the procedures whose flow charts belong to the item. */
    flow: z
      .array(z.enum(['simple', 'general']))
      .min(1)
      .max(2),
    /** 所属领域, for catalogues that go by it. */
    field: code.exactOptional(),
    /** By the legal office, before anything was published (A074). */
    review: z.strictObject({ reference: text(128), on: civilDate }),
    /** By the party committee or government that approved the list. */
    approval,
    published: civilDate,
    from: civilDate,
  }),
});

export const EnforcementAreaSet = defineEvent('EnforcementAreaSet', 1, {
  zh: '执法区域确定',
  en: 'Enforcement area set',
  data: z.strictObject({
    /** In place of those said before; a division, or a part of one in words. */
    areas: z
      .array(z.strictObject({ division, place: text(200).exactOptional() }))
      .min(1)
      .max(50),
    from: civilDate,
  }),
});

/** How an act is recorded (记录方式). */
export const recordingModes = ['video', 'audio', 'photo', 'fixed-video'] as const;

export const RecordingListPublished = defineEvent('RecordingListPublished', 1, {
  zh: '音像记录事项清单公布',
  en: 'List of acts to be recorded published',
  data: z.strictObject({
    title: text(200),
    lines: z
      .array(
        z.strictObject({
          code,
          /** The step (现场执法活动) or the room (执法场所). */
          of: z.enum(['step', 'place']),
          name: text(200),
          mode: z.enum(recordingModes),
          /** From where to where: a whole act, or a part of it. */
          span: text(400),
          /** 用语指引: what officers say before the camera. */
          wording: text(2000),
        }),
      )
      .min(1)
      .max(100),
    published: civilDate,
    ...validity,
  }),
});

/** What rules of an organ are about. */
export const ownRuleMatters = [
  'procedure',
  'recording',
  'disclosure',
  'review',
  'discretion',
  'other',
] as const;

export const OwnRulesPublished = defineEvent('OwnRulesPublished', 1, {
  zh: '本机关制度办法公布',
  en: 'Rules of the organ published',
  data: z.strictObject({
    /** Code of the document, the same for its later versions. */
    code,
    title: text(200),
    number: text(100).exactOptional(),
    matter: z.enum(ownRuleMatters),
    /** SHA-256 of the text as it was published. */
    contentHash: sha256Hex,
    /** The norm of higher rank that it carries out, where there is one. */
    under: citation.exactOptional(),
    published: civilDate,
    ...validity,
  }),
});

export const OwnRulesRepealed = defineEvent('OwnRulesRepealed', 1, {
  zh: '本机关制度办法废止',
  en: 'Rules of the organ repealed',
  data: z.strictObject({ code, from: civilDate }),
});

/** Kinds of channels (公示渠道), those without a network among them. */
export const channelKinds = [
  ...(['site', 'platform', 'wechat', 'weibo', 'app', 'notice-board', 'counter', 'other'] as const),
] as const;

export const PublicationChannelsPublished = defineEvent('PublicationChannelsPublished', 1, {
  zh: '公示渠道公布',
  en: 'Channels of publication made public',
  data: z.strictObject({
    /** In place of those said before. */
    channels: z
      .array(z.strictObject({ code, kind: z.enum(channelKinds), name: text(200), address: text(400) }))
      .min(1)
      .max(50),
    published: civilDate,
    from: civilDate,
  }),
});

/** What became of a legal basis (执法依据的立、改、废). */
export const basisChanges = ['enacted', 'amended', 'repealed'] as const;

export const LegalBasisRecorded = defineEvent('LegalBasisRecorded', 1, {
  zh: '执法依据梳理',
  en: 'Legal basis recorded',
  data: z.strictObject({
    /** Code of the norm in the register of the organ, the same for its later versions. */
    code,
    norm: text(200),
    rank: z.enum(['law', 'administrative-regulation', 'local-regulation', 'rule', 'normative-document']),
    change: z.enum(basisChanges),
    /** 权力来源、种类、范围 */
    power: text(1000),
    /** SHA-256 of the text; of a repealed norm that of the text that ends. */
    textHash: sha256Hex,
    published: civilDate,
    /** First day of this version; of a repealed norm the first day on which it no longer holds. */
    from: civilDate,
  }),
});

/** 备案: rules, a benchmark or a template were filed with the judicial bureau (A059, A069, A086). */
export const FilingRegistered = defineEvent('FilingRegistered', 1, {
  zh: '备案登记',
  en: 'Filing registered',
  data: z.strictObject({
    /** Code of the rules, kind of act of the benchmark, or version of the template, as `v3`. */
    of: code,
    number: text(100),
    body: text(200),
    from: civilDate,
  }),
});

export const listEvents = [
  ItemParticularsPublished,
  EnforcementAreaSet,
  RecordingListPublished,
  OwnRulesPublished,
  OwnRulesRepealed,
  PublicationChannelsPublished,
  LegalBasisRecorded,
  FilingRegistered,
] as unknown as readonly EventDefinition[];

export type NormFilingEvent = EventOf<typeof FilingRegistered>;

/** On the stream of an item. */
export type ItemListEvent = EventOf<typeof ItemParticularsPublished> | NormFilingEvent;

/** On the stream of an organ. */
export type OrganListEvent =
  | EventOf<typeof RecordingListPublished>
  | EventOf<typeof OwnRulesPublished>
  | EventOf<typeof OwnRulesRepealed>
  | EventOf<typeof PublicationChannelsPublished>
  | EventOf<typeof LegalBasisRecorded>
  | NormFilingEvent;

/** On the stream of a person. */
export type AreaEvent = EventOf<typeof EnforcementAreaSet>;
