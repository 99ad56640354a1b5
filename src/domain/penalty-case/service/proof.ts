import type { Finding } from '../../../events/case-schemas';
import type { ServiceRecord, ServiceWords } from '../../../events/service-schemas';
import { addDays, type CivilDate } from '../../../kernel/time';
import type { RuleBook } from '../../../law/rule-book';
import { Code, Day, Flag, Handles, OneOf, Optional, Sha256, Text } from '../../fields';
import { plain, present } from '../../../kernel/plain-data';

/** How a document is brought to the party (处罚法 61; 民诉法 87–95), and what proves it. */

export const serviceModes = {
  'on-the-spot': { zh: '当场交付', en: 'handed over on the spot' },
  direct: { zh: '直接送达', en: 'direct service' },
  left: { zh: '留置送达', en: 'left at the residence' },
  entrusted: { zh: '委托送达', en: 'service by another organ' },
  forwarded: { zh: '转交送达', en: 'forwarded by the institution' },
  mail: { zh: '邮寄送达', en: 'service by mail' },
  electronic: { zh: '电子送达', en: 'electronic service' },
  announcement: { zh: '公告送达', en: 'service by announcement' },
} as const;
export type ServiceMode = keyof typeof serviceModes;

/** Documents that are served on the party; attempts are counted for each of them alone. */
export const servedDocuments = [
  'prior-notice',
  'hearing-notice',
  'decision',
  'urge',
  'execution-decision',
  'substitute-decision',
  'substitute-notice',
] as const;
export type ServedDocument = (typeof servedDocuments)[number];

/** Who may sign for the party (民诉法 88). */
const receivers = ['party', 'adult-family', 'legal-representative', 'mail-person', 'agent'] as const;

/**
 * One service with its proof. Which members a mode needs is the business of the rules in `guards/service`; what could
 * describe a person is erasable.
 */
export class ServiceProof {
  @OneOf(Object.keys(serviceModes)) mode!: ServiceMode;
  /**
   * The day that the proof names: signed (当场、直接、委托、转交), left (留置), received by the return slip (邮寄), arrived
   * in the party's system (电子), announced (公告).
   */
  @Day() on!: CivilDate;
  /** Number of the 送达回证, the return slip, the proof of arrival or the announcement. */
  @Optional() @Text(64) receipt?: string;
  @Optional() @OneOf(receivers) receiver?: (typeof receivers)[number];
  /** Officers who showed their credential in this contact. */
  @Optional() @Handles(1, 20) shownBy?: string[];
  /** 留置: why the party would not take it. */
  @Optional() @Text(1000) refusal?: string;
  /** 留置: representative of the 基层组织 or of the party's work unit, who signed. */
  @Optional() @OneOf(['grassroots-organisation', 'work-unit']) witness?:
    'grassroots-organisation' | 'work-unit';
  /** Audio-visual record of the service, by the SHA-256 of its ciphertext. */
  @Optional() @Sha256() recording?: string;
  /** 电子: number of the signed confirmation (处罚法 61(2)). */
  @Optional() @Text(64) consent?: string;
  /** 电子: the system named in it. */
  @Optional() @Text(200) system?: string;
  /** 电子: the online channel for reconsideration was given with it (复议法 22). */
  @Optional() @Flag() onlineRemedy?: boolean;
  /** 转交: of a soldier, a prisoner, a person in compulsory education (民诉法 92, 93). */
  @Optional()
  @OneOf(['military', 'prison', 'compulsory-education'])
  institution?: 'military' | 'prison' | 'compulsory-education';
  /** 委托: the organ that served it, by its code. */
  @Optional() @Code() agency?: string;
  /** 公告: why (民诉法 95). */
  @Optional()
  @OneOf(['whereabouts-unknown', 'other-ways-failed'])
  ground?: 'whereabouts-unknown' | 'other-ways-failed';
  /** 委托、邮寄: why direct service is difficult. 公告: reasons and course, as the file has to say. */
  @Optional() @Text(2000) course?: string;
}

/**
 * Day on which the document counts as served, by its mode. An announcement takes effect on its 30th day, without
 * roll-over (0.5(i)); that day may lie ahead, and what runs from it begins on the day after.
 */
export function servedOn({ mode, on }: Pick<ServiceProof, 'mode' | 'on'>, rules: RuleBook): CivilDate {
  const wait = rules.find('service.public')?.value.period;
  return mode === 'announcement' && wait?.kind === 'cd' ? addDays(on, wait.amount) : on;
}

/** What stands in the record for good: mode, days, proofs by number, who served. */
export function serviceRecord(
  proof: ServiceProof,
  servers: readonly string[],
  rules: RuleBook,
): ServiceRecord {
  const { refusal: _refusal, system: _system, course: _course, ...rest } = plain(proof);
  return {
    ...rest,
    servedOn: servedOn(proof, rules),
    servers: [...servers],
  };
}

/** What the record says of the party in words; erasable. Spread it into the `party` member of the event. */
export const serviceWords = ({ refusal, system, course }: ServiceProof): ServiceWords =>
  present({ refusal, system, course });

/**
 * W-30: 留置 and 公告 are to be recorded in sound and picture throughout (A217); a witness makes the service valid, and
 * not the record dispensable.
 */
export const serviceFindings = ({ mode, recording }: ServiceProof, document: ServedDocument): Finding[] =>
  (mode === 'left' || mode === 'announcement') && recording === undefined
    ? [{ code: 'W-30', about: document, reasons: ['recording-missing'] }]
    : [];
