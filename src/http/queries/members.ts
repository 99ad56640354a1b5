import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateBy,
} from 'class-validator';
import { isCivilDate, isInstant } from '../../kernel/time';
import { PAGE } from '../limits';
import { TextForm } from '../text-form';

/** The kinds of members that queries have. Everything in a query is text; nothing is converted but what says so. */

const all =
  (...decorators: readonly PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };

/** A day, `YYYY-MM-DD`. */
export const Day = (): PropertyDecorator =>
  all(
    IsOptional(),
    ValidateBy({
      name: 'isCivilDate',
      validator: {
        validate: (value) => typeof value === 'string' && isCivilDate(value),
        defaultMessage: () => '$property must be a day that exists, YYYY-MM-DD',
      },
    }),
  );

/** An instant with offset. The `+` of an offset that was not escaped has become a space on the way; it is put back. */
export const Moment = (): PropertyDecorator =>
  all(
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.replace(/ (?=\d{2}:\d{2}$)/u, '+') : value,
    ),
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: (value) => typeof value === 'string' && isInstant(value),
        defaultMessage: () => '$property must be an instant with offset, like 2024-05-20T10:20:00+08:00',
      },
    }),
  );

/** The blank in `2024-05-20T10:20:00 08:00` was a `+` before it was taken for an escaped blank. */
const withPlus = (text: string): string => text.replace(/ (?=\d{2}:\d{2}(?:$|\.\.))/gu, '+');
const isDayOrMoment = (text: string): boolean => isCivilDate(text) || isInstant(text);

/** A day or an instant with offset. */
export const DayOrMoment = (): PropertyDecorator =>
  all(
    IsOptional(),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? withPlus(value) : value)),
    ValidateBy({
      name: 'isDayOrInstant',
      validator: {
        validate: (value) => typeof value === 'string' && isDayOrMoment(value),
        defaultMessage: () => '$property must be a day that exists, or an instant with offset',
      },
    }),
  );

/** Stretches of time, `FROM..TO` or `FROM..`, repeated or separated by commas. */
export const Spans = (max: number): PropertyDecorator =>
  all(
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      (Array.isArray(value) ? value : [value]).flatMap((part: unknown) =>
        typeof part === 'string' ? withPlus(part).split(',') : [part],
      ),
    ),
    IsArray(),
    ArrayMaxSize(max),
    ValidateBy(
      {
        name: 'isSpan',
        validator: {
          validate: (value) => typeof value === 'string' && isSpan(value),
          defaultMessage: () =>
            '$property must be FROM..TO, days or instants; without TO it is still running',
        },
      },
      { each: true },
    ),
  );

function isSpan(text: string): boolean {
  const [from = '', to, more] = text.split('..');
  return more === undefined && to !== undefined && isDayOrMoment(from) && (to === '' || isDayOrMoment(to));
}

const digits = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/u.test(value) ? Number(value) : value;

/** A whole number from 0. */
export const Whole = (max: number): PropertyDecorator =>
  all(IsOptional(), Transform(digits), IsInt(), Min(0), Max(max));

/** `true` or `false`. */
export const Flag = (): PropertyDecorator =>
  all(
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      value === 'true' ? true : value === 'false' ? false : value,
    ),
    IsBoolean(),
  );

/** Handle of a stream or a register entry. */
export const Handle = (): PropertyDecorator =>
  all(
    IsOptional(),
    IsString(),
    TextForm(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,119}$/u, {
      zh: '标识：以字母或数字开头，含字母、数字和 . _ ~ -，至多 120 个字符',
      en: 'a handle: letters, digits and . _ ~ - after a letter or a digit, at most 120',
    }),
  );

/** Code of a division (GB/T 2260), or its beginning: province, city, county. */
export const Division = (): PropertyDecorator =>
  all(
    IsOptional(),
    IsString(),
    TextForm(/^(?:[0-9]{2}|[0-9]{4}|[0-9]{6})$/u, {
      zh: '区划代码的前 2、4 或全部 6 位数字',
      en: 'the first 2 or 4 digits of a division code, or all 6',
    }),
  );

/** Words to look for. */
export const Words = (max: number): PropertyDecorator => all(IsOptional(), IsString(), Length(1, max));

/** One of the values named. */
export const OneOf = (values: readonly string[]): PropertyDecorator => all(IsOptional(), IsIn([...values]));

const split = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value;

/** Some of the values named, separated by commas. */
export const SomeOf = (values: readonly string[]): PropertyDecorator =>
  all(
    IsOptional(),
    Transform(split),
    IsArray(),
    ArrayMaxSize(values.length),
    ArrayUnique(),
    IsIn([...values], { each: true }),
  );

/** Codes or names, separated by commas. */
export const Names = (max: number): PropertyDecorator =>
  all(
    IsOptional(),
    Transform(split),
    IsArray(),
    ArrayMaxSize(max),
    ArrayUnique(),
    IsString({ each: true }),
    Length(1, 120, { each: true }),
  );

/** `position` of the reply to a command, as a ledger gives it out: the answer waits until it contains what was written there. */
export const Position = (): PropertyDecorator =>
  all(
    IsOptional(),
    IsString(),
    TextForm(/^(?:\d{19}|\d{20}-\d{20})$/u, {
      zh: '命令答复中的 position',
      en: 'the position of the answer to a command',
    }),
  );

/** `next` of the page before. */
export const Cursor = (): PropertyDecorator => all(IsOptional(), IsString(), Length(1, 1000));

/** Entries of a page. */
export const Limit = (): PropertyDecorator =>
  all(IsOptional(), Transform(digits), IsInt(), Min(1), Max(PAGE.most));

/** A subject of a case: `party`, `witness-1`. */
export const Subject = (): PropertyDecorator =>
  all(
    IsOptional(),
    IsString(),
    TextForm(/^[a-z][a-z0-9-]{0,59}$/u, {
      zh: '案内主体代号，如 party、witness-1',
      en: 'the code of a subject of the case, such as party or witness-1',
    }),
  );

/** SHA-256 in lower-case hexadecimal. */
export const Sha256 = (): PropertyDecorator =>
  all(
    IsOptional(),
    IsString(),
    TextForm(/^[0-9a-f]{64}$/u, {
      zh: 'SHA-256，64 位小写十六进制',
      en: 'a SHA-256 in 64 lower-case hexadecimal digits',
    }),
  );
