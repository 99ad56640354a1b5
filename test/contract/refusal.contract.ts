import { describe, expect, it } from '@jest/globals';
import { ENTRY_MAX_BYTES } from '../../src/kernel/entry';
import { MAX_BATCH_RECORDS, MAX_CIPHERTEXT_BYTES } from '../../src/ports/append-limits';
import {
  BadAppend,
  ChainMismatch,
  StoreUnavailable,
  type ExpectedRevision,
  type NewRecord,
  type SubjectCiphertext,
} from '../../src/ports/event-store';
import { canonicalBytes } from '../../src/seal/canonical-json';
import { parseEntryTrusted } from '../../src/seal/entry-codec';
import { chain, eventId, linkOf, record, seededBytes } from '../support/records';
import type { Asked } from './event-store.contract';

const STREAM = 'case-x7Kp';
const SUBJECT = 'party-9fQe';

/** What must not get in: batches that are wrong in themselves, chains that do not fit, a store that is closed. */
export function refusalContract({ store, treeState }: Asked): void {
  const there = chain(STREAM, 2);
  const last = there[1]?.entry;
  const good = (): NewRecord => record(STREAM, 2, last, { subjects: [SUBJECT] });
  const sealed = (bytes: Buffer): SubjectCiphertext => ({ subject: SUBJECT, ciphertext: bytes });

  const bad: Record<string, () => readonly NewRecord[]> = {
    'an empty batch': () => [],
    'more than 1,000 records': () => chain(STREAM, MAX_BATCH_RECORDS + 1, { revision: 2, previous: last }),
    'an entry that is not JSON': () => [{ ...good(), entry: Buffer.from('{"v":1') }],
    'an entry that is no object': () => [{ ...good(), entry: Buffer.from('null') }],
    'an entry whose ciphertexts are no list': () => [record(STREAM, 2, last, { entry: { k: 5 as never } })],
    'an entry that names a ciphertext by nothing': () => [
      record(STREAM, 2, last, { entry: { k: [null] as never } }),
    ],
    'an entry of 65,536 bytes': () => [ofSize(ENTRY_MAX_BYTES + 1, last)],
    'an entry of another id': () => [{ ...good(), id: eventId('another') }],
    'an entry of another stream': () => [record(STREAM, 2, last, { entry: { s: 'case-other' } })],
    'an entry of an earlier revision': () => [record(STREAM, 2, last, { entry: { n: 1 } })],
    'an entry of a later revision': () => [record(STREAM, 2, last, { entry: { n: 3 } })],
    'a second entry of the same revision': () => [
      good(),
      record(STREAM, 2, good().entry, { id: eventId('second') }),
    ],
    'one id twice': () => [good(), record(STREAM, 3, good().entry, { id: good().id })],
    'an id that is no uuid': () => [record(STREAM, 2, last, { id: 'event-1', entry: {} })],
    'no ciphertext where the entry names one': () => [{ ...good(), payload: [] }],
    'a ciphertext that the entry does not name': () => [
      { ...record(STREAM, 2, last), payload: good().payload },
    ],
    'a ciphertext of another subject': () => [
      { ...good(), payload: good().payload.map((part) => ({ ...part, subject: 'party-other' })) },
    ],
    'other bytes than the entry names': () => [{ ...good(), payload: [sealed(seededBytes('others'))] }],
    'one ciphertext twice': () => [{ ...good(), payload: [...good().payload, ...good().payload] }],
    'one subject twice in the entry': () => [
      record(STREAM, 2, last, { payload: [sealed(seededBytes('a')), sealed(seededBytes('b'))], entry: {} }),
    ],
    'a ciphertext beyond the limit': () => [
      record(STREAM, 2, last, { payload: [sealed(Buffer.alloc(MAX_CIPHERTEXT_BYTES + 1))] }),
    ],
    'a fault in the last record only': () => [good(), record(STREAM, 3, good().entry, { entry: { n: 4 } })],
  };

  describe('a batch that is wrong in itself', () => {
    it.each(Object.keys(bad))('is refused, and nothing of it stored: %s', async (name) => {
      await store().append(STREAM, 'no-stream', there);
      const state = await treeState();
      const appending = store().append(STREAM, { revision: 1n }, bad[name]?.() ?? []);
      await expect(appending).rejects.toBeInstanceOf(BadAppend);
      expect(await store().readAll('', 10)).toHaveLength(2);
      expect(await treeState()).toEqual(state);
      await expect(store().append(STREAM, { revision: 1n }, [good()])).resolves.toMatchObject({
        lastRevision: 2n,
      });
    });

    it('is refused where the expected revision is below 0', async () => {
      const appending = store().append(STREAM, { revision: -2n }, chain(STREAM, 1, { entry: { n: -1 } }));
      await expect(appending).rejects.toBeInstanceOf(BadAppend);
    });
  });

  describe('the largest that is allowed', () => {
    it('an entry of 65,535 bytes', async () => {
      const largest = ofSize(ENTRY_MAX_BYTES, undefined, 0);
      await store().append(STREAM, 'no-stream', [largest]);
      const page = await store().readStream(STREAM, 0n, 1);
      expect(page.records[0]?.entry).toEqual(largest.entry);
    });

    it('1,000 records', async () => {
      const appended = await store().append(STREAM, 'no-stream', chain(STREAM, MAX_BATCH_RECORDS));
      expect(appended.lastRevision).toBe(BigInt(MAX_BATCH_RECORDS - 1));
    });

    it('a ciphertext of 1 MiB', async () => {
      const payload = [sealed(seededBytes('large', MAX_CIPHERTEXT_BYTES))];
      await store().append(STREAM, 'no-stream', [record(STREAM, 0, undefined, { payload })]);
      const stored = (await store().readAll('', 1))[0]?.payload[0]?.ciphertext;
      expect(stored?.equals(payload[0]?.ciphertext ?? Buffer.alloc(0))).toBe(true);
    });
  });

  describe('the chain of a stream', () => {
    const stranger = chain(STREAM, 2, { tag: 'stranger' })[1]?.entry;
    const other = linkOf(stranger ?? Buffer.alloc(0));
    const broken: [string, ExpectedRevision, () => readonly NewRecord[]][] = [
      ['names another predecessor', { revision: 1n }, () => [record(STREAM, 2, stranger)]],
      ['names none', { revision: 1n }, () => [record(STREAM, 2, undefined, { entry: {} })]],
      ['names one where there is none', 'no-stream', () => [record('case-new', 0, stranger, { entry: {} })]],
      [
        'breaks within the batch',
        { revision: 1n },
        () => [good(), record(STREAM, 3, last, { entry: { p: other } })],
      ],
    ];

    it.each(broken)('is not continued by a record that %s', async (_, expected, records) => {
      await store().append(STREAM, 'no-stream', there);
      const stream = expected === 'no-stream' ? 'case-new' : STREAM;
      const error: unknown = await store()
        .append(stream, expected, records())
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ChainMismatch);
      expect(error).toMatchObject({ code: 'chain-mismatch', stream });
      expect(await store().readAll('', 10)).toHaveLength(2);
    });

    it('is not looked at before the revision: a late writer is told that it is late', async () => {
      await store().append(STREAM, 'no-stream', there);
      const late = record(STREAM, 1, there[0]?.entry, { id: eventId('late') });
      const appending = store().append(STREAM, { revision: 0n }, [late]);
      await expect(appending).rejects.toMatchObject({ code: 'wrong-expected-revision', actual: 1n });
    });
  });

  describe('closing', () => {
    it('answers what was asked before, refuses what is asked after, and may be repeated', async () => {
      const before = store().append(STREAM, 'no-stream', there);
      const closing = [store().close(), store().close()];
      expect((await before).outcome).toBe('appended');
      await Promise.all(closing);
      await store().close();
      const asked = [
        () => store().append(STREAM, { revision: 1n }, [good()]),
        () => store().readStream(STREAM, 0n, 1),
        () => store().readAll('', 1),
        () => store().head(),
        () => store().last(),
        () => store().streamHead(STREAM),
      ];
      for (const ask of asked) await expect(ask()).rejects.toBeInstanceOf(StoreUnavailable);
    });
  });
}

/** A record whose entry has exactly so many bytes. */
function ofSize(bytes: number, previous: Buffer | undefined, revision = 2): NewRecord {
  const small = record(STREAM, revision, previous, { body: { text: '' } });
  const text = 'x'.repeat(bytes - small.entry.length);
  const entry = canonicalBytes({ ...parseEntryTrusted(small.entry), b: { text } });
  return { ...small, entry };
}
