import fc from 'fast-check';
import { refTo, schemaOf, type Schema, type Schemas } from '../../src/http/openapi/schema-of';
import { flaws } from '../../src/http/validate';

/** Commands that pass every check of their members, and mean no good: made from the checks themselves. */

const dates = [
  '0001-01-01',
  '1949-10-01',
  '2006-12-31',
  '2007-01-01',
  '2024-02-29',
  '2026-12-31',
  '2999-12-31',
];
/** Handles and codes that somebody has, that nobody has, and that every object of the language has. */
const handles = [
  'officer-li',
  'officer-wang',
  'officer-chief',
  'item-stall',
  'organ-demo',
  'case-x',
  'constructor',
];
const names = [...handles, 'valueOf', 'hasOwnProperty', 'toString', 'x'.repeat(120), '0', 'a~._-'];
const codes = ['constructor', 'e1', 's1', 'a1', 'q1', 'f1', 'light', 'x'.repeat(60), '0', 'a.b-c'];
const words = [
  '占道经营',
  '\u202e\u2066左右\u200b',
  '𬱖\u{10ffff}',
  '%_\\\'";--',
  '__proto__',
  'constructor',
  '  x  ',
  '\u0301\ufeff',
  '{{a}}${b}',
];

const text = ({ minLength = 1, maxLength = 400 }: Schema): fc.Arbitrary<string> =>
  fc
    .oneof(fc.constantFrom(...words), fc.constant('长'.repeat(maxLength)), fc.string({ unit: 'grapheme' }))
    .map((value) => value.slice(0, maxLength).replaceAll(/\p{Surrogate}/gu, '甲'))
    .map((value) => (value.trim().length < minLength ? '甲'.repeat(Math.max(1, minLength)) : value));

/** What fits a pattern; the usual ones by values that hurt, the others as their letters say. */
function patterned(pattern: string): fc.Arbitrary<string> {
  const shape = new RegExp(pattern, 'u');
  const known = [...names, ...codes, ...dates, 'a'.repeat(64), '990101', '110000'].filter((each) =>
    shape.test(each),
  );
  return known.length > 0 ? fc.constantFrom(...known) : fc.stringMatching(shape);
}

const moments = ['1900-01-01T00:00:00+08:00', '2024-05-20T23:59:59.999999999+14:00', '2999-12-31T00:00Z'];

function stringOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.format === 'date') return fc.constantFrom(...dates, '2024-05-20');
  if (schema.format === 'date-time') return fc.constantFrom(...moments, '2024-05-20T10:00:00+08:00');
  return schema.pattern === undefined ? text(schema) : patterned(schema.pattern);
}

function numberOf({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Schema): fc.Arbitrary<unknown> {
  const near = [minimum, minimum + 1, maximum - 1, maximum].filter((n) => minimum <= n && n <= maximum);
  return fc.oneof(
    fc.constantFrom(...near),
    fc.integer({ min: minimum, max: Math.min(maximum, 2 ** 31 - 1) }),
  );
}

/** Any value of a schema. Parts within parts are kept small. */
function valueOf(schema: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return valueOf(schemas[schema.$ref.split('/').at(-1)!]!, schemas);
  switch (schema.type) {
    case 'object':
      return objectOf(schema, schemas);
    case 'array': {
      const { minItems: minLength = 0, maxItems = 3 } = schema;
      const items = valueOf(schema.items ?? {}, schemas);
      const bounds = { minLength, maxLength: Math.max(minLength, Math.min(maxItems, minLength + 2)) };
      return schema.uniqueItems === true ? fc.uniqueArray(items, bounds) : fc.array(items, bounds);
    }
    case 'integer':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'string':
    case undefined:
      break;
  }
  return stringOf(schema);
}

function objectOf({ properties = {}, required = [] }: Schema, schemas: Schemas): fc.Arbitrary<object> {
  const members = Object.entries(properties).map(
    ([name, schema]) => [name, valueOf(schema, schemas)] as const,
  );
  return fc.record(Object.fromEntries(members), { requiredKeys: [...required] });
}

/**
 * Commands of a class: made from nothing, or a lawful one of which some members are replaced. All of them pass the checks
 * of the class; `undefined` where what was made does not.
 */
export function hostile(type: new () => object, honest: object): fc.Arbitrary<object | undefined> {
  const schemas: Schemas = {};
  refTo(type, schemas);
  const schema = schemaOf(type, schemas);
  const anything = objectOf(schema, schemas);
  const members = Object.keys(schema.properties ?? {});
  const body = JSON.parse(JSON.stringify(honest)) as Record<string, unknown>;
  const replaced = fc
    .tuple(anything, fc.subarray(members, { maxLength: Math.min(2, members.length) }))
    .map(([other, wanted]) => {
      const own = other as Record<string, unknown>;
      return Object.fromEntries(
        Object.entries({ ...body, ...Object.fromEntries(wanted.map((name) => [name, own[name]])) }).filter(
          ([, value]) => value !== undefined,
        ),
      );
    });
  return fc.oneof({ weight: 1, arbitrary: anything }, { weight: 3, arbitrary: replaced }).map((given) => {
    const { instance, fields } = flaws(type, given);
    return fields.length === 0 ? instance : undefined;
  });
}
