/** Strings, and the signs that open, part and close; whatever stands between is none of its business. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gsu;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * The first member that stands twice in one object of a JSON text. Readers disagree which of the two counts (RFC 8259,
 * 4), so whoever signs one could be shown the other.
 *
 * @param text that is valid JSON
 * @param value what JSON.parse made of it, which keeps one of members of the same name
 * @returns its name; `undefined` where every member stands once
 */
export function repeatedMember(text: string, value: unknown): string | undefined {
  return membersWritten(text) === membersIn(value) ? undefined : firstRepeated(text);
}

/** One colon outside of strings for each. */
function membersWritten(text: string): number {
  let count = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) inString = !inString;
    else if (unit === COLON && !inString) count += 1;
    // The sign behind it ends no string.
    else if (unit === BACKSLASH) i += 1;
  }
  return count;
}

function membersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((count, item) => count + membersIn(item), 0);
  let count = 0;
  for (const name in value) count += 1 + membersIn((value as Readonly<Record<string, unknown>>)[name]);
  return count;
}

function firstRepeated(text: string): string | undefined {
  /** Of each object that is open the names seen, `undefined` for a list. */
  const open: (Set<string> | undefined)[] = [];
  let last = '';
  for (const [sign] of text.matchAll(token)) {
    if (sign === '{') open.push(new Set());
    else if (sign === '[') open.push(undefined);
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === ':') {
      const names = open.at(-1);
      const name = JSON.parse(last) as string;
      if (names?.has(name) === true) return name;
      names?.add(name);
    }
    last = sign;
  }
  return undefined;
}
