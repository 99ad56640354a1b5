import { z } from 'zod';
import {
  clocks,
  code,
  division,
  evidenceItem,
  party,
  partyIdentity,
  proposal,
  reliance,
  violation,
} from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { citation, civilDate, fen, handle, reliedOn, sha256Hex, text } from './schemas';

/** Penalty cases, simple procedure: from the opening on the spot to the archive (行政处罚法 第五十一条 to 第五十三条). */

const officers = z.array(handle).min(1).max(20);

export const OnSiteCaseOpened = defineEvent('OnSiteCaseOpened', 1, {
  zh: '现场立案',
  en: 'Case opened on the spot',
  data: z.strictObject({
    organ: handle,
    unit: handle.exactOptional(),
    item: handle,
    /** The violation as one act, for "no two fines" (处罚法 29). */
    actId: handle,
    contact: code,
    officers,
    place: division,
    party,
    basis: z.array(citation).min(1),
    declarations: z.array(z.strictObject({ officer: handle, conflict: z.boolean() })),
    reliance,
  }),
  personal: { party: z.strictObject({ ...partyIdentity, place: text(400).exactOptional() }) },
});

export const CredentialShown = defineEvent('CredentialShown', 1, {
  zh: '出示执法证件',
  en: 'Credential shown',
  data: z.strictObject({ contact: code, officers, reliance }),
});

export const FactsRecorded = defineEvent('FactsRecorded', 1, {
  zh: '认定违法事实',
  en: 'Facts recorded',
  data: z.strictObject({
    contact: code,
    officers,
    violation,
    facts: z.array(z.strictObject({ id: code, evidence: z.array(code) })).min(1),
    evidence: z.array(evidenceItem),
    disputed: z.boolean(),
    reliance,
  }),
  personal: {
    party: z.strictObject({
      facts: z.array(z.strictObject({ id: code, text: text(4000) })),
      evidence: z.array(
        z.strictObject({ id: code, description: text(1000), sha256: sha256Hex.exactOptional() }),
      ),
    }),
  },
});

export const InformedAndHeard = defineEvent('InformedAndHeard', 1, {
  zh: '告知并听取陈述申辩',
  en: 'Party informed and heard',
  data: z.strictObject({
    contact: code,
    officers,
    proposal,
    answer: z.enum(['none', 'waived', 'statement']),
    /** What became of the statement (处罚法 45). */
    review: z.enum(['accepted', 'partly', 'rejected']).exactOptional(),
    signed: z.enum(['signed', 'refused']),
    reliance,
  }),
  personal: {
    party: z.strictObject({
      reasons: text(4000),
      statement: text(4000).exactOptional(),
      reviewReasons: text(4000).exactOptional(),
    }),
  },
});

export const ConvertedToGeneral = defineEvent('ConvertedToGeneral', 1, {
  zh: '转为普通程序',
  en: 'Converted to the general procedure',
  data: z.strictObject({
    ground: z.enum(['excluded', 'disputed', 'complex']),
    ...clocks,
    reliance,
  }),
});

export const OnSpotDecisionIssued = defineEvent('OnSpotDecisionIssued', 1, {
  zh: '当场作出行政处罚决定',
  en: 'Penalty decided on the spot',
  data: z.strictObject({
    organ: handle,
    item: handle,
    actId: handle,
    contact: code,
    officers,
    place: division,
    partyToken: handle,
    partyKind: party.shape.kind,
    minor: z.boolean(),
    proposal,
    /** Statutory range for this kind of party; both 0 where no fine is among the penalties. */
    range: z.strictObject({ minFen: fen, maxFen: fen }),
    basis: z.array(citation).min(1),
    /** Grounds of lighter or mitigated punishment (处罚法 30–32). */
    grounds: z.array(code),
    correction: z.strictObject({
      kind: z.enum(['immediate', 'by-date', 'done', 'not-applicable']),
      by: civilDate.exactOptional(),
    }),
    gains: z.strictObject({
      kind: z.enum(['none', 'some']),
      amountFen: fen,
      restitutionFen: fen,
      confiscatedFen: fen,
    }),
    document: z.strictObject({
      type: code,
      number: text(128),
      year: z.int(),
      seq: z.int().min(1),
      template: reliedOn,
      version: z.int().min(1),
      fields: z.array(code),
      signedBy: z.array(handle),
    }),
    remedies: z.strictObject({ reviewFirst: z.literal(true), text: text(2000) }),
    /** What the document says of paying at the bank (罚缴分离办法 7); absent without a fine. */
    payment: z
      .strictObject({ bank: text(200), address: text(400), days: z.int().min(1), lateFee: z.boolean() })
      .exactOptional(),
    ...clocks,
    reliance,
  }),
  personal: {
    party: z.strictObject({ act: text(4000), reasons: text(4000), place: text(400).exactOptional() }),
  },
});

