/**
 * PostgreSQL keeps no text with U+0000, which JSON and SQLite do. It is written as two characters here, and the second
 * character of Unicode, which announces them, as well; the order by code point stays what it was.
 */
const NUL = '\0';
const MARK = '\u0001';
const WRITTEN_NUL = `${MARK}\u0001`;
const WRITTEN_MARK = `${MARK}\u0002`;

/** A text as it is stored and compared. */
export const toStored = (text: string): string =>
  text.includes(NUL) || text.includes(MARK)
    ? text.replaceAll(MARK, WRITTEN_MARK).replaceAll(NUL, WRITTEN_NUL)
    : text;

/** The text that was stored. */
export function fromStored(stored: string): string {
  if (!stored.includes(MARK)) return stored;
  let text = '';
  let from = 0;
  for (let at = stored.indexOf(MARK); at >= 0; at = stored.indexOf(MARK, from)) {
    text += stored.slice(from, at) + (stored.startsWith(WRITTEN_NUL, at) ? NUL : MARK);
    from = at + 2;
  }
  return text + stored.slice(from);
}
