import type { CivilDate } from '../../kernel/time';
import { Code, Day, Handle, Handles, OneOf, Optional, Text } from '../fields';

/** Ask that a rule be set aside in the organ for some days; another chief has to agree. */
export class RequestGuardDisabling {
  /** Code of the request, given once. */
  @Code() request!: string;
  @Handle() organ!: string;
  /** Code and name, `R-04 G-DUTY`. */
  @Text(40) rule!: string;
  /** Absent: for the cases of every item. */
  @Optional() @Handles(1, 200) items?: string[];
  @Day() from!: CivilDate;
  /** Last day; afterwards the rule holds again by itself. */
  @Day() until!: CivilDate;
  @OneOf(['wrong-pack', 'wrong-guard', 'outage']) ground!: 'wrong-pack' | 'wrong-guard' | 'outage';
  @Text(1000) reason!: string;
}

/** Agree to what another chief asked for. */
export class ConfirmGuardDisabling {
  @Code() request!: string;
}
