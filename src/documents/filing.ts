import type { notFiledGrounds } from '../events/filing.events';
import {
  formRows,
  identityIn,
  lastOf,
  officerSignatures,
  partyForm,
  said,
  under,
  type On,
} from './case-parts';
import { documentKind, type DocumentKind } from './document-kind';
import { citationsText, dateText, personalText, personalTextIfAny } from './wording';

/** P3, P3b: filing, and filing refused (立案, 不予立案, 处罚法 54). */

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

const refusalGrounds: Readonly<Record<(typeof notFiledGrounds)[number], string>> = {
  'no-violation': '没有违法事实',
  'not-competent': '不属于本机关管辖',
  'limitation-over': '已超过行政处罚追责时效',
  'slight-and-corrected': '违法行为轻微并及时改正，没有造成危害后果',
  'no-case-to-find': '线索无法核实',
};

const notFiled = documentKind<On<'NotFiled'>>({
  kind: 'not-filed-approval',
  zh: '不予立案审批表',
  en: 'Approval that no case is filed',
  events: ['NotFiled'],
  body: (context) => {
    const { event, events } = context;
    const { ground, approver } = event.data;
    const clue = lastOf(events, 'ClueRegistered');
    const verified = lastOf(events, 'ClueVerified');
    const checkers = verified?.data.officers ?? [];
    return {
      blocks: [
        ...(identityIn(events) === undefined ? [] : [partyForm(events)]),
        {
          kind: 'form',
          rows: formRows([
            { label: '案件来源', value: clue === undefined ? '现场发现' : sources[clue.data.source] },
            ...(clue === undefined ? [] : [{ label: '线索登记日期', value: dateText(clue.meta.legal.d) }]),
            ...(verified === undefined
              ? []
              : [{ label: '核查日期', value: dateText(verified.meta.legal.d) }]),
          ]),
        },
        ...under(
          '主要情况',
          ...(clue === undefined ? [] : [personalText(clue, 'facts')]),
          ...(verified === undefined ? [] : [`核查情况：${personalText(verified, 'findings')}`]),
        ),
        ...under(
          '不予立案的理由',
          `${refusalGrounds[ground]}，依据《中华人民共和国行政处罚法》第五十四条，不符合立案标准。`,
          personalText(event, 'reason'),
        ),
        said(`审批意见：同意不予立案。日期：${dateText(event.meta.legal.d)}。`),
        {
          kind: 'signatures',
          lines: [
            ...officerSignatures(context, checkers, '核查人'),
            ...officerSignatures(context, [approver], '审批人'),
          ],
        },
      ],
    };
  },
});

export const filingDocuments: readonly DocumentKind[] = [filing, notFiled];
