import {
  nextWaiting,
  waitingAlerts,
  type WaitingAlert,
} from '../../../projections/supervision/alert.queries';
import { lateFrom, wallClock, type Moment } from '../../../projections/supervision/moments';
import type { AlertLevel } from '../../domain/alerts/state';
import { AlertEscalated, type alertLevels } from '../../events/alert.events';
import { addDays, civilDateOf, instantInZone, legalDay, type CivilDate } from '../../kernel/time';
import { openClock } from '../../law/clock';
import { releasedPacks } from '../../law/packs/released-packs';
import type { ReadModelReader } from '../../ports/read-model';
import type { Law } from '../law/laws';
import { addToAlert, standingAlert, type AlertStreamParts } from './alert-stream';

/** What escalation works with. */
export interface EscalationParts extends AlertStreamParts {
  /** Rows of the projection `supervision`. */
  readonly reader: Pick<ReadModelReader, 'query'>;
  /** The law of an organ, as it had adopted its packs on a day. */
  readonly lawOf: (organ: string, on: CivilDate) => Promise<Law>;
  /** Who leads an organ on a day. */
  readonly headOf: (organ: string, on: CivilDate) => Promise<readonly string[]>;
}

/** How many alerts went a level up, and the first moment at which another one can. */
export interface Escalated {
  readonly escalated: number;
  readonly next?: Moment;
}

/** The parameter that says how long an alert of severity 1 may lie at a level. */
export const ESCALATION = 'sev1.escalate.days';
const KEY = ESCALATION;
const PAGE = 64;

/** Where an alert goes from each level; at the last it stays, for the yearly report (C.13). */
export const levelAbove: Readonly<Record<Exclude<AlertLevel, 'superior'>, (typeof alertLevels)[number]>> = {
  post: 'head',
  head: 'supervision',
  supervision: 'superior',
};
const lower = Object.keys(levelAbove) as (keyof typeof levelAbove)[];

/** No pack gives less, and a period takes as many calendar days at least, so that what came later is not looked at. */
export const leastDays = Math.min(
  ...releasedPacks.flatMap(({ parameters }) =>
    parameters.flatMap(({ key, value }) =>
      key === KEY && value.type === 'period' ? [value.period.kind === 'h' ? 0 : value.period.amount] : [],
    ),
  ),
);

/**
 * Takes alerts of severity 1 a level up that nobody closed within `sev1.escalate.days`, by the law of their organ on the day
 * since which they lie where they lie. Each time is an event of its own on the stream of the alert; whoever was second
 * finds the stream moved on. The stream says what is so, the rows only where to look.
 */
export class Escalations {
  /** Looked at, with the first moment at which each is late: the law of a day that is over does not change here. */
  readonly #late = new Map<string, Moment | undefined>();

  constructor(private readonly parts: EscalationParts) {}

  /** @throws ReadModelAbsent, StoreUnavailable, OutcomeUnknown */
  async raise(now: number): Promise<Escalated> {
    const moment = wallClock(now);
    const since = addDays(civilDateOf(instantInZone(now)), -leastDays);
    const nexts: (Moment | undefined)[] = [];
    let escalated = 0;
    for (const level of lower) {
      for (let seen: WaitingAlert | undefined, full = true; full;) {
        const page = await waitingAlerts(this.parts.reader, level, since, {
          limit: PAGE,
          ...(seen === undefined ? {} : { seen }),
        });
        for (const row of page) {
          const late = await this.#lateFrom(level, row);
          if (late === undefined || late > moment) nexts.push(late);
          else if (await this.#escalate(row.alert, level, now)) escalated += 1;
        }
        [seen, full] = [page.at(-1), page.length === PAGE];
      }
    }
    const later = await nextWaiting(this.parts.reader, lower, since);
    if (later !== undefined) nexts.push(addDays(later, leastDays));
    const [next] = nexts.filter((each) => each !== undefined).sort();
    return { escalated, ...(next === undefined ? {} : { next }) };
  }

  async #lateFrom(level: string, { alert, levelSince }: WaitingAlert): Promise<Moment | undefined> {
    const name = `${alert} ${level} ${levelSince}`;
    if (!this.#late.has(name)) {
      const { state } = await standingAlert(this.parts, alert);
      const clock = await this.#clockOf(state.organ, levelSince);
      this.#late.set(name, clock?.due === undefined ? undefined : lateFrom(clock.due));
    }
    return this.#late.get(name);
  }

  async #clockOf(organ: string | undefined, since: CivilDate) {
    if (organ === undefined) return undefined;
    const { rules, calendar } = await this.parts.lawOf(organ, since);
    return rules.find(KEY) === undefined
      ? undefined
      : openClock({ key: KEY, opened: legalDay(since), rules, calendar });
  }

  async #escalate(stream: string, level: keyof typeof levelAbove, now: number): Promise<boolean> {
    const standing = await standingAlert(this.parts, stream);
    const { phase, organ, since } = standing.state;
    // The rows may lag behind: what was closed or went up since stays.
    if (phase !== 'open' || standing.state.level !== level || organ === undefined) return false;
    const clock = await this.#clockOf(organ, since);
    if (clock?.due === undefined || lateFrom(clock.due) > wallClock(now)) return false;
    const to = levelAbove[level];
    const today = civilDateOf(instantInZone(now));
    const event = AlertEscalated({
      ...{ level: to, since, due: clock.due },
      to: to === 'head' ? [...(await this.parts.headOf(organ, today))] : [],
    });
    const law = { packs: [clock.pack], calendars: clock.calendar === undefined ? [] : [clock.calendar] };
    return addToAlert(this.parts, standing, event, now, law);
  }
}
