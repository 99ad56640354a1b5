import type { Content, createPdf, TableCell } from 'pdfmake';
import type { Block, DocumentModel, FormRow, Imprint, SignatureLine } from '../../ports/document-model';

type Page = Parameters<typeof createPdf>[0];

/** Sizes of type in points: 二号 for titles, 小四 for text, 小五 for what stands at the foot. */
const size = { title: 22, organ: 15, heading: 12.5, text: 12, form: 11, note: 9, foot: 7.5 } as const;

/** One of Noto's weights stands for 黑体, the other for 仿宋 and 宋体: there is no free font of the latter two at hand. */
export const FONT = 'NotoSansSC';

/** 28 mm left, 26 mm right, as GB/T 9704 has it; in points. */
const margins: [number, number, number, number] = [79, 71, 74, 84];
/** Width of the text on A4. */
const LINE = 595.28 - margins[0] - margins[2];

/** Text that may break between any two Chinese characters, but keeps numbers and words whole. */
const ruled = {
  hLineWidth: () => 0.6,
  vLineWidth: () => 0.6,
  hLineColor: () => '#333',
  vLineColor: () => '#333',
};

/** Share of the page below which no heading stands. */
const LOW = 0.88;

/** Characters up to which the row of a form, or the last part of a document, is kept on one page. */
const WHOLE = 600;

/** Rows up to which a form is kept on one page. */
const SHORT = 10;

/** A blank as wide as a Chinese character. */
const GAP = '\u3000';

/** A document as pdfmake takes it: A4, text from the record only, no picture but the code of its origin. */
export function pageLayout(model: DocumentModel): Page {
  const { organ, title, number, blocks, imprint, marks = [] } = model;
  const at = new Date(imprint.recordedAt);
  return {
    pageSize: 'A4',
    pageMargins: margins,
    // Compressed bytes differ from one build of the compressor to the next.
    compress: false,
    version: '1.7',
    language: 'zh-CN',
    displayTitle: true,
    info: {
      title: number === undefined ? title : `${title} ${number}`,
      author: organ,
      creationDate: at,
      modDate: at,
    },
    defaultStyle: { font: FONT, fontSize: size.text, lineHeight: 1.5 },
    content: [
      { text: organ, alignment: 'center', fontSize: size.organ, bold: true, characterSpacing: 1 },
      {
        text: title,
        alignment: 'center',
        fontSize: size.title,
        bold: true,
        characterSpacing: 3,
        margin: [0, 8, 0, 10],
      },
      ...(number === undefined
        ? []
        : [{ text: number, alignment: 'right' as const, margin: [0, 0, 0, 4] as Margin }]),
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: LINE, y2: 0, lineWidth: 1 }], margin: [0, 0, 0, 10] },
      ...contentsOf(blocks),
    ],
    // A heading near the foot of a page goes on to the next one with what stands under it.
    pageBreakBefore: ({ headlineLevel, startPosition }) =>
      headlineLevel === 1 && startPosition.verticalRatio > LOW,
    footer: (page: number, pages: number) => foot(imprint, marks, page, pages),
  };
}

type Margin = [number, number, number, number];

/** Parts of a document one after the other; the seal of the organ never stands on a page without the last of its text. */
function contentsOf(blocks: readonly Block[]): Content[] {
  const seal = blocks.findLastIndex(({ kind }) => kind === 'seal');
  if (seal === -1) return blocks.flatMap(contentOf);
  const after = blocks.findIndex(({ kind }, place) => place > seal && kind !== 'note');
  const [start, end] = [startOfEnding(blocks, seal), after === -1 ? blocks.length : after];
  return [
    ...blocks.slice(0, start).flatMap(contentOf),
    { unbreakable: true, stack: blocks.slice(start, end).flatMap(contentOf) },
    ...blocks.slice(end).flatMap(contentOf),
  ];
}

/** Where the last part before the seal begins: at its heading where it is short, else with what stands just before it. */
function startOfEnding(blocks: readonly Block[], seal: number): number {
  const heading = blocks.findLastIndex(({ kind }, place) => place < seal && kind === 'heading');
  const part = heading === -1 ? [] : blocks.slice(heading, seal);
  const isRunning = part.every(({ kind }) => kind === 'heading' || kind === 'text' || kind === 'signatures');
  const length = part.reduce((all, block) => all + ('text' in block ? block.text.length : 0), 0);
  if (part.length > 0 && isRunning && length < WHOLE) return heading;
  const before = blocks[seal - 1];
  const isShort = before?.kind === 'signatures' || (before?.kind === 'text' && before.text.length < WHOLE);
  return isShort ? seal - 1 : seal;
}

