import type { SubjectCiphertext } from '../../ports/event-store';

/** Bytes of a payload in an event's data, version 1: the version, then for each subject its name and its ciphertext. */
const VERSION = 1;

/** The ciphertexts of a record, sorted by subject; nothing at all where there are none. */
export function framePayload(payload: readonly SubjectCiphertext[]): Uint8Array {
  if (payload.length === 0) return new Uint8Array();
  const sorted = [...payload].sort((a, b) => (a.subject < b.subject ? -1 : 1));
  const parts: Uint8Array[] = [Uint8Array.of(VERSION)];
  for (const { subject, ciphertext } of sorted) {
    const name = Buffer.from(subject);
    const head = Buffer.alloc(6);
    head.writeUInt16BE(name.length, 0);
    head.writeUInt32BE(ciphertext.length, 2);
    parts.push(head, name, ciphertext);
  }
  return Uint8Array.from(Buffer.concat(parts));
}

/** Read {@link framePayload} back; `undefined` where the bytes are something else. */
export function unframePayload(data: Buffer): SubjectCiphertext[] | undefined {
  if (data.length === 0) return [];
  if (data[0] !== VERSION) return undefined;
  const payload: SubjectCiphertext[] = [];
  for (let at = 1; at < data.length;) {
    if (at + 6 > data.length) return undefined;
    const name = at + 6;
    const ciphertext = name + data.readUInt16BE(at);
    const end = ciphertext + data.readUInt32BE(at + 2);
    if (end > data.length) return undefined;
    payload.push({
      subject: data.toString('utf8', name, ciphertext),
      ciphertext: Buffer.from(data.subarray(ciphertext, end)),
    });
    at = end;
  }
  return payload;
}
