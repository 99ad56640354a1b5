import { createHash } from 'node:crypto';
import { traceCase } from '../../../projections/accountability/trace';
import { internalKinds } from '../../documents/contents';
import {
  closedByRecord,
  filedBlobs,
  sealedBlobs,
  withoutSealed,
  type FiledBlob,
} from '../../documents/filed-blobs';
import { volumeCover, type Volume, type VolumeItem } from '../../documents/volume-cover';
import { HenjiError } from '../../kernel/errors';
import type { BrokenRule } from '../../kernel/guard';
import type { DocumentPrinter } from '../../ports/document-printer';
import { CommandRefused } from '../command-path';
import { FileNotFound, type CaseFiles } from '../files/case-files';
import type { CaseDocuments } from './case-documents';
import type { ProvenEvent } from './case-record';
import { zip, type ZipMember } from './zip';

/** What is asked for. */
export interface VolumeAsked {
  readonly volume: Volume;
  /**
   * Evidence and documents that touch 国家秘密, 商业秘密 or 个人隐私, by their ids, besides those that were registered as
   * closed: they are in the closed volume alone.
   */
  readonly closed: readonly string[];
  /** Up to and with which event of the case; the last one without it. */
  readonly through?: number;
}

/** A member of a volume or of an archive, as the index names it. */
export interface IndexEntry {
  readonly path: string;
  /** Id of the document, or label of the file. */
  readonly id: string;
  readonly title: string;
  readonly revision: number;
  readonly sha256?: string;
  readonly bytes?: number;
  /** SHA-256 of the stored ciphertext, of an uploaded file. */
  readonly blob?: string;
  /** Why there is no content: its key was destroyed, or it was never there. */
  readonly missing?: true;
}

/** A volume that is ready to be handed over. */
export interface CasePackage {
  readonly name: string;
  /** SHA-256 of the package, to go on record when it is submitted. */
  readonly sha256: string;
  readonly bytes: number;
  readonly content: () => AsyncIterable<Buffer>;
}

/** All that lies in the file of a case, for the archive (P28). */
export interface ArchiveManifest {
  readonly case: string;
  readonly through: number;
  /** 正卷: what goes to and fro between organ and party; 副卷: what the organ said to itself. */
  readonly main: readonly IndexEntry[];
  readonly internal: readonly IndexEntry[];
}

/** An id that no evidence and no document of the case has. */
export class UnknownItem extends HenjiError {
  constructor(id: string) {
    super({
      code: 'input-invalid',
      zh: `案卷中没有 ${id}`,
      en: `there is no ${id} in the file`,
      field: 'closed',
      details: { fields: [{ field: 'closed', zh: `案卷中没有 ${id}`, en: `there is no ${id} in the file` }] },
    });
  }
}

interface Member extends IndexEntry {
  readonly content: () => AsyncIterable<Uint8Array>;
}

/** What packages are made from. */
export interface PackageParts {
  readonly documents: CaseDocuments;
  readonly files: CaseFiles;
  readonly printer: DocumentPrinter;
}

/**
 * The file of a case as a package for a body of review or a court (证据依据卷), and as a manifest for the archive. Made from
 * the record up to one of its events, so the same event gives the same bytes. No volume ever holds a sealed paper.
 */
export class CasePackages {
  constructor(private readonly parts: PackageParts) {}