export const OnSpotDelivered = defineEvent('OnSpotDelivered', 1, {
  zh: '当场交付决定书',
  en: 'Decision handed over',
  data: z.strictObject({
    mode: z.enum(['handed-over', 'refused']),
    refusalNoted: z.boolean(),
    ...clocks,
    reliance,
  }),
});

export const OnSpotFiled = defineEvent('OnSpotFiled', 1, {
  zh: '报所属行政机关备案',
  en: 'Filed with the organ',
  data: z.strictObject({ with: handle, reference: text(128).exactOptional(), ...clocks, reliance }),
});

export const RecusalRequested = defineEvent('RecusalRequested', 1, {
  zh: '申请回避',
  en: 'Recusal requested',
  data: z.strictObject({ officer: handle, by: z.enum(['party', 'officer', 'organ']), reliance }),
  personal: { party: z.strictObject({ reasons: text(2000) }) },
});

export const RecusalDecided = defineEvent('RecusalDecided', 1, {
  zh: '回避决定',
  en: 'Recusal decided',
  data: z.strictObject({ officer: handle, granted: z.boolean(), decidedBy: handle, reliance }),
  personal: { party: z.strictObject({ reasons: text(2000) }) },
});

/** Version 2 has the ways in which a case of the general procedure ends; version 1 knew `executed` alone. */
export const CaseClosed = defineEvent('CaseClosed', 2, {
  zh: '结案',
  en: 'Case closed',
  data: z.strictObject({
    outcome: z.enum(['executed', 'no-penalty', 'terminated', 'transferred', 'criminal', 'reversed']),
    reference: text(128).exactOptional(),
    ...clocks,
    reliance,
  }),
});

export const CaseArchived = defineEvent('CaseArchived', 1, {
  zh: '案卷归档',
  en: 'Case archived',
  data: z.strictObject({
    catalogue: text(128),
    retentionYears: z.int().min(3).max(100),
    /** SHA-256 of the ciphertexts of what lies in the file, by kind of document. */
    documents: z.array(z.strictObject({ kind: code, blob: sha256Hex })),
    ...clocks,
    reliance,
  }),
});

/** Corrects erasable members (个保法 46); public members are corrected by `EventCorrected`. */
export const PersonalDataCorrected = defineEvent('PersonalDataCorrected', 1, {
  zh: '个人信息更正',
  en: 'Personal data corrected',
  data: z.strictObject({
    target: z.strictObject({ id: text(60), type: text(80), revision: z.int().min(0) }),
    /** Paths of the erasable members that were wrong. */
    members: z.array(text(60)).min(1),
    orderedBy: handle,
    reliance,
  }),
  personal: { party: z.strictObject({ now: z.record(z.string(), z.string()), reason: text(1000) }) },
});

export const caseEvents = [
  OnSiteCaseOpened,
  CredentialShown,
  FactsRecorded,
  InformedAndHeard,
  ConvertedToGeneral,
  OnSpotDecisionIssued,
  OnSpotDelivered,
  OnSpotFiled,
  RecusalRequested,
  RecusalDecided,
  CaseClosed,
  CaseArchived,
  PersonalDataCorrected,
] as unknown as readonly EventDefinition[];

export type CaseEvent =
  | EventOf<typeof OnSiteCaseOpened>
  | EventOf<typeof CredentialShown>
  | EventOf<typeof FactsRecorded>
  | EventOf<typeof InformedAndHeard>
  | EventOf<typeof ConvertedToGeneral>
  | EventOf<typeof OnSpotDecisionIssued>
  | EventOf<typeof OnSpotDelivered>
  | EventOf<typeof OnSpotFiled>
  | EventOf<typeof RecusalRequested>
  | EventOf<typeof RecusalDecided>
  | EventOf<typeof CaseClosed>
  | EventOf<typeof CaseArchived>
  | EventOf<typeof PersonalDataCorrected>;
