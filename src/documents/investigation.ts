import type { Recorded } from '../kernel/event';
import type { Block, SignatureLine } from '../ports/document-model';
import {
  formRows,
  lastOf,
  officerSignatures,
  organOf,
  partyForm,
  partyName,
  said,
  under,
  type On,
} from './case-parts';
import { documentKind, type DocumentContext, type DocumentKind } from './document-kind';
import { withinText } from './parameters';
import {
  citationsText,
  dateText,
  ERASED,
  evidenceKindText,
  legalTimeText,
  penaltyText,
  personalText,
  personalTextIfAny,
  tierText,
} from './wording';

/** P6, P7: records of what was collected, and the report with which an investigation ends (处罚法 54–57). */

type Signed = 'signed' | 'refused' | 'absent';
const signatures = { signed: '已签名', refused: '拒绝签名', absent: '不在场' } as const;

/** The officers, and the person concerned as he signed. */
const signedBy = (
  context: DocumentContext,
  officers: readonly string[],
  whom: string,
  signed?: Signed,
): Block => {
  const other: SignatureLine =
    signed === undefined ? { label: whom } : { label: whom, signed: signatures[signed] };
  return { kind: 'signatures', lines: [...officerSignatures(context, officers), other] };
};

interface Described {
  readonly id: string;
  readonly description?: string;
  readonly text?: string;
}

/** What a list among the erasable members says of one thing. */
function wordsOf(event: Recorded, member: string, id: string): string {
  const list = (event.personal?.['party']?.[member] ?? []) as readonly Described[];
  const found = list.find((each) => each.id === id);
  return found?.description ?? found?.text ?? ERASED;
}

/** The file that holds what was said or seen, by its digest. */
const kept = (blob: string | undefined): readonly Block[] =>
  blob === undefined ? [] : [{ kind: 'note', text: `笔录原件、附件以密文保存，摘要（SHA-256）：${blob}` }];

const interview = documentKind<On<'InterviewRecorded'>>({
  kind: 'interview-record',
  zh: '询问笔录',
  en: 'Record of an interview',
  events: ['InterviewRecorded'],
  body: (context) => {
    const { event, events, names } = context;
    const { officers, whom, evidence, pages } = event.data;
    const subject = whom === 'party' ? 'party' : 'witness';
    const person = whom === 'party' ? partyName(events) : personalText(event, 'person', 'witness');
    return {
      blocks: [
        {
          kind: 'form',
          rows: formRows([
            { label: '被询问人', value: person },
            { label: '身份', value: whom === 'party' ? '当事人' : '证人' },
            { label: '询问时间', value: legalTimeText(event.meta.legal) },
            { label: '询问人', value: officers.map((each) => names.officer(each)).join('、') },
            { label: '证据编号', value: evidence.id },
            { label: '笔录页数', value: `共${pages}页` },
          ]),
        },
        said('执法人员已出示执法证件，告知被询问人如实回答、申请回避等权利和义务。'),
        ...under('询问内容', personalText(event, 'description', subject)),
        said('以上笔录经被询问人核对，逐页签名。'),
        ...kept(evidence.blob),
        signedBy(context, officers, '被询问人'),
      ],
    };
  },
});

const inspection = documentKind<On<'InspectionRecorded'>>({
  kind: 'inspection-record',
  zh: '现场检查（勘验）笔录',
  en: 'Record of an inspection',
  events: ['InspectionRecorded'],
  body: (context) => {
    const { event, events } = context;
    const { officers, power, signed, evidence, audioVisual } = event.data;
    const witness = personalTextIfAny(event, 'witness');
    return {
      blocks: [
        partyForm(events),
        said(
          `检查时间：${legalTimeText(event.meta.legal)}。检查地点：${personalTextIfAny(event, 'place') ?? '现场'}。` +
            `检查依据：${citationsText([power])}。${witness === undefined ? '' : `见证人：${witness}。`}`,
        ),
        said('执法人员已出示执法证件，告知检查的依据和当事人的权利、义务。'),
        ...under('检查情况', personalText(event, 'description')),
        ...(audioVisual === undefined
          ? []
          : [said(`检查过程由${audioVisual.device}全程记录，音像摘要（SHA-256）：${audioVisual.blob}`)]),
        ...kept(evidence.blob),
        signedBy(context, officers, '当事人', signed),
      ],
    };
  },
});

const thingTable = (
  event: Recorded,
  things: readonly { readonly id: string; readonly quantity: string }[],
): Block => ({
  kind: 'table',
  head: ['序号', '编号', '名称、规格、特征', '数量'],
  widths: [1, 2, 6, 2],
  rows: things.map(({ id, quantity }, i) => [String(i + 1), id, wordsOf(event, 'things', id), quantity]),
});

const sample = documentKind<On<'SampleTaken'>>({
  kind: 'sampling-record',
  zh: '抽样取证凭证',
  en: 'Record of a sample',
  events: ['SampleTaken'],
  body: (context) => {
    const { event, events } = context;
    const { officers, method, things, signed } = event.data;
    return {
      blocks: [
        partyForm(events),
        said(
          `依据《中华人民共和国行政处罚法》第五十六条，于${legalTimeText(event.meta.legal)}对下列物品` +
            `${method === 'random' ? '随机' : '选定'}抽样取证：`,
        ),
        thingTable(event, things),
        signedBy(context, officers, '当事人', signed),
      ],
    };
  },
});

