import { Temporal } from 'temporal-polyfill';
import { HenjiError } from './errors';

/** The zone of every territory that names no other. */
export const SHANGHAI = 'Asia/Shanghai';

const hour = 3_600_000;

/** Shanghai has kept +08:00 without a break since the last summer time ended, 1991-09-15 01:00 (+08:00). */
const shanghaiSteadyFrom = Date.UTC(1991, 8, 14, 17);

/** A stretch of time in which a zone keeps one offset: `[from, to)` in epoch milliseconds. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** What has been looked up so far. A zone's stretches never change within a run, so this is a table, not state. */
const known = new Map<string, Stretch[]>();

/**
 * Milliseconds to add to an instant's epoch time to get its wall clock in `zone` (an IANA name). Exact, summer time
 * of 1986–1991 in Shanghai included; free for Shanghai since then.
 *
 * @throws HenjiError `unknown-zone`
 */
export function zoneOffset(epochMs: number, zone: string): number {
  if (zone === SHANGHAI && epochMs >= shanghaiSteadyFrom) return 8 * hour;
  const stretches = known.get(zone);
  const found = stretches?.find(({ from, to }) => from <= epochMs && epochMs < to);
  return (found ?? lookUp(epochMs, zone)).offset;
}

/**
 * Epoch milliseconds of the first moment of a civil date in `zone`: midnight, or the end of the gap where a zone went
 * to summer time at midnight.
 *
 * @throws HenjiError `unknown-zone`
 */
export function startOfDay(localMidnightMs: number, zone: string): number {
  if (zone === SHANGHAI && localMidnightMs >= shanghaiSteadyFrom + 24 * hour)
    return localMidnightMs - 8 * hour;
  const local = Temporal.Instant.fromEpochMilliseconds(localMidnightMs)
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
  return inZone(zone, () => local.toZonedDateTime(zone)).epochMilliseconds;
}

function lookUp(epochMs: number, zone: string): Stretch {
  const at = inZone(zone, () => Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone));
  const next = at.getTimeZoneTransition('next');
  // "previous" is strictly before, so it is asked one millisecond later: a change at this very moment counts.
  const previous = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const stretch = {
    from: previous?.epochMilliseconds ?? -Infinity,
    to: next?.epochMilliseconds ?? Infinity,
    offset: Math.round(at.offsetNanoseconds / 1_000_000),
  };
  known.set(zone, [...(known.get(zone) ?? []), stretch]);
  return stretch;
}

function inZone<T>(zone: string, look: () => T): T {
  try {
    return look();
  } catch (cause) {
    throw new HenjiError({
      code: 'unknown-zone',
      zh: `未知的时区“${zone}”`,
      en: `"${zone}" is not a known time zone`,
      wayOut: { zh: '请使用 IANA 时区名，例如 Asia/Shanghai', en: 'use an IANA name such as Asia/Shanghai' },
      cause,
    });
  }
}
