import { HenjiError } from '../kernel/errors';

const problems = {
  type: { zh: '不是 JSON 值', en: 'is not a JSON value' },
  object: { zh: '不是普通对象或数组', en: 'is neither a plain object nor an array' },
  number: {
    zh: '不是 ±(2^53−1) 以内的整数（或为 −0）',
    en: 'is not an integer within ±(2^53−1), or is −0',
  },
  text: { zh: '含有不成对的代理字符', en: 'holds a lone surrogate' },
  name: { zh: '成员名不被允许', en: 'has a member name that is not allowed' },
  depth: { zh: '嵌套超过 64 层', en: 'is nested more than 64 deep' },
} as const;

/** A value that has no canonical JSON under the rules of this ledger. Code `not-canonical`. */
export class NotCanonical extends HenjiError {
  /** @param member name of the nearest object member around the value, empty at the top */
  constructor(member: string, problem: keyof typeof problems) {
    const { zh, en } = problems[problem];
    super({
      code: 'not-canonical',
      zh: `“${member}”${zh}`,
      en: `"${member}" ${en}`,
      field: member,
      wayOut: {
        zh: '只记录整数、文本、布尔值、null、数组和普通对象；金额以分计，缺省的成员不写',
        en: 'record integers, text, booleans, null, arrays and plain objects; money in fen; leave out what is absent',
      },
    });
  }
}

const MAX_DEPTH = 64;
const KEEP_BYTES = 1 << 20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const CLOSE_OBJECT = 0x7d;

/** The members of objects with the same names in the same order of making: sorted, and as bytes `,"name":`. */
interface Shape {
  readonly made: readonly string[];
  readonly sorted: readonly string[];
  readonly names: readonly Uint8Array[];
}

/**
 * Writes canonical JSON straight into bytes. Every event is serialised once to be recorded and once more each time it
 * is verified; text in between would cost as much again as the work itself.
 */
class CanonicalWriter {
  #bytes = Buffer.allocUnsafe(1 << 16);
  #length = 0;
  /** A small direct-mapped memory of shapes: most objects of a ledger are made by the same few lines of code. */
  readonly #shapes: (Shape | undefined)[] = new Array<Shape | undefined>(256).fill(undefined);

  #busy = false;

  /** The canonical bytes of `value`, valid until the next call. */
  write(value: unknown): Buffer {
    // A getter inside the value may serialise something itself; it must not write into the bytes begun here.
    if (this.#busy) return new CanonicalWriter().write(value);
    if (this.#bytes.length > KEEP_BYTES) this.#bytes = Buffer.allocUnsafe(1 << 16);
    this.#length = 0;
    this.#busy = true;
    try {
      this.#value(value, '', 0);
    } finally {
      this.#busy = false;
    }
    return this.#bytes.subarray(0, this.#length);
  }

  #value(value: unknown, member: string, depth: number): void {
    switch (typeof value) {
      case 'string':
        this.#text(value, member);
        return;
      case 'number':
        this.#number(value, member);
        return;
      case 'boolean':
        this.#ascii(value ? 'true' : 'false');
        return;
      case 'object':
        this.#composite(value, member, depth);
        return;
      case 'undefined':
      case 'bigint':
      case 'function':
      case 'symbol':
        throw new NotCanonical(member, 'type');
    }
  }

  #composite(value: object | null, member: string, depth: number): void {
    if (value === null) this.#ascii('null');
    else if (depth === MAX_DEPTH) throw new NotCanonical(member, 'depth');
    else if (Array.isArray(value)) this.#array(value, member, depth + 1);
    else this.#object(value as Readonly<Record<string, unknown>>, member, depth + 1);
  }