  /** @throws CommandRefused (R-31), UnknownItem, PackageTooLarge, BlobDamaged */
  async evidenceFile(stream: string, asked: VolumeAsked): Promise<CasePackage> {
    const proven = await this.parts.documents.proven(stream, asked.through);
    refuseSealed(stream, proven);
    const chosen = chosenOf(await this.#members(stream, proven), asked, proven);
    const members = [...(await this.#head(stream, proven, chosen, asked.volume)), ...chosen].map(
      ({ path, content }): ZipMember => ({ path, content }),
    );
    const { sha256, bytes } = await digestOf(zip(members));
    const through = proven.at(-1)?.event.meta.revision ?? 0;
    return {
      name: `${stream}-${through}-${asked.volume}.zip`,
      ...{ sha256, bytes, content: () => zip(members) },
    };
  }

  /** Hashes of every document and every file of a case. */
  async manifest(stream: string, through?: number): Promise<ArchiveManifest> {
    const proven = await this.parts.documents.proven(stream, through);
    const members = (await this.#members(stream, proven)).map(({ content: _, ...entry }) => entry);
    const isInternal = ({ id }: IndexEntry): boolean => internalKinds.has(id.replace(/-\d+$/u, ''));
    return {
      case: stream,
      through: proven.at(-1)?.event.meta.revision ?? 0,
      main: members.filter((each) => !isInternal(each)),
      internal: members.filter(isInternal),
    };
  }

  async #members(stream: string, proven: readonly ProvenEvent[]): Promise<readonly Member[]> {
    const events = proven.map(({ event }) => event);
    const sealed = sealedBlobs(events);
    const files = filedBlobs(events).filter(({ blob }) => !sealed.has(blob));
    const papers: Member[] = [];
    for (const { model, document } of await this.parts.documents.everyVersion(proven)) {
      const pdf = await this.parts.printer.print(model);
      const version = model.imprint.version === 1 ? '' : `-v${model.imprint.version}`;
      papers.push({
        path: `1-documents/${numbered(papers.length)}-${document.id}${version}.pdf`,
        ...{
          id: document.id,
          title: `${document.kind.zh}${model.number === undefined ? '' : ` ${model.number}`}`,
        },
        ...{ revision: document.event.meta.revision, ...digest(pdf) },
        content: () => once(pdf),
      });
    }
    const attached: Member[] = [];
    for (const file of files) attached.push(await this.#file(stream, file, attached.length));
    return [...papers, ...attached];
  }

  async #file(
    stream: string,
    { blob, label, revision, evidence }: FiledBlob,
    index: number,
  ): Promise<Member> {
    const title = evidence ? `证据 ${label}` : `附件 ${label}`;
    const place = `2-files/${numbered(index)}-${label}`;
    const named = { id: label, title, revision, blob };
    try {
      const { type, content } = await this.parts.files.read(stream, blob);
      const found = await digestOf(content);
      return {
        ...named,
        path: `${place}.${type.extension}`,
        ...found,
        content: () => this.#again(stream, blob),
      };
    } catch (error) {
      if (!(error instanceof FileNotFound)) throw error;
      const gone = Buffer.from(`${blob}\n`);
      return { ...named, path: `${place}.missing.txt`, missing: true, content: () => once(gone) };
    }
  }

  async *#again(stream: string, blob: string): AsyncGenerator<Uint8Array> {
    yield* (await this.parts.files.read(stream, blob)).content;
  }

  /** List, index, trace and what proves them. */
  async #head(
    stream: string,
    proven: readonly ProvenEvent[],
    chosen: readonly Member[],
    volume: Volume,
  ): Promise<readonly Pick<Member, 'path' | 'content'>[]> {
    const events = withoutSealed(proven.map(({ event }) => event));
    const items: readonly VolumeItem[] = chosen.map(({ path, title, sha256 }) => ({
      ...{ path, title },
      ...(sha256 === undefined ? {} : { sha256 }),
    }));
    const names = await this.parts.documents.namesFor(proven);
    const cover = await this.parts.printer.print(
      volumeCover(volume, items, events, names, proven.at(-1)?.leaf ?? ''),
    );
    const trace = json(traceCase(events));
    const leaves = json(
      proven.map(({ event: { meta, type }, leaf, position }) => ({
        ...{ revision: meta.revision, event: meta.id, type, position, leaf, recordedAt: meta.recordedAt },
      })),
    );
    const index = json({
      ...{ v: 1, case: stream, volume, through: proven.at(-1)?.event.meta.revision ?? 0 },
      members: chosen.map(({ content: _, ...entry }) => entry),
      head: [
        { path: COVER, ...digest(cover) },
        ...(volume === 'open' ? [{ path: TRACE, ...digest(trace) }] : []),
        { path: LEAVES, ...digest(leaves) },
      ],
    });
    const shown = [
      { path: INDEX, bytes: index },
      { path: COVER, bytes: cover },
      ...(volume === 'open' ? [{ path: TRACE, bytes: trace }] : []),
      { path: LEAVES, bytes: leaves },
    ];
    return shown.map(({ path, bytes }) => ({ path, content: () => once(bytes) }));
  }
}

const INDEX = '0-index.json';
const COVER = '0-list.pdf';
const TRACE = '0-trace.json';
const LEAVES = '0-leaves.json';

/** 0.3(7): a paper that is sealed may lie in no volume, also where it was named as evidence later. */
function refuseSealed(stream: string, proven: readonly ProvenEvent[]): void {
  const events = proven.map(({ event }) => event);
  const sealed = sealedBlobs(events);
  const leaked = filedBlobs(events).filter(({ blob }) => sealed.has(blob));
  if (leaked.length === 0) return;
  const broken = leaked.map(({ label }): BrokenRule => ({
    ...{ code: 'R-31', guard: 'G-SEALED', basis: ['中华人民共和国行政复议法 第四十七条'] },
    zh: `${label} 是密封的投诉、举报材料，不得放入案卷`,
    en: `${label} is the sealed paper of a complaint and may lie in no volume`,
    field: label,
  }));
  throw new CommandRefused(broken, stream);
}

/** What goes into the volume. @throws UnknownItem */
function chosenOf(
  members: readonly Member[],
  { volume, closed }: VolumeAsked,
  proven: readonly ProvenEvent[],
): readonly Member[] {
  const unknown = closed.find((id) => !members.some((member) => member.id === id));
  if (unknown !== undefined) throw new UnknownItem(unknown);
  const { ids, revisions } = closedByRecord(proven.map(({ event }) => event));
  const isClosed = ({ id, revision }: Member): boolean =>
    closed.includes(id) || ids.has(id) || revisions.has(revision);
  return members.filter((each) => isClosed(each) === (volume === 'closed'));
}

const numbered = (index: number): string => String(index + 1).padStart(3, '0');

const digest = (bytes: Uint8Array): { readonly sha256: string; readonly bytes: number } => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.length,
});

async function digestOf(content: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of content) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Everybody can read it, and the same value gives the same bytes. */
const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

// eslint-disable-next-line @typescript-eslint/require-await -- members are streams
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
