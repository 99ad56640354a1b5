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

/** Stands where words of a person were whose key was destroyed. */
export const ERASED = '（信息已依法删除）';

/** A blank as wide as a Chinese character. */
export const GAP = '\u3000';

/** 64 digits in two lines: they have no place to break at. */
export const digestText = (digest: string): string => `${digest.slice(0, 32)}\n${digest.slice(32)}`;

/** Events one below the other; a dash where there is none. */
export const refsText = (events: readonly EventRef[]): string =>
  events.length === 0 ? '—' : events.map(refText).join('\n');
