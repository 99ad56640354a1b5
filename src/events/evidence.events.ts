import { z } from 'zod';
import { clocks, code, division, evidenceItem, finding, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { citation, civilDate, handle, sha256Hex, text } from './schemas';

/** P6a–P6f: how evidence is collected, kept, tested, confirmed and excluded (处罚法 41, 46, 54–56). */

const officers = z.array(handle).min(1).max(20);
const findings = z.array(finding);
const evidence = evidenceItem;
/** What an item of evidence is, in words and as a file; erasable. */
const described = { description: text(1000), sha256: sha256Hex.exactOptional() };

/** How a sheet or record was signed by the person it concerns. */
export const signatures = ['signed', 'refused', 'absent'] as const;
const signed = z.enum(signatures);

/** Why evidence is excluded. The codes stand in records and never change. */
export const exclusionGrounds = [
  'illegal-means',
  'untrue',
  'irrelevant',
  'device-unreviewed',
  'form-beyond-repair',
] as const;

/** What may become of evidence that was preserved. The codes stand in records and never change. */
export const preservationWays = [
  'recorded-and-returned',
  'sent-to-test',
  'seized',
  'confiscation-proposed',
  'transferred',
  'returned',
] as const;

export const InterviewRecorded = defineEvent('InterviewRecorded', 1, {
  zh: '询问笔录',
  en: 'Interview recorded',
  data: z.strictObject({
    contact: code,
    officers,
    whom: z.enum(['party', 'witness']),
    evidence,
    pages: z.int().min(1),
    findings,
    reliance,
  }),
  personal: {
    party: z.strictObject({ description: text(1000).exactOptional(), sha256: sha256Hex.exactOptional() }),
    witness: z.strictObject({
      person: text(200).exactOptional(),
      description: text(1000).exactOptional(),
      sha256: sha256Hex.exactOptional(),
    }),
  },
});

export const InspectionRecorded = defineEvent('InspectionRecorded', 1, {
  zh: '现场检查、勘验笔录',
  en: 'Inspection recorded',
  data: z.strictObject({
    contact: code,
    officers,
    /** The 法律 or 法规 that gives the power to inspect (处罚法 54). */
    power: citation,
    place: division.exactOptional(),
    /** What the act touches, as lists of acts with mandatory recording name it. */
    touches: z.array(code),
    audioVisual: z.strictObject({ device: text(100), blob: sha256Hex }).exactOptional(),
    signed,
    evidence,
    findings,
    reliance,
  }),
  personal: {
    party: z.strictObject({
      ...described,
      place: text(400).exactOptional(),
      witness: text(100).exactOptional(),
    }),
  },
});

const things = z.array(z.strictObject({ id: code, quantity: text(60) })).min(1);
const thingsInWords = z.array(z.strictObject({ id: code, description: text(1000) }));

export const SampleTaken = defineEvent('SampleTaken', 1, {
  zh: '抽样取证',
  en: 'Sample taken',
  data: z.strictObject({
    contact: code,
    officers,
    method: z.enum(['random', 'chosen']),
    things,
    evidence: z.array(evidenceItem).min(1),
    signed,
    findings,
    reliance,
  }),
  personal: { party: z.strictObject({ things: thingsInWords, witness: text(100).exactOptional() }) },
});

export const PreservationApproved = defineEvent('PreservationApproved', 1, {
  zh: '批准先行登记保存',
  en: 'Preservation of evidence approved',
  data: z.strictObject({
    id: code,
    approver: handle,
    /** The condition of 处罚法 56 on which it rests. */
    ground: z.enum(['may-be-lost', 'hard-to-obtain-later']),
    things,
    reliance,
  }),
  personal: { party: z.strictObject({ things: thingsInWords, reason: text(2000) }) },
});

export const EvidencePreserved = defineEvent('EvidencePreserved', 1, {
  zh: '先行登记保存',
  en: 'Evidence preserved',
  data: z.strictObject({
    id: code,
    contact: code,
    officers,
    keeper: z.enum(['organ', 'party', 'third-party']),
    /** The inventory; a subset of what was approved. */
    things,
    evidence: z.array(evidenceItem).min(1),
    inventory: z.strictObject({ signed, copyGiven: z.boolean(), blob: sha256Hex.exactOptional() }),
    findings,
    ...clocks,
    reliance,
  }),
  personal: {
    party: z.strictObject({ things: thingsInWords, place: text(400), witness: text(100).exactOptional() }),
  },
});

export const PreservationDisposed = defineEvent('PreservationDisposed', 1, {
  zh: '先行登记保存处理决定',
  en: 'Disposal of preserved evidence decided',
  data: z.strictObject({
    id: code,
    approver: handle,
    ways: z.array(z.strictObject({ thing: code, way: z.enum(preservationWays) })).min(1),
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ reason: text(2000) }) },
});

