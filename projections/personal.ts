import type { Recorded } from '../src/kernel/event';

/** An erasable text member, or null where the event has none or its key is gone. */
export function textOf(event: Recorded, subject: string, member: string): string | null {
  const value = event.personal?.[subject]?.[member];
  return typeof value === 'string' && value !== '' ? value : null;
}
