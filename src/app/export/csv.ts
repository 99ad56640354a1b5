/** Lines of CSV (RFC 4180) that a spreadsheet shows and does not run. */

/** What a file begins with so that spreadsheets read it as UTF-8. */
export const BYTE_ORDER_MARK = '\u{feff}';

/** One line with its end. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** A cell that begins like a formula is text: an apostrophe stands before it. Full-width forms count as well. */
const formula = /^[\s\u{feff}]*[=+\-@\t\r＝＋－＠]/u;
const quoted = /[",\r\n]/u;

function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return quoted.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
