import type { Recorded } from '../kernel/event';
import type { Block } from '../ports/document-model';
import { officerSignatures, partyForm, said, under, type On } from './case-parts';
import { documentKind, type DocumentKind } from './document-kind';
import { dateText, ERASED, penaltyText, personalText } from './wording';

/** P9: the opinion of the legal review (处罚法 58), with the hash of the file that was read. */

const items: Readonly<Record<string, string>> = {
  organ: '执法主体是否合法',
  officers: '执法人员是否具备资格',
  competence: '是否超越职权',
  procedure: '程序是否合法',
  facts: '事实是否清楚',
  evidence: '证据是否合法充分',
  law: '适用法律是否准确',
  discretion: '裁量是否适当',
  documents: '文书是否完备规范',
  crime: '是否涉嫌犯罪需移送',
};
const results = { pass: '符合', problem: '存在问题', 'not-applicable': '不涉及' } as const;

type Remarks = readonly { readonly item: string; readonly text: string }[];

/** A list among the erasable members; empty where it cannot be read. */
function listOf(event: Recorded, member: string): readonly unknown[] {
  const value = event.personal?.['party']?.[member];
  return Array.isArray(value) ? value : [];
}

function checklist(event: On<'ReviewPassed'> | On<'ReviewProblemsFound'>): Block {
  const remarks = listOf(event, 'remarks') as Remarks;
  return {
    kind: 'table',
    head: ['审核事项', '结论', '说明'],
    widths: [4, 2, 5],
    rows: event.data.checklist.map(({ item, result }) => [
      items[item] ?? item,
      results[result],
      remarks.find((each) => each.item === item)?.text ?? '—',
    ]),
  };
}

function problems(event: On<'ReviewPassed'> | On<'ReviewProblemsFound'>): readonly Block[] {
  if (event.type === 'ReviewPassed') return [];
  const told = listOf(event, 'problems') as readonly { readonly id: string; readonly text: string }[];
  const texts = event.data.problems.map(
    ({ id, item }, i) =>
      `${i + 1}．${items[item] ?? item}：${told.find((each) => each.id === id)?.text ?? ERASED}`,
  );
  return under('存在的问题', ...texts);
}

const opinion = documentKind<On<'ReviewPassed'> | On<'ReviewProblemsFound'>>({
  kind: 'legal-review-opinion',
  zh: '法制审核意见书',
  en: 'Opinion of the legal review',
  events: ['ReviewPassed', 'ReviewProblemsFound'],
  body: (context) => {
    const { event, events } = context;
    const { round, reviewer, fileHash, proposal } = event.data;
    return {
      blocks: [
        partyForm(events),
        said(
          `第${round}次审核。审核日期：${dateText(event.meta.legal.d)}。` +
            (proposal === undefined ? '' : `承办机构建议：${penaltyText(proposal)}。`),
        ),
        checklist(event),
        ...problems(event),
        ...under(
          '审核意见',
          `${event.type === 'ReviewPassed' ? '审核通过' : '审核未通过，退回承办机构'}。${personalText(event, 'opinion')}`,
        ),
        { kind: 'note', text: `本意见仅对所审核的案卷有效。案卷摘要（SHA-256）：${fileHash}` },
        { kind: 'signatures', lines: officerSignatures(context, [reviewer], '审核人员') },
      ],
    };
  },
});

export const reviewDocuments: readonly DocumentKind[] = [opinion];
