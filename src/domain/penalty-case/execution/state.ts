import type { CivilDate } from '../../../kernel/time';

/** How the decision is performed, and how it is enforced (处罚法 66–74; 强制法 34–60; C.5). */
export interface Execution {
  /** Payments of the fine itself, in the order of the record. */
  readonly payments: readonly { readonly on: CivilDate; readonly fineFen: number }[];
  /** Approved instalments (处罚法 66(2)). */
  readonly instalments?: readonly Instalment[];
  /** Last day of an approved deferral or of the last instalment. */
  readonly deferredUntil?: CivilDate;
  /** Confiscated goods that have been disposed of, by their names in the file. */
  readonly goods: readonly string[];
  /** All that was confiscated has been disposed of. */
  readonly goodsDone: boolean;
  readonly overdue?: { readonly duty: Duty; readonly dueOn: CivilDate; readonly on: CivilDate };
  readonly urged?: {
    /** Served on. */
    readonly on: CivilDate;
    /** Last day to perform. */
    readonly by: CivilDate;
    /** Last of the ten working days before an application to the court (强制法 54); absent while uncomputable. */
    readonly courtWait?: CivilDate;
  };
  readonly statements: readonly { readonly id: string; readonly reviewed: boolean }[];
  readonly agreement?: Agreement;
  /** 公告限期自行拆除 (强制法 44). */
  readonly demolition?: { readonly on: CivilDate; readonly by: CivilDate };
  readonly decided?: {
    readonly on: CivilDate;
    readonly manners: readonly string[];
    readonly served?: CivilDate;
  };
  readonly substitute?: {
    readonly on: CivilDate;
    readonly served: CivilDate;
    /** Day of the performance that the party was reminded of in time. */
    readonly noticed?: CivilDate;
  };
  /** Who has carried out something: the organ itself, or others in place of the party. */
  readonly acted: readonly ('organ' | 'substitute')[];
  readonly halted?: { readonly since: CivilDate; readonly ground: string; readonly harmless: boolean };
  readonly ended?: { readonly on: CivilDate; readonly how: 'terminated' | 'given-up' };
  readonly court?: {
    readonly on: CivilDate;
    readonly status: CourtStatus;
    /** Last day to ask the higher court. */
    readonly reviewBy?: CivilDate;
  };
  readonly done?: CivilDate;
  readonly reversed?: CivilDate;
  /** Something was paid or executed on a decision that was set aside, and is not turned back (强制法 41). */
  readonly toTurnBack?: boolean;
}

/** What is owed: money, or an act such as removing or restoring. */
export type Duty = 'money' | 'act';

export interface Instalment {
  readonly due: CivilDate;
  readonly amountFen: number;
}

/** 执行协议 (强制法 42): while it is kept, its late fee is what is owed. */
export interface Agreement {
  readonly on: CivilDate;
  readonly stages: readonly Instalment[];
  readonly lateFeeFen: number;
  readonly paidBefore: number;
  readonly broken: boolean;
}

export type CourtStatus =
  | 'applied'
  | 'accepted'
  | 'not-accepted'
  | 'execution-granted'
  | 'execution-refused'
  | 'review-asked'
  | 'executed'
  | 'ended';

export const noExecution: Execution = {
  payments: [],
  goods: [],
  goodsDone: false,
  statements: [],
  acted: [],
};

/** Whether something was paid or carried out. */
export const anythingPerformed = ({ payments, acted, court }: Execution): boolean =>
  payments.length > 0 || acted.length > 0 || court?.status === 'executed';

/** The execution of a case that is reopened: nothing of it serves a new decision, and what was done waits to be turned back. */
export const executionAnew = (before: Execution): Execution => {
  const waits = before.toTurnBack === true || (before.reversed === undefined && anythingPerformed(before));
  return waits ? { ...noExecution, toTurnBack: true } : noExecution;
};

/** An agreement that stands: neither broken nor absent. */
export const agreementInForce = ({ agreement }: Execution): Agreement | undefined =>
  agreement?.broken === false ? agreement : undefined;
