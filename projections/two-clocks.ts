/**
 * State of one stream on both clocks. State as of legal date d is the fold, in log order, of the events with a legal
 * date at or before d. What each event brings is kept, so that an event dated back changes every later date too, and a
 * correction changes what its target brought.
 */

/** What one event does to the state: members it sets, and numbers it adds to. */
export interface Brought<S> {
  readonly set?: Partial<S>;
  readonly add?: Partial<S>;
}

/** What one event brought: revision, legal date, members set, numbers added. A JSON value, as short as it can be. */
export type Entry<S> = readonly [revision: number, date: string, set?: Partial<S> | 0, add?: Partial<S>];

/** What the events of a stream have brought, in log order. */
export type History<S> = readonly Entry<S>[];

/** The state as of one legal date, from the moment the change was recorded. */
export interface Version<S> {
  readonly date: string;
  readonly state: S;
}

export interface Recording<S> {
  readonly history: History<S>;
  /** One version, or for an event dated back one for its date and one for each later date of the stream. */
  readonly versions: readonly Version<S>[];
}

/** Record what an event brought. Revisions come in order. */
export function record<S extends object>(
  history: History<S>,
  blank: S,
  at: { readonly revision: number; readonly date: string },
  brought: Brought<S>,
): Recording<S> {
  const longer = [...history, entryOf(at.revision, at.date, brought)];
  return { history: longer, versions: versionsFrom(longer, blank, at.date) };
}

/** The target of a correction brought something else than recorded; every state from its date on changes with it. */
export function correct<S extends object>(
  history: History<S>,
  blank: S,
  revision: number,
  brought: Brought<S>,
): Recording<S> {
  const target = history.find(([r]) => r === revision);
  if (target === undefined) return { history, versions: [] };
  const [, date] = target;
  const changed = history.map((entry) => (entry === target ? entryOf(revision, date, brought) : entry));
  return { history: changed, versions: versionsFrom(changed, blank, date) };
}

/** The state as of a legal date. */
export function stateAsOf<S extends object>(history: History<S>, blank: S, date: string): S {
  const state = { ...blank } as Record<string, unknown>;
  for (const [, occurred, set, add] of history) {
    if (occurred > date) continue;
    if (set !== undefined && set !== 0) Object.assign(state, set);
    for (const member in add) state[member] = Number(state[member] ?? 0) + Number(add[member]);
  }
  return state as S;
}

/** The latest legal date of a history; empty for none. */
export function latestDate(history: History<unknown>): string {
  let latest = '';
  for (const [, date] of history) if (date > latest) latest = date;
  return latest;
}

function versionsFrom<S extends object>(history: History<S>, blank: S, date: string): readonly Version<S>[] {
  const later = new Set<string>();
  for (const [, occurred] of history) if (occurred > date) later.add(occurred);
  return [date, ...[...later].sort()].map((d) => ({ date: d, state: stateAsOf(history, blank, d) }));
}

function entryOf<S>(revision: number, date: string, { set, add }: Brought<S>): Entry<S> {
  if (add !== undefined) return [revision, date, set ?? 0, add];
  return set === undefined ? [revision, date] : [revision, date, set];
}
