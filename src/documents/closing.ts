import type { Recorded } from '../kernel/event';
import { formRows, lastOf, officerSignatures, partyForm, said, under, type On } from './case-parts';
import { documentKind, type DocumentKind } from './document-kind';
import { dateText, penaltyText } from './wording';

/** P27, S10: closing (结案). */

const closing = documentKind<On<'CaseClosed'>>({
  kind: 'closing-approval',
  zh: '行政处罚案件结案审批表',
  en: 'Approval of the closing of a case',
  events: ['CaseClosed'],
  body: (context) => {
    const { event, events } = context;
    const { reference } = event.data;
    const first = events[0];
    return {
      ...(reference === undefined ? {} : { number: reference }),
      blocks: [
        partyForm(events),
        {
          kind: 'form',
          rows: formRows([
            { label: '开始日期', value: first === undefined ? '—' : dateText(first.meta.legal.d) },
            { label: '结案日期', value: dateText(event.meta.legal.d) },
            ...decisionCells(events),
          ]),
        },
        ...under('结案理由', outcomes[event.data.outcome] ?? event.data.outcome),
        said('有关款物已经处理完毕，案卷材料齐全，建议结案。'),
        {
          kind: 'signatures',
          lines: officerSignatures(
            context,
            event.meta.actors.map(({ u }) => u),
            '经办人',
          ),
        },
        { kind: 'signatures', lines: [{ label: '审批人' }] },
      ],
    };
  },
});

/** How the case ended; further outcomes are codes of their own. */
const outcomes: Readonly<Record<string, string>> = { executed: '行政处罚决定已经执行完毕。' };

function decisionCells(events: readonly Recorded[]) {
  const onSpot = lastOf(events, 'OnSpotDecisionIssued');
  const issued = lastOf(events, 'DecisionDocumentIssued');
  const proposal = onSpot?.data.proposal ?? lastOf(events, 'DecisionMade')?.data.penalty?.proposal;
  const number = (issued ?? onSpot)?.data.document.number;
  return [
    { label: '决定书文号', value: number ?? '—' },
    { label: '处罚内容', value: proposal === undefined ? '—' : penaltyText(proposal) },
  ];
}

export const closingDocuments: readonly DocumentKind[] = [closing];