export const PreservationReleased = defineEvent('PreservationReleased', 1, {
  zh: '解除先行登记保存',
  en: 'Preserved evidence released',
  data: z.strictObject({
    id: code,
    officers,
    /** `expired`: the period is over, and a norm says that preservation then ends by itself. */
    ground: z.enum(['decided', 'expired']),
    things: z.array(code).min(1),
    receipt: text(128),
    ...clocks,
    reliance,
  }),
});

export const TestOrdered = defineEvent('TestOrdered', 1, {
  zh: '委托检测、检验、鉴定',
  en: 'Test ordered',
  data: z.strictObject({
    id: code,
    officers,
    evidence: z.array(code).min(1),
    body: text(200),
    qualification: text(128),
    /** The time of testing does not count towards the time to decide. */
    excluded: z.boolean(),
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ question: text(2000) }) },
});

export const TestResultReceived = defineEvent('TestResultReceived', 1, {
  zh: '收到检测、检验、鉴定结果',
  en: 'Test result received',
  data: z.strictObject({ id: code, officers, evidence, ...clocks, reliance }),
  personal: { party: z.strictObject({ ...described, conclusion: text(4000) }) },
});

export const TestResultTold = defineEvent('TestResultTold', 1, {
  zh: '告知检测、检验、鉴定结果',
  en: 'Party told of the test result',
  data: z.strictObject({ id: code, officers, signed, reliance }),
});

/** Why an item is closed to the party and the public (复议法 47; B.7). The codes stand in records and never change. */
export const closedGrounds = [
  ...(['state-secret', 'trade-secret', 'personal-privacy', 'minor', 'public-safety'] as const),
] as const;

/** Version 2 says of an item that it is closed, and why; version 1 left that to whoever put a volume together. */
export const EvidenceRegistered = defineEvent('EvidenceRegistered', 2, {
  zh: '证据登记',
  en: 'Evidence registered',
  data: z.strictObject({
    officers,
    evidence,
    /** How it is held: the thing itself, a copy or a substitute. */
    held: z.enum(['original', 'copy', 'substitute']),
    closed: z.array(z.enum(closedGrounds)).min(1).max(5).exactOptional(),
    findings,
    reliance,
  }),
  personal: { party: z.strictObject({ ...described, source: text(400) }) },
});

export const EvidenceVerified = defineEvent('EvidenceVerified', 1, {
  zh: '证据查证属实',
  en: 'Evidence verified',
  data: z.strictObject({
    officers,
    id: code,
    method: z.enum(['original-compared', 'cross-checked', 'confirmed-by-person', 'expert', 'site-checked']),
    /** What the party said to it. */
    party: z.enum(['confirmed', 'contested', 'refused', 'not-shown']),
    reliance,
  }),
  personal: { party: z.strictObject({ remark: text(2000) }) },
});

export const EvidenceExcluded = defineEvent('EvidenceExcluded', 1, {
  zh: '证据排除',
  en: 'Evidence excluded',
  data: z.strictObject({ officers, id: code, ground: z.enum(exclusionGrounds), reliance }),
  personal: { party: z.strictObject({ reason: text(2000) }) },
});

export const DeviceRecordReviewed = defineEvent('DeviceRecordReviewed', 1, {
  zh: '电子技术监控记录审核',
  en: 'Monitoring record reviewed',
  data: z.strictObject({
    officers,
    id: code,
    device: text(100),
    /** The 法律 or 行政法规 that names the use of such devices (处罚法 41). */
    power: citation,
    legalReview: civilDate.exactOptional(),
    technicalReview: civilDate.exactOptional(),
    /** Day from which the location was public. */
    published: civilDate.exactOptional(),
    contentFit: z.boolean(),
    /** Day on which the party was told, with a way to look it up and answer. */
    partyTold: civilDate.exactOptional(),
    outcome: z.enum(['admitted', 'excluded']),
    reliance,
  }),
  personal: { party: z.strictObject({ remark: text(2000) }) },
});

export const evidenceEvents = [
  InterviewRecorded,
  InspectionRecorded,
  SampleTaken,
  PreservationApproved,
  EvidencePreserved,
  PreservationDisposed,
  PreservationReleased,
  TestOrdered,
  TestResultReceived,
  TestResultTold,
  EvidenceRegistered,
  EvidenceVerified,
  EvidenceExcluded,
  DeviceRecordReviewed,
] as unknown as readonly EventDefinition[];

export type EvidenceEvent =
  | EventOf<typeof InterviewRecorded>
  | EventOf<typeof InspectionRecorded>
  | EventOf<typeof SampleTaken>
  | EventOf<typeof PreservationApproved>
  | EventOf<typeof EvidencePreserved>
  | EventOf<typeof PreservationDisposed>
  | EventOf<typeof PreservationReleased>
  | EventOf<typeof TestOrdered>
  | EventOf<typeof TestResultReceived>
  | EventOf<typeof TestResultTold>
  | EventOf<typeof EvidenceRegistered>
  | EventOf<typeof EvidenceVerified>
  | EventOf<typeof EvidenceExcluded>
  | EventOf<typeof DeviceRecordReviewed>;