  #array(items: readonly unknown[], member: string, depth: number): void {
    // Array.prototype is itself an array, in every realm; the prototype of a subclass is not.
    if (!Array.isArray(Object.getPrototypeOf(items))) throw new NotCanonical(member, 'object');
    this.#byte(OPEN_ARRAY);
    for (let i = 0; i < items.length; i++) {
      if (i > 0) this.#byte(COMMA);
      // A hole reads as undefined and is refused as such.
      this.#value(items[i], member, depth);
    }
    this.#byte(CLOSE_ARRAY);
  }

  #object(members: Readonly<Record<string, unknown>>, member: string, depth: number): void {
    if (!isPlain(members)) throw new NotCanonical(member, 'object');
    const made = Object.keys(members);
    if (made.length === 0) {
      this.#ascii('{}');
      return;
    }
    const { sorted, names } = this.#shape(made, member);
    for (let i = 0; i < sorted.length; i++) {
      const name = sorted[i] as string;
      this.#name(names[i] as Uint8Array);
      this.#value(members[name], name, depth);
    }
    this.#byte(CLOSE_OBJECT);
  }

  #shape(made: readonly string[], member: string): Shape {
    const first = made[0] as string;
    const last = made[made.length - 1] as string;
    const slot = (made.length * 31 + first.charCodeAt(0) * 7 + last.charCodeAt(0)) & 255;
    const known = this.#shapes[slot];
    if (known !== undefined && sameNames(known.made, made)) return known;
    if (made.includes('__proto__')) throw new NotCanonical(member, 'name');
    // The default order of sort() is by UTF-16 code unit, which is what RFC 8785 §3.2.3 asks for.
    const sorted = [...made].sort();
    const names = sorted.map((name, i) => nameBytes(name, i === 0 ? '{' : ',', member));
    const shape = { made, sorted, names };
    this.#shapes[slot] = shape;
    return shape;
  }

  #name(name: Uint8Array): void {
    const size = name.length;
    this.#reserve(size);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < size; i++) bytes[at++] = name[i] as number;
    this.#length = at;
  }

  #number(value: number, member: string): void {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new NotCanonical(member, 'number');
    this.#ascii(String(value));
  }

  #ascii(text: string): void {
    const size = text.length;
    this.#reserve(size);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < size; i++) bytes[at++] = text.charCodeAt(i);
    this.#length = at;
  }

  #text(text: string, member: string): void {
    const size = text.length;
    this.#reserve(6 * size + 2);
    const bytes = this.#bytes;
    let at = this.#length;
    bytes[at++] = QUOTE;
    for (let i = 0; i < size; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) {
        if (unit < 0x20 || unit === QUOTE || unit === BACKSLASH) at = escape(bytes, at, unit);
        else bytes[at++] = unit;
      } else if (unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >> 6);
        bytes[at++] = 0x80 | (unit & 63);
      } else if (unit < 0xd800 || unit > 0xdfff) {
        bytes[at++] = 0xe0 | (unit >> 12);
        bytes[at++] = 0x80 | ((unit >> 6) & 63);
        bytes[at++] = 0x80 | (unit & 63);
      } else {
        at = pair(bytes, at, unit, text.charCodeAt(++i), member);
      }
    }
    bytes[at++] = QUOTE;
    this.#length = at;
  }

  #byte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#length + size));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function nameBytes(name: string, before: string, member: string): Uint8Array {
  if (/\p{Surrogate}/u.test(name)) throw new NotCanonical(member, 'text');
  return Buffer.from(`${before}${JSON.stringify(name)}:`);
}

/** RFC 8785 §3.2.2.2: the two-letter escapes where JSON has one, else lower-case `\u00xx`, exactly as JSON.stringify. */
function escape(bytes: Buffer, at: number, unit: number): number {
  return at + bytes.write(JSON.stringify(String.fromCharCode(unit)).slice(1, -1), at, 'latin1');
}

function pair(bytes: Buffer, at: number, high: number, low: number, member: string): number {
  // charCodeAt past the end is NaN, which fails both comparisons.
  if (high > 0xdbff || !(low >= 0xdc00 && low <= 0xdfff)) throw new NotCanonical(member, 'text');
  const point = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  bytes[at] = 0xf0 | (point >> 18);
  bytes[at + 1] = 0x80 | ((point >> 12) & 63);
  bytes[at + 2] = 0x80 | ((point >> 6) & 63);
  bytes[at + 3] = 0x80 | (point & 63);
  return at + 4;
}

/** Made by `{}`, JSON.parse or Object.create(null), in this realm or another; not an instance of any class. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf');
}

const writer = new CanonicalWriter();

/**
 * RFC 8785 canonical JSON of `value`, as UTF-8 bytes of its own.
 *
 * Stricter than the RFC, so that nothing is dropped or rounded in silence: numbers are integers within ±(2^53−1) and
 * not −0; undefined, functions, symbols, bigints, class instances (Date, Map, anything with a prototype of its own),
 * holes in arrays, lone surrogates, a member named `__proto__` and nesting beyond 64 are refused. Only own enumerable
 * members with text names are members.
 *
 * @throws NotCanonical
 */
export const canonicalBytes = (value: unknown): Buffer => Buffer.from(writer.write(value));

/** {@link canonicalBytes} as text. @throws NotCanonical */
export const canonicalJson = (value: unknown): string => writer.write(value).toString('utf8');

/**
 * Whether `source` is the canonical form of `parsed`, which JSON.parse made of it. False also for a member named twice
 * (JSON.parse keeps the last), for bytes that are not UTF-8, a byte order mark, and blanks.
 */
export function isCanonical(source: string | Uint8Array, parsed: unknown): boolean {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  try {
    return writer.write(parsed).equals(bytes);
  } catch (error) {
    if (error instanceof NotCanonical) return false;
    throw error;
  }
}
