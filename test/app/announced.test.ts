import { describe, expect, it } from '@jest/globals';
import { Announced } from '../../src/app/projections/announced';
import { StoreFeed } from '../../src/app/projections/store-feed';
import { MemoryEventStore } from '../../src/engines/memory/memory-event-store';
import { START, type Position } from '../../src/ports/event-store';

describe('an announcement', () => {
  it('is told once until the reader looks, and again after that', () => {
    const here = new Announced();
    const there = new Announced(here.memory);
    expect([here.announce(), here.announce(), here.announce()]).toEqual([true, false, false]);
    there.look();
    expect([here.announce(), here.announce()]).toEqual([true, false]);
  });

  it('made while the log is being read is told, since that reading may have missed it', async () => {
    const announced = new Announced();
    const told: boolean[] = [];
    class Appending extends MemoryEventStore {
      override readAll(after: Position, limit: number) {
        told.push(announced.announce());
        return super.readAll(after, limit);
      }
    }
    announced.announce();
    const feed = new StoreFeed(new Appending('log-a'), () => announced.look());
    await feed.read(START, 10);
    expect(told).toEqual([true]);
  });
});
