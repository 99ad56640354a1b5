import { describe, expect, it } from '@jest/globals';
import { reportOn } from '../../src/app/traceback/given-report';
import { reportDocument } from '../../src/app/traceback/report-document';
import { Names } from '../../src/documents/names';
import { DecisionReversed } from '../../src/events/remedy.events';
import type { DomainEvent } from '../../src/kernel/event';
import type { Block } from '../../src/ports/document-model';
import { addDays } from '../../src/kernel/time';
import { tampered } from '../support/demo-facts';
import { peopleWith, snapshotOf, trace, type Told } from '../support/traced';
import * as g from '../support/stages/decided';

const two = ['officer-li', 'officer-wang'].map((u) => ({ u, role: 'officer', cert: { s: u, n: 1 } }));
const chief = [{ u: 'officer-chief', role: 'approver', cert: { s: 'officer-chief', n: 1 } }];
const told = (event: DomainEvent, on: string, actors: Told['actors'] = two): Told => ({ event, on, actors });
const before = (g.aConvertedCase() as unknown as readonly DomainEvent[]).map((event) =>
  told(event, g.firstDay),
);
const reversed = DecisionReversed({
  ...{ by: 'court', kind: 'revoked', effectiveAt: '2024-09-12', partly: false, refundFen: 0, duties: [] },
  ...{ reason: '程序违法，判决撤销', opens: [], closes: [] },
  reliance: { rules: [], parameters: [], entries: [] },
});
const file = [
  ...before,
  told(g.penalised(), g.days.decided, chief),
  told(g.issued(), g.days.issued),
  told(reversed, '2024-09-12'),
];

describe('how a deviation led on', () => {
  it('is told act by act from the deviation to the reversal, and nothing before it', () => {
    const { causation } = trace('R-14', file);
    expect(causation.asked).toBe(false);
    expect(causation.course.map(({ type, follows }) => [type, follows])).toEqual([
      ['DecisionMade', []],
      ['DecisionDocumentIssued', [before.length]],
      ['DecisionReversed', [before.length]],
    ]);
    expect(trace('R-14', file.slice(0, -1)).causation.course).toHaveLength(2);
  });

  it('tests results only where a norm asks for them, against the record', () => {
    const results = (code: string, of = file) =>
      trace(code, of).causation.results.map(({ normZh, shown }) => [normZh, shown]);
    expect(results('R-14')).toEqual([['政务处分法 第三十九条', 'yes']]);
    expect(results('R-14', file.slice(0, -1))).toEqual([['政务处分法 第三十九条', 'not-on-record']]);
    expect(results('R-09')).toEqual([
      ['行政处罚法 第八十一条', 'not-on-record'],
      ['政务处分法 第三十九条', 'yes'],
    ]);
  });
});

const textOf = (block: Block): string => {
  switch (block.kind) {
    case 'form':
      return block.rows
        .flat()
        .map(({ label, value }) => `${label} ${value}`)
        .join('\n');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.join(' ')).join('\n');
    case 'signatures':
      return block.lines.map(({ label, signed }) => `${label} ${signed ?? ''}`).join('\n');
    case 'seal':
      return block.organ;
    case 'page':
      return '';
    case 'text':
    case 'heading':
    case 'note':
      return block.text;
  }
};

describe('the report on paper', () => {
  const given = reportOn('R-14', snapshotOf(file));
  const paper = reportDocument(given, new Names(new Map()));
  const text = paper.blocks.map(textOf).join('\n');

  it('has a cover with the snapshot and the hash, then the parts in order', () => {
    const [notice, cover] = paper.blocks;
    expect(notice).toMatchObject({ text: expect.stringContaining('密封材料') });
    const front = textOf(cover!);
    const { snapshot } = given.report;
    expect(front).toContain(`报告摘要 ${given.hash.slice(0, 32)}\n${given.hash.slice(32)}`);
    expect(front).toContain(`快照摘要 ${snapshot.hash.slice(0, 32)}`);
    expect(front).toContain(`叶哈希 ${snapshot.case.leaf}`);
    expect(paper.marks).toEqual([`报告摘要 SHA-256 ${given.hash}`]);
    const headings = paper.blocks.flatMap((each) => (each.kind === 'heading' ? [each.text] : []));
    expect(headings.map((each) => each.slice(0, 2))).toEqual([
      ...['说明', '一、', '二、', '三、', '四、', '五、', '六、', '七、', '八、', '附件'],
    ]);
  });

  it('says of each person his part, the duty, the article, what he could know, and the events', () => {
    const forms = paper.blocks.map(textOf).filter((each) => each.includes('责任层级'));
    const approver = forms.find((each) => each.includes('批准人') && each.includes('证明事实'))!;
    const decision = given.report.timeline.find(({ type }) => type === 'DecisionMade')!;
    expect(approver).toContain('直接责任（作为）');
    expect(approver).toContain('行政处罚法 第五十八条');
    expect(approver).toContain(`可阅卷宗至第${before.length - 1}号事件（共${before.length}件）`);
    expect(approver).toContain('缺失可见');
    expect(approver).toContain(`第${before.length}号（${decision.event}）`);
  });

  it('calls posts by the names that they bore on the day, and by no code', () => {
    const named = (post: string, name: string, from: string) => ({ post, name, from });
    const registers = peopleWith();
    const organ = tampered(registers.organ, (state) => ({
      ...state,
      posts: [
        ...[named('director', '局长', '2023-01-01'), named('director', '主任', addDays(g.days.decided, 1))],
        named('squad-head', '大队长', addDays(g.days.decided, 1)),
      ],
    }));
    const report = trace('R-14', file, { registers: { ...registers, organ } });
    expect(report.control.find(({ person }) => person === 'officer-chief')?.posts).toEqual([
      { post: 'director', name: '局长' },
    ]);
    // Nobody had named these by then.
    expect(report.control.find(({ person }) => person === 'officer-li')?.posts).toEqual([
      { post: 'handler', name: '机构squad工作人员' },
    ]);
    const squadHead = report.matrix.find(({ person }) => person === 'officer-squad-head');
    expect(squadHead?.for).toMatchObject([{ zh: `${g.days.decided} 任机构squad机构负责人` }]);
    const paperOf = reportDocument(
      reportOn('R-14', snapshotOf(file, { registers: { ...registers, organ } })),
      new Names(new Map()),
    );
    const control = paperOf.blocks.map(textOf).find((each) => each.startsWith('人员 当日岗位'))!;
    expect(control).toContain('局长');
    expect(control).not.toContain('director');
    expect(control).not.toContain('主任');
  });

  it('names what is not on record, every event, and that nobody signed what was only read', () => {
    expect(text).toContain('干预记录（如有）另行密封保存，只向纪检监察机关出示');
    expect(text).toContain('未记录相关人员陈述');
    for (const { event, leaf } of given.report.timeline) expect(text).toContain(`${event}\n${leaf}`);
    expect(text).toContain('无人签署');
    expect(paper.blocks.some(({ kind }) => kind === 'signatures')).toBe(false);
  });
});
