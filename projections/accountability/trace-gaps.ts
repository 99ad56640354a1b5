import type { Recorded } from '../../src/kernel/event';
import { epochOf, type CivilDate } from '../../src/kernel/time';
import { catalogue } from '../../src/events/catalogue';
import type { Clock } from '../../src/events/schemas';
import { PenaltyDecisionImported } from '../../src/events/imported.events';
import { DeadlinesRecomputed } from '../../src/events/recomputation.events';
import { OutOfBandFactRecorded } from '../../src/events/out-of-band.events';
import { isCorrection } from '../../src/events/corrections';
import { groundsOf, officersNamed } from './act';

/** Something that the record does not show. A gap is named; it is never filled, and proves nothing against anybody. */
export interface TraceGap {
  readonly code: GapCode;
  readonly zh: string;
  readonly en: string;
  /** Acts that it concerns, ascending. */
  readonly revisions: readonly number[];
}

const texts = {
  'earlier-steps-unknown': {
    zh: '决定自外部数据导入，此前各步骤来源未记载，无从查考',
    en: 'the decision was imported; its source tells nothing of the earlier steps',
  },
  'no-actor': { zh: '来源未载明行为人', en: 'the source names nobody who acted' },
  'no-organ': { zh: '记录未指明登记在册的行政机关', en: 'the record names no organ of the register' },
  'unread-source': {
    zh: '来源中有未能读出的内容，原文另行保存',
    en: 'parts of the source could not be read; they are kept verbatim',
  },
  'no-certificate': {
    zh: '执法人员的行政执法证未载明',
    en: 'an officer acted, and the record shows no enforcement certificate of his',
  },
  'recorded-late': {
    zh: '超过规则包规定的时限才记录',
    en: 'recorded later than the rule pack tolerates',
  },
  'out-of-band': {
    zh: '在系统之外办理，事后补录',
    en: 'done outside of the program, and recorded afterwards',
  },
  'due-unknown': {
    zh: '期限的届满日未能计算（日历未载入）',
    en: 'a due date could not be computed for want of a calendar',
  },
  'personal-unreadable': {
    zh: '个人信息不可读（密钥已销毁或者不在手边）',
    en: 'personal data cannot be read: the key was destroyed or is not at hand',
  },
} as const;

export type GapCode = keyof typeof texts;

type Check = (event: Recorded, options: GapOptions, all: readonly Recorded[]) => boolean;

/** What is needed to tell a late record. */
export interface GapOptions {
  /**
   * `late.record.hours` as resolved for the organ on the day of an act; an act that recorded the parameter itself goes
   * by that.
   */
  readonly lateHours?: (on: CivilDate) => number | undefined;
}

/** In the order of the report. */
const checks: readonly (readonly [GapCode, Check])[] = [
  ['earlier-steps-unknown', ({ type, meta }) => type === PenaltyDecisionImported.type && meta.revision === 0],
  ['no-actor', ({ meta }) => meta.actors.length === 0],
  ['no-organ', ({ meta }) => meta.organ === undefined],
  ['unread-source', ({ data }) => ((data as { unread?: readonly string[] }).unread ?? []).length > 0],
  ['no-certificate', lacksCertificate],
  ['recorded-late', isLate],
  ['out-of-band', ({ type }) => type === OutOfBandFactRecorded.type],
  [
    'due-unknown',
    // A suspension that still runs leaves the last day open by law; that is no gap.
    (event, _options, all) =>
      opensOf(event).some(
        ({ key, due, uncomputable }) =>
          due === undefined &&
          uncomputable !== 'suspension-still-running' &&
          !isComputedSince(all, key, event.meta.revision),
      ),
  ],
  ['personal-unreadable', (event) => personalUnreadable(event)],
];

const opensOf = ({ data }: Recorded): readonly Clock[] => (data as { opens?: readonly Clock[] }).opens ?? [];

/** Whether the clock got its last day once its calendar was loaded. */
const isComputedSince = (events: readonly Recorded[], key: string, revision: number): boolean =>
  events.some(
    (event) =>
      event.type === DeadlinesRecomputed.type &&
      event.meta.revision > revision &&
      opensOf(event).some((clock) => clock.key === key),
  );

/** What the record of these acts does not show, each kind once. */
export const gapsOf = (events: readonly Recorded[], options: GapOptions): readonly TraceGap[] =>
  checks.flatMap(([code, check]) => {
    const revisions = events
      .filter((event) => check(event, options, events))
      .map(({ meta }) => meta.revision);
    return revisions.length === 0 ? [] : [{ code, ...texts[code], revisions }];
  });

/** Officers that the act names, or else whoever acted as an officer. An imported source knows no such certificates. */
function lacksCertificate(event: Recorded): boolean {
  const { actors, source } = event.meta;
  if (source !== undefined) return false;
  const certified = new Set(actors.filter(({ cert }) => cert !== undefined).map(({ u }) => u));
  const acting = officersNamed(event) ?? actors.filter(({ role }) => role === 'officer').map(({ u }) => u);
  return acting.some((u) => !certified.has(u));
}

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Milliseconds from the act to its record; an act known only by its day is taken to have ended with it. Absent for what
 * takes the date of another (imports, corrections): there it says nothing.
 */
export function delayOf(event: Recorded): number | undefined {
  const { legal, recordedAt, source } = event.meta;
  if (source !== undefined || isCorrection(event)) return undefined;
  return Math.max(0, epochOf(recordedAt) - epochOf(legal.at) - (legal.p === 'day' ? day : 0));
}

function isLate(event: Recorded, { lateHours }: GapOptions): boolean {
  const own = groundsOf(event).parameters.find(({ key }) => key === 'late.record.hours')?.value;
  const hours = own === undefined ? lateHours?.(event.meta.legal.d) : Number(/^(\d+)h/u.exec(own)?.[1]);
  const delay = delayOf(event);
  return delay !== undefined && hours !== undefined && delay > hours * hour;
}

/**
 * Subjects, by event type, of which some member must be there, so that they can be missed: what may be absent proves
 * nothing by its absence.
 */
const subjectsExpected: ReadonlyMap<string, readonly string[]> = new Map(
  [...catalogue.values()].map(({ type, personal }) => [
    type,
    Object.entries(personal).flatMap(([subject, schema]) => (schema.safeParse({}).success ? [] : [subject])),
  ]),
);

const personalUnreadable = (event: Recorded): boolean =>
  subjectsExpected.get(event.type)?.some((subject) => event.personal?.[subject] === undefined) === true;
