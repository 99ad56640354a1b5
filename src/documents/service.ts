import type { FormCell } from '../ports/document-model';
import { formRows, lastOf, officerSignatures, partyName, type On } from './case-parts';
import { documentKind, type DocumentKind } from './document-kind';
import { dateText, personalTextIfAny } from './wording';

/** P17: the return of service (送达回证), for each lawful way (处罚法 61; 民诉法 87–95). */

const modes: Readonly<Record<string, string>> = {
  'on-the-spot': '当场送达',
  direct: '直接送达',
  left: '留置送达',
  entrusted: '委托送达',
  forwarded: '转交送达',
  mail: '邮寄送达',
  electronic: '电子送达',
  announcement: '公告送达',
};

/** Whoever may take a document (民诉法 88). */
const receivers: Readonly<Record<string, string>> = {
  party: '本人',
  'adult-family': '同住成年家属',
  'legal-representative': '法定代表人、主要负责人',
  'mail-person': '负责收件的人',
  agent: '代理人、代收人',
};

const served = documentKind<On<'Served'> | On<'ServedByPublication'>>({
  kind: 'decision-service-return',
  zh: '送达回证',
  en: 'Return of service',
  events: ['Served', 'ServedByPublication'],
  body: (context) => {
    const { event, events } = context;
    const { mode, on, servedOn, servers, receipt, receiver, recording } = event.data.service;
    const issued = lastOf(events, 'DecisionDocumentIssued') ?? lastOf(events, 'OnSpotDecisionIssued');
    const cells: readonly FormCell[] = [
      { label: '送达文书', value: '行政处罚决定书' },
      { label: '文号', value: issued?.data.document.number ?? '—' },
      { label: '受送达人', value: partyName(events) },
      { label: '送达方式', value: modes[mode] ?? mode },
      { label: '送达日期', value: dateText(on) },
      { label: '视为送达日期', value: dateText(servedOn) },
      ...present('回执编号', receipt),
      ...present('收件人身份', receiver && (receivers[receiver] ?? receiver)),
      ...present('音像记录', recording),
      ...present('拒收情况', personalTextIfAny(event, 'refusal')),
      ...present('送达经过', personalTextIfAny(event, 'course')),
    ];
    return {
      blocks: [
        { kind: 'form', rows: formRows(cells) },
        {
          kind: 'signatures',
          lines: [...officerSignatures(context, servers, '送达人'), { label: '受送达人' }],
        },
      ],
    };
  },
});

const present = (label: string, value: string | undefined): readonly FormCell[] =>
  value === undefined ? [] : [{ label, value }];

export const serviceDocuments: readonly DocumentKind[] = [served];
