import { addDays, yearOf, type CivilDate } from '../../kernel/time';
import type { Calendar } from '../../law/calendar';
import { deadline } from '../../law/deadline';
import type { RuleBook } from '../../law/rule-book';
import { certificateAt, statusAt, type OfficerState } from './officer-state';
import { heldSince, postsAt, standInsAt } from './posting-state';
import { dutyCertificateAt } from './qualification-state';
import { covers } from './register';

/** What ends, or has to be done, by a day in the register of one person. */
export const termKinds = [
  ...(['certificate', 'duty-certificate', 'annual-check'] as const),
  ...(['post', 'stand-in', 'rotation'] as const),
] as const;
export type TermKind = (typeof termKinds)[number];

export interface Term {
  readonly kind: TermKind;
  /** Number of the certificate, or code of the post. */
  readonly what: string;
  readonly organ: string;
  /** The last day. */
  readonly on: CivilDate;
}

/** The law by which terms that no entry names are reckoned. */
export interface TermLaw {
  readonly rules: RuleBook;
  readonly calendar: Calendar;
}

type Reckoning = (state: OfficerState, date: CivilDate, law: TermLaw) => readonly Term[];

/** How each kind of term follows from what holds on a day; whatever is carried on after its last day does not end. */
export const termTable: Readonly<Record<TermKind, Reckoning>> = {
  certificate: (state, date) =>
    state.certificates
      .filter((each) => statusAt(each, date) === 'valid' && each.until !== undefined)
      .flatMap(({ number, organ, until }) => ending('certificate', number, organ, until))
      .filter(({ on }) => certificateAt(state, addDays(on, 1)).status !== 'valid'),
  'duty-certificate': (state, date) =>
    state.dutyCertificates
      .filter((each) => covers(each, date))
      .filter(({ kind, until }) => until !== undefined && !dutyCertificateAt(state, kind, addDays(until, 1)))
      .flatMap(({ number, organ, until }) => ending('duty-certificate', number, organ, until)),
  'annual-check': (state, date, { rules }) => {
    const last = rules.find('certificate.check')?.value.day;
    const year = yearOf(date);
    return last === undefined
      ? []
      : state.certificates
          .filter((each) => statusAt(each, date) === 'valid')
          .filter(({ from, checked }) => yearOf(from) < year && !checked.includes(year))
          .flatMap(({ number, organ }) => ending('annual-check', number, organ, `${year}-${last}`));
  },
  post: (state, date) =>
    postsAt(state, date)
      .filter(({ post, until }) => until !== undefined && !holds(state, post, addDays(until, 1)))
      .flatMap(({ post, organ, until }) => ending('post', post, organ, until)),
  'stand-in': (state, date) =>
    standInsAt(state, date)
      .filter(({ post, until }) => until !== undefined && !standsIn(state, post, addDays(until, 1)))
      .flatMap(({ post, organ, until }) => ending('stand-in', post, organ, until)),
  rotation: (state, date, { rules, calendar }) => {
    const period = rules.find('post.rotation')?.value.period;
    if (period === undefined) return [];
    return postsAt(state, date).flatMap(({ post, organ }) => {
      const from = heldSince(state, post, date);
      if (from === undefined) return [];
      return ending('rotation', post, organ, deadline({ from, period, calendar, zone: rules.zone }).due);
    });
  },
};

const ending = (kind: TermKind, what: string, organ: string, on: CivilDate | undefined): readonly Term[] =>
  on === undefined ? [] : [{ kind, what, organ, on }];

const holds = (state: OfficerState, post: string, date: CivilDate): boolean =>
  postsAt(state, date).some((each) => each.post === post);
const standsIn = (state: OfficerState, post: string, date: CivilDate): boolean =>
  standInsAt(state, date).some((each) => each.post === post);

/** A term with the points, in days before it, that are reached on a day. */
export interface DueReminder extends Term {
  readonly before: number;
}

/**
 * What is to be remembered of a person on a day: of each term the nearest of `register.warn` that is reached. A term that
 * is over is not warned of; a rotation that is overdue is, until the post is left (A035).
 */
export function remindersAt(
  state: OfficerState,
  date: CivilDate,
  law: TermLaw,
  table: Readonly<Partial<Record<TermKind, Reckoning>>> = termTable,
): readonly DueReminder[] {
  const points = law.rules.find('register.warn')?.value.before ?? [];
  return Object.values(table).flatMap((reckon) =>
    reckon(state, date, law).flatMap((term) => {
      if (term.on < date) return term.kind === 'rotation' ? [{ ...term, before: 0 }] : [];
      const reached = points.filter((before) => addDays(term.on, -before) <= date);
      return reached.length === 0 ? [] : [{ ...term, before: Math.min(...reached) }];
    }),
  );
}
