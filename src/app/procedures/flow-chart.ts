import type { ReferenceRow } from '../../domain/procedure';

type Language = 'zh' | 'en';

/** What a chart is drawn from: the rows of a procedure and the names of its phases. */
export interface Procedure {
  readonly title: Readonly<Record<Language, string>>;
  readonly rows: readonly ReferenceRow[];
  readonly phases: Readonly<Record<string, Readonly<Record<Language, string>>>>;
  /** Phases to which no row leads by itself, by the phase after which they may come: what is in the file decides. */
  readonly byTheFile: Readonly<Record<string, readonly string[]>>;
}

/** A phase of the procedure with the steps that it allows, in the order of the table. */
export interface ChartPhase {
  readonly phase: string;
  /** Steps that lead to another phase. */
  readonly leaving: readonly ReferenceRow[];
  /** Steps that keep the case where it is, or leave that to the file. */
  readonly staying: readonly ReferenceRow[];
}

/** A chart: its phases, and the steps that most of them allow, which are said once. */
export interface Chart {
  readonly phases: readonly ChartPhase[];
  readonly anytime: readonly ReferenceRow[];
}

/**
 * The phases that the table reaches from the beginning, and those to which the file leads, in the order of their names.
 * What other procedures have is left out: rows that serve them all name more phases than one has.
 */
export function chartOf({ rows, phases, byTheFile }: Omit<Procedure, 'title'>): Chart {
  const reached = ['none'];
  for (const phase of reached) {
    const next = rows.flatMap(({ from, to }) => (to !== undefined && from.includes(phase) ? [to] : []));
    reached.push(
      ...new Set([...next, ...(byTheFile[phase] ?? [])].filter((each) => !reached.includes(each))),
    );
  }
  const shown = Object.keys(phases).filter((phase) => reached.includes(phase));
  const leaves = ({ to }: ReferenceRow, phase: string): boolean => to !== undefined && to !== phase;
  const anytime = rows.filter(
    (row) =>
      row.to === undefined && 2 * shown.filter((phase) => row.from.includes(phase)).length > shown.length,
  );
  return {
    anytime,
    phases: shown.map((phase) => {
      const here = rows.filter((row) => row.from.includes(phase) && !anytime.includes(row));
      return {
        phase,
        leaving: here.filter((row) => leaves(row, phase)),
        staying: here.filter((row) => !leaves(row, phase)),
      };
    }),
  };
}

const WIDTH = 1040;
const BOX = { x: 24, width: 226, height: 44 };
const TEXT_X = 282;
const LINE = 22;
const GAP = 26;
const WRAP = WIDTH - TEXT_X - 30;

const words = {
  zh: {
    also: '本阶段还可以：',
    anytime: '多数阶段均可',
    none: '无后续步骤',
    to: '转入',
    lead: '本图由程序表生成，逐阶段列出步骤及其法律依据。',
  },
  en: {
    also: 'Also possible here: ',
    anytime: 'In most phases',
    none: 'No further steps',
    to: 'leads to',
    lead: 'Made from the table of the procedure: phase by phase the steps, with the article of each.',
  },
} as const;

