import type { CivilDate } from '../../kernel/time';
import { duties, type Duty } from '../../events/duty.events';
import { Code, Day, Division, Handle, Handles, OneOf, Optional, Part, Parts, Person, Text } from '../fields';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, Length, Matches } from 'class-validator';

/** A cited article with the rank of its norm. */
export class Citation {
  @Text(200) norm!: string;
  @Text(60) article!: string;
  @OneOf(['law', 'administrative-regulation', 'local-regulation', 'rule', 'normative-document'])
  rank!: 'law' | 'administrative-regulation' | 'local-regulation' | 'rule' | 'normative-document';
}

/** The agency that takes fines in. */
export class CollectingAgency {
  @Text(200) name!: string;
  @Text(400) address!: string;
}

/** Confirm and announce an organ (执法主体). */
export class ConfirmOrgan {
  @Text(200) name!: string;
  @Division() territory!: string;
  @OneOf(['national', 'province', 'city', 'county', 'township'])
  level!: 'national' | 'province' | 'city' | 'county' | 'township';
  /** `entrusted` acts in the name of the organ that entrusts it. */
  @OneOf(['organ', 'authorised', 'entrusted']) kind!: 'organ' | 'authorised' | 'entrusted';
  @Day() announced!: CivilDate;
  @Parts(() => Citation, 1, 20) basis!: Citation[];
  @Text(200) reviewBody!: string;
  @Text(200) court!: string;
  @Part(() => CollectingAgency) bank!: CollectingAgency;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

export class RenameOrgan {
  @Text(200) name!: string;
  @Day() from!: CivilDate;
}

export class EndOrgan {
  /** First day on which it no longer exists. */
  @Day() from!: CivilDate;
  @Optional() @Handle() successor?: string;
}

/** The written, published entrustment under which an organisation acts for an organ (处罚法 20, 21). */
export class RecordEntrustment {
  @Handle() entrusting!: string;
  @Day() published!: CivilDate;
  @Handles(1, 200) items!: string[];
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

export class EndEntrustment {
  @Handle() entrusting!: string;
  @Day() from!: CivilDate;
}

export class RegisterUnit {
  @Code() unit!: string;
  @Text(200) name!: string;
  @OneOf(['internal', 'dispatched', 'affiliated']) kind!: 'internal' | 'dispatched' | 'affiliated';
  /** The 法律, 法规 or 规章 that lets it act in its own name. */
  @Optional() @Part(() => Citation) ownName?: Citation;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

/** Enter a post of the organ with its name; entered again from a later day, it has another name from then on. */
export class RegisterPost {
  @Code() post!: string;
  @Text(100) name!: string;
  @Optional() @Code() unit?: string;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

/** Put rule packs into force for the organ, most general first. Only a set that is complete for it can be adopted. */
export class AdoptRulePack {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 120, { each: true })
  packs!: string[];
  @Day() from!: CivilDate;
}

/** Allocate a duty to a post and the person who holds it (职权分解到岗到人). */
export class AssignDuty {
  /** Code of this row of the matrix, given once. */
  @Code() assignment!: string;
  @OneOf(duties) duty!: Duty;
  /** Absent: for every item of the organ. */
  @Optional() @Handles(1, 200) items?: string[];
  @Optional() @Code() unit?: string;
  @Code() post!: string;
  @Person() officer!: string;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

export class EndDuty {
  @Code() assignment!: string;
  /** First day on which it is no longer held. */
  @Day() from!: CivilDate;
}

/** Where complaints about enforcement are taken (A143). */
export class ComplaintDesk {
  @Text(200) body!: string;
  @Text(60) phone!: string;
  @Text(200) mailbox!: string;
  @Optional() @Text(400) address?: string;
}

/** 公布执法主体信息: what an organ has to make public about itself before it acts (处罚法 39; A200, A204). */
export class PublishParticulars {
  /** 统一社会信用代码 of the organ; older codes that fail the check of the standard are valid all the same. */
  @Matches(/^[0-9A-HJ-NPQRTUWXY]{18}$/u) creditCode!: string;
  @Optional() @Text(400) site?: string;
  @Part(() => ComplaintDesk) complaints!: ComplaintDesk;
  /** Reference of the review by the legal office before publication (A074). */
  @Text(128) review!: string;
  @Day() from!: CivilDate;
}
