/** Pieces of Markdown, for documents that are generated. */

/** A table; a sign that would end a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Names as code, separated by commas; a dash where there are none. */
export const codes = (names: readonly string[]): string =>
  names.length === 0 ? '–' : names.map((name) => `\`${name}\``).join(', ');

/** Paragraphs, tables and headings, an empty line between each. */
export const page = (...parts: readonly string[]): string => `${parts.join('\n\n')}\n`;

/** Articles one after the other, a norm named once: `行政处罚法 第十七条、第二十条；行政复议法 第二十三条`. */
export function articles(basis: readonly string[]): string {
  let norm = '';
  return basis.reduce((text, each) => {
    const [name = '', ...place] = each.split(' ');
    const isSame = name === norm && place.length > 0;
    norm = name;
    if (text === '') return each;
    return isSame ? `${text}、${place.join(' ')}` : `${text}；${each}`;
  }, '');
}
