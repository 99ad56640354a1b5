/** Something that a process does beside answering: it is told of in `/ready`, and stopped before what it works on closes. */
export interface Duty {
  readonly name: string;
  /** How it fares; never with anything of people or cases. */
  check(): Promise<DutyCheck>;
  /** Finishes what is begun. Idempotent. */
  stop(): Promise<void>;
}

/** How a duty fares. Standing by while another process has the lease is well. */
export interface DutyCheck {
  readonly ok: boolean;
  readonly [detail: string]: unknown;
}

/** Stop all, the last one first; each is stopped whatever the others come to. @throws the first error of one */
export async function stopDuties(duties: readonly Duty[]): Promise<void> {
  const failures: unknown[] = [];
  for (const duty of duties.toReversed()) {
    await duty.stop().catch((error: unknown) => {
      failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
}
