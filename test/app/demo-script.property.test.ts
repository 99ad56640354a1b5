import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { interleaved, type ScriptStep } from '../../src/app/demo/script';
import { Chance, DemonstrationClock, SeededEntropy } from '../../src/app/demo/seeded';

const step = (name: string, recordedAt: number) => ({ name, recordedAt }) as ScriptStep;

/** Scripts in the order of their first steps, the steps of each in order. */
const scripts = fc.array(fc.array(fc.nat(50), { maxLength: 8 }), { maxLength: 12 }).map((times) =>
  times
    .map((each) => each.toSorted((a, b) => a - b))
    .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    .map((each, script) => each.map((time, place) => step(`${script}/${place}`, time))),
);

describe('scripts interwoven', () => {
  it('have every step once, by time, and each script in its own order', () => {
    fc.assert(
      fc.property(scripts, (given) => {
        const all = [...interleaved(given)];
        const times = all.map(({ recordedAt }) => recordedAt);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        for (const [script, steps] of given.entries()) {
          const own = all.filter(({ name }) => name.startsWith(`${script}/`));
          expect(own).toEqual(steps);
        }
        expect(all).toHaveLength(given.flat().length);
      }),
    );
  });

  it('ask for a script only when it begins', () => {
    const asked: number[] = [];
    function* source() {
      for (const script of [1, 2, 3]) {
        asked.push(script);
        yield [step(`${script}/0`, script * 10), step(`${script}/1`, script * 10 + 5)];
      }
    }
    const steps = interleaved(source());
    expect(steps.next().value).toMatchObject({ name: '1/0' });
    expect(asked).toEqual([1, 2]);
  });
});

describe('what follows from a seed', () => {
  it('are bytes that depend on seed and step, and not on what was drawn before', () => {
    const draw = (seed: string, before: number) => {
      const entropy = new SeededEntropy(seed);
      entropy.bytes(before);
      entropy.startStep('a step');
      return Buffer.concat([entropy.bytes(5), entropy.bytes(200)]).toString('hex');
    };
    expect(draw('s', 0)).toBe(draw('s', 77));
    expect(draw('s', 0)).not.toBe(draw('t', 0));
  });

  it('are never the same bytes twice', () => {
    const entropy = new SeededEntropy('s');
    const drawn = ['a', 'b'].flatMap((name) => {
      entropy.startStep(name);
      return Array.from({ length: 500 }, () => entropy.bytes(16).toString('hex'));
    });
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  it('are choices within their bounds, all of them made sooner or later', () => {
    const chance = new Chance('s');
    const drawn = Array.from({ length: 2000 }, () => chance.between(3, 9));
    expect([...new Set(drawn)].toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 9]);
  });

  it('is a clock that only goes forward', () => {
    const clock = new DemonstrationClock(100);
    expect([clock.moveTo(150), clock.moveTo(150), clock.moveTo(20), clock.now()]).toEqual([
      150, 151, 152, 152,
    ]);
  });
});
