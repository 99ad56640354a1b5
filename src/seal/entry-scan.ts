/**
 * A reader of canonical entries that makes nothing: one walk over the bytes tells whether they are canonical JSON
 * (RFC 8785, integers only) and where the members of the entry lie. It knows plain ASCII without escapes, which is most
 * of what a ledger holds; of anything else it says nothing, and {@link parseEntry} has to be asked.
 *
 * For verification, where parsing and serialising every entry again would be most of the work.
 */
export class EntryScan {
  /** Start and end of the value of each top-level member by the code of its name, of the entry scanned last. */
  readonly #from = new Int32Array(CODES);
  readonly #to = new Int32Array(CODES);
  #found: number[] = [];
  #bytes: Uint8Array = new Uint8Array();
  #at = 0;

  /**
   * Whether the bytes from `from` up to `to` are one canonical object of plain ASCII. False says nothing: they may still
   * be canonical.
   */
  read(bytes: Uint8Array, from = 0, to = bytes.length): boolean {
    this.#bytes = bytes;
    this.#at = from;
    for (const code of this.#found) this.#to[code] = 0;
    this.#found = [];
    return this.#object(0) && this.#at === to;
  }

  /** Whether the entry has a top-level member; names are those of an entry, one to three small letters. */
  has(member: string): boolean {
    return this.end(codeOf(member)) > 0;
  }

  /** Where the value of a member lies, counted in the bytes that were given; an empty range where there is none. */
  range(member: string): readonly [from: number, to: number] {
    const code = codeOf(member);
    const to = this.end(code);
    return to > 0 ? [this.start(code), to] : [0, 0];
  }

  /** Where the value of the member of this {@link codeOf code} begins; means nothing where {@link end} is 0. */
  start(code: number): number {
    return this.#from[code] ?? 0;
  }

  /** Where it ends, 0 where the entry has no such member. */
  end(code: number): number {
    return this.#to[code] ?? 0;
  }

  #object(depth: number): boolean {
    const bytes = this.#bytes;
    if (depth > MAX_DEPTH || bytes[this.#at++] !== OPEN_BRACE) return false;
    if (bytes[this.#at] === CLOSE_BRACE) {
      this.#at += 1;
      return true;
    }
    let before = 0;
    let beforeEnd = 0;
    for (;;) {
      const name = this.#at + 1;
      if (!this.#name(before, beforeEnd)) return false;
      const value = this.#at;
      before = name;
      beforeEnd = value - 2;
      if (!this.#value(depth)) return false;
      if (depth === 0) this.#remember(name, beforeEnd, value);
      const next = bytes[this.#at++];
      if (next === CLOSE_BRACE) return true;
      if (next !== COMMA) return false;
    }
  }

  /** A member name with its colon, if it sorts after the one before and is none that is forbidden. */
  #name(before: number, beforeEnd: number): boolean {
    const bytes = this.#bytes;
    const from = this.#at + 1;
    if (!this.#string() || bytes[this.#at++] !== COLON) return false;
    const to = this.#at - 2;
    return (beforeEnd === 0 || follows(bytes, before, beforeEnd, from, to)) && !isForbidden(bytes, from, to);
  }

  #array(depth: number): boolean {
    const bytes = this.#bytes;
    if (depth > MAX_DEPTH) return false;
    this.#at += 1;
    if (bytes[this.#at] === CLOSE_BRACKET) {
      this.#at += 1;
      return true;
    }
    for (;;) {
      if (!this.#value(depth)) return false;
      const next = bytes[this.#at++];
      if (next === CLOSE_BRACKET) return true;
      if (next !== COMMA) return false;
    }
  }

  #value(depth: number): boolean {
    switch (this.#bytes[this.#at] ?? 0) {
      case QUOTE:
        return this.#string();
      case OPEN_BRACE:
        return this.#object(depth + 1);
      case OPEN_BRACKET:
        return this.#array(depth + 1);
      case 0x74:
        return this.#word(TRUE);
      case 0x66:
        return this.#word(FALSE);
      case 0x6e:
        return this.#word(NULL);
      default:
        return this.#integer();
    }
  }

  /** Printable ASCII between quotes, without a backslash: such a string is its own canonical form. */
  #string(): boolean {
    const bytes = this.#bytes;
    if (bytes[this.#at] !== QUOTE) return false;
    let at = this.#at + 1;
    let byte = bytes[at] ?? 0;
    while (byte !== QUOTE && byte >= 0x20 && byte < 0x7f && byte !== BACKSLASH) byte = bytes[++at] ?? 0;
    this.#at = at + 1;
    return byte === QUOTE;
  }

  /** An integer of at most 15 digits, without a leading zero and without −0. */
  #integer(): boolean {
    const bytes = this.#bytes;
    const from = this.#at;
    let at = bytes[from] === MINUS ? from + 1 : from;
    const first = at;
    for (let byte = bytes[at] ?? 0; byte >= 0x30 && byte <= 0x39;) byte = bytes[++at] ?? 0;
    this.#at = at;
    const digits = at - first;
    if (digits < 1 || digits > 15) return false;
    return bytes[first] !== 0x30 || (digits === 1 && first === from);
  }

  #word(word: readonly number[]): boolean {
    for (const byte of word) if (this.#bytes[this.#at++] !== byte) return false;
    return true;
  }

  #remember(from: number, to: number, value: number): void {
    if (to - from < 1 || to - from > 3) return;
    let code = 0;
    for (let at = from; at < to; at++) {
      const letter = (this.#bytes[at] ?? 0) - 0x60;
      if (letter < 1 || letter > 26) return;
      code = code * LETTERS + letter;
    }
    this.#from[code] = value;
    this.#to[code] = this.#at;
    this.#found.push(code);
  }
}

/** Whether one name sorts after the one before, byte by byte: for ASCII that is the order of UTF-16 code units. */
function follows(bytes: Uint8Array, before: number, beforeEnd: number, name: number, end: number): boolean {
  for (let a = before, b = name; ; a++, b++) {
    if (b === end) return false;
    if (a === beforeEnd) return true;
    const difference = (bytes[b] ?? 0) - (bytes[a] ?? 0);
    if (difference !== 0) return difference > 0;
  }
}

/** `__proto__` is no member name in the ledger; whoever parses it says so. */
const isForbidden = (bytes: Uint8Array, from: number, to: number): boolean =>
  to - from === 9 && bytes[from] === UNDERSCORE && bytes[from + 1] === UNDERSCORE;

/** The name of a member of an entry, one to three small letters, as a number that {@link EntryScan} goes by. */
export function codeOf(name: string): number {
  let code = 0;
  for (let i = 0; i < name.length; i++) code = code * LETTERS + name.charCodeAt(i) - 0x60;
  return code;
}

const LETTERS = 27;
const CODES = LETTERS ** 3;
const MAX_DEPTH = 64;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;
const MINUS = 0x2d;
const UNDERSCORE = 0x5f;
const BACKSLASH = 0x5c;
const TRUE = [0x74, 0x72, 0x75, 0x65];
const FALSE = [0x66, 0x61, 0x6c, 0x73, 0x65];
const NULL = [0x6e, 0x75, 0x6c, 0x6c];
