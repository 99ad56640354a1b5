import type { CivilDate } from '../../kernel/time';
import { Code, Day, Handle, OneOf, Optional, Person } from '../fields';

/** Let this person fill a post in place of its holder, or while it is vacant, for some days (代理、AB岗). */
export class NameStandIn {
  @Code() post!: string;
  @Handle() organ!: string;
  @Optional() @Code() unit?: string;
  @OneOf(['staff', 'unit-head', 'deputy-chief', 'chief'])
  tier!: 'staff' | 'unit-head' | 'deputy-chief' | 'chief';
  /** Who holds the post. */
  @Optional() @Person() instead?: string;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

export class EndStandIn {
  @Code() post!: string;
  @Handle() organ!: string;
  @Day() from!: CivilDate;
}

export class RecordAbsence {
  @Code() ground!: string;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

/** The person is back. */
export class EndAbsence {
  /** First day back. */
  @Day() from!: CivilDate;
}

/** Give a chief or deputy the charge of a unit (分管). */
export class GiveUnitCharge {
  @Handle() organ!: string;
  @Code() unit!: string;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

export class EndUnitCharge {
  @Handle() organ!: string;
  @Code() unit!: string;
  @Day() from!: CivilDate;
}
