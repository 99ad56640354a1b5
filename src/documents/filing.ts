import { lastOf, officerSignatures, partyForm, said, under, type On } from './case-parts';
import { documentKind, type DocumentKind } from './document-kind';
import { citationsText, dateText, personalText, personalTextIfAny } from './wording';

/** P3: filing (立案, 处罚法 54). */

const sources = {
  complaint: '投诉',
  report: '举报',
  inspection: '行政检查发现',
  transfer: '其他机关移送',
  patrol: '巡查发现',
  assigned: '上级交办',
} as const;

const filing = documentKind<On<'CaseFiled'>>({
  kind: 'filing-approval',
  zh: '行政处罚案件立案审批表',
  en: 'Approval of the filing of a case',
  events: ['CaseFiled'],
  body: (context) => {
    const { event, events, names } = context;
    const { document, item, violation, basis, approver, investigators, approvalForm } = event.data;
    const clue = lastOf(events, 'ClueRegistered');
    const verified = lastOf(events, 'ClueVerified');
    const place = personalTextIfAny(event, 'place');
    return {
      number: document.number,
      template: `${document.type} v${document.version}`,
      blocks: [
        partyForm(events),
        {
          kind: 'form',
          rows: [
            [{ label: '执法事项', value: names.item(item) }],
            [
              { label: '案件来源', value: clue === undefined ? '现场发现' : sources[clue.data.source] },
              { label: '发现日期', value: dateText(violation.discovered) },
            ],
            ...(place === undefined ? [] : [[{ label: '违法行为地点', value: place }] as const]),
            [{ label: '审批表编号', value: approvalForm }],
          ],
        },
        ...under(
          '主要情况',
          ...(clue === undefined ? [] : [personalText(clue, 'facts')]),
          ...(verified === undefined ? [] : [`核查情况：${personalText(verified, 'findings')}`]),
        ),
        ...under(
          '立案依据和意见',
          `依据${citationsText(basis)}和《中华人民共和国行政处罚法》第五十四条，符合立案标准，建议立案，` +
            `由${investigators.map((each) => names.officer(each)).join('、')}承办。`,
        ),
        said(`审批意见：同意立案。立案日期：${dateText(event.meta.legal.d)}。`),
        {
          kind: 'signatures',
          lines: [
            ...officerSignatures(context, investigators, '承办人'),
            ...officerSignatures(context, [approver], '审批人'),
          ],
        },
      ],
    };
  },
});

export const filingDocuments: readonly DocumentKind[] = [filing];