function contentOf(block: Block): Content[] {
  switch (block.kind) {
    case 'text':
      return paragraphs(block.text).map((text) => ({
        text,
        bold: block.strong === true,
        alignment: 'justify',
        leadingIndent: block.flush === true ? 0 : 2 * size.text,
        margin: [0, 0, 0, 3],
      }));
    case 'heading':
      return [
        { text: block.text, bold: true, fontSize: size.heading, margin: [0, 8, 0, 3], headlineLevel: 1 },
      ];
    case 'form':
      return [formOf(block.rows)];
    case 'table':
      return [tableOf(block.head, block.widths, block.rows)];
    case 'signatures':
      return [signatures(block.lines)];
    case 'seal':
      return [
        {
          unbreakable: true,
          margin: [0, 26, 0, 10],
          stack: [
            { text: block.organ, alignment: 'right' },
            { text: `（印章）${GAP}${block.date}`, alignment: 'right' },
          ],
        },
      ];
    case 'page':
      return [{ text: '', pageBreak: 'after' }];
    case 'note':
      return [{ text: block.text, fontSize: size.note, color: '#333', margin: [0, 6, 0, 0] }];
  }
}

const paragraphs = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

const cell = (text: string, label: boolean, colSpan = 1): TableCell => ({
  text,
  colSpan,
  fontSize: size.form,
  lineHeight: 1.35,
  bold: label,
  alignment: label ? 'center' : 'left',
  margin: [2, 3, 2, 3],
});

function formOf(rows: readonly FormRow[]): Content {
  const body = rows.map(([first, second]): TableCell[] =>
    second === undefined
      ? [cell(first.label, true), cell(first.value, false, 3), {}, {}]
      : [
          cell(first.label, true),
          cell(first.value, false),
          cell(second.label, true),
          cell(second.value, false),
        ],
  );
  // A row longer than a page has to break somewhere; all others stay whole.
  const dontBreakRows = rows.every((row) => row.every(({ value }) => value.length < WHOLE));
  const length = rows.flat().reduce((all, { value }) => all + value.length, 0);
  return {
    // A short form is read at a glance, and stays on one page.
    unbreakable: rows.length <= SHORT && length < WHOLE,
    stack: [
      { table: { widths: [86, '*', 86, '*'], dontBreakRows, body }, layout: ruled, margin: [0, 4, 0, 8] },
    ],
  };
}

function tableOf(
  head: readonly string[],
  shares: readonly number[],
  rows: readonly (readonly string[])[],
): Content {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  // Padding and rules of the columns come on top of their widths.
  const room = LINE - shares.length * 9;
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      // A head is not left behind alone at the foot of a page.
      keepWithHeaderRows: 1,
      widths: shares.map((share) => (room * share) / whole),
      body: [
        head.map((text) => cell(text, true)),
        ...rows.map((row) => row.map((text) => cell(text, false))),
      ],
    },
    layout: ruled,
    margin: [0, 4, 0, 8],
  };
}

const SIGNED = '（签名或者盖章）：';

function signatures(lines: readonly SignatureLine[]): Content {
  const longest = Math.max(...lines.map(({ label }) => label.length));
  const labels = Math.max(150, (longest + SIGNED.length) * size.form);
  return {
    unbreakable: true,
    margin: [0, 10, 0, 4],
    stack: lines.map(({ label, signed, date }) => ({
      columns: [
        { width: labels, text: `${label}${SIGNED}`, fontSize: size.form },
        { width: '*', text: signed ?? '＿＿＿＿＿＿＿＿', fontSize: size.form },
        {
          width: 95,
          text: date ?? `${GAP}${GAP}年${GAP}月${GAP}日`,
          alignment: 'right',
          fontSize: size.form,
        },
      ],
      margin: [0, 4, 0, 4] as Margin,
    })),
  };
}

/** Origin at the left, code at the right, number of the page in the middle below. */
function foot(imprint: Imprint, marks: readonly string[], page: number, pages: number): Content {
  const { id, version, template, event, leaf, recordedAt } = imprint;
  const said = [
    `文书 ${id}${GAP}第${version}版${template === undefined ? '' : `${GAP}模板 ${template}`}`,
    `事件 ${event}${GAP}记录时间 ${recordedAt}`,
    `叶哈希 ${leaf}`,
    ...marks,
  ];
  return {
    margin: [margins[0], 10, margins[2], 0],
    columns: [
      {
        width: '*',
        stack: [
          ...said.map((text) => ({ text, fontSize: size.foot, lineHeight: 1.25, color: '#444' })),
          { text: `第 ${page} 页${GAP}共 ${pages} 页`, fontSize: size.note, margin: [0, 5, 0, 0] as Margin },
        ],
      },
      { width: 'auto', qr: codeOf(imprint), fit: 60, eccLevel: 'M' as const },
    ],
  };
}

/** What the QR code says: enough to find the entry and to check it, nothing about a person. */
export const codeOf = ({ id, version, event, leaf }: Imprint): string =>
  `henji:document?id=${id}&v=${version}&event=${event}&leaf=${leaf}`;
