import {
  documentModel,
  documentsOf,
  versionsOf,
  type DocumentOfEvent,
  type DocumentVersion,
} from '../../documents/render';
import { Names } from '../../documents/names';
import { HenjiError } from '../../kernel/errors';
import type { Recorded } from '../../kernel/event';
import type { CivilDate, Instant } from '../../kernel/time';
import type { DocumentModel } from '../../ports/document-model';
import type { DocumentPrinter } from '../../ports/document-printer';
import { valueInPacks } from './pack-values';
import { knownAt, readProven, registersNamed, type ProvenEvent, type RecordParts } from './case-record';

/** A document of a case as lists show it. */
export interface DocumentView {
  readonly id: string;
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
  /** 文号, where it has one. */
  readonly number: string | null;
  /** Revision of the event that it is made from. */
  readonly revision: number;
  /** Versions, the newest last: what each rests on, and since when it is so. */
  readonly versions: readonly {
    readonly version: number;
    readonly event: string;
    readonly recordedAt: Instant;
  }[];
  readonly legalDate: CivilDate;
}

/** No such document, or no such version of it. */
export class DocumentNotFound extends HenjiError {
  constructor(id: string) {
    super({ code: 'not-found', zh: `未找到文书 ${id}`, en: `there is no document ${id}` });
  }
}

/** A document with its versions, read from a case. */
export interface VersionedDocument {
  readonly document: DocumentOfEvent;
  readonly versions: readonly DocumentVersion[];
}

/**
 * Documents of cases. Each is made from the record when it is asked for: from the event and what the case and the registers
 * said as of then, so the same event gives the same document, and nobody ever typed one. Erasable members whose key was
 * destroyed are missing in it from then on.
 */
export class CaseDocuments {
  constructor(
    private readonly record: RecordParts,
    private readonly printer: DocumentPrinter,
  ) {}

  /** In the order of the case. */
  async list(stream: string): Promise<readonly DocumentView[]> {
    const all = await this.#versioned(await readProven(this.record, stream));
    return all.map(({ document: { id, kind, event }, versions }) => ({
      ...{ id, kind: kind.kind, zh: kind.zh, en: kind.en, number: versions.at(-1)?.body.number ?? null },
      revision: event.meta.revision,
      versions: versions.map(({ version, by: { meta } }) => ({
        ...{ version, event: meta.id, recordedAt: meta.recordedAt },
      })),
      legalDate: event.meta.legal.d,
    }));
  }

  /** @param version the newest, where it is not said @throws DocumentNotFound */
  async model(stream: string, id: string, version?: number): Promise<DocumentModel> {
    const proven = await readProven(this.record, stream);
    const found = await this.#versioned(proven, id);
    const versions = found[0]?.versions ?? [];
    const wanted = version === undefined ? versions.at(-1) : versions[version - 1];
    if (found[0] === undefined || wanted === undefined) throw new DocumentNotFound(id);
    return modelOf(found[0].document, wanted, proven);
  }

  /** The same as PDF: the same bytes whenever it is asked for. @throws DocumentNotFound */
  async pdf(stream: string, id: string, version?: number): Promise<Buffer> {
    return this.printer.print(await this.model(stream, id, version));
  }

  /** The events of a case up to and with one of them. @throws DocumentNotFound where there is none */
  async proven(stream: string, through?: number): Promise<readonly ProvenEvent[]> {
    const all = await readProven(this.record, stream);
    const wanted = all.filter(({ event }) => event.meta.revision <= (through ?? Number.MAX_SAFE_INTEGER));
    if (wanted.length === 0) throw new DocumentNotFound(stream);
    return wanted;
  }

  /** Every version of every document that these events give, in the order of the case. */
  async everyVersion(
    proven: readonly ProvenEvent[],
  ): Promise<readonly { readonly document: DocumentOfEvent; readonly model: DocumentModel }[]> {
    const all = await this.#versioned(proven);
    return all.flatMap(({ document, versions }) =>
      versions.map((version) => ({ document, model: modelOf(document, version, proven) })),
    );
  }

  /** What the registers said when the last of these events was recorded. */
  async namesFor(proven: readonly ProvenEvent[]): Promise<Names> {
    const events = proven.map(({ event }) => event);
    const last = events.at(-1);
    const registers = await this.#registers(events);
    const known = [...registers].map(
      ([stream, all]) => [stream, last === undefined ? [] : knownAt(all, last)] as const,
    );
    return new Names(new Map(known));
  }

  /** Documents with their versions; only the one named, where one is. */
  async #versioned(proven: readonly ProvenEvent[], id?: string): Promise<readonly VersionedDocument[]> {
    const events = proven.map(({ event }) => event);
    const wanted = documentsOf(events).filter((document) => id === undefined || document.id === id);
    if (wanted.length === 0) return [];
    const registers = await this.#registers(events);
    return wanted.map((document) => {
      const known = [...registers].map(([stream, all]) => [stream, knownAt(all, document.event)] as const);
      return { document, versions: versionsOf(document, events, new Names(new Map(known)), valueInPacks) };
    });
  }

  async #registers(events: readonly Recorded[]): Promise<ReadonlyMap<string, readonly Recorded[]>> {
    const streams = registersNamed(events);
    const read = await Promise.all(streams.map((each) => readProven(this.record, each)));
    return new Map(streams.map((each, i) => [each, (read[i] ?? []).map(({ event }) => event)]));
  }
}

/** A version of a document with the leaf of the entry that it rests on. */
export function modelOf(
  document: DocumentOfEvent,
  version: DocumentVersion,
  proven: readonly ProvenEvent[],
): DocumentModel {
  const { revision } = version.by.meta;
  const leaf = proven.find(({ event }) => event.meta.revision === revision)?.leaf ?? '';
  return documentModel(document, version, leaf);
}
