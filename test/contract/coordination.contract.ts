import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Coordination } from '../../src/ports/coordination';

const LONG = 60_000;
const SHORT = 400;
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What every engine for leases and progress is asked. @param open the same place, as two processes open it */
export function coordinationContract(open: () => Promise<readonly [Coordination, Coordination]>): void {
  let here: Coordination;
  let there: Coordination;
  beforeEach(async () => {
    [here, there] = await open();
  });
  afterEach(async () => {
    await here.close();
    await there.close();
  });

  describe('a lease', () => {
    it('is held by one, and seen by the other', async () => {
      const lease = await here.acquire('relay', 'a', LONG);
      expect(lease).toMatchObject({ name: 'relay', owner: 'a', epoch: 1 });
      expect(await there.acquire('relay', 'b', LONG)).toBeUndefined();
      expect(await there.acquire('another', 'b', LONG)).toMatchObject({ owner: 'b', epoch: 1 });
      expect(await there.leaseOf('relay')).toEqual({ ...lease, held: true });
      expect(await there.leaseOf('nothing')).toBeUndefined();
    });

    it('goes over when its time is over, with a higher epoch', async () => {
      const first = await here.acquire('relay', 'a', SHORT);
      await pause(SHORT + 20);
      expect(await there.leaseOf('relay')).toMatchObject({ owner: 'a', held: false });
      const second = await there.acquire('relay', 'b', LONG);
      expect(second).toMatchObject({ owner: 'b', epoch: 2 });
      expect(await here.renew(first!, LONG)).toBeUndefined();
      await here.release(first!);
      expect(await here.acquire('relay', 'a', LONG)).toBeUndefined();
      expect(await there.renew(second!, LONG)).toMatchObject({ owner: 'b', epoch: 2 });
    });

    it('rises in epoch also when its last owner takes it again', async () => {
      await here.acquire('relay', 'a', SHORT);
      expect(await here.acquire('relay', 'a', SHORT)).toMatchObject({ epoch: 1 });
      await pause(SHORT + 20);
      expect(await here.acquire('relay', 'a', LONG)).toMatchObject({ epoch: 2 });
    });

    it('is kept as long as it is renewed, also late, when nobody came between', async () => {
      const lease = await here.acquire('relay', 'a', SHORT);
      await pause(SHORT + 20);
      const renewed = await here.renew(lease!, LONG);
      expect(renewed).toMatchObject({ epoch: 1 });
      expect(renewed!.expiresAt).toBeGreaterThan(lease!.expiresAt);
      expect(await there.acquire('relay', 'b', LONG)).toBeUndefined();
    });

    it('is free at once when it is released', async () => {
      const lease = await here.acquire('relay', 'a', LONG);
      await here.release(lease!);
      expect(await there.acquire('relay', 'b', LONG)).toMatchObject({ owner: 'b', epoch: 2 });
    });

    it('has one winner among many', async () => {
      const asked = Array.from({ length: 20 }, (_, i) =>
        [here, there][i % 2]!.acquire('relay', `o-${i}`, LONG),
      );
      const won = (await Promise.all(asked)).filter((lease) => lease !== undefined);
      expect(won).toHaveLength(1);
    });
  });

  describe('progress', () => {
    const at = (position: string, epoch: number) => ({ position, epoch, note: { logId: 'x', ends: [1, 2] } });

    it('is written by whoever knows what is stored', async () => {
      expect(await here.progressOf('relay')).toBeUndefined();
      expect(await here.advance('relay', undefined, at('', 1))).toBe(true);
      expect(await there.progressOf('relay')).toEqual(at('', 1));
      expect(await there.advance('relay', at('', 1), at('0007', 1))).toBe(true);
      expect(await here.progressOf('relay')).toEqual(at('0007', 1));
      expect(await here.progressOf('another')).toBeUndefined();
    });

    it.each([
      ['position', { position: '0001', epoch: 1 }],
      ['epoch', { position: '0002', epoch: 2 }],
      ['beginning', undefined],
    ])('is not written by whoever expects another %s', async (_, expected) => {
      await here.advance('relay', undefined, at('0002', 1));
      expect(await there.advance('relay', expected, at('0009', 9))).toBe(false);
      expect(await here.progressOf('relay')).toEqual(at('0002', 1));
    });

    it('shuts out who went before, once his successor has written', async () => {
      await here.advance('relay', undefined, at('0002', 1));
      expect(await there.advance('relay', at('0002', 1), at('0002', 2))).toBe(true);
      expect(await here.advance('relay', at('0002', 1), at('0003', 1))).toBe(false);
    });
  });
}
