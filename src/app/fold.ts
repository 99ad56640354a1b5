import type { Decider } from '../kernel/decider';
import type { DomainEvent, Recorded } from '../kernel/event';

/** A correction of one event: what its members are now. */
interface CorrectionData {
  readonly target: { readonly revision: number };
  readonly members: readonly { readonly path: string; readonly now: unknown }[];
}

/** Whether the event corrects an earlier one of its stream. */
export const isCorrection = (event: Recorded): boolean => event.type === 'EventCorrected';

/**
 * Fold a whole stream. Corrections are applied to their targets before the fold, so that no decider has to know of
 * them: what a later decision rests on is the corrected record. The log keeps both.
 */
export function fold<C, S, E extends DomainEvent, F>(
  decider: Decider<C, S, E, F>,
  events: readonly Recorded[],
): S {
  const corrected = applyCorrections(events);
  return corrected.reduce<S>(
    (state, event) => (isCorrection(event) ? state : decider.evolve(state, event as Recorded<E>)),
    decider.initial,
  );
}

/** The events of one stream, oldest first, as they read after every correction among them. */
export function applyCorrections(events: readonly Recorded[]): readonly Recorded[] {
  const corrections = events.filter(isCorrection);
  if (corrections.length === 0) return events;
  const patched = [...events];
  for (const correction of corrections) {
    const { target, members } = correction.data as CorrectionData;
    const index = patched.findIndex((event) => event.meta.revision === target.revision);
    const before = patched[index];
    if (before === undefined) continue;
    let data: unknown = before.data;
    for (const { path, now } of members) data = withMember(data, path.split('.'), now);
    patched[index] = { ...before, data: data as object };
  }
  return patched;
}

/** A copy of `value` in which the member at `path` is `now`; members on the way are made where they are missing. */
function withMember(value: unknown, path: readonly string[], now: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return now;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (String(index) === head ? withMember(item, rest, now) : item));
  }
  const object = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return { ...object, [head]: withMember(object[head], rest, now) };
}
