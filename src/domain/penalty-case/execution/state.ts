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
  /**
   * On a decision that was set aside something was paid, or was executed by force and is owed back as it was (强制法 41).
   */
  readonly toTurnBack?: 'paid' | 'executed';
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

/** Clock of what was executed by force on a decision that is gone: it is restored or returned at once (强制法 41; W-43). */
export const turnBackClock = 'remedy.duty/turn-back';

export const noExecution: Execution = {
  payments: [],
  goods: [],
  goodsDone: false,
  statements: [],
  acted: [],
};

/** Whether something was carried out, by whomever. */
const carriedOut = ({ acted, court }: Execution): boolean => acted.length > 0 || court?.status === 'executed';

/** Whether something was paid or carried out. */
export const anythingPerformed = (execution: Execution): boolean =>
  execution.payments.length > 0 || carriedOut(execution);

/** What of an execution waits to be turned back once its decision is gone: what was done by force has to be. */
export function leftToTurnBack(execution: Execution): Pick<Execution, 'toTurnBack'> {
  const { toTurnBack, reversed } = execution;
  if (toTurnBack !== undefined) return { toTurnBack };
  if (reversed !== undefined || !anythingPerformed(execution)) return {};
  return { toTurnBack: carriedOut(execution) ? 'executed' : 'paid' };
}

/** The execution of a case that is reopened: nothing of it serves a new decision. */
export const executionAnew = (before: Execution): Execution => ({
  ...noExecution,
  ...leftToTurnBack(before),
});

/** An agreement that stands: neither broken nor absent. */
export const agreementInForce = ({ agreement }: Execution): Agreement | undefined =>
  agreement?.broken === false ? agreement : undefined;
