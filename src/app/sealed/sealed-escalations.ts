import { mattersOf, sealedAlertsAt, type SealedAlertRow } from '../../../projections/sealed/sealed.queries';
import { lateFrom, wallClock } from '../../../projections/supervision/moments';
import { discipline } from '../../domain/discipline/decider';
import { disciplineSettled } from '../../domain/discipline/state';
import { SealedAlertEscalated } from '../../events/sealed-alert.events';
import { hasCode } from '../../kernel/errors';
import {
  addDays,
  civilDateOf,
  instantInZone,
  legalDay,
  legalInstant,
  type CivilDate,
} from '../../kernel/time';
import { openClock } from '../../law/clock';
import type { ReadModelReader } from '../../ports/read-model';
import { ESCALATION, leastDays, levelAbove } from '../alerts/escalations';
import type { CommandPath } from '../command-path';
import type { Laws } from '../law/laws';
import type { Recorder } from '../recorder';
import type { Pseudonyms } from './pseudonyms';

/** What escalation of sealed alerts works with. */
export interface SealedEscalationParts {
  /** Rows of the projection `sealed`. */
  readonly sealed: Pick<ReadModelReader, 'query'>;
  readonly path: Pick<CommandPath, 'load'>;
  readonly laws: Laws;
  readonly recorder: Pick<Recorder, 'record' | 'endOf'>;
  readonly pseudonyms: Pseudonyms;
  /** Who leads an organ on a day. */
  readonly headOf: (organ: string, on: CivilDate) => Promise<readonly string[]>;
}

const PAGE = 64;
type Lower = keyof typeof levelAbove;

/**
 * Take sealed alerts a level up about which nothing was done within `sev1.escalate.days`: a record that nobody acknowledged
 * (W-39), retaliation (W-26), a hand-over that was not decided (W-16). A head whom the record names is passed over (D.5).
 *
 * @returns how many went up. @throws ReadModelAbsent, StoreUnavailable, OutcomeUnknown
 */
export async function escalateSealed(parts: SealedEscalationParts, now: number): Promise<number> {
  const since = addDays(civilDateOf(instantInZone(now)), -leastDays);
  let escalated = 0;
  // From the top down, so that what has just gone up is not looked at again.
  for (const level of (Object.keys(levelAbove) as Lower[]).reverse()) {
    for (let seen: SealedAlertRow | undefined, full = true; full;) {
      const page = await sealedAlertsAt(parts.sealed, level, since, {
        limit: PAGE,
        ...(seen === undefined ? {} : { seen }),
      });
      for (const row of page) if (await escalate(parts, row, level, now)) escalated += 1;
      [seen, full] = [page.at(-1), page.length === PAGE];
    }
  }
  return escalated;
}

async function escalate(
  parts: SealedEscalationParts,
  row: SealedAlertRow,
  level: Lower,
  now: number,
): Promise<boolean> {
  const { rules, calendar } = await parts.laws.ofOrgan(parts.path, row.organ, row.level_since);
  if (rules.find(ESCALATION) === undefined || (await isDone(parts, row))) return false;
  const clock = openClock({ key: ESCALATION, opened: legalDay(row.level_since), rules, calendar });
  if (clock.due === undefined || lateFrom(clock.due) > wallClock(now)) return false;
  const at = instantInZone(now);
  const to = await levelPast(parts, row, level, civilDateOf(at));
  const end = await parts.recorder.endOf(row.alert);
  // The rows may lag behind.
  if (end.revision !== row.revision) return false;
  const event = SealedAlertEscalated({ level: to, since: row.level_since, due: clock.due });
  try {
    await parts.recorder.record(row.alert, end, [event], {
      ...{ commandId: `${row.alert}~${to}`, digest: '', correlationId: row.alert },
      ...{ occurred: legalInstant(at), actors: [{ u: 'alert-watch', role: 'system' }] },
      ...{ rulePacks: [clock.pack], calendars: clock.calendar === undefined ? [] : [clock.calendar] },
    });
    return true;
  } catch (error) {
    if (hasCode(error, 'wrong-expected-revision')) return false;
    throw error;
  }
}

/** The next level, past the head of the organ where the record names him. */
async function levelPast(
  { headOf, pseudonyms }: SealedEscalationParts,
  { organ, barred }: SealedAlertRow,
  level: Lower,
  today: CivilDate,
) {
  const next = levelAbove[level];
  if (next !== 'head') return next;
  const heads = (await headOf(organ, today)).map((head) => pseudonyms.of(head));
  return heads.some((head) => (barred as readonly string[]).includes(head)) ? levelAbove.head : next;
}

async function isDone(
  { sealed, path }: SealedEscalationParts,
  { code, stream, record }: SealedAlertRow,
): Promise<boolean> {
  if (code === 'W-16') return disciplineSettled((await path.load(discipline, stream)).state);
  const matter = (await mattersOf(sealed, stream)).find((each) => each.record === record);
  return matter !== undefined && matter.done_on !== '';
}
