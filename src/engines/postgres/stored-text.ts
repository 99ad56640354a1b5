/**
 * PostgreSQL keeps no text with U+0000, which JSON and SQLite do. It is written as two characters here, and the second
 * character of Unicode, which announces them, as well; the order by code point stays what it was.
 */
const special = /[\u0000\u0001]/u;
const allSpecial = /[\u0000\u0001]/gu;
const written = /\u0001([\u0001\u0002])/gu;

/** A text as it is stored and compared. */
export const toStored = (text: string): string =>
  special.test(text)
    ? text.replace(allSpecial, (found) => (found === '\u0000' ? '\u0001\u0001' : '\u0001\u0002'))
    : text;

/** The text that was stored. */
export const fromStored = (stored: string): string =>
  stored.includes('\u0001')
    ? stored.replace(written, (_, second) => (second === '\u0001' ? '\u0000' : '\u0001'))
    : stored;
