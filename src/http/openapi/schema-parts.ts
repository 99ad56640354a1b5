import type { Schema } from './schema-of';

/** Words that answer schemas are written with. */

export const text: Schema = { type: 'string' };
export const whole: Schema = { type: 'integer' };
export const flag: Schema = { type: 'boolean' };
export const day: Schema = { type: 'string', format: 'date' };
export const moment: Schema = { type: 'string', format: 'date-time' };
/** The same, or null where there is nothing to say. */
export const orNull = (schema: Schema): Schema => ({ ...schema, nullable: true });
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
/** Values by names that are not known beforehand. */
export const byName = (schema: Schema): Schema => ({ type: 'object', additionalProperties: schema });

/** An object; a name that ends in `?` may be absent. */
export function object(members: Readonly<Record<string, Schema>>): Schema {
  const names = Object.keys(members);
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name.replace('?', ''), members[name] ?? {}])),
    required: names.filter((name) => !name.endsWith('?')),
  };
}

/** A list with the cursor of its next page. */
export const pageOf = (items: Schema): Schema => object({ items: list(items), 'next?': text });

/** A rule that stands in the way. */
export const rule = object({
  code: text,
  guard: text,
  basis: list(text),
  zh: text,
  en: text,
  'field?': text,
});

/** A handle with its name. */
export const named = object({ handle: text, 'name?': text });
