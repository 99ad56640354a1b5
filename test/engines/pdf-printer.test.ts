import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { PdfPrinter } from '../../src/engines/pdf/pdf-printer';
import { codeOf, pageLayout } from '../../src/engines/pdf/page-layout';
import type { Block, DocumentModel } from '../../src/ports/document-model';

const every: readonly Block[] = [
  {
    kind: 'form',
    rows: [
      [
        { label: '当事人', value: '王小明' },
        { label: '类型', value: '公民' },
      ],
    ],
  },
  {
    kind: 'text',
    text: '依据《城市市容和环境卫生管理条例》第三十四条的规定。\n第二段，含生僻字：龑䶮㛃𬱖。',
  },
  { kind: 'heading', text: '一、处罚内容' },
  { kind: 'text', text: '罚款人民币伍拾元整（¥50.00）。', strong: true, flush: true },
  { kind: 'table', head: ['序号', '名称'], widths: [1, 3], rows: [['1', '物品']] },
  {
    kind: 'signatures',
    lines: [{ label: '执法人员', signed: '李明', date: '2024年5月20日' }, { label: '当事人' }],
  },
  { kind: 'seal', organ: '示范县城市管理局', date: '2024年5月20日' },
  { kind: 'note', text: '一式两份。' },
];
const model: DocumentModel = {
  ...{ organ: '示范县城市管理局', title: '当场行政处罚决定书', number: '示城当罚〔2024〕1号', blocks: every },
  imprint: {
    ...{ id: 'on-spot-decision-4', version: 1, template: 'on-spot-decision v1', event: 'event-4' },
    ...{ leaf: 'ab'.repeat(32), recordedAt: '2024-05-20T02:31:00.000Z' },
  },
};

const printers: PdfPrinter[] = [];
const printer = (): PdfPrinter => {
  const made = new PdfPrinter();
  printers.push(made);
  return made;
};
afterAll(async () => {
  for (const each of printers) await each.close();
});
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Hash of the file that this model has always given. A layout that is changed on purpose changes it. */
const golden = '5084f40a635e8c3a8ee109cb4ddd859df9e5232ec7d9af62bb1eaee2fa1150fd';

describe('a printed document', () => {
  it('is the same bytes each time, in another thread, and as it always was', async () => {
    const one = printer();
    const [first, second] = await Promise.all([one.print(model), one.print(model)]);
    const third = await printer().print(model);
    expect(first.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
    expect([sha256(second), sha256(third)]).toEqual([sha256(first), sha256(first)]);
    expect(sha256(first)).toBe(golden);
  });

  it('carries the recorded time as its date and nothing of now', async () => {
    const text = (await printer().print(model)).toString('latin1');
    expect(new Set(text.match(/\(D:\d{14}Z?\)/gu))).toEqual(new Set(['(D:20240520023100Z)']));
  });

  it('changes with what it says', async () => {
    const other = { ...model, blocks: [...every, { kind: 'note', text: '又注。' } as const] };
    expect(sha256(await printer().print(other))).not.toBe(golden);
  });

  it('says in its code where it comes from, and nothing of a person', () => {
    expect(codeOf(model.imprint)).toBe(
      `henji:document?id=on-spot-decision-4&v=1&event=event-4&leaf=${'ab'.repeat(32)}`,
    );
  });

  it('that cannot be made is told, and the next one is printed', async () => {
    const one = printer();
    const broken = { ...model, imprint: { ...model.imprint, recordedAt: 'never' } };
    await expect(one.print(broken)).rejects.toThrow();
    expect((await one.print(model)).length).toBeGreaterThan(10_000);
  });

  it('is not made by a printer that was closed', async () => {
    const one = printer();
    await one.close();
    await expect(one.print(model)).rejects.toThrow('closed');
  });
});

/** The texts of the one group that is kept on one page. */
function kept(blocks: readonly Block[]): readonly string[] {
  const content = pageLayout({ ...model, blocks }).content as unknown as readonly {
    unbreakable?: boolean;
    stack?: readonly { text?: string; stack?: readonly { text?: string }[] }[];
  }[];
  const group = content.find(({ unbreakable, stack }) => unbreakable === true && stack !== undefined)?.stack;
  return (group ?? []).map(({ text, stack }) => text ?? stack?.[0]?.text ?? 'signatures');
}

describe('the seal of the organ', () => {
  const seal: Block = { kind: 'seal', organ: '示范县城市管理局', date: '2024年5月20日' };
  const heading: Block = { kind: 'heading', text: '救济途径' };
  const text = (said: string): Block => ({ kind: 'text', text: said });
  const signed: Block = { kind: 'signatures', lines: [{ label: '执法人员' }] };
  const table: Block = { kind: 'table', head: ['名称'], widths: [1], rows: [['物品']] };

  it('stands on one page with the last part, where that is short, and with the small print below it', () => {
    const note: Block = { kind: 'note', text: '一式两份。' };
    const blocks = [table, heading, text('可以申请行政复议。'), seal, note, { kind: 'page' } as const, table];
    expect(kept(blocks)).toEqual(['救济途径', '可以申请行政复议。', '示范县城市管理局', '一式两份。']);
  });

  it('stands with the last paragraph or the signatures of a long part', () => {
    const long = text('长'.repeat(700));
    expect(kept([heading, long, text('特此告知。'), seal])).toEqual(['特此告知。', '示范县城市管理局']);
    expect(kept([heading, table, signed, seal])).toEqual(['signatures', '示范县城市管理局']);
    expect(kept([text('特此告知。'), seal])).toEqual(['特此告知。', '示范县城市管理局']);
  });

  it('stands alone after what may fill a page', () => {
    expect(kept([heading, table, seal])).toEqual(['示范县城市管理局']);
    expect(kept([text('长'.repeat(700)), seal])).toEqual(['示范县城市管理局']);
  });
});
