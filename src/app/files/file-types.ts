import { HenjiError } from '../../kernel/errors';

/** Bytes at the beginning of a file by which its type is told. */
export const BEGINNING = 64 * 1024;

const MIB = 1 << 20;

/** A type of file that is taken, the most bytes of one, and how its beginning looks. */
export interface FileType {
  readonly mediaType: string;
  readonly extension: string;
  readonly zh: string;
  readonly most: number;
  readonly begins: (beginning: Buffer) => boolean;
}

const bytesAt =
  (at: number, ...wanted: readonly (string | number)[]) =>
  (beginning: Buffer): boolean =>
    wanted.some((each) => {
      const bytes = typeof each === 'string' ? Buffer.from(each, 'latin1') : Buffer.of(each);
      return beginning.subarray(at, at + bytes.length).equals(bytes);
    });

/** ISO base media (MP4, MOV, M4A): a box `ftyp` first, with the brand that tells them apart. */
const boxed = (brands: RegExp) => (beginning: Buffer) =>
  bytesAt(4, 'ftyp')(beginning) && brands.test(beginning.toString('latin1', 8, 12));

const riff = (form: string) => (beginning: Buffer) =>
  bytesAt(0, 'RIFF')(beginning) && bytesAt(8, form)(beginning);

/** MPEG audio: an ID3 tag, or a frame of layer III. */
const mpegAudio = (beginning: Buffer): boolean =>
  bytesAt(0, 'ID3')(beginning) || (beginning[0] === 0xff && ((beginning[1] ?? 0) & 0xe6) === 0xe2);

/** Office Open XML: a ZIP whose first members are those of a document of this kind, and that holds no macros. */
const office = (part: string) => (beginning: Buffer) => {
  const text = beginning.toString('latin1');
  return text.startsWith('PK\u0003\u0004') && text.includes(part) && !text.includes('vbaProject');
};

/** Text: UTF-8 that may break off in the middle of a character, without control characters of other formats. */
const text = (beginning: Buffer): boolean => {
  if (beginning.length === 0) return false;
  try {
    const read = new TextDecoder('utf-8', { fatal: true }).decode(beginning, { stream: true });
    // eslint-disable-next-line no-control-regex -- exactly these tell text from other formats
    return !/[\u0000-\u0008\u000b\u000e-\u001f]/u.test(read);
  } catch {
    return false;
  }
};

/** What may be uploaded, more particular types first. What is not here is not taken, whatever it is called. */
export const fileTypes: readonly FileType[] = [
  { mediaType: 'application/pdf', extension: 'pdf', zh: 'PDF', most: 200 * MIB, begins: bytesAt(0, '%PDF-') },
  {
    mediaType: 'image/jpeg',
    extension: 'jpg',
    zh: 'JPEG',
    most: 50 * MIB,
    begins: bytesAt(0, '\xff\xd8\xff'),
  },
  {
    ...{ mediaType: 'image/png', extension: 'png', zh: 'PNG', most: 50 * MIB },
    begins: bytesAt(0, '\x89PNG\r\n\x1a\n'),
  },
  {
    ...{ mediaType: 'audio/mp4', extension: 'm4a', zh: 'M4A', most: 512 * MIB },
    begins: boxed(/^M4[AB] $/u),
  },
  {
    ...{ mediaType: 'video/quicktime', extension: 'mov', zh: 'MOV', most: 2048 * MIB },
    begins: boxed(/^qt {2}$/u),
  },
  {
    ...{ mediaType: 'video/mp4', extension: 'mp4', zh: 'MP4', most: 2048 * MIB },
    begins: boxed(/^(isom|iso[2-9]|mp4[12]|avc1|dash|M4V |MSNV|3gp[4-7])$/u),
  },
  { mediaType: 'audio/wav', extension: 'wav', zh: 'WAV', most: 1024 * MIB, begins: riff('WAVE') },
  { mediaType: 'audio/mpeg', extension: 'mp3', zh: 'MP3', most: 512 * MIB, begins: mpegAudio },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ...{ extension: 'docx', zh: 'DOCX', most: 100 * MIB },
    begins: office('word/'),
  },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ...{ extension: 'xlsx', zh: 'XLSX', most: 100 * MIB },
    begins: office('xl/'),
  },
  { mediaType: 'text/plain', extension: 'txt', zh: 'TXT (UTF-8)', most: 10 * MIB, begins: text },
];

/** The type of a file by its first {@link BEGINNING} bytes, or `undefined` where it is none that is taken. */
export const fileTypeOf = (beginning: Buffer): FileType | undefined =>
  fileTypes.find(({ begins }) => begins(beginning));

/** The content is of no type that is taken, or not of the one that was declared. Nothing was kept. */
export class FileTypeRefused extends HenjiError {
  constructor(found: FileType | undefined, declared?: string) {
    const known = fileTypes.map(({ zh }) => zh);
    super({
      code: 'file-type-refused',
      zh:
        found === undefined
          ? '文件内容不属于允许的类型'
          : `文件内容是 ${found.mediaType}，与声明的 ${declared ?? ''} 不一致`,
      en:
        found === undefined
          ? 'the content of the file is of no type that is taken'
          : `the content is ${found.mediaType}, and was declared as ${declared ?? ''}`,
      wayOut: { zh: `允许的类型：${known.join('、')}`, en: `types that are taken: ${known.join(', ')}` },
      details: { types: fileTypes.map(({ mediaType }) => mediaType) },
    });
  }
}
