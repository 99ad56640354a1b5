import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { EntryV1 } from '../../src/kernel/entry';
import { canonicalJson } from '../../src/seal/canonical-json';
import { hashToHex } from '../../src/seal/hash';
import { eventDigest, HistoryFold } from '../../src/seal/history';
import { latin1, someLeaves } from './published-roots';
import { fullEntry, leastEntry } from './some-entry';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('digest of an event', () => {
  it('is over revision, type, version, legal time, public members and import mark', () => {
    const { n, t, tv, oc, b, src } = fullEntry;
    expect(hashToHex(eventDigest(fullEntry))).toBe(sha(canonicalJson({ n, t, tv, oc, b, src })));
    const least = { n: 0, t: 'A', tv: 1, oc: leastEntry.oc, b: {} };
    expect(hashToHex(eventDigest(leastEntry))).toBe(sha(canonicalJson(least)));
  });

  it.each<[string, Partial<EntryV1>]>([
    ['n', { n: 18 }],
    ['t', { t: 'PenaltyAnnulled' }],
    ['tv', { tv: 3 }],
    ['oc', { oc: { ...fullEntry.oc, d: '2026-11-22' } }],
    ['b', { b: {} }],
    ['src', { src: { ...fullEntry.src!, row: 13 } }],
  ])('changes with %s', (_, change) => {
    expect(eventDigest({ ...fullEntry, ...change })).not.toBe(eventDigest(fullEntry));
  });

  it.each<[string, Partial<EntryV1>]>([
    ['r', { r: 'BAECAwQFBgcICQoLDA0ODw' }],
    ['id', { id: '01930b5a-7c1a-7abc-8def-0123456789ff' }],
    ['s', { s: 'case-another' }],
    ['p', { p: '57DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU' }],
    ['at', { at: '2026-11-22T12:34:56.789Z' }],
    ['ac', { ac: [] }],
    ['cmd', { cmd: { id: '2' } }],
    ['cor', { cor: '2' }],
    ['c', { c: { a: '57DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU' } }],
  ])('does not change with %s', (_, change) => {
    expect(eventDigest({ ...fullEntry, ...change })).toBe(eventDigest(fullEntry));
  });

  it.each([
    ...['import-traffic-fines', 'refusal-1', 'keys-1', 'alert-W-01-case-a-b', 'sealedalert-W-39-sealed-a-r1'],
    ...['reminder-post-o1-x', 'reading-1', 'tracing-1'],
  ])('in %s is over type, version and file alone', (s) => {
    const about: EntryV1 = { ...leastEntry, s, t: 'ImportStarted', tv: 1, b: { file: 'abc', rows: 5 } };
    expect(hashToHex(eventDigest(about))).toBe(sha('{"file":"abc","t":"ImportStarted","tv":1}'));
    expect(eventDigest({ ...about, n: 4, oc: fullEntry.oc, b: { file: 'abc', rows: 6 } })).toBe(
      eventDigest(about),
    );
    expect(eventDigest({ ...about, b: { file: 'abd' } })).not.toBe(eventDigest(about));
    expect(hashToHex(eventDigest({ ...about, b: { rows: 6 } }))).toBe(sha('{"t":"ImportStarted","tv":1}'));
  });

  it('knows a stream about the ledger by its whole category', () => {
    const ordinary = { ...leastEntry, s: 'imported-import-1', b: { rows: 1 } };
    expect(eventDigest({ ...ordinary, b: { rows: 2 } })).not.toBe(eventDigest(ordinary));
  });
});

describe('history', () => {
  const digests = someLeaves(2000).map(latin1);
  const fold = (streams: readonly string[]): string => {
    const history = new HistoryFold();
    streams.forEach((stream, i) => {
      history.add(history.numberOf(stream), digests[i]!);
    });
    return history.hex();
  };

  it.each([0, 1, 511, 512, 513, 2000])(
    'of %d events is one hash over streams by first appearance',
    (count) => {
      const streams = Array.from({ length: count }, (_, i) => `case-${(i * 7) % 300}`);
      const order = [...new Set(streams)];
      const spelled = streams.map((stream, i) => {
        const number = Buffer.alloc(8);
        number.writeBigUInt64BE(BigInt(order.indexOf(stream)));
        return Buffer.concat([number, Buffer.from(digests[i]!, 'latin1')]);
      });
      const expected = createHash('sha256').update(
        Buffer.concat([Buffer.from('henji/history/v1\u0000'), ...spelled]),
      );
      expect(fold(streams)).toBe(expected.digest('hex'));
    },
  );

  it('does not depend on the names of streams, but on which events share one', () => {
    expect(fold(['case-a', 'case-b', 'case-a'])).toBe(fold(['case-x', 'case-a', 'case-x']));
    expect(fold(['case-a', 'case-b', 'case-a'])).not.toBe(fold(['case-a', 'case-b', 'case-b']));
    expect(fold(['case-a', 'case-b', 'case-a'])).not.toBe(fold(['case-a', 'case-b', 'case-c']));
  });

  it('may be asked for on the way', () => {
    const history = new HistoryFold();
    history.add(history.numberOf('case-a'), digests[0]!);
    expect(history.hex()).toBe(fold(['case-a']));
    expect(history.hex()).toBe(fold(['case-a']));
    history.add(history.numberOf('case-b'), digests[1]!);
    expect(history.hex()).toBe(fold(['case-a', 'case-b']));
  });
});
