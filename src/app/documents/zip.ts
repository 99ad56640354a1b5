import { crc32 } from 'node:zlib';
import { HenjiError } from '../../kernel/errors';

/** A file of a package; its content can be gone through as often as it is asked for, and is the same each time. */
export interface ZipMember {
  /** Path in the package, with `/`. */
  readonly path: string;
  readonly content: () => AsyncIterable<Uint8Array>;
}

/** A member with what its header says of it. */
interface Measured extends ZipMember {
  readonly name: Buffer;
  readonly bytes: number;
  readonly crc: number;
  readonly offset: number;
}

/** Beyond this a ZIP needs another format of its headers. */
const MOST = 0xffff_ffff;
/** 1 January 1980, midnight: no time of ours stands in a package. */
const DATE = 0x0021;
/** Names in UTF-8. */
const UTF8 = 0x0800;
const VERSION = 20;

/** More than one package can hold. */
export class PackageTooLarge extends HenjiError {
  constructor() {
    super({
      code: 'package-too-large',
      zh: '案卷超过单个压缩包 4 GiB 的上限',
      en: 'the file is larger than the 4 GiB of one package',
      wayOut: { zh: '将大文件移入另一卷', en: 'put large files into the other volume' },
    });
  }
}

/**
 * A ZIP of members in the order given, not compressed: most of what lies in case files is, and compressed bytes differ from
 * one machine to the next. The same members give the same bytes. Every member is read twice, and none is held in memory.
 *
 * @throws PackageTooLarge, and what reading a member throws
 */
export async function* zip(members: readonly ZipMember[]): AsyncGenerator<Buffer> {
  const measured: Measured[] = [];
  let offset = 0;
  for (const member of members) {
    const each = await measure(member, offset);
    measured.push(each);
    offset += 30 + each.name.length + each.bytes;
    if (offset > MOST || measured.length > 0xffff) throw new PackageTooLarge();
  }
  for (const member of measured) {
    yield localHeader(member);
    for await (const piece of member.content()) yield Buffer.from(piece);
  }
  const directory = Buffer.concat(measured.map(directoryEntry));
  yield directory;
  yield directoryEnd(measured.length, directory.length, offset);
}

async function measure(member: ZipMember, offset: number): Promise<Measured> {
  let crc = 0;
  let bytes = 0;
  for await (const piece of member.content()) {
    crc = crc32(piece, crc);
    bytes += piece.length;
  }
  return { ...member, name: Buffer.from(member.path), bytes, crc, offset };
}

/** What stands in both headers of a member: version, flags, method, time, date, checksum, sizes, length of the name. */
function common({ name, bytes, crc }: Measured): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(VERSION, 0);
  header.writeUInt16LE(UTF8, 2);
  header.writeUInt16LE(DATE, 8);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(bytes, 14);
  header.writeUInt32LE(bytes, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}

const signature = (last: number, kind: number): Buffer => Buffer.of(0x50, 0x4b, last, kind);

const localHeader = (member: Measured): Buffer =>
  Buffer.concat([signature(3, 4), common(member), member.name]);

function directoryEntry(member: Measured): Buffer {
  const made = Buffer.alloc(2);
  made.writeUInt16LE(VERSION);
  // Comment, disk, internal and external attributes stay zero.
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(member.offset, 10);
  return Buffer.concat([signature(1, 2), made, common(member), rest, member.name]);
}

function directoryEnd(count: number, bytes: number, offset: number): Buffer {
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(bytes, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([signature(5, 6), end]);
}
