import { cases } from '../../../projections/cases/cases.projection';
import { alertsOn } from '../../../projections/supervision/alert.queries';
import { remindersAmong } from '../../../projections/supervision/reminder.queries';
import { supervision } from '../../../projections/supervision/supervision.projection';
import { covers, type Entry } from '../../domain/registers/register';
import type { OfficerState } from '../../domain/registers/officer-state';
import { remindersAt, termTable, type DueReminder } from '../../domain/registers/terms';
import { ReminderGiven } from '../../events/reminder.events';
import { hasCode } from '../../kernel/errors';
import { civilDateOf, instantInZone, legalInstant, type CivilDate } from '../../kernel/time';
import { asc, eq } from '../../ports/read-model-query';
import { hashToHex, sha256 } from '../../seal/hash';
import type { OrganPeople } from '../bus/duty-queries';
import type { Clock } from '../clock';
import type { CommandPath } from '../command-path';
import type { Law, Laws } from '../law/laws';
import type { Readers } from '../readers';
import type { Recorder } from '../recorder';
import { peopleOf } from './handling';
import { periodicDuties, raisePeriodic, type PeriodicDuty } from './periodic-duties';

/** What the watch works with. */
export interface RegisterWatchParts {
  readonly readers: Readers;
  readonly path: Pick<CommandPath, 'load'>;
  readonly laws: Laws;
  readonly recorder: Pick<Recorder, 'record'>;
  readonly clock: Clock;
  /** What is reminded of; everything when absent. */
  readonly terms?: Partial<typeof termTable>;
  /** What organs owe again and again; everything when absent. */
  readonly duties?: readonly PeriodicDuty[];
}

/** What a look at the registers came to; nothing is looked at twice on one day. */
export interface RegisterSweep {
  readonly outcome: 'swept' | 'quiet';
  readonly reminded: number;
  readonly raised: number;
}

const PAGE = 200;
const MOST = 500;

/**
 * Looks at the registers once a day: reminds of what ends (certificates, posts, stand-ins), of annual checks and of rotation,
 * and raises W-46 where an organ did not keep what it owes in each period. What was given or raised is a stream that can
 * only be opened once, so any number of watches and restarts do each once.
 */
export class RegisterWatch {
  #day: CivilDate | undefined;

  constructor(private readonly parts: RegisterWatchParts) {}

  /** @throws ReadModelAbsent, StoreUnavailable, OutcomeUnknown; the next sweep does what is left */
  async sweep(): Promise<RegisterSweep> {
    const at = this.parts.clock.now();
    const today = civilDateOf(instantInZone(at));
    if (this.#day === today) return { outcome: 'quiet', reminded: 0, raised: 0 };
    let [reminded, raised] = [0, 0];
    for (const organ of await this.#organs()) {
      const people = await peopleOf(this.parts, organ);
      const lawOn = (date: CivilDate): Promise<Law> => this.parts.laws.ofOrgan(this.parts.path, organ, date);
      raised += await this.#periodic(people, lawOn, { at, today });
      const law = await lawOn(today);
      for (const entry of people.people.filter(({ state }) => state.organ === organ))
        reminded += await this.#remind(entry, law, at, today);
    }
    this.#day = today;
    return { outcome: 'swept', reminded, raised };
  }

  async #organs(): Promise<readonly string[]> {
    const found: string[] = [];
    for (let after: readonly string[] | undefined = []; after !== undefined;) {
      const rows: readonly { readonly handle: string }[] = await this.parts.readers.of(cases).query({
        ...{ from: 'names', columns: ['handle'], where: [eq('kind', 'organ')] },
        ...{ order: [asc('handle')], limit: PAGE },
        ...(after.length === 0 ? {} : { after }),
      });
      found.push(...rows.map(({ handle }) => handle));
      after = rows.length < PAGE ? undefined : found.slice(-1);
    }
    return found;
  }

  async #periodic(
    organ: OrganPeople,
    lawOn: (date: CivilDate) => Promise<Law>,
    now: { readonly at: number; readonly today: CivilDate },
  ): Promise<number> {
    const { readers, recorder, duties = periodicDuties } = this.parts;
    const { s, state } = organ.organ;
    const validity = state.organ;
    const [first] = await readers.recordsOf(s);
    if (validity === undefined || first === undefined || !covers(validity, now.today)) return 0;
    const since = civilDateOf(first.event.meta.recordedAt);
    const recorded = new Set(await alertsOn(readers.of(supervision), s, MOST));
    return raisePeriodic({ recorder, duties, lawOn, recorded }, organ, since, now);
  }

  async #remind({ s, state }: Entry<OfficerState>, law: Law, at: number, today: CivilDate): Promise<number> {
    const due = remindersAt(state, today, law, this.parts.terms ?? termTable);
    if (due.length === 0) return 0;
    const streams = due.map((each) => reminderStream(s, each));
    const given = await remindersAmong(this.parts.readers.of(supervision), streams);
    let reminded = 0;
    for (const [i, each] of due.entries()) {
      const stream = streams[i] ?? '';
      if (!given.has(stream) && (await this.#give(stream, s, each, law, at))) reminded += 1;
    }
    return reminded;
  }

  async #give(
    stream: string,
    officer: string,
    { kind, what, organ, on, before }: DueReminder,
    { rules }: Law,
    at: number,
  ): Promise<boolean> {
    const now = instantInZone(at);
    const event = ReminderGiven({ kind, officer, what, on, before, given: civilDateOf(now) });
    try {
      await this.parts.recorder.record(stream, { revision: -1 }, [event], {
        ...{ commandId: stream, digest: '', correlationId: stream, occurred: legalInstant(now) },
        ...{ actors: [{ u: 'register-watch', role: 'system' }], organ: { u: organ } },
        ...{ rulePacks: [rules.resolve('register.warn').pack], calendars: [] },
      });
      return true;
    } catch (error) {
      if (hasCode(error, 'wrong-expected-revision')) return false;
      throw error;
    }
  }
}

/** One for each thing, last day and point; what the thing is called may be in any script. */
const reminderStream = (officer: string, { kind, what, on, before }: DueReminder): string =>
  `reminder-${kind}-${officer}-${hashToHex(sha256(what)).slice(0, 12)}-${on}-${before}`;
