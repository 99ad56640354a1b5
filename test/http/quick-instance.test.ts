import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance, Transform } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  validateSync,
  ValidateIf,
} from 'class-validator';
import fc from 'fast-check';
import { commandCatalogue } from '../../src/app/bus/command-catalogue';
import { CommandEnvelope } from '../../src/http/commands/command-envelope';
import { quickInstance } from '../../src/http/quick-instance';
import { bodies } from '../support/histories';

const strict = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true } as const;
const slow = <T extends object>(type: new () => T, input: object) => {
  const instance = plainToInstance(type, input);
  return { instance, passes: validateSync(instance, strict).length === 0 };
};
const classOf = (name: string) =>
  commandCatalogue.flatMap(({ routes }) => routes).find((route) => route.name === name)!.type;

const citation = { norm: '行政处罚法', article: '第十七条', rank: 'law' };
const samples: readonly (readonly [name: string, body: object])[] = [
  ['OpenOnSite', { ...bodies.open, placeText: '演示路' }],
  ['ShowCredential', bodies.show],
  ['RecordFacts', bodies.facts],
  ['InformAndHear', bodies.inform],
  ['DecideOnSpot', bodies.decide],
  ['Deliver', bodies.deliver],
  ['FileWithOrgan', {}],
  ['CollectOnSpot', bodies.collect],
  ['ReceivePayment', bodies.pay],
  ['PublishDecision', bodies.publish],
  ['DecideNotToPublish', bodies.notPublish],
  ['ArchiveCase', bodies.archive],
  [
    'ConfirmOrgan',
    {
      ...{
        name: '局',
        territory: '990101',
        level: 'county',
        kind: 'organ',
        announced: '2025-01-01',
        basis: [citation],
      },
      ...{ reviewBody: '府', court: '院', bank: { name: '行', address: '街' }, from: '2025-01-01' },
    },
  ],
  ['AdoptRulePack', { packs: ['cn-2021@1'], from: '2025-01-01' }],
  ['GrantRole', { role: 'officer', organ: 'organ-a' }],
];

describe('a quick instance', () => {
  it.each(samples)('of %s is the one that the libraries make', (name, body) => {
    const type = classOf(name);
    const expected = slow(type, body);
    const quick = quickInstance(type, body);
    expect(expected.passes).toBe(true);
    expect(quick).toBeInstanceOf(type);
    expect(quick).toStrictEqual(expected.instance);
  });

  it('shares nothing with the input', () => {
    const body = { packs: ['cn-2021@1'], from: '2025-01-01' };
    const made = quickInstance(classOf('AdoptRulePack'), body) as { packs: string[] };
    made.packs.push('x');
    expect(body.packs).toEqual(['cn-2021@1']);
  });

  it('exists for the envelope as it usually comes', () => {
    expect(quickInstance(CommandEnvelope, { occurredAt: '2026-01-05T10:00:00Z' })).toBeInstanceOf(
      CommandEnvelope,
    );
    expect(quickInstance(CommandEnvelope, { occurredAt: '2026-01-05' })).toBeUndefined();
  });

  const junk = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      undefined,
      '',
      ' ',
      'x',
      '2026-02-30',
      0,
      -1,
      1.5,
      1e20,
      true,
      [],
      {},
      [null],
      [{}],
      [[]],
      [undefined],
    ),
    fc.string(),
    fc.integer(),
    fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 }),
  );

  /** Every object and list in a value, itself included. */
  const places = (value: unknown): object[] =>
    typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(places)] : [];

  it('is never made of input that the libraries would refuse', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.nat(),
        fc.nat(),
        junk,
        fc.boolean(),
        ([name, body], at, which, value, add) => {
          const type = classOf(name);
          const input = structuredClone(body);
          const inside = places(input);
          const place = inside[at % inside.length] as Record<string, unknown>;
          const names = [...Object.keys(place), ...(add ? ['extra'] : [])];
          if (names.length > 0) place[names[which % names.length]!] = value;
          const quick = quickInstance(type, input);
          if (quick === undefined) return;
          const expected = slow(type, input);
          expect(expected.passes).toBe(true);
          expect(quick).toStrictEqual(expected.instance);
        },
      ),
      { numRuns: 3000 },
    );
    expect(samples.length).toBeGreaterThan(10);
  });

  it('is not made where the metadata say more than is understood', () => {
    class Trimmed {
      @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
      @IsString()
      a!: string;
    }
    class Conditional {
      @ValidateIf(() => true) @IsString() a!: string;
    }
    class Loose {
      @IsObject() a!: object;
    }
    class Unchecked {
      a!: string;
    }
    expect(quickInstance(Trimmed, { a: 'x' })).toBeUndefined();
    expect(quickInstance(Conditional, { a: 'x' })).toBeUndefined();
    expect(quickInstance(Loose, { a: { b: 1 } })).toBeUndefined();
    expect(quickInstance(Unchecked, {})).toBeUndefined();
  });

  it('keeps what a class begins with', () => {
    class Paged {
      @IsOptional() @IsInt() limit = 50;
      @IsOptional() @IsString() @Length(1, 3) q?: string;
      @IsOptional() @IsArray() @IsIn(['a'], { each: true }) by?: string[];
    }
    expect(quickInstance(Paged, { by: ['a'] })).toMatchObject({ limit: 50, by: ['a'] });
    expect(quickInstance(Paged, { by: ['a', 'b'] })).toBeUndefined();
    expect(quickInstance(Paged, { q: 'four' })).toBeUndefined();
    expect(quickInstance(Paged, { q: null as unknown as string })).toBeUndefined();
  });

  it('is several times faster', () => {
    const type = classOf('OpenOnSite');
    const time = (work: () => void): number => {
      for (let i = 0; i < 300; i++) work();
      const before = process.cpuUsage().user;
      for (let i = 0; i < 1500; i++) work();
      return process.cpuUsage().user - before;
    };
    const long = time(() => void slow(type, bodies.open));
    const short = time(() => void quickInstance(type, bodies.open));
    expect(long / short).toBeGreaterThan(3);
  });
});