/** 执法流程图 as SVG (A014): boxes and arrows for eyes, a list with links for screen readers. Same table, same bytes. */
export function flowChartSvg(procedure: Procedure, language: Language): string {
  const { title, phases } = procedure;
  const nameOf = (phase: string): string => phases[phase]?.[language] ?? phase;
  let y = 84;
  const parts: string[] = [];
  const { phases: blocks, anytime } = chartOf(procedure);
  blocks.forEach((block, place) => {
    const lines = linesOf(block, nameOf, language);
    const height = Math.max(BOX.height, lines.length * LINE + 8);
    parts.push(blockSvg(block, nameOf(block.phase), lines, y));
    const next = blocks[place + 1]?.phase;
    if (block.leaving.some(({ to }) => to === next)) parts.push(arrow(y + BOX.height, y + height + GAP));
    y += height + GAP;
  });
  if (anytime.length > 0) {
    const lines = sideSteps('', anytime, language);
    const block = { phase: 'any', leaving: [], staying: anytime };
    parts.push(blockSvg(block, words[language].anytime, lines, y));
    y += Math.max(BOX.height, lines.length * LINE + 8) + GAP;
  }
  const head = escape(title[language]);
  const { lead } = words[language];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" lang="${language === 'zh' ? 'zh-CN' : 'en'}" role="document" aria-labelledby="title lead" font-family="'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif">`,
    `<title id="title">${head}</title><desc id="lead">${escape(lead)}</desc>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#5b6b7f"/></marker></defs>',
    `<rect width="${WIDTH}" height="${y}" fill="#ffffff"/>`,
    `<text x="${BOX.x}" y="40" font-size="24" font-weight="700" fill="#12233a">${head}</text>`,
    `<text x="${BOX.x}" y="64" font-size="13" fill="#5b6b7f">${escape(lead)}</text>`,
    `<g role="list">${parts.join('')}</g></svg>\n`,
  ].join('\n');
}

interface Line {
  readonly text: string;
  readonly target?: string;
  readonly dim: boolean;
}

function linesOf(
  { leaving, staying }: ChartPhase,
  nameOf: (phase: string) => string,
  language: Language,
): readonly Line[] {
  const said = words[language];
  const leads = leaving.map((row) => ({
    text: `${row.no}  ${row[language]}  →  ${nameOf(row.to ?? '')}${basisOf(row, language)}`,
    ...(row.to === undefined ? {} : { target: row.to }),
    dim: false,
  }));
  const lines = [...leads, ...(staying.length === 0 ? [] : sideSteps(said.also, staying, language))];
  return lines.length === 0 ? [{ text: said.none, dim: true }] : lines;
}

/** Steps that keep the case where it is, one after the other. */
function sideSteps(lead: string, rows: readonly ReferenceRow[], language: Language): readonly Line[] {
  const between = language === 'zh' ? '；' : '; ';
  const pieces = rows.map((row) => `${row.no} ${row[language]}${between}`);
  return wrapped(lead === '' ? pieces : [lead, ...pieces], 13).map((text) => ({ text, dim: true }));
}

/** The strongest article of a step, without the long name of the state. */
function basisOf({ basis }: ReferenceRow, language: Language): string {
  const [first] = basis;
  if (first === undefined) return '';
  const short = first.replace('中华人民共和国', '');
  return language === 'zh' ? `  （${short}）` : `  (${short})`;
}

function blockSvg({ phase }: ChartPhase, name: string, lines: readonly Line[], y: number): string {
  const said = [name, ...lines.map(({ text }) => text)].join('. ');
  const rows = lines.map(({ text, target, dim }, place) => {
    const size = dim ? 13 : 15;
    const at = y + 20 + place * LINE;
    const line = `<text x="${TEXT_X}" y="${at}" font-size="${size}" fill="${dim ? '#5b6b7f' : '#12233a'}">${escape(text)}</text>`;
    return target === undefined ? line : `<a href="#phase-${target}">${line}</a>`;
  });
  return (
    `<g id="phase-${phase}" role="listitem" aria-label="${escape(said)}">` +
    `<rect x="${BOX.x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6" fill="#eaf1fb" stroke="#2f5f9e"/>` +
    `<text x="${BOX.x + BOX.width / 2}" y="${y + 28}" font-size="16" font-weight="600" text-anchor="middle" fill="#12233a">${escape(name)}</text>` +
    `<path d="M${BOX.x + BOX.width} ${y + 22}H${TEXT_X - 10}" stroke="#c3cfdf"/>` +
    `${rows.join('')}</g>`
  );
}

const arrow = (from: number, to: number): string => {
  const x = BOX.x + BOX.width / 2;
  return `<path d="M${x} ${from}V${to - 2}" stroke="#5b6b7f" fill="none" marker-end="url(#tip)" aria-hidden="true"/>`;
};

/** Pieces put into lines that fit the width; no piece is broken. */
function wrapped(pieces: readonly string[], size: number): readonly string[] {
  const lines: string[] = [];
  let [line, width] = ['', 0];
  for (const piece of pieces) {
    const more = widthOf(piece, size);
    if (width > 0 && width + more > WRAP) {
      lines.push(line);
      [line, width] = ['', 0];
    }
    line += piece;
    width += more;
  }
  return [...lines, line.replace(/[；; ]+$/u, '')];
}

/** A Chinese character is one em wide, anything else a little more than half. */
const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, sign) => sum + size * (/[\u2e80-\uffef]/u.test(sign) ? 1 : 0.56), 0);

const escape = (text: string): string =>
  text.replace(/[&<>"]/gu, (sign) => `&#${String(sign.codePointAt(0))};`);
