/** Strings, and the signs that open, part and close; whatever stands between is none of its business. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gsu;

/**
 * The first member that stands twice in one object of a JSON text. Readers disagree which of the two counts (RFC 8259,
 * 4), so whoever signs one could be shown the other.
 *
 * @param text that is valid JSON
 * @returns its name; `undefined` where every member stands once
 */
export function repeatedMember(text: string): string | undefined {
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
