import { concernsPermit } from '../law/penalty-kinds';
import type { Block } from '../ports/document-model';
import { lastOf, officerSignatures, organOf, partyForm, partyName, said, under, type On } from './case-parts';
import { correctionText, gainsText, paymentText } from './decision-parts';
import { documentKind, type DocumentContext, type DocumentKind } from './document-kind';
import {
  citationsText,
  dateText,
  ERASED,
  legalTimeText,
  moneyText,
  outcomeText,
  penaltyText,
  personalText,
  personalTextIfAny,
  termsText,
  tierText,
} from './wording';

/** P14–P16: collective discussion and decision (处罚法 57, 59). */

const votes = { for: '同意', against: '反对', abstain: '弃权', absent: '缺席', recused: '回避' } as const;
const resolutions = { adopted: '通过', rejected: '未通过', returned: '退回补充' } as const;

const discussion = documentKind<On<'CollectivelyDiscussed'>>({
  kind: 'collective-discussion',
  zh: '行政处罚案件集体讨论记录',
  en: 'Record of the discussion of a case by the chiefs',
  events: ['CollectivelyDiscussed'],
  body: (context) => {
    const { event, events, names } = context;
    const { subject, presiding, votes: cast, resolution, proposal, terms, minutes } = event.data;
    const dissents = (event.personal?.['party']?.['dissents'] ?? []) as readonly {
      readonly member: string;
      readonly text: string;
    }[];
    return {
      number: minutes,
      blocks: [
        partyForm(events),
        said(
          `讨论时间：${legalTimeText(event.meta.legal)}。主持人：${names.person(presiding)}。` +
            `议题：${subject === 'proposal' ? '拟作出的行政处罚' : '法制审核分歧'}。`,
        ),
        ...under('讨论情况', personalText(event, 'course')),
        {
          kind: 'table',
          head: ['参加人员', '意见', '不同意见及理由'],
          widths: [3, 2, 6],
          rows: cast.map(({ member, vote, dissent }) => [
            names.person(member),
            votes[vote],
            dissent ? (dissents.find((each) => each.member === member)?.text ?? ERASED) : '—',
          ]),
        },
        ...under(
          '结论',
          `${resolutions[resolution]}。${proposal === undefined ? '' : `${penaltyText(proposal)}。${termsText(terms)}`}`,
        ),
        {
          kind: 'signatures',
          lines: officerSignatures(
            context,
            cast.filter(({ vote }) => vote !== 'absent' && vote !== 'recused').map(({ member }) => member),
            '参加人员',
          ),
        },
      ],
    };
  },
});

type Issued = DocumentContext<On<'DecisionDocumentIssued'>>;

/** How the party was heard before the decision, and what became of it (处罚法 44, 45, 63). */
function heard(events: Issued['events']): readonly Block[] {
  const notice = lastOf(events, 'PriorNoticeServed');
  if (notice === undefined) return [];
  const statement = lastOf(events, 'StatementReceived');
  const review = lastOf(events, 'StatementReviewed');
  const answer =
    statement === undefined
      ? '当事人在规定期限内未提出陈述、申辩。'
      : `当事人提出了陈述、申辩，${review === undefined ? '' : `经复核${outcomeText(review.data.outcome)}：${personalText(review, 'reasons')}`}`;
  const held = lastOf(events, 'HearingHeld');
  const hearing =
    held === undefined
      ? ''
      : `应当事人要求于${dateText(held.meta.legal.d)}举行了听证（${held.data.record}）。`;
  return [
    said(
      `本机关于${dateText(notice.data.service.servedOn)}送达行政处罚事先告知书，依法告知当事人享有的权利。${answer}${hearing}`,
    ),
  ];
}

/** What every decision document begins with: who, and what was found on which evidence (59(1)(2)). */
const found = ({ event, events }: Issued): readonly Block[] => [
  partyForm(events),
  ...under('违法事实和证据', personalText(event, 'facts'), `证据：${personalText(event, 'evidence')}`),
];

/** Remedies, seal and date, with which it ends. */
const ending = ({ event, names, events }: Issued): readonly Block[] => [
  ...under('救济途径', event.data.remedies.text),
  {
    kind: 'seal',
    organ: names.organ(lastOf(events, 'DecisionMade')?.data.organ ?? organOf(events)),
    date: dateText(lastOf(events, 'DecisionMade')?.meta.legal.d ?? event.meta.legal.d),
  },
  { kind: 'note', text: sealText(event.data.seal) },
];

const sealText = ({ kind, reference }: On<'DecisionDocumentIssued'>['data']['seal']): string =>
  `用印：${kind === 'electronic' ? '电子印章' : '实物印章'}（${reference}）。`;

