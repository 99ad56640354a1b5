import type { Names } from '../../documents/names';
import type { EventRef } from './case-record';
import type { GivenReport, GivenTracing } from './given-report';

/** What a part of the report on paper is made from. */
export interface Paper {
  readonly given: GivenReport | GivenTracing;
  readonly names: Names;
}

/** Somebody, by name and certificate where the register has them, else by the handle of his account. */
export const personText = (names: Names, handle: string): string =>
  handle.startsWith('officer-') ? names.officer(handle) : handle;

/** 第3号 of a stream that is not the case is told with its stream. */
export const refText = ({ revision, event }: EventRef): string => `第${revision}号（${event}）`;

/** Events one below the other; a dash where there is none. */
export const refsText = (events: readonly EventRef[]): string =>
  events.length === 0 ? '—' : events.map(refText).join('\n');
