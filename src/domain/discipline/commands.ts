import type { CivilDate } from '../../kernel/time';
import { officialStatuses } from '../../events/discipline.events';
import { Code, Day, Flag, OneOf, Optional, Person, Text } from '../fields';

/** P23 纪检衔接 (C.12). `person` is `party`, or a code for another person of the case (其他涉案人员). */

/** P23 核实身份 (A166, A167) */
export class ConfirmOfficialStatus {
  @Code() person!: string;
  @OneOf(officialStatuses) status!: (typeof officialStatuses)[number];
  /** Where that is known from: the papers shown, the register asked … */
  @Text(400) source!: string;
  /** Name of another person than the party. */
  @Optional() @Text(200) name?: string;
  @Optional() @Text(200) workplace?: string;
  @Optional() @Text(200) post?: string;
  /** Why it could not be found out, or why it is confirmed anew. */
  @Optional() @Text(2000) reason?: string;
  /** Who is to decide whether discipline is called for; he may read the record. */
  @Optional() @Person() decider?: string;
}

/** P23 判断是否需要追究纪律责任 (A168) */
export class DecideDisciplineNeed {
  @Code() person!: string;
  @Flag() needed!: boolean;
  @Text(4000) reason!: string;
}

/** P23 移送纪检监察机关 (A168): the package of the hand-over. */
export class HandOverToDiscipline {
  @Code() person!: string;
  @Text(200) receiver!: string;
  /** 违纪问题及线索 */
  @Optional() @Text(4000) problems?: string;
  /** 单位负责人 who signed. */
  @Optional() @Person() signedBy?: string;
  /** Day on which the seal of the organ was put. */
  @Optional() @Day() sealedOn?: CivilDate;
  /** Number of the penalty decision of which a copy goes with it. */
  @Optional() @Text(128) decision?: string;
  /** Reference of the impact assessment: personal information goes to somebody else (个保法 55). */
  @Optional() @Text(128) assessment?: string;
}

/** P23 签收 */
export class RecordHandoverReceipt {
  @Code() person!: string;
  @Text(128) reference!: string;
}

/** P25 更正移送结果 */
export class CorrectHandover {
  @Code() person!: string;
  @Text(2000) result!: string;
}

export type DisciplineCommand =
  | ConfirmOfficialStatus
  | DecideDisciplineNeed
  | HandOverToDiscipline
  | RecordHandoverReceipt
  | CorrectHandover;
