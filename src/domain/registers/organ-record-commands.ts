import { deviceKinds } from '../../events/organ-record.events';
import type { CivilDate } from '../../kernel/time';
import { Code, Day, Flag, OneOf, Optional, Parts, Person, Sha256s, Text, Whole } from '../fields';

/** Commands on recording devices and rooms, and on what the head of an organ heard. */

/** 登记音像记录设备、场所 (A090). */
export class RegisterDevice {
  /** Given once. */
  @Code() device!: string;
  @OneOf(deviceKinds) kind!: (typeof deviceKinds)[number];
  @Text(100) number!: string;
  @Optional() @Code() unit?: string;
  @Person() custodian!: string;
  @Whole(1, 36_500) keepDays!: number;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

export class ChangeDeviceCustodian {
  @Code() device!: string;
  @Person() custodian!: string;
  @Day() from!: CivilDate;
}

/** 校时: by how much the clock of the device was off. */
export class CheckDeviceClock {
  @Code() device!: string;
  @Day() on!: CivilDate;
  /** Seconds by which it was fast; negative where it was slow. */
  @Whole(-86_400, 86_400) offSeconds!: number;
  @Flag() adjusted!: boolean;
  @Person() checkedBy!: string;
}

export class RetireDevice {
  @Code() device!: string;
  @OneOf(['broken', 'replaced', 'lost', 'other']) ground!: 'broken' | 'replaced' | 'lost' | 'other';
  /** First day on which it is no longer used. */
  @Day() from!: CivilDate;
}

/** Something that the head ordered. */
export class LeaderOrder {
  @Code() code!: string;
  @Text(1000) text!: string;
  @Optional() @Code() unit?: string;
  @Optional() @Day() due?: CivilDate;
}

/** 主要负责人听取汇报 (A110): what was reported, and what he ordered. It names nobody of whom a case is about. */
export class RecordReportHeard {
  /** Given once. */
  @Code() report!: string;
  @Person() leader!: string;
  @OneOf(['enforcement', 'three-systems', 'case', 'supervision', 'other'])
  matter!: 'enforcement' | 'three-systems' | 'case' | 'supervision' | 'other';
  @Text(2000) summary!: string;
  /** Papers that lay before him. */
  @Sha256s(0, 20) papers!: string[];
  @Parts(() => LeaderOrder, 0, 50) orders!: LeaderOrder[];
  @Day() on!: CivilDate;
}

/** 部署事项办结 (A228). */
export class RecordOrderDone {
  @Code() report!: string;
  @Code() order!: string;
  @Text(1000) result!: string;
  @Day() on!: CivilDate;
}