const keepers = { organ: '本机关', party: '当事人', 'third-party': '第三人' } as const;
const grounds = { 'may-be-lost': '证据可能灭失', 'hard-to-obtain-later': '证据以后难以取得' } as const;

const preservation = documentKind<On<'EvidencePreserved'>>({
  kind: 'preservation-notice',
  zh: '先行登记保存证据通知书',
  en: 'Notice of the preservation of evidence',
  events: ['EvidencePreserved'],
  body: (context) => {
    const { event, events, names } = context;
    const { id, keeper, opens } = event.data;
    const approval = lastOf(
      events.filter((each) => idOf(each) === id),
      'PreservationApproved',
    );
    const due = opens[0]?.due;
    return {
      blocks: [
        { kind: 'text', text: `${partyName(events)}：`, flush: true },
        said(
          `因${approval === undefined ? '证据可能灭失或者以后难以取得' : grounds[approval.data.ground]}，依据《中华人民共和国行政处罚法》` +
            `第五十六条，经行政机关负责人${approval === undefined ? '' : names.person(approval.data.approver)}批准，` +
            `于${legalTimeText(event.meta.legal)}对所附清单所列证据先行登记保存，由${keepers[keeper]}保管，` +
            `保存地点：${personalText(event, 'place')}。`,
        ),
        said(
          `本机关将在${withinText(context, 'preserve.evidence')}${due === undefined ? '' : `（至${dateText(due.slice(0, 10))}）`}及时作出处理决定。` +
            '在此期间，当事人或者有关人员不得销毁或者转移证据。',
        ),
        { kind: 'seal', organ: names.organ(organOf(events)), date: dateText(event.meta.legal.d) },
      ],
    };
  },
});

const idOf = ({ data }: Recorded): unknown => (data as { readonly id?: unknown }).id;

const inventory = documentKind<On<'EvidencePreserved'>>({
  kind: 'preservation-inventory',
  zh: '先行登记保存证据清单',
  en: 'Inventory of preserved evidence',
  events: ['EvidencePreserved'],
  body: (context) => {
    const { event, events } = context;
    const { officers, things, inventory: list } = event.data;
    return {
      blocks: [
        partyForm(events),
        thingTable(event, things),
        said(`清单一式两份，${list.copyGiven ? '一份已交当事人' : '尚未交付当事人'}。`),
        ...kept(list.blob),
        signedBy(context, officers, '当事人', list.signed),
      ],
    };
  },
});

const recommendations = {
  penalty: '给予行政处罚',
  'no-penalty': '不予行政处罚',
  'no-violation': '违法事实不能成立，不予行政处罚',
  'criminal-transfer': '移送司法机关',
} as const;

/** `e1（当事人的陈述）`: as the record numbers it, with its kind. */
function called(events: readonly Recorded[], id: string): string {
  const items = events.flatMap(({ data }) =>
    [(data as { readonly evidence?: Listed | Listed[] }).evidence].flat(),
  );
  const kind = items.find((item) => item?.id === id)?.kind;
  return kind === undefined ? id : `${id}（${evidenceKindText(kind)}）`;
}

interface Listed {
  readonly id?: string;
  readonly kind?: string;
}

const report = documentKind<On<'InvestigationConcluded'>>({
  kind: 'investigation-report',
  zh: '案件调查终结报告',
  en: 'Report at the end of an investigation',
  events: ['InvestigationConcluded'],
  body: (context) => {
    const { event, events } = context;
    const { officers, recommendation, facts, violation, proposal, benchmark } = event.data;
    const until = violation.until === undefined ? '' : `至${dateText(violation.until)}`;
    const deviation = personalTextIfAny(event, 'deviation');
    const tier =
      benchmark === undefined
        ? ''
        : `裁量基准档次：${benchmark.tier}${benchmark.deviates ? '（偏离基准）' : ''}。${deviation === undefined ? '' : `偏离理由：${deviation}`}`;
    return {
      blocks: [
        partyForm(events),
        ...under(
          '违法事实',
          `违法行为发生于${dateText(violation.from)}${until}，发现于${dateText(violation.discovered)}。`,
          ...facts.map(
            ({ id, evidence }, i) =>
              `${i + 1}．${wordsOf(event, 'facts', id)}${evidence.length === 0 ? '' : `（证据：${evidence.map((each) => called(events, each)).join('、')}）`}`,
          ),
        ),
        ...under(
          '处理建议',
          `建议${recommendations[recommendation]}${proposal === undefined ? '' : `：${penaltyText(proposal)}（裁量：${tierText(proposal.tier)}）`}。${tier}`,
          `理由：${personalText(event, 'reasons')}`,
        ),
        { kind: 'signatures', lines: officerSignatures(context, officers, '承办人') },
      ],
    };
  },
});

export const investigationDocuments: readonly DocumentKind[] = [
  interview,
  inspection,
  sample,
  preservation,
  inventory,
  report,
];
