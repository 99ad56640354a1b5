import type { ActorRef, CommandRef, OrganRef, SourceMark } from '../../src/kernel/entry';
import type { Recorded } from '../../src/kernel/event';
import { civilDateOf, epochOf, type CivilDate, type Instant, type LegalTime } from '../../src/kernel/time';
import { definitionOf } from '../../src/events/codec';
import { corrections, happenedBy, isCorrection } from '../../src/events/corrections';
import { detailOf, groundsOf, type Grounds } from './act';
import { consequence, nothingYet } from './consequences';
import { clocksOf, type TraceClock } from './trace-clocks';
import { correctionOf, type TraceCorrection } from './trace-corrections';
import { delayOf, gapsOf, type TraceGap } from './trace-gaps';
import { headerOf, type TraceHeader } from './trace-header';
import { saidOf, type Said } from './trace-said';

/** Which view of the case, and what the record alone cannot say. */
export interface TraceOptions {
  /** Only what had legally happened up to and with this day. */
  readonly asOf?: CivilDate;
  /** Only what was recorded up to and with this instant, corrections included. */
  readonly knownAt?: Instant;
  /**
   * `late.record.hours` of the organ's rule packs on the day of an act; without it only acts that recorded the
   * parameter can be late.
   */
  readonly lateHours?: (on: CivilDate) => number | undefined;
}

/**
 * Who did what in a case, on which grounds, by both clocks, and what followed. Handles and codes only: no erasable
 * member is in it. The same events and options give the same bytes.
 */
export interface CaseTrace {
  readonly header: TraceHeader;
  /** In the order of the world: by day, then by instant, an act known only by its day last on it. */
  readonly timeline: readonly TimelineEntry[];
  /** In the order of the log. */
  readonly acts: readonly TraceAct[];
  readonly corrections: readonly TraceCorrection[];
  readonly clocks: readonly TraceClock[];
  readonly gaps: readonly TraceGap[];
}

/** One act on both clocks. */
export interface TimelineEntry {
  readonly legal: LegalTime;
  readonly recordedAt: Instant;
  /** Whole hours from the act to its record; absent for imports and corrections. */
  readonly hoursToRecord?: number;
  readonly revision: number;
  readonly type: string;
  readonly zh: string;
  readonly en: string;
  /** Name of an imported activity. */
  readonly detail?: string;
}

/** One act as it reads in the view. */
export interface TraceAct extends Grounds {
  readonly revision: number;
  readonly eventId: string;
  readonly type: string;
  readonly zh: string;
  readonly en: string;
  readonly detail?: string;
  readonly legal: LegalTime;
  readonly recordedAt: Instant;
  /** Who acted, as what, in which post, with which certificate as of then. */
  readonly actors: readonly ActorRef[];
  readonly organ?: OrganRef;
  /** The document that the act issued, as recorded: type, number, template, signatures. */
  readonly document?: Said;
  /** What else the act says, member by member as recorded. */
  readonly said: Said;
  /** Earlier acts that it followed from, and later ones in the view that followed from it. */
  readonly follows: readonly number[];
  readonly followedBy: readonly number[];
  readonly rulePacks: readonly string[];
  readonly calendars: readonly string[];
  readonly command: CommandRef['id'];
  readonly correlation: string;
  readonly causation?: string;
  readonly source?: SourceMark;
}

/**
 * The trace of one case. Acts read as after the corrections that are in the view; a correction has the legal date of
 * its target, and is known from its own recorded time.
 *
 * @param events all events of one stream from revision 0, at least one
 * @throws TypeError for none; HenjiError `bad-instant` for a `knownAt` that is no instant
 */
export function traceCase(events: readonly Recorded[], options: TraceOptions = {}): CaseTrace {
  const stream = events[0]?.meta.stream;
  if (stream === undefined) throw new TypeError('a trace of no events');
  const seen = inView(events, options);
  const readings = corrections(seen);
  const { asOf, knownAt } = options;
  const day = asOf ?? (knownAt === undefined ? undefined : civilDateOf(knownAt));
  return {
    header: headerOf(stream, readings, options),
    timeline: [...readings].sort(byLegalTime).map(timelineEntry),
    acts: actsOf(readings),
    corrections: seen.filter(isCorrection).map(correctionOf),
    clocks: clocksOf(readings, day),
    gaps: gapsOf(readings, options),
  };
}

