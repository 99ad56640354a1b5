import { basisChanges, channelKinds, ownRuleMatters, recordingModes } from '../../events/list.events';
import type { CivilDate } from '../../kernel/time';
import { Code, Day, Division, OneOf, Optional, Part, Parts, Sha256, SomeOf, Text, Whole } from '../fields';
import { Citation } from './organ-commands';

/** Commands on what organs make public before they act (事前公开), and on its filing with the judicial bureau (备案). */

/** Where something was approved before it was published. */
export class ListApproval {
  @Text(200) body!: string;
  @Text(128) reference!: string;
  @Day() on!: CivilDate;
}

/** Review by the legal office before publication. */
export class ListReview {
  @Text(128) reference!: string;
  @Day() on!: CivilDate;
}

/** 责任事项, with what happens to who fails in it. */
export class ListedDuty {
  @Text(400) text!: string;
  @Optional() @Text(400) liability?: string;
}

/** 办理期限. */
export class HandlingTime {
  @Whole(1, 3660) amount!: number;
  @OneOf(['wd', 'cd', 'mo']) kind!: 'wd' | 'cd' | 'mo';
}

/** 公布权责清单要素: duties, time and course of an item, as the list of powers and responsibilities states them (A003, A201). */
export class PublishItemParticulars {
  @Parts(() => ListedDuty, 1, 30) duties!: ListedDuty[];
  @Part(() => HandlingTime) time!: HandlingTime;
  /** Procedures whose flow charts belong to the item. */
  @SomeOf(['simple', 'general'], 1, 2) flow!: ('simple' | 'general')[];
  /** 所属领域. */
  @Optional() @Code() field?: string;
  @Part(() => ListReview) review!: ListReview;
  @Part(() => ListApproval) approval!: ListApproval;
  @Day() published!: CivilDate;
  @Day() from!: CivilDate;
}

/** Where somebody enforces: a division, or a part of one in words. */
export class EnforcementArea {
  @Division() division!: string;
  @Optional() @Text(200) place?: string;
}

/** 确定执法区域, in place of what was said before (A204). */
export class SetEnforcementArea {
  @Parts(() => EnforcementArea, 1, 50) areas!: EnforcementArea[];
  @Day() from!: CivilDate;
}

/** A step or a room of which a record is made, how, and what is said before the camera (用语指引). */
export class RecordingLine {
  @Code() code!: string;
  @OneOf(['step', 'place']) of!: 'step' | 'place';
  @Text(200) name!: string;
  @OneOf(recordingModes) mode!: (typeof recordingModes)[number];
  /** From where to where. */
  @Text(400) span!: string;
  @Text(2000) wording!: string;
}

/** 公布音像记录事项清单 with its guide to wording, in place of the one before (A089). */
export class PublishRecordingList {
  @Text(200) title!: string;
  @Parts(() => RecordingLine, 1, 100) lines!: RecordingLine[];
  @Day() published!: CivilDate;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

/** 公布本机关制度办法 (A069, A021). */
export class PublishOwnRules {
  /** The same for later versions. */
  @Code() code!: string;
  @Text(200) title!: string;
  @Optional() @Text(100) number?: string;
  @OneOf(ownRuleMatters) matter!: (typeof ownRuleMatters)[number];
  /** SHA-256 of the text as it was published. */
  @Sha256() contentHash!: string;
  /** The norm of higher rank that it carries out. */
  @Optional() @Part(() => Citation) under?: Citation;
  @Day() published!: CivilDate;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

export class RepealOwnRules {
  @Code() code!: string;
  /** First day on which they no longer hold. */
  @Day() from!: CivilDate;
}

/** 公示渠道 with its address, or where it hangs. */
export class ListedChannel {
  @Code() code!: string;
  @OneOf(channelKinds) kind!: (typeof channelKinds)[number];
  @Text(200) name!: string;
  @Text(400) address!: string;
}

/** 公布公示渠道, in place of those before (A073). */
export class PublishChannels {
  @Parts(() => ListedChannel, 1, 50) channels!: ListedChannel[];
  @Day() published!: CivilDate;
  @Day() from!: CivilDate;
}

/** 梳理执法依据 (A002): a norm that the organ acts under, and what became of it. */
export class RecordLegalBasis {
  @Code() code!: string;
  @Text(200) norm!: string;
  @OneOf(['law', 'administrative-regulation', 'local-regulation', 'rule', 'normative-document'])
  rank!: 'law' | 'administrative-regulation' | 'local-regulation' | 'rule' | 'normative-document';
  @OneOf(basisChanges) change!: (typeof basisChanges)[number];
  /** 权力来源、种类、范围 */
  @Text(1000) power!: string;
  @Sha256() textHash!: string;
  @Day() published!: CivilDate;
  @Day() from!: CivilDate;
}

/** Number and day under which the judicial bureau filed something. */
class FilingRecord {
  @Text(100) number!: string;
  @Text(200) body!: string;
  @Day() from!: CivilDate;
}

/** 本机关制度办法备案 */
export class RecordRulesFiling extends FilingRecord {
  @Code() code!: string;
}

/** 裁量基准备案, by the kind of act. */
export class RecordBenchmarkFiling extends FilingRecord {
  @Code() act!: string;
}

/** 文书格式备案, by the version of the template (A086). */
export class RecordTemplateFiling extends FilingRecord {
  @Whole(1, 10_000) version!: number;
}
