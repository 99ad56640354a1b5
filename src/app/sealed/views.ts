import { definitionOf } from '../../events/codec';
import type { Recorded } from '../../kernel/event';
import type { Instant, LegalTime } from '../../kernel/time';

/** One sealed event as its readers see it. Revisions are left out: gaps in them would tell of what is not shown. */
export interface SealedView {
  readonly id: string;
  /** Code of the record that it belongs to. */
  readonly record: string;
  readonly type: string;
  readonly zh: string;
  readonly en: string;
  readonly legal: LegalTime;
  readonly recordedAt: Instant;
  /** Public members without pseudonyms. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What is encrypted; absent where its key is gone. */
  readonly sealed?: Readonly<Record<string, unknown>>;
}

/** Members that hold pseudonyms, or what the program itself needs. */
const inward = new Set([
  'barred',
  'recorder',
  'reporter',
  'receiver',
  'person',
  'by',
  'approver',
  'readers',
  'closes',
]);

export function sealedView(event: Recorded, record: string): SealedView {
  const { zh, en } = definitionOf(event.type);
  const { id, legal, recordedAt } = event.meta;
  const shown = Object.entries(event.data).filter(
    ([name, value]) => !inward.has(name) || (name === 'person' && !isPseudonym(value)),
  );
  const { sealed } = event.personal ?? {};
  return {
    ...{ id, record, type: event.type, zh, en, legal, recordedAt, data: Object.fromEntries(shown) },
    ...(sealed === undefined ? {} : { sealed }),
  };
}

/** `person` is a pseudonym in claims, and a code of the case in hand-overs. */
const isPseudonym = (value: unknown): boolean => typeof value === 'string' && value.startsWith('person-');
