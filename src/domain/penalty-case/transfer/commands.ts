import {
  ClockCode,
  Codes,
  Fen,
  Flag,
  Handle,
  OneOf,
  Optional,
  Parts,
  Person,
  Persons,
  Sha256,
  SomeOf,
  Text,
} from '../../fields';

/** Commands of C.9: 涉嫌犯罪移送 and 移送其他机关. `transfer` names the transfer within the case. */

class OnTransfer {
  @ClockCode() transfer!: string;
}

/** 涉嫌犯罪 (移送规定 3); IP cases need a reasonable suspicion only. */
export class SuspectCrime extends OnTransfer {
  @OneOf(['ordinary', 'intellectual-property', 'official'])
  kind!: 'ordinary' | 'intellectual-property' | 'official';
  /** The act that may be a crime; absent: the one of the case. */
  @Optional() @Handle() actId?: string;
  @Text(4000) grounds!: string;
}

/** 专案组 (移送规定 5). */
export class FormTransferGroup extends OnTransfer {
  @Persons(1, 10) members!: string[];
}

export class ClearSuspicion extends OnTransfer {
  /** Two of the group answer for it by name. */
  @Persons(1, 10) by!: string[];
  @Text(4000) reasons!: string;
}

/** 书面报告 to the 正职负责人 or whoever acts for him (移送规定 5). */
export class ReportTransfer extends OnTransfer {
  @Person() to!: string;
}

export class DecideTransfer extends OnTransfer {
  @Flag() approved!: boolean;
  @Handle() approver!: string;
  @Text(4000) reasons!: string;
}

/** One of the five kinds of document (移送规定 6), as a file or with the reason why there is none. */
export class TransferDocument {
  @OneOf(['transfer-letter', 'investigation-report', 'item-list', 'expert-report', 'other'])
  kind!: 'transfer-letter' | 'investigation-report' | 'item-list' | 'expert-report' | 'other';
  @Optional() @Sha256() blob?: string;
  @Optional() @Text(400) none?: string;
}

/** 移送: to the police, for an official to the 监察机关 or the 检察院. */
export class SendToPolice extends OnTransfer {
  @OneOf(['police', 'supervisory-commission', 'procuratorate'])
  to!: 'police' | 'supervisory-commission' | 'procuratorate';
  @Text(200) addressee!: string;
  @Parts(() => TransferDocument, 0, 20) documents!: TransferDocument[];
  @SomeOf(['procuratorate', 'justice', 'superior'], 0, 3) copies!: (
    'procuratorate' | 'justice' | 'superior'
  )[];
}

/** What the police answer, step by step (移送规定 7–9). */
export class RecordPoliceAnswer extends OnTransfer {
  @OneOf(['receipt', 'receipt-refused', 'forwarded', 'filed', 'refused', 'filed-again', 'refused-again'])
  answer!:
    'receipt' | 'receipt-refused' | 'forwarded' | 'filed' | 'refused' | 'filed-again' | 'refused-again';
  /** The organ to which it was forwarded. */
  @Optional() @Text(200) forwardedTo?: string;
  @Optional() @Text(128) reference?: string;
}

export class AskPoliceReview extends OnTransfer {}

export class AskProcuratorate extends OnTransfer {}

export class RecordProcuratorateAnswer extends OnTransfer {
  @Flag() filed!: boolean;
}

export class AcceptPoliceRefusal extends OnTransfer {}

/** 移交涉案物品 (移送规定 12). */
export class HandOverItems extends OnTransfer {
  @Codes(0, 200) items!: string[];
  /** The party was told in writing (强制法 21). */
  @Flag() partyTold!: boolean;
}

export class RecordCriminalOutcome extends OnTransfer {
  @OneOf(['not-filed', 'withdrawn', 'not-prosecuted', 'terminated', 'acquitted', 'exempted', 'convicted'])
  outcome!:
    'not-filed' | 'withdrawn' | 'not-prosecuted' | 'terminated' | 'acquitted' | 'exempted' | 'convicted';
  /** 罚金 of the court. */
  @Optional() @Fen() courtFineFen?: number;
}

/**
 * Nobody has answered within `transfer.answer`: the 正职负责人 lets the case go on. Once the police have filed the case he
 * lets it go on for other kinds than 罚款 and 行政拘留 (处罚法 35).
 */
export class ReleaseHold extends OnTransfer {
  @Handle() approver!: string;
  @Text(4000) reasons!: string;
  /** Who gets a copy: the 检察院, and the 公安 once they have filed the case. */
  @Optional() @SomeOf(['procuratorate', 'police'], 1, 2) copies?: ('procuratorate' | 'police')[];
}

/** 无管辖权 (A145). */
export class FindOutOfCompetence extends OnTransfer {
  @Optional() @Handle() actId?: string;
  @Text(200) competent!: string;
}

export class SendToOrgan extends OnTransfer {
  @Text(200) addressee!: string;
  @Parts(() => TransferDocument, 0, 20) documents!: TransferDocument[];
}

export class RecordReceiverAnswer extends OnTransfer {
  @OneOf(['filed', 'declined', 'withdrawn', 'silent-superior', 'silent-coordination'])
  answer!: 'filed' | 'declined' | 'withdrawn' | 'silent-superior' | 'silent-coordination';
}

/** Common superior or government (处罚法 25). */
export class ResolveTransferDispute extends OnTransfer {
  @OneOf(['receiver', 'sender']) competent!: 'receiver' | 'sender';
  @Text(200) by!: string;
}

export type TransferCommand =
  | SuspectCrime
  | FormTransferGroup
  | ClearSuspicion
  | ReportTransfer
  | DecideTransfer
  | SendToPolice
  | RecordPoliceAnswer
  | AskPoliceReview
  | AskProcuratorate
  | RecordProcuratorateAnswer
  | AcceptPoliceRefusal
  | HandOverItems
  | RecordCriminalOutcome
  | ReleaseHold
  | FindOutOfCompetence
  | SendToOrgan
  | RecordReceiverAnswer
  | ResolveTransferDispute;