function inView(events: readonly Recorded[], { asOf, knownAt }: TraceOptions): readonly Recorded[] {
  const known = knownAt === undefined ? undefined : epochOf(knownAt);
  return (asOf === undefined ? events : happenedBy(events, asOf))
    .filter(({ meta }) => known === undefined || epochOf(meta.recordedAt) <= known)
    .sort((a, b) => a.meta.revision - b.meta.revision);
}

/** Sorting is stable, so that acts of one moment stay in the order of the log. */
function byLegalTime({ meta: a }: Recorded, { meta: b }: Recorded): number {
  if (a.legal.d !== b.legal.d) return a.legal.d < b.legal.d ? -1 : 1;
  const [first, second] = [a, b].map(({ legal }) =>
    legal.p === 'day' ? Number.MAX_VALUE : epochOf(legal.at),
  );
  return (first ?? 0) - (second ?? 0);
}

function timelineEntry(event: Recorded): TimelineEntry {
  const { legal, recordedAt, revision } = event.meta;
  const delay = delayOf(event);
  return {
    legal,
    recordedAt,
    ...(delay === undefined ? {} : { hoursToRecord: Math.floor(delay / 3_600_000) }),
    revision,
    ...namesOf(event),
  };
}

function namesOf(event: Recorded): Pick<TraceAct, 'type' | 'zh' | 'en' | 'detail'> {
  const { zh, en } = definitionOf(event.type);
  const detail = detailOf(event);
  return { type: event.type, zh, en, ...(detail === undefined ? {} : { detail }) };
}

function actsOf(readings: readonly Recorded[]): readonly TraceAct[] {
  const links = linksOf(readings);
  const followers = new Map<number, number[]>();
  links.forEach(({ follows }, i) => {
    const revision = readings[i]?.meta.revision ?? 0;
    for (const earlier of follows) followers.set(earlier, [...(followers.get(earlier) ?? []), revision]);
  });
  return readings.map((event, i) =>
    actOf(event, links[i] ?? noLinks, followers.get(event.meta.revision) ?? []),
  );
}

interface ActLinks {
  readonly follows: readonly number[];
  readonly onFile?: readonly string[];
}

const noLinks: ActLinks = { follows: [] };

/** What each act followed from, within the view; here an act that an earlier one caused is told, too. */
function linksOf(readings: readonly Recorded[]): readonly ActLinks[] {
  const inTrace = new Map<string, number>();
  let memory = nothingYet;
  return readings.map((event) => {
    const { meta } = event;
    const found = consequence(event, memory);
    memory = found.memory;
    const cause = meta.causationId === undefined ? undefined : inTrace.get(meta.causationId);
    inTrace.set(meta.id, meta.revision).set(meta.commandId, meta.revision);
    const all = new Set([...found.follows, ...(cause === undefined ? [] : [cause])]);
    return {
      follows: [...all].sort((a, b) => a - b),
      ...(found.onFile === undefined ? {} : { onFile: found.onFile }),
    };
  });
}

function actOf(event: Recorded, { follows, onFile }: ActLinks, followedBy: readonly number[]): TraceAct {
  const { meta } = event;
  return {
    revision: meta.revision,
    eventId: meta.id,
    ...namesOf(event),
    legal: meta.legal,
    recordedAt: meta.recordedAt,
    actors: meta.actors,
    ...(meta.organ === undefined ? {} : { organ: meta.organ }),
    ...groundsOf(event),
    ...(onFile === undefined ? {} : { evidence: onFile }),
    ...saidOf(event),
    follows,
    followedBy,
    rulePacks: meta.rulePacks,
    calendars: meta.calendars,
    command: meta.commandId,
    correlation: meta.correlationId,
    ...(meta.causationId === undefined ? {} : { causation: meta.causationId }),
    ...(meta.source === undefined ? {} : { source: meta.source }),
  };
}
