import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { isCivilDate, isInstant, isOfOurTime } from '../kernel/time';

/**
 * The kinds of members that commands have, each with its bounds. They are built from class-validator's own decorators,
 * so that the OpenAPI description can be read off the same metadata.
 */

const all =
  (...decorators: readonly PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };

/** What every object of the language answers to: such a word is nobody's handle and no code, so lists by them find nothing. */
const everyObjects = Object.getOwnPropertyNames(Object.prototype).filter((name) => /^[a-z]/u.test(name));
const nobodys = `(?!(?:${everyObjects.join('|')})$)`;
const handlePattern = new RegExp(`^${nobodys}[A-Za-z0-9][A-Za-z0-9._~-]{0,119}$`, 'u');
const codeOf = (most: number): RegExp =>
  new RegExp(`^(?!constructor$)[a-z0-9][a-z0-9.-]{0,${most - 1}}$`, 'u');
const codePattern = codeOf(60);

/** A member that may be left out; `null` is read as left out. */
export const Optional = (): PropertyDecorator =>
  all(
    IsOptional(),
    Transform(({ value }: { value: unknown }) => (value === null ? undefined : value)),
  );

/** Handle of a stream or a register entry. */
export const Handle = (): PropertyDecorator => all(IsString(), Matches(handlePattern));

/** Handles, each once. */
export const Handles = (min: number, max: number): PropertyDecorator =>
  all(...list(min, max), ArrayUnique(), IsString({ each: true }), Matches(handlePattern, { each: true }));

const persons = new WeakMap<object, Set<PropertyKey>>();

/** Marks a member as naming people of the register; what decides on the command is given their entries. */
const namesPeople: PropertyDecorator = (target, key) => {
  const known = persons.get(target) ?? new Set();
  persons.set(target, known.add(key));
};

/** Handle of one person of the register who has a part in the act besides the officers who carry it out. */
export const Person = (): PropertyDecorator => all(Handle(), namesPeople);

/** Handles of such persons, each once. */
export const Persons = (min: number, max: number): PropertyDecorator => all(Handles(min, max), namesPeople);

/** Every person named by {@link Person} or {@link Persons} in a command and its parts, each once. */
export function personsIn(value: unknown): readonly string[] {
  const found = new Set<string>();
  collectPersons(value, found);
  return [...found];
}

function collectPersons(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const each of value) collectPersons(each, found);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const named = markedIn(Object.getPrototypeOf(value) as object | null);
  for (const [key, member] of Object.entries(value)) {
    if (!named.has(key)) collectPersons(member, found);
    else for (const each of [member].flat()) if (typeof each === 'string') found.add(each);
  }
}

const nobody: ReadonlySet<PropertyKey> = new Set();
/** By prototype: what decorators had to say is said once there is an instance. */
const marked = new WeakMap<object, ReadonlySet<PropertyKey>>();

/** Members marked on a class and on those that it extends. */
function markedIn(prototype: object | null): ReadonlySet<PropertyKey> {
  if (prototype === null) return nobody;
  const known = marked.get(prototype);
  if (known !== undefined) return known;
  const above = markedIn(Object.getPrototypeOf(prototype) as object | null);
  const found = new Set([...above, ...(persons.get(prototype) ?? [])]);
  marked.set(prototype, found);
  return found;
}

/** A code of ours in lower case. */
export const Code = (): PropertyDecorator => all(IsString(), Matches(codePattern));

/** A code that stands in the key of a clock behind the name of its period: `court.answer/a1`. */
export const ClockCode = (): PropertyDecorator => all(IsString(), Matches(codeOf(40)));

/** Codes, each once. */
export const Codes = (min: number, max: number): PropertyDecorator =>
  all(...list(min, max), ArrayUnique(), IsString({ each: true }), Matches(codePattern, { each: true }));

/** One of the values named. */
export const OneOf = (values: readonly string[]): PropertyDecorator => IsIn([...values]);

