import type { CivilDate } from '../../../kernel/time';
import { Day, Flag, Handles, Instant, OneOf, Optional, Part, Person, Text, Whole } from '../../fields';
import { ServiceProof } from '../service/proof';

/** P12, P13: hearing. */

/** P12 申请听证. The day of the act is the day of the request. */
export class RequestHearing {
  @OneOf(['written', 'oral']) form!: 'written' | 'oral';
  /** Day on which it was posted: what is posted in time is in time (民诉法 85). */
  @Optional() @Day() posted?: CivilDate;
  @Optional() @Text(4000) reasons?: string;
}

/** P12 明确放弃听证 */
export class WaiveHearing {
  /** Reference of the express declaration of the party. */
  @Text(200) proof!: string;
}

/** P13 送达听证通知书 */
export class NotifyHearing {
  /** Who served it. */
  @Handles(1, 20) officers!: string[];
  /** When the hearing begins. */
  @Instant() at!: string;
  @Text(400) place!: string;
  /** Who is to chair: nobody who investigated the case (处罚法 64(4)). */
  @Person() chair!: string;
  @Optional() @Person() clerk?: string;
  @Flag() open!: boolean;
  @Optional()
  @OneOf(['state-secret', 'trade-secret', 'privacy'])
  closedFor?: 'state-secret' | 'trade-secret' | 'privacy';
  /** Reference of the written consent of the party to a notice on short time. */
  @Optional() @Text(200) consent?: string;
  @Part(() => ServiceProof) service!: ServiceProof;
}

/** P13 延期听证: another notice follows. */
export class PostponeHearing {
  @OneOf(['party-asks', 'chair-recused', 'unavoidable', 'evidence'])
  ground!: 'party-asks' | 'chair-recused' | 'unavoidable' | 'evidence';
  @Text(2000) reasons!: string;
}

/** P13 举行听证 */
export class HoldHearing {
  /** Who presided; the chair who was notified. */
  @Person() presiding!: string;
  /** Investigators who put the case (处罚法 64(7)). */
  @Handles(1, 20) heardOfficers!: string[];
  @Flag() partyPresent!: boolean;
  /** How many agents spoke for the party (处罚法 64(5)). */
  @Whole(0, 20) agents!: number;
  /** Reference of the record (听证笔录). */
  @Text(128) record!: string;
  @OneOf(['signed', 'refused-noted', 'unsigned']) signed!: 'signed' | 'refused-noted' | 'unsigned';
  @Flag() newFacts!: boolean;
  @Text(20_000) course!: string;
  @Optional() @Text(4000) opinion?: string;
}

/** P13 终止听证 (处罚法 64(6)) */
export class TerminateHearing {
  @Optional() @Person() presiding?: string;
  @OneOf(['absent', 'left', 'withdrawn', 'party-gone'])
  ground!: 'absent' | 'left' | 'withdrawn' | 'party-gone';
  @Text(128) record!: string;
  @Text(2000) reasons!: string;
}

export type HearingCommand =
  RequestHearing | WaiveHearing | NotifyHearing | PostponeHearing | HoldHearing | TerminateHearing;
