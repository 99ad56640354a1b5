import { createDecipheriv, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clearLength, FILE_HEAD_MOST, openFile, readFileHead, sealFile } from '../../src/seal/file-cipher';

const key = Buffer.alloc(32, 7);
const salt = Buffer.from(Array.from({ length: 32 }, (_, i) => i));
const place = { stream: 'case-a', subject: 'party' };
const CHUNK = 65_536;
const HEAD = 1 + 32 + 1 + 5;

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const sealed = (clear: Uint8Array, size = 10_000): Promise<Buffer> =>
  whole(sealFile(key, place, salt, inPieces(clear, size)));

const opened = (bytes: Buffer, changes: object = {}, size = 10_000): Promise<Buffer> => {
  const head = readFileHead(bytes);
  const at = { ...place, subject: head.subject, ...changes };
  return whole(openFile(key, at, head.salt, inPieces(bytes.subarray(head.bytes), size)));
};

const filled = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, i) => (i * 31) & 0xff));

describe('a sealed file', () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17])(
    'of %d bytes opens to what was sealed, however it is cut, and tells its clear length',
    async (length) => {
      const clear = filled(length);
      for (const size of [997, CHUNK, 1 << 20]) {
        const bytes = await sealed(clear, size);
        expect(await opened(bytes, {}, size)).toEqual(clear);
        expect(clearLength(bytes.length, readFileHead(bytes))).toBe(length);
      }
    },
  );

  it('is laid out as docs/architecture.md says', async () => {
    const clear = filled(CHUNK + 100);
    const bytes = await sealed(clear);
    expect(bytes).toHaveLength(HEAD + CHUNK + 16 + 100 + 16);
    expect(bytes.subarray(0, HEAD)).toEqual(
      Buffer.concat([Buffer.of(1), salt, Buffer.of(5), Buffer.from('party')]),
    );
    const fileKey = createHmac('sha256', key).update('file|case-a|').update(salt).digest();
    const chunk = (from: number, to: number, iv: string): Buffer => {
      const cipher = createDecipheriv('aes-256-gcm', fileKey, Buffer.from(iv, 'hex'))
        .setAAD(Buffer.from('henji/file/v1|case-a|party'))
        .setAuthTag(bytes.subarray(to - 16, to));
      return Buffer.concat([cipher.update(bytes.subarray(from, to - 16)), cipher.final()]);
    };
    const second = HEAD + CHUNK + 16;
    expect(chunk(HEAD, second, '00000000 00000000 00000000'.replaceAll(' ', ''))).toEqual(
      clear.subarray(0, CHUNK),
    );
    expect(chunk(second, bytes.length, '00000001 00000000 00000001'.replaceAll(' ', ''))).toEqual(
      clear.subarray(CHUNK),
    );
  });

  it('does not open with any bit changed', async () => {
    const bytes = await sealed(filled(40));
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = changed[bit >> 3]! ^ (1 << (bit & 7));
      await expect((async () => opened(changed))()).rejects.toMatchObject({ code: 'file-unopenable' });
    }
  });

  it('does not open with chunks cut off, moved, repeated or taken from another place', async () => {
    const bytes = await sealed(filled(3 * CHUNK));
    const at = (n: number): number => HEAD + n * (CHUNK + 16);
    const chunks = [0, 1, 2].map((n) => bytes.subarray(at(n), at(n + 1)));
    const head = bytes.subarray(0, HEAD);
    const orders = [[0], [0, 1], [1, 0, 2], [0, 0, 1, 2], [0, 2], [0, 1, 2, 2], []];
    for (const order of orders) {
      const forged = Buffer.concat([head, ...order.map((n) => chunks[n] ?? Buffer.alloc(0))]);
      await expect(opened(forged)).rejects.toMatchObject({ code: 'file-unopenable' });
    }
    await expect(opened(bytes, { stream: 'case-b' })).rejects.toMatchObject({ code: 'file-unopenable' });
    await expect(opened(bytes, { subject: 'witness-1' })).rejects.toMatchObject({ code: 'file-unopenable' });
    expect(await opened(bytes)).toHaveLength(3 * CHUNK);
  });

  it('gives out what precedes a changed chunk, and nothing of the chunk', async () => {
    const clear = filled(2 * CHUNK);
    const bytes = await sealed(clear);
    bytes[HEAD + CHUNK + 16 + 5]! ^= 1;
    const head = readFileHead(bytes);
    const given: Buffer[] = [];
    const reading = async (): Promise<void> => {
      for await (const piece of openFile(key, place, head.salt, inPieces(bytes.subarray(HEAD), 5_000)))
        given.push(piece);
    };
    await expect(reading()).rejects.toMatchObject({ code: 'file-unopenable' });
    expect(Buffer.concat(given)).toEqual(clear.subarray(0, CHUNK));
  });

  it('never shares its key with another file of the same person', async () => {
    const other = await whole(sealFile(key, place, Buffer.alloc(32, 9), inPieces(filled(64), 64)));
    const first = await sealed(filled(64));
    expect(other.subarray(HEAD).equals(first.subarray(HEAD))).toBe(false);
  });

  it('has a head that is read from anything without harm', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: FILE_HEAD_MOST }), (bytes) => {
        try {
          const { subject, bytes: length } = readFileHead(bytes);
          expect(subject).toMatch(/^[a-z][a-z0-9-]*$/u);
          expect(length).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toMatchObject({ code: 'file-unopenable' });
        }
      }),
    );
    expect(() => clearLength(HEAD + 15, { bytes: HEAD })).toThrow('file-unopenable');
    expect(() => clearLength(HEAD + CHUNK + 16 + 16, { bytes: HEAD })).toThrow('file-unopenable');
  });

  it('refuses salts and subjects of another shape', async () => {
    const seal = (subject: string, length: number): Promise<Buffer> =>
      whole(sealFile(key, { ...place, subject }, Buffer.alloc(length), inPieces(filled(1), 1)));
    await expect(seal('party', 31)).rejects.toThrow(RangeError);
    await expect(seal('Party', 32)).rejects.toThrow(RangeError);
    await expect(seal('', 32)).rejects.toThrow(RangeError);
  });
});
