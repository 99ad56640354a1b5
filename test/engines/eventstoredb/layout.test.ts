import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressOf, StreamNames } from '../../../src/engines/eventstoredb/address';
import { positionNumbers, positionText } from '../../../src/engines/eventstoredb/log-position';
import { framePayload, unframePayload } from '../../../src/engines/eventstoredb/payload-frame';

const ciphertexts = fc
  .uniqueArray(fc.string({ unit: 'grapheme', maxLength: 20 }), { maxLength: 4 })
  .chain((subjects) =>
    fc.tuple(
      ...subjects.map((subject) => fc.uint8Array({ maxLength: 200 }).map((bytes) => ({ subject, bytes }))),
    ),
  )
  .map((parts) => parts.map(({ subject, bytes }) => ({ subject, ciphertext: Buffer.from(bytes) })));

describe('payloads in the data of an event', () => {
  it('come back as they were, sorted by subject', () => {
    fc.assert(
      fc.property(ciphertexts, (payload) => {
        const sorted = [...payload].sort((a, b) => (a.subject < b.subject ? -1 : 1));
        expect(unframePayload(Buffer.from(framePayload(payload)))).toEqual(sorted);
      }),
    );
  });

  it('that were cut short are not taken for a payload', () => {
    const whole = Buffer.from(framePayload([{ subject: 'party-9fQe', ciphertext: Buffer.alloc(40, 7) }]));
    for (let length = 2; length < whole.length; length++) {
      expect(unframePayload(whole.subarray(0, length))).toBeUndefined();
    }
  });

  it('of another version are not taken for one', () => {
    expect(unframePayload(Buffer.from([2, 0, 0, 0, 0, 0, 0]))).toBeUndefined();
  });
});

describe('positions', () => {
  const half = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });
  const position = fc
    .tuple(half, half)
    .map(([a, b]) => (a < b ? { commit: b, prepare: a } : { commit: a, prepare: b }));

  it('sort as text in the order of the log, and are read back', () => {
    fc.assert(
      fc.property(position, position, (one, other) => {
        expect(positionNumbers(positionText(one))).toEqual(one);
        const order = one.commit === other.commit ? one.prepare - other.prepare : one.commit - other.commit;
        const texts = [positionText(one), positionText(other)] as const;
        expect(texts[0] < texts[1]).toBe(order < 0n);
      }),
    );
  });

  it.each(['7', `${'9'.repeat(20)}-${'0'.repeat(20)}`, `${'0'.repeat(20)}-${'1'.padStart(20, '0')}`])(
    '%s is none',
    (text) => {
      expect(() => positionNumbers(text)).toThrow(expect.objectContaining({ code: 'bad-position' }));
    },
  );
});

describe('the address of a ledger', () => {
  it.each([
    ['esdb://h:2113?tls=false', 'esdb://h:2113?tls=false', 'henji'],
    ['esdb://h:2113?ledger=district', 'esdb://h:2113', 'district'],
    [
      'esdb://u:p@a,b,c?tls=false&ledger=x1&keepAliveInterval=-1',
      'esdb://u:p@a,b,c?tls=false&keepAliveInterval=-1',
      'x1',
    ],
    ['esdb+discover://h', 'esdb+discover://h', 'henji'],
  ])('%s is a server and a name', (url, connection, ledger) => {
    expect(addressOf(url)).toEqual({ connection, ledger });
  });

  it.each([
    'sqlite:',
    'esdb://',
    'esdb://h?ledger=A',
    'esdb://h?ledger=',
    'esdb://h?ledger=a&ledger=b',
    'esdb://h?ledger=a.b',
  ])('%s is none', (url) => {
    expect(() => addressOf(url)).toThrow(expect.objectContaining({ code: 'bad-settings' }));
  });

  it('keeps names of ledgers and of streams apart', () => {
    const names = new StreamNames('henji');
    expect(names.logical(names.physical('case-x'))).toBe('case-x');
    for (const other of [
      names.state,
      names.identity,
      names.tiles(0),
      new StreamNames('henji2').physical('case-x'),
      '$$henji.case-x',
    ]) {
      expect(names.logical(other)).toBeUndefined();
    }
  });
});
