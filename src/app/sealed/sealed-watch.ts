import { wallClock } from '../../../projections/supervision/moments';
import { missedAfter, missedAt, type MissedDue } from '../../../projections/supervision/due.queries';
import { mattersOf, missedMatters, type MissedMatter } from '../../../projections/sealed/sealed.queries';
import { discipline } from '../../domain/discipline/decider';
import { disciplineSettled } from '../../domain/discipline/state';
import { penaltyCase } from '../../domain/penalty-case/decider';
import { organOf } from '../../domain/penalty-case/state';
import { addDays, civilDateAt, civilDateOf, instantInZone, type CivilDate } from '../../kernel/time';
import { alerts } from '../../law/violations';
import type { ReadModelReader } from '../../ports/read-model';
import type { Clock } from '../clock';
import type { CommandPath } from '../command-path';
import type { Laws } from '../law/laws';
import type { Recorder } from '../recorder';
import { raisePages } from '../alerts/raise-pages';
import { behindOf } from './handling';
import type { Pseudonyms } from './pseudonyms';
import { escalateSealed } from './sealed-escalations';
import { recordSealedAlert } from './record-sealed-alert';

/** What the watch works with. */
export interface SealedWatchParts {
  /** Rows of the projection `sealed`. */
  readonly sealed: Pick<ReadModelReader, 'query'>;
  /** Rows of the projection `supervision`. */
  readonly supervision: Pick<ReadModelReader, 'query' | 'snapshot'>;
  readonly path: Pick<CommandPath, 'load'>;
  readonly laws: Laws;
  readonly recorder: Pick<Recorder, 'record' | 'endOf'>;
  /** Who leads an organ on a day. */
  readonly headOf: (organ: string, on: CivilDate) => Promise<readonly string[]>;
  readonly pseudonyms: Pseudonyms;
  readonly clock: Clock;
}

const HANDOVER = 'discipline.handover';
const PAGE = 64;

/**
 * Raises the sealed alerts, each once: W-39 where an interference record was not acknowledged in time, W-26 where
 * retaliation was reported, W-16 where a case was closed and nothing is on record of a hand-over to discipline
 * inspection. Every closed case of a natural person has the period of W-16, whatever his status; so that it runs tells
 * nothing, and what ended it stands on a sealed stream alone.
 */
export class SealedWatch {
  /** Cases looked at on this day: a case that was settled stays so. */
  #seen: { readonly day: CivilDate; readonly last: MissedDue | undefined } | undefined;

  constructor(private readonly parts: SealedWatchParts) {}

  /** @returns how many alerts are new or went a level up. @throws ReadModelAbsent, StoreUnavailable, OutcomeUnknown */
  async sweep(): Promise<number> {
    const now = this.parts.clock.now();
    const today = civilDateOf(instantInZone(now));
    const overdue = await this.#matters('W-39', today, now);
    // A report is no period: it is looked at on the day of its making.
    const reported = await this.#matters('W-26', addDays(today, 1), now);
    const raised = overdue + reported + (await this.#handovers(today, now));
    return raised + (await escalateSealed(this.parts, now));
  }

  #matters(code: 'W-39' | 'W-26', before: CivilDate, now: number): Promise<number> {
    const { sealed } = this.parts;
    return raisePages<MissedMatter>(
      (page) => missedMatters(sealed, code, before, page),
      (row) => this.#raise(code, row, now),
    );
  }

  async #raise(code: 'W-39' | 'W-26', row: MissedMatter, now: number): Promise<boolean> {
    const { sealed, recorder } = this.parts;
    const matter = (await mattersOf(sealed, row.stream)).find(({ record }) => record === row.record);
    if (matter === undefined) return false;
    const { stream, record, case: about, organ, barred } = matter;
    const named = { stream, record, case: about, organ, barred: barred as readonly string[] };
    return recordSealedAlert(recorder, { alert: alerts[code], due: row.due_on, ...named }, now);
  }

  /** From the last one looked at on; from the first one on every new day, because cases are closed with earlier dates. */
  async #handovers(today: CivilDate, now: number): Promise<number> {
    const { supervision } = this.parts;
    const moment = wallClock(now);
    let last = this.#seen?.day === today ? this.#seen.last : undefined;
    let raised = 0;
    for (;;) {
      const page: readonly MissedDue[] =
        last === undefined
          ? (await missedAt(supervision, [HANDOVER], moment, PAGE)).dues
          : await missedAfter(supervision, last, moment, PAGE);
      for (const due of page) if (await this.#handover(due, now)) raised += 1;
      last = page.at(-1) ?? last;
      this.#seen = { day: today, last };
      if (page.length < PAGE) return raised;
    }
  }

  async #handover({ case: about, due }: MissedDue, now: number): Promise<boolean> {
    const { path, pseudonyms, recorder } = this.parts;
    const stream = pseudonyms.streamOf('discipline', about);
    const { state } = await path.load(discipline, stream);
    const { state: file } = await path.load(penaltyCase, about);
    if (disciplineSettled(state) || !behindOf(file).penalty) return false;
    const named = { case: about, organ: organOf(file) ?? '', barred: [] };
    return recordSealedAlert(
      recorder,
      { alert: alerts['W-16'], stream, record: 'handover', due: civilDateAt(due), ...named },
      now,
    );
  }
}
