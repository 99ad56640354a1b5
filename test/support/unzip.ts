import { crc32 } from 'node:zlib';

/** Members of a ZIP without compression, by its central directory, each checked against its checksum. */
export function unzip(zipped: Buffer): ReadonlyMap<string, Buffer> {
  const end = zipped.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const members = new Map<string, Buffer>();
  let at = zipped.readUInt32LE(end + 16);
  for (let left = zipped.readUInt16LE(end + 10); left > 0; left--) {
    const [method, crc, size] = [
      zipped.readUInt16LE(at + 10),
      zipped.readUInt32LE(at + 16),
      zipped.readUInt32LE(at + 24),
    ];
    const [name, extra, comment] = [28, 30, 32].map((offset) => zipped.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const path = zipped.toString('utf8', at + 46, at + 46 + name);
    const local = zipped.readUInt32LE(at + 42);
    const start = local + 30 + zipped.readUInt16LE(local + 26) + zipped.readUInt16LE(local + 28);
    const content = zipped.subarray(start, start + size);
    if (method !== 0 || crc32(content) !== crc)
      throw new Error(`${path}: method ${method}, or a wrong checksum`);
    members.set(path, content);
    at += 46 + name + extra + comment;
  }
  return members;
}
