import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';

/** A JSON Schema, as far as OpenAPI 3.0 knows it. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly description?: string;
  readonly format?: string;
  readonly example?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly nullable?: boolean;
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
}

type Class = new () => object;
type Check = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** Where the schemas of classes go, by class name. */
export type Schemas = Record<string, Schema>;

/**
 * The schema of a class, read off the checks that guard it, so that what is described is what is enforced. Classes it
 * is made of go to `schemas` and are referred to by name.
 */
export function schemaOf(type: Class, schemas: Schemas): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const [member, checks] of byMember(type)) {
    properties[member] = memberSchema(type, member, checks, schemas);
    if (!checks.some(({ name }) => name === 'isOptional')) required.push(member);
  }
  return {
    type: 'object',
    additionalProperties: false,
    properties,
    ...(required.length === 0 ? {} : { required }),
  };
}

/** Put the schema of a class into `schemas`, and say how to refer to it. */
export function refTo(type: Class, schemas: Schemas): Schema {
  if (schemas[type.name] === undefined) {
    schemas[type.name] = {};
    schemas[type.name] = schemaOf(type, schemas);
  }
  return { $ref: `#/components/schemas/${type.name}` };
}

function byMember(type: Class): ReadonlyMap<string, readonly Check[]> {
  const members = new Map<string, Check[]>();
  for (const check of getMetadataStorage().getTargetValidationMetadatas(type, '', false, false)) {
    members.set(check.propertyName, [...(members.get(check.propertyName) ?? []), check]);
  }
  return members;
}

function memberSchema(type: Class, member: string, checks: readonly Check[], schemas: Schemas): Schema {
  const list = checks.some(({ name }) => name === 'isArray');
  const nested = checks.some(({ type: kind }) => kind === 'nestedValidation');
  const inner = nested
    ? partSchema(partClass(type, member, list), schemas)
    : merged(checks, (check) => !list || check.each);
  return list ? { type: 'array', items: inner, ...merged(checks, (check) => !check.each) } : inner;
}

/** A part whose class another member chooses is described where that one is; here it is any object. */
const partSchema = (part: Class, schemas: Schemas): Schema =>
  (part as unknown) === Object ? { type: 'object', additionalProperties: true } : refTo(part, schemas);

const merged = (checks: readonly Check[], wanted: (check: Check) => boolean | undefined): Schema =>
  checks.filter(wanted).reduce<Schema>((schema, check) => ({ ...schema, ...checkSchema(check) }), {});

/** The class of a part is known to class-transformer, which makes its instances; so one is made and asked. */
function partClass(type: Class, member: string, list: boolean): Class {
  const made = (plainToInstance(type, { [member]: list ? [{}] : {} }) as Record<string, unknown>)[member];
  const part = (list ? (made as unknown[])[0] : made) as object;
  return part.constructor as Class;
}

const schemaByCheck: Readonly<Record<string, (first: never, second: never) => Schema>> = {
  isString: () => ({ type: 'string' }),
  isInt: () => ({ type: 'integer' }),
  isBoolean: () => ({ type: 'boolean' }),
  isLength: (min: number, max: number) => ({ minLength: min, maxLength: max }),
  minLength: (min: number) => ({ minLength: min }),
  maxLength: (max: number) => ({ maxLength: max }),
  min: (minimum: number) => ({ minimum }),
  max: (maximum: number) => ({ maximum }),
  matches: (pattern: RegExp) => (pattern.source === String.raw`\S` ? {} : { pattern: pattern.source }),
  isIn: (values: readonly unknown[]) => ({ type: 'string', enum: values }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isCivilDate: () => ({ type: 'string', format: 'date' }),
  isInstant: () => ({ type: 'string', format: 'date-time' }),
  isDayOrInstant: () => ({ type: 'string' }),
  isSpan: () => ({ type: 'string' }),
  arrayMinSize: (minItems: number) => ({ minItems }),
  arrayMaxSize: (maxItems: number) => ({ maxItems }),
  arrayUnique: () => ({ uniqueItems: true }),
};

/** Checks that say nothing about the shape: which years, presence, nesting and kind of container are read elsewhere. */
const shapeless = new Set(['isOfOurTime', 'isOptional', 'isDefined', 'isArray', 'isObject', undefined]);

/** @throws TypeError for a check that has no schema here, so that none is left out of the description unseen */
function checkSchema({ name, constraints, type, propertyName }: Check): Schema {
  const make = name === undefined ? undefined : schemaByCheck[name];
  // Declared as always there, which it is not.
  const [first, second] = Array.isArray(constraints) ? (constraints as unknown as never[]) : [];
  if (make !== undefined) return make(first as never, second as never);
  if (shapeless.has(name) || type === 'nestedValidation') return {};
  throw new TypeError(`the check ${name ?? type} of ${propertyName} has no schema`);
}