/** Some of the values named, each once. */
export const SomeOf = (values: readonly string[], min: number, max: number): PropertyDecorator =>
  all(...list(min, max), ArrayUnique(), IsIn([...values], { each: true }));

/** Text for people, of so many characters at most; not empty, and not blank. */
export const Text = (max: number): PropertyDecorator => all(IsString(), Length(1, max), Matches(/\S/u));

/** Texts for people, each once. */
export const Texts = (max: number, min: number, most: number): PropertyDecorator =>
  all(
    ...list(min, most),
    ArrayUnique(),
    IsString({ each: true }),
    Length(1, max, { each: true }),
    Matches(/\S/u, { each: true }),
  );

/** Six digits of GB/T 2260. */
export const Division = (): PropertyDecorator => all(IsString(), Matches(/^[1-9]\d{5}$/u));

/** A day or an instant of these years. */
const OfOurTime = (): PropertyDecorator =>
  ValidateBy({
    name: 'isOfOurTime',
    validator: {
      validate: (value) => typeof value === 'string' && isOfOurTime(value),
      defaultMessage: () => '$property must lie in the years 1900 to 2999',
    },
  });

/** `YYYY-MM-DD` of a day that exists, from 1900 to 2999. */
export const Day = (): PropertyDecorator =>
  all(
    IsString(),
    Matches(/^\d{4}-\d{2}-\d{2}$/u),
    ValidateBy({
      name: 'isCivilDate',
      validator: {
        validate: (value) => typeof value === 'string' && isCivilDate(value),
        defaultMessage: () => '$property must be a day that exists, YYYY-MM-DD',
      },
    }),
    OfOurTime(),
  );

/** ISO instant with offset, from 1900 to 2999: `2024-06-10T09:00:00+08:00`. */
export const Instant = (): PropertyDecorator =>
  all(
    IsString(),
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: (value) => typeof value === 'string' && isInstant(value),
        defaultMessage: () => '$property must be an instant with offset, like 2024-05-20T10:20:00+08:00',
      },
    }),
    OfOurTime(),
  );

/** Money in fen, at most a hundred billion yuan. */
export const Fen = (): PropertyDecorator => all(IsInt(), Min(0), Max(10_000_000_000_000));

/** A whole number between two others, both included. */
export const Whole = (min: number, max: number): PropertyDecorator => all(IsInt(), Min(min), Max(max));

/** SHA-256 in lower-case hexadecimal. */
export const Sha256 = (): PropertyDecorator => all(IsString(), Matches(/^[0-9a-f]{64}$/u));

/** Such hashes, each once. */
export const Sha256s = (min: number, max: number): PropertyDecorator =>
  all(...list(min, max), ArrayUnique(), IsString({ each: true }), Matches(/^[0-9a-f]{64}$/u, { each: true }));

/** Yes or no; a text is neither. */
export const Flag = (): PropertyDecorator => IsBoolean();

/** An object of a class of ours. */
export const Part = (type: () => new () => object): PropertyDecorator =>
  all(IsDefined(), IsObject(), ValidateNested(), madeOf(type));

/** Objects of a class of ours. */
export const Parts = (type: () => new () => object, min: number, max: number): PropertyDecorator =>
  all(...list(min, max), ValidateNested({ each: true }), madeOf(type));

/**
 * Says which class a part is made of. class-transformer asks reflect-metadata for the declared type on the way, which
 * is needless here; so commands can be loaded before Nest brings reflect-metadata in, and without it.
 */
function madeOf(type: () => new () => object): PropertyDecorator {
  return (target, key) => {
    const reflect = Reflect as unknown as { getMetadata?: () => undefined };
    const bare = reflect.getMetadata === undefined;
    if (bare) reflect.getMetadata = () => undefined;
    Type(type)(target, key);
    if (bare) delete reflect.getMetadata;
  };
}

const list = (min: number, max: number): readonly PropertyDecorator[] => [
  IsArray(),
  ArrayMinSize(min),
  ArrayMaxSize(max),
];
