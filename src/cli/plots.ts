import pc from 'picocolors';

/** Plots of one line for a terminal. Pure; every plot is as wide as it is asked to be, colours left out. */

/** A part of a whole. @param share in ten-thousandths */
export function shareBar(share: number, width: number): string {
  const filled = share === 0 ? 0 : Math.max(1, Math.round((share * width) / 10_000));
  return pc.cyan('█'.repeat(filled)) + pc.dim('·'.repeat(width - filled));
}

/** Parts of one whole beside each other; whatever there is has a place, be it small. */
export function partsBar(parts: { well: number; ill: number; open: number }, width: number): string {
  const { well, ill, open } = parts;
  const whole = well + ill + open;
  if (whole === 0) return pc.dim('·'.repeat(width));
  const at = (count: number): number => (count === 0 ? 0 : Math.max(1, Math.floor((count * width) / whole)));
  const [wide, wideIll] = [at(well), at(ill)];
  // What rounding leaves goes to the greatest part.
  const left = width - wide - wideIll - at(open);
  const most = Math.max(well, ill, open);
  const grown = (count: number, size: number, isFirst: boolean): number =>
    count === most && isFirst ? size + left : size;
  return (
    pc.green('█'.repeat(grown(well, wide, true))) +
    pc.red('▓'.repeat(grown(ill, wideIll, well !== most))) +
    pc.dim('░'.repeat(grown(open, at(open), well !== most && ill !== most)))
  );
}

/** The values that a box plot shows. */
export interface Spread {
  readonly least: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly most: number;
}

/** A box plot: from the least to the most, the middle half thick, the median a bar. Values beyond the scale end at it. */
export function spreadPlot(spread: Spread, [low, high]: readonly [number, number], width: number): string {
  const place = (value: number): number => {
    const part = high === low ? 0 : (value - low) / (high - low);
    return Math.round(Math.min(1, Math.max(0, part)) * (width - 1));
  };
  const [least, q1, median, q3, most] = [
    place(spread.least),
    place(spread.q1),
    place(spread.median),
    place(spread.q3),
    place(spread.most),
  ];
  return Array.from({ length: width }, (_, at) => {
    if (at === median) return pc.bold(pc.cyan('█'));
    if (at >= q1 && at <= q3) return pc.cyan('▒');
    return at >= least && at <= most ? '─' : pc.dim('·');
  }).join('');
}

/** From here on characters stand on two places of a terminal; before it on one. */
const WIDE_FROM = 0x2e80;

/** Places that a text takes on a terminal, as far as Chinese and Latin go. */
export const widthOf = (text: string): number =>
  [...text].reduce((all, char) => all + ((char.codePointAt(0) ?? 0) >= WIDE_FROM ? 2 : 1), 0);

/** A text as lines of at most so many places; broken between words and between Chinese characters. */
export function folded(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.match(/[\u2e80-\uffff]|[^\u2e80-\uffff\s]+\s*|\s+/gu) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last + word.trimEnd()) <= width) lines[lines.length - 1] = last + word;
    else lines.push(word.trimStart());
  }
  return lines.map((line) => line.trimEnd());
}
