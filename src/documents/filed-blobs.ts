import type { Recorded } from '../kernel/event';

/** A file that events of a case name. */
export interface FiledBlob {
  /** SHA-256 of its ciphertext. */
  readonly blob: string;
  /** Id of the evidence, or what kind of paper it is. */
  readonly label: string;
  /** Revision of the event that named it first. */
  readonly revision: number;
  /** Evidence that was excluded stays in the file and is marked. */
  readonly evidence: boolean;
}

/** Clues whose source has to stay unknown (A181, C.8): their paper is sealed, and no volume may hold it. */
const isSealedClue = ({ type, data }: Recorded): boolean =>
  type === 'ClueRegistered' && ['complaint', 'report'].includes((data as { readonly source: string }).source);

/** Files that events name, each once, in the order of the case; those of sealed papers are left out. */
export function filedBlobs(events: readonly Recorded[]): readonly FiledBlob[] {
  const found = new Map<string, FiledBlob>();
  for (const event of events) {
    if (isSealedClue(event)) continue;
    for (const each of blobsIn(event.data)) {
      if (!found.has(each.blob)) found.set(each.blob, { ...each, revision: event.meta.revision });
    }
  }
  return [...found.values()];
}

/** Files of sealed papers. Where one of them was named as something else as well, it is sealed all the same. */
export const sealedBlobs = (events: readonly Recorded[]): ReadonlySet<string> =>
  new Set(events.filter(isSealedClue).flatMap(({ data }) => blobsIn(data).map(({ blob }) => blob)));

/** What the record itself says is closed: ids of evidence, and revisions of the events that registered it. */
export function closedByRecord(events: readonly Recorded[]): {
  readonly ids: ReadonlySet<string>;
  readonly revisions: ReadonlySet<number>;
} {
  const closed = events.filter(
    ({ type, data }) => type === 'EvidenceRegistered' && (data as { closed?: object }).closed !== undefined,
  );
  return {
    ids: new Set(
      closed.map(({ data }) => (data as { readonly evidence: { readonly id: string } }).evidence.id),
    ),
    revisions: new Set(closed.map(({ meta }) => meta.revision)),
  };
}

/** The events as a volume may show them: a sealed clue keeps that it was registered, and nothing of its paper. */
export const withoutSealed = (events: readonly Recorded[]): readonly Recorded[] =>
  events.map((event) => {
    if (!isSealedClue(event)) return event;
    const { reference: _, ...data } = event.data as { readonly reference?: string };
    return { ...event, data: { ...data, attachments: [] } };
  });

const address = /^[0-9a-f]{64}$/u;

function blobsIn(value: unknown): readonly Omit<FiledBlob, 'revision'>[] {
  if (typeof value !== 'object' || value === null) return [];
  const { blob, id, kind, status } = value as Readonly<Record<string, unknown>>;
  const inside = Object.values(value).flatMap(blobsIn);
  if (typeof blob !== 'string' || !address.test(blob)) return inside;
  const label = [id, kind].find((each): each is string => typeof each === 'string') ?? 'file';
  return [{ blob, label, evidence: status !== undefined }, ...inside];
}

/** Norms on which the acts of a case rest, each article once, in the order in which they were first applied. */
export function normsCited(
  events: readonly Recorded[],
): readonly { readonly norm: string; readonly article: string }[] {
  const cited = new Map<string, { norm: string; article: string }>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { norm, article } = value as Readonly<Record<string, unknown>>;
    if (typeof norm === 'string' && typeof article === 'string')
      cited.set(`${norm} ${article}`, { norm, article });
    Object.values(value).forEach(look);
  };
  for (const { data } of events) look(data);
  return [...cited.values()];
}
