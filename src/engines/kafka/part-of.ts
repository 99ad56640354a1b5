/**
 * The part of a topic to which a stream belongs: murmur2 of its name, as Kafka's own Java client spreads keys. Pinned
 * here, because a client that spread them otherwise would break the order within streams.
 */
export const partOf = (stream: string, parts: number): number =>
  (murmur2(Buffer.from(stream)) & 0x7fffffff) % parts;

const M = 0x5bd1e995;

function murmur2(data: Buffer): number {
  let h = (0x9747b28c ^ data.length) | 0;
  const whole = data.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    let k = Math.imul(data.readInt32LE(i), M);
    k ^= k >>> 24;
    h = Math.imul(h, M) ^ Math.imul(k, M);
  }
  const left = data.length - whole;
  if (left > 0) {
    for (let i = left - 1; i >= 0; i--) h ^= (data[whole + i] ?? 0) << (8 * i);
    h = Math.imul(h, M);
  }
  h ^= h >>> 13;
  h = Math.imul(h, M);
  return h ^ (h >>> 15);
}