const issued = (
  kind: string,
  type: 'penalty' | 'no-penalty' | 'termination',
  titles: { readonly zh: string; readonly en: string },
  middle: (context: Issued, decision: On<'DecisionMade'>) => readonly Block[],
): DocumentKind =>
  documentKind<On<'DecisionDocumentIssued'>>({
    ...{ kind, ...titles, events: ['DecisionDocumentIssued'], when: ({ data }) => data.type === type },
    body: (context) => {
      const { document } = context.event.data;
      const decision = lastOf(context.events, 'DecisionMade');
      return {
        number: document.number,
        template: `${document.type} v${document.version}`,
        blocks: [
          ...found(context),
          ...heard(context.events),
          ...(decision === undefined ? [] : middle(context, decision)),
          ...ending(context),
        ],
      };
    },
  });

/** Which permits are suspended, downgraded or revoked (处罚法 59(1)(4)). */
function permitsText({ data, personal }: On<'DecisionMade'>): readonly Block[] {
  if (data.penalty?.proposal.kinds.some(concernsPermit) !== true) return [];
  const permits = (personal?.['party']?.['permits'] ?? []) as readonly Permit[];
  if (permits.length === 0) return [said(`暂扣、降低或者吊销的证照：${ERASED}。`)];
  // One below the other: a number has no place to break at, and would tear the line apart.
  return [
    { kind: 'text', text: '暂扣、降低或者吊销的证照：' },
    ...permits.map(({ name, number }): Block => ({ kind: 'text', text: `${name}（编号：${number}）` })),
  ];
}

interface Permit {
  readonly name: string;
  readonly number: string;
}

const penaltyDecision = issued(
  'penalty-decision',
  'penalty',
  { zh: '行政处罚决定书', en: 'Penalty decision' },
  (context, decision) => {
    const { event } = context;
    const { penalty } = decision.data;
    if (penalty === undefined) return [];
    const { proposal, terms, basis, correction, gains, propertyFen } = penalty;
    const performance = personalTextIfAny(event, 'performance');
    return [
      ...under(
        '处罚依据和内容',
        `依据${citationsText(basis)}的规定，决定给予下列行政处罚（裁量：${tierText(proposal.tier)}）：`,
      ),
      { kind: 'text', text: `${penaltyText(proposal)}。${termsText(terms)}`, strong: true },
      said(`理由：${personalText(decision, 'reasons')}`),
      ...correctionText(correction),
      ...gainsText(gains),
      ...permitsText(decision),
      ...(propertyFen === 0 ? [] : [said(`没收非法财物，价值${moneyText(propertyFen)}。`)]),
      ...under('履行方式和期限', ...[performance ?? '自收到本决定书之日起履行。']),
      ...paymentText(context, event.data.payment),
    ];
  },
);

const noPenaltyGrounds: Readonly<Record<string, string>> = {
  'slight-corrected': '违法行为轻微并及时改正，没有造成危害后果',
  'first-offence': '初次违法且危害后果轻微并及时改正',
  'no-fault': '当事人有证据足以证明没有主观过错',
  'under-14': '当事人违法时不满十四周岁',
  'no-capacity': '当事人在不能辨认或者不能控制自己行为时有违法行为',
  'not-established': '违法事实不能成立',
  limitation: '违法行为已超过追究时效',
  'no-longer-unlawful': '依照新的规定不认为是违法',
};

const measures = {
  education: '已对当事人进行教育。',
  'guardian-discipline': '责令监护人加以管教。',
  'guardian-care': '责令监护人严加看管和治疗。',
} as const;

const noPenaltyDecision = issued(
  'no-penalty-decision',
  'no-penalty',
  { zh: '不予行政处罚决定书', en: 'Decision of no penalty' },
  (_, decision) => {
    const { noPenalty } = decision.data;
    if (noPenalty === undefined) return [];
    const { ground, measure, correction } = noPenalty;
    return [
      ...under('决定', `因${noPenaltyGrounds[ground] ?? ground}，决定不予行政处罚。`),
      said(`理由：${personalText(decision, 'reasons')}`),
      ...correctionText(correction),
      ...(measure === undefined ? [] : [said(measures[measure])]),
    ];
  },
);

const terminationDecision = issued(
  'termination-decision',
  'termination',
  { zh: '终止案件调查决定书', en: 'Decision that ends a case' },
  ({ events }, decision) => {
    const { termination } = decision.data;
    const norm = termination === undefined ? '' : `依据《${termination.norm}》，`;
    return under(
      '决定',
      `${norm}决定终止对${partyName(events)}一案的调查。`,
      `理由：${personalText(decision, 'reasons')}`,
    );
  },
);

export const decisionDocuments: readonly DocumentKind[] = [
  discussion,
  penaltyDecision,
  noPenaltyDecision,
  terminationDecision,
];
