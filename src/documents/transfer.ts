import type { Block } from '../ports/document-model';
import { organOf, partyForm, said, under, type On } from './case-parts';
import { documentKind, type DocumentContext, type DocumentKind } from './document-kind';
import { dateText } from './wording';

/** C.9: the letter with which a case goes to the police or to another organ (移送规定 6; 处罚法 27). */

const papers = {
  'transfer-letter': '案件移送书',
  'investigation-report': '案件情况的调查报告',
  'item-list': '涉案物品清单',
  'expert-report': '有关检验报告或者鉴定结论',
  other: '其他有关材料',
} as const;

type Sent = On<'TransferredToPolice'> | On<'TransferSent'>;

function letter(context: DocumentContext<Sent>, grounds: string): readonly Block[] {
  const { event, events, names } = context;
  return [
    { kind: 'text', text: `${event.data.addressee}：`, flush: true },
    said(grounds),
    partyForm(events),
    ...under('随附材料'),
    {
      kind: 'table',
      head: ['序号', '材料', '文件摘要或者未附原因'],
      widths: [1, 4, 6],
      rows: event.data.documents.map(({ kind, blob, none }, i) => [
        String(i + 1),
        papers[kind],
        blob ?? none ?? '—',
      ]),
    },
    { kind: 'seal', organ: names.organ(organOf(events)), date: dateText(event.meta.legal.d) },
  ];
}

const toPolice = documentKind<On<'TransferredToPolice'>>({
  kind: 'criminal-transfer',
  zh: '涉嫌犯罪案件移送书',
  en: 'Transfer of a case in which a crime is suspected',
  events: ['TransferredToPolice'],
  body: (context) => ({
    blocks: letter(
      context,
      '本机关在查处下列案件过程中，发现违法事实涉嫌构成犯罪。依据《中华人民共和国行政处罚法》第二十七条和' +
        '《行政执法机关移送涉嫌犯罪案件的规定》，现将该案移送你机关，请依法处理，并将结果书面告知本机关。',
    ),
  }),
});

const toOrgan = documentKind<On<'TransferSent'>>({
  kind: 'case-transfer',
  zh: '案件移送书',
  en: 'Transfer of a case to another organ',
  events: ['TransferSent'],
  body: (context) => ({
    blocks: letter(
      context,
      '本机关在查处下列案件过程中，发现该案不属于本机关管辖。现将该案移送你机关，请依法处理，并将是否立案书面告知本机关。',
    ),
  }),
});

export const transferDocuments: readonly DocumentKind[] = [toPolice, toOrgan];
