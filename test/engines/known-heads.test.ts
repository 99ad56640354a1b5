import { describe, expect, it } from '@jest/globals';
import { KnownHeads, NO_STREAM } from '../../src/engines/sqlite/known-heads';

describe('known heads', () => {
  it('know what they were told, and nothing else', () => {
    const heads = new KnownHeads();
    heads.learn('case-a', 0n);
    heads.learn('case-a', 1n);
    expect([heads.get('case-a'), heads.get('case-b')]).toEqual([1n, undefined]);
  });

  it('never go back, however late an answer comes', () => {
    const heads = new KnownHeads();
    heads.learn('case-a', 3n);
    heads.learn('case-a', 1n);
    expect(heads.get('case-a')).toBe(3n);
  });

  it('know that a stream does not exist, until it does', () => {
    const heads = new KnownHeads();
    heads.learn('case-a', NO_STREAM);
    expect(heads.get('case-a')).toBe(NO_STREAM);
    heads.learn('case-a', 0n);
    heads.learn('case-a', NO_STREAM);
    expect(heads.get('case-a')).toBe(0n);
  });

  it('forget a stream of which nothing is certain', () => {
    const heads = new KnownHeads(1);
    heads.learn('case-a', 3n);
    heads.learn('case-b', 4n);
    heads.forget('case-a');
    expect([heads.get('case-a'), heads.get('case-b')]).toEqual([undefined, 4n]);
  });

  it('keep the streams in use and let go of the others', () => {
    const heads = new KnownHeads(2);
    for (let i = 0; i < 9; i++) {
      heads.learn('case-in-use', BigInt(i));
      heads.learn(`case-${i}`, 0n);
    }
    expect([heads.get('case-in-use'), heads.get('case-8'), heads.get('case-0')]).toEqual([8n, 0n, undefined]);
  });
});
