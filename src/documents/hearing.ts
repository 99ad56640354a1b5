import { officerSignatures, organOf, partyForm, partyName, said, under, type On } from './case-parts';
import { documentKind, type DocumentKind } from './document-kind';
import { dateText, legalTimeText, momentText, personalText, personalTextIfAny } from './wording';

/** P13: hearing (处罚法 63, 64). */

const closedFor = { 'state-secret': '国家秘密', 'trade-secret': '商业秘密', privacy: '个人隐私' } as const;

const hearingNotice = documentKind<On<'HearingNotified'>>({
  kind: 'hearing-notice',
  zh: '听证通知书',
  en: 'Notice of a hearing',
  events: ['HearingNotified'],
  body: ({ event, events, names }) => {
    const { at, chair, clerk, open, closedFor: ground, shortNotice } = event.data;
    const secret = ground === undefined ? '依法不公开' : `因涉及${closedFor[ground]}不公开`;
    return {
      blocks: [
        { kind: 'text', text: `${partyName(events)}：`, flush: true },
        said(
          '依据《中华人民共和国行政处罚法》第六十三条、第六十四条的规定，根据你（单位）的要求，' +
            `定于${momentText(at)}在${personalText(event, 'place')}举行听证。听证${open ? '公开' : secret}举行。`,
        ),
        said(
          `听证主持人：${names.person(chair)}。${clerk === undefined ? '' : `记录人：${names.person(clerk)}。`}`,
        ),
        said(
          '你（单位）可以亲自参加听证，也可以委托一至二人代理；认为主持人与本案有直接利害关系的，有权申请回避。' +
            '无正当理由拒不出席或者未经许可中途退出听证的，视为放弃听证权利。',
        ),
        ...(shortNotice ? [said('当事人已书面同意缩短通知期限。')] : []),
        {
          kind: 'seal',
          organ: names.organ(organOf(events)),
          date: dateText(event.meta.legal.d),
        },
      ],
    };
  },
});

const hearingRecord = documentKind<On<'HearingHeld'>>({
  kind: 'hearing-record',
  zh: '听证笔录',
  en: 'Record of a hearing',
  events: ['HearingHeld'],
  body: (context) => {
    const { event, events, names } = context;
    const { chair, officers, agents, partyPresent, record, signed } = event.data;
    const opinion = personalTextIfAny(event, 'opinion');
    return {
      number: record,
      blocks: [
        partyForm(events),
        said(
          `听证时间：${legalTimeText(event.meta.legal)}。主持人：${names.person(chair)}。` +
            `案件调查人员：${officers.map((each) => names.officer(each)).join('、')}。` +
            `当事人${partyPresent ? '到场' : '未到场'}，代理人${agents}名。`,
        ),
        ...under('听证过程', personalText(event, 'course')),
        ...(opinion === undefined ? [] : under('主持人意见', opinion)),
        said(signed === 'signed' ? '笔录经当事人核对无误并签名。' : '当事人拒绝签名，主持人已在笔录中注明。'),
        {
          kind: 'signatures',
          lines: [
            ...officerSignatures(context, [chair], '听证主持人'),
            ...officerSignatures(context, officers, '案件调查人员'),
            signed === 'signed'
              ? { label: '当事人', signed: '已签名' }
              : { label: '当事人', signed: '拒绝签名' },
          ],
        },
      ],
    };
  },
});

export const hearingDocuments: readonly DocumentKind[] = [hearingNotice, hearingRecord];
