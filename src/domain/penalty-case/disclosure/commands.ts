import { checkOccasions } from '../../../events/disclosure.events';
import type { CivilDate } from '../../../kernel/time';
import {
  ClockCode,
  Codes,
  Day,
  Flag,
  Handle,
  OneOf,
  Optional,
  Part,
  Person,
  Sha256,
  Text,
  Texts,
} from '../../fields';
import { Citation } from '../../registers/organ-commands';

/** Commands about publication, one channel at a time (S9; C.10 of the specification). */

/** The secrecy review before publication (信息公开条例 17). */
export class SecrecyReview {
  @Handle() reviewer!: string;
  @Day() on!: CivilDate;
  @OneOf(['open', 'closed', 'undecided']) result!: 'open' | 'closed' | 'undecided';
  @Text(128) reference!: string;
}

/** What lets a natural person be told from what is published (个保法 25, 34; 处罚法 48). */
export class IdentityBasis {
  @Optional() @Part(() => Citation) basis?: Citation;
  /** The person's own separate consent (个保法 25). */
  @Flag() consent!: boolean;
  @Flag() socialImpact!: boolean;
  @Optional() @Text(1000) reason?: string;
}

/** S9 公示 */
export class PublishDecision {
  @ClockCode() channel!: string;
  @OneOf(['summary', 'text']) content!: 'summary' | 'text';
  /** Field codes; the values are generated from the decision. */
  @Codes(1, 40) fields!: string[];
  @Optional() @Part(() => IdentityBasis) identity?: IdentityBasis;
  /** Reference of the impact assessment (个保法 55). */
  @Optional() @Text(128) assessment?: string;
  @Optional() @Part(() => SecrecyReview) review?: SecrecyReview;
  /** In whose name it is published: the organ, or a unit of it by its code. */
  @Handle() inNameOf!: string;
  @Optional() @Day() until?: CivilDate;
  @Optional() @Sha256() contentHash?: string;
}

/** S9 不予公示 */
export class DecideNotToPublish {
  @ClockCode() channel!: string;
  @OneOf([
    'minor',
    'state-secret',
    'trade-secret',
    'privacy',
    'exempt',
    'channel-not-required',
    'publish-simple-off',
  ])
  ground!: string;
  @Optional() @Part(() => Citation) basis?: Citation;
  @Part(() => SecrecyReview) review!: SecrecyReview;
}

/** S9 更正公示信息 */
export class CorrectDisclosure {
  @ClockCode() channel!: string;
  @Codes(1, 40) fields!: string[];
  @Text(1000) reason!: string;
  @Optional() @Sha256() contentHash?: string;
}

/** S9 撤回公示信息 */
export class WithdrawDisclosure {
  @ClockCode() channel!: string;
  @OneOf(['reversal', 'expiry', 'privacy', 'repair']) reason!: 'reversal' | 'expiry' | 'privacy' | 'repair';
  @Optional() @Text(1000) publicReason?: string;
}

/** S9 公示信息核查: what a channel was found to show, beside what was published and served. */
export class CheckPublication {
  @ClockCode() channel!: string;
  @OneOf([...checkOccasions]) occasion!: (typeof checkOccasions)[number];
  /** Field codes that the channel shows. */
  @Codes(0, 40) fields!: string[];
  /** Of them, those by which a natural person can be told unmasked. */
  @Codes(0, 40) unmasked!: string[];
  /** Of them, those that do not say what the served decision says. */
  @Codes(0, 40) differing!: string[];
  /** SHA-256 of the text that the channel shows. */
  @Optional() @Sha256() contentHash?: string;
}

/** S9 告知个人信息泄露 (个保法 57) */
export class TellPrivacyBreach {
  @ClockCode() channel!: string;
  /** 履行个人信息保护职责的部门 */
  @Text(200) department!: string;
  @OneOf(['told', 'harm-averted']) persons!: 'told' | 'harm-averted';
  /** Why the persons need not be told. */
  @Optional() @Text(1000) reason?: string;
}

/** S9 公示留证: a photo of the notice board, or a picture of the page (A073). */
export class ProvePublication {
  @ClockCode() channel!: string;
  /** SHA-256 of the stored ciphertext. */
  @Sha256() blob!: string;
  @Text(400) place!: string;
  @Day() shownOn!: CivilDate;
}

/** 采集、传递公示信息 */
export class CollectDisclosure {
  @ClockCode() channel!: string;
  /** Who collected what is to be published, and who passed it on to be reviewed and published. */
  @Person() collectedBy!: string;
  @Person() transmittedBy!: string;
}

/** 报请主管部门或者保密行政管理部门确定 */
export class ReferDisclosure {
  @ClockCode() channel!: string;
  @OneOf(['competent-department', 'secrecy-administration']) to!:
    'competent-department' | 'secrecy-administration';
  @Text(200) body!: string;
  @Text(128) reference!: string;
}

/** 登记确定结果 */
export class RecordReferralAnswer {
  @ClockCode() channel!: string;
  @OneOf(['open', 'closed']) answer!: 'open' | 'closed';
  @Text(128) reference!: string;
}

/** 公示前终止公示 */
export class CancelDisclosure {
  @ClockCode() channel!: string;
}

/** 受理信用修复申请 */
export class ApplyForRepair {
  @ClockCode() channel!: string;
  @Text(128) reference!: string;
  /** Reference of the credit commitment (信用承诺书). */
  @Optional() @Text(128) commitment?: string;
  /** References of what proves that the duties of the decision were performed. */
  @Texts(128, 0, 20) proofs!: string[];
}

/** 决定信用修复 */
export class DecideRepair {
  @ClockCode() channel!: string;
  @Flag() granted!: boolean;
  @Person() approver!: string;
  @Text(2000) reasons!: string;
}
