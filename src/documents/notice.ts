import { lastOf, officerSignatures, organOf, partyForm, partyName, said, under, type On } from './case-parts';
import { documentKind, type DocumentKind } from './document-kind';
import { withinText } from './parameters';
import {
  citationsText,
  dateText,
  legalTimeText,
  moneyText,
  outcomeText,
  penaltyText,
  personalText,
  termsText,
  tierText,
} from './wording';

/** P10, P11: what the party is told before a decision, and what it says to it (处罚法 44, 45, 63). */

const priorNotice = documentKind<On<'PriorNoticeServed'>>({
  kind: 'prior-notice',
  zh: '行政处罚事先告知书',
  en: 'Notice before a penalty',
  events: ['PriorNoticeServed'],
  body: (context) => {
    const { event, events, names } = context;
    const { proposal, terms, confiscationFen, basis, hearingTold, reference } = event.data;
    const confiscated =
      confiscationFen > 0 ? `拟没收的违法所得、非法财物价值${moneyText(confiscationFen)}。` : '';
    const hearing = hearingTold
      ? under(
          '听证告知',
          '依据《中华人民共和国行政处罚法》第六十三条、第六十四条，你（单位）有要求举行听证的权利。要求听证的，' +
            `应当在收到本告知书后${withinText(context, 'hearing.request')}提出；逾期未提出的，视为不要求听证。听证不收取费用。`,
        )
      : [];
    return {
      ...(reference === undefined ? {} : { number: reference }),
      blocks: [
        { kind: 'text', text: `${partyName(events)}：`, flush: true },
        said(`经查，${personalText(event, 'facts')}`),
        said(
          `依据${citationsText(basis)}的规定，拟对你（单位）作出下列行政处罚（裁量：${tierText(proposal.tier)}）：`,
        ),
        { kind: 'text', text: `${penaltyText(proposal)}。${termsText(terms)}${confiscated}`, strong: true },
        said(`理由：${personalText(event, 'reasons')}`),
        ...under(
          '陈述和申辩',
          '依据《中华人民共和国行政处罚法》第七条、第四十四条、第四十五条，你（单位）有权进行陈述和申辩。' +
            '行政机关将充分听取意见，对提出的事实、理由和证据进行复核；不因陈述、申辩而给予更重的处罚。',
        ),
        ...hearing,
        { kind: 'seal', organ: names.organ(organOf(events)), date: dateText(event.meta.legal.d) },
      ],
    };
  },
});

const statement = documentKind<On<'StatementReceived'>>({
  kind: 'statement-and-defence',
  zh: '陈述申辩笔录',
  en: 'Record of a statement and defence',
  events: ['StatementReceived'],
  body: (context) => {
    const { event, events } = context;
    const { form, newFacts } = event.data;
    return {
      blocks: [
        partyForm(events),
        said(
          `${legalTimeText(event.meta.legal)}，当事人${form === 'oral' ? '口头' : '书面'}提出陈述、申辩如下：`,
        ),
        said(personalText(event, 'statement')),
        said(
          newFacts ? '其中提出了案卷中没有的事实、理由或者证据。' : '未提出案卷以外的事实、理由或者证据。',
        ),
        {
          kind: 'signatures',
          lines: [
            ...officerSignatures(
              context,
              event.meta.actors.map(({ u }) => u),
              '记录人',
            ),
            { label: '陈述申辩人' },
          ],
        },
      ],
    };
  },
});

const statementReview = documentKind<On<'StatementReviewed'>>({
  kind: 'statement-review',
  zh: '陈述申辩复核意见书',
  en: 'Opinion on a statement and defence',
  events: ['StatementReviewed'],
  body: (context) => {
    const { event, events } = context;
    const received = lastOf(events, 'StatementReceived');
    const from = received === undefined ? '' : `于${dateText(received.meta.legal.d)}`;
    return {
      blocks: [
        partyForm(events),
        said(`当事人${from}提出的陈述、申辩，依据《中华人民共和国行政处罚法》第四十五条进行了复核。`),
        ...under('复核结论', `${outcomeText(event.data.outcome)}。`),
        ...under('理由', personalText(event, 'reasons')),
        {
          kind: 'signatures',
          lines: officerSignatures(
            context,
            event.meta.actors.map(({ u }) => u),
            '复核人',
          ),
        },
      ],
    };
  },
});

export const noticeDocuments: readonly DocumentKind[] = [priorNotice, statement, statementReview];
