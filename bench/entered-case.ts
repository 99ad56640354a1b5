import {
  CaseArchived,
  CaseClosed,
  CredentialShown,
  FactsRecorded,
  InformedAndHeard,
  OnSiteCaseOpened,
  OnSpotDecisionIssued,
  OnSpotDelivered,
  OnSpotFiled,
} from '../src/events/case.events';
import type { Reliance } from '../src/events/case-schemas';
import { DecisionPublished } from '../src/events/disclosure.events';
import { PaymentReceived } from '../src/events/payment.events';
import type { DomainEvent } from '../src/kernel/event';

/** A case on the spot from opening to archive, as the simple procedure records it, with its personal members. */
export function enteredCase(number: number, whose: Whose = oneOrgan): readonly DomainEvent[] {
  return [...encounter(number, whose), ...aftermath(number, whose)] as readonly DomainEvent[];
}

/** Whose case it is. */
export interface Whose {
  readonly organ: string;
  readonly item: string;
  readonly officers: string[];
}

const oneOrgan: Whose = {
  organ: 'organ-5x3m7kq2vz6t4bwd',
  item: 'item-7c3q5m2kzt6y4wdv',
  officers: ['officer-2b7qv5m3kzt6y4wd', 'officer-6y4wd2b7qv5m3kzt'],
};
const contact = 'first';
const place = '990101';
const surnames = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '胡',
  '朱',
  '高',
  '林',
];
const given = [
  '伟',
  '芳',
  '秀英',
  '敏',
  '静',
  '丽',
  '强',
  '磊',
  '军',
  '洋',
  '勇',
  '艳',
  '杰',
  '娟',
  '涛',
  '明',
];
const basis = [
  { norm: '城市市容和环境卫生管理条例', article: '第三十四条', rank: 'administrative-regulation' as const },
];
const proposal = { kinds: ['fine'], fineFen: 5_000, tier: 'normal' as const };
const none = { opens: [], closes: [] };

const relianceOf = ({ organ, item, officers }: Whose): Reliance => ({
  rules: ['R-05 G-TWO', 'R-06 G-CERT', 'R-07 G-SEP', 'R-08 G-JUR'],
  parameters: [{ key: 'simple.citizen.max', value: '20000', pack: 'cn-2021@1' }],
  entries: [{ s: organ, n: 1 }, { s: item, n: 0 }, ...officers.map((s) => ({ s, n: 2 }))],
});

const nameOf = (number: number): string =>
  `${surnames[number % 16] ?? ''}${given[(number >> 4) % 16] ?? ''}${given[(number >> 8) % 16] ?? ''}`;

const party = (number: number) => ({
  token: `party-${number % 50_000}`,
  kind: 'citizen' as const,
  ageBand: 'adult' as const,
  capacity: 'full' as const,
  minor: false,
});

function encounter(number: number, whose: Whose): readonly DomainEvent[] {
  const { organ, item, officers } = whose;
  const reliance = relianceOf(whose);
  const evidence = {
    id: 'photo-1',
    kind: 'audiovisual',
    status: 'verified' as const,
    collected: '2026-03-02',
  };
  return [
    OnSiteCaseOpened(
      {
        ...{ organ, item, contact, officers, place, basis, reliance },
        actId: `act-${number}`,
        party: party(number),
        declarations: officers.map((officer) => ({ officer, conflict: false })),
      },
      {
        party: {
          name: nameOf(number),
          idType: 'resident-id',
          idNumber: `990101199001${String(number).padStart(6, '0')}`,
          address: `演示市演示区演示路${number % 900}号`,
          place: `演示路${number % 700}号门前`,
        },
      },
    ),
    CredentialShown({ contact, officers, reliance }),
    FactsRecorded(
      {
        ...{ contact, officers, reliance },
        violation: { from: '2026-03-02', continuing: false, harm: 'none', discovered: '2026-03-02' },
        facts: [{ id: 'fact-1', evidence: ['photo-1'] }],
        evidence: [{ ...evidence, fromDefence: false }],
        disputed: false,
      },
      {
        party: {
          facts: [{ id: 'fact-1', text: '当事人在公共场所乱扔废弃物，现场拍照取证' }],
          evidence: [{ id: 'photo-1', description: '现场照片一张' }],
        },
      },
    ),
    InformedAndHeard(
      { ...{ contact, officers, proposal, reliance }, answer: 'waived', signed: 'signed' },
      { party: { reasons: '违反市容环境卫生管理规定，拟处罚款伍拾元' } },
    ),
    decision(number, whose),
    OnSpotDelivered({ mode: 'handed-over', refusalNoted: false, ...none, reliance }),
  ] as readonly DomainEvent[];
}

function decision(number: number, whose: Whose): DomainEvent {
  const { organ, item, officers } = whose;
  const reliance = relianceOf(whose);
  const pack = 'cn-2021@1';
  return OnSpotDecisionIssued(
    {
      ...{ organ, item, contact, officers, place, proposal, basis, reliance },
      actId: `act-${number}`,
      partyToken: party(number).token,
      partyKind: 'citizen',
      minor: false,
      range: { minFen: 2_000, maxFen: 20_000 },
      grounds: [],
      correction: { kind: 'done' },
      gains: { kind: 'none', amountFen: 0, restitutionFen: 0, confiscatedFen: 0 },
      document: {
        type: 'on-spot-decision',
        number: `演综执当罚〔2026〕${number + 1}号`,
        year: 2026,
        seq: number + 1,
        template: { s: 'template-3b7qv5m2kzt6y4wd', n: 0 },
        version: 1,
        fields: ['party', 'act', 'basis', 'kind', 'amount', 'time', 'place', 'remedies', 'organ'],
        signedBy: officers,
      },
      remedies: { reviewFirst: true, text: '六十日内申请行政复议；对复议决定不服的，十五日内起诉' },
      payment: { bank: '演示银行', address: '演示路1号', days: 15, lateFee: true },
      opens: [
        {
          key: 'publish.penalty.own_site',
          opened: '2026-03-02',
          due: '2026-03-11',
          kind: 'wd',
          amount: 7,
          pack,
          calendar: 'cn@1',
        },
        { key: 'fine.pay', opened: '2026-03-02', due: '2026-03-17', kind: 'cd', amount: 15, pack },
        {
          key: 'onspot.file',
          opened: '2026-03-02',
          due: '2026-03-04',
          kind: 'wd',
          amount: 2,
          pack,
          calendar: 'cn@1',
        },
      ],
      closes: [],
    },
    { party: { act: '在公共场所乱扔废弃物', reasons: '情节一般', place: '演示路门前' } },
  );
}

function aftermath(number: number, whose: Whose): readonly DomainEvent[] {
  const { organ } = whose;
  const reliance = relianceOf(whose);
  return [
    OnSpotFiled({
      with: organ,
      reference: `备〔2026〕${number}`,
      opens: [],
      closes: ['onspot.file'],
      reliance,
    }),
    DecisionPublished({
      channel: 'own-site',
      content: 'summary',
      fields: ['number', 'party', 'act', 'basis', 'kind', 'amount', 'organ', 'date'],
      showsPerson: false,
      socialImpact: false,
      review: { reviewer: 'account-reviewer', on: '2026-03-05', reference: `审〔2026〕${number}` },
      inNameOf: organ,
      opens: [],
      closes: ['publish.penalty.own_site'],
      reliance,
    }),
    PaymentReceived({
      ...{ fineFen: 5_000, lateFeeFen: 0, channel: 'bank', reference: `20260309${number}` },
      ...{ complete: true, opens: [], closes: ['fine.pay'], reliance },
    }),
    CaseClosed({ outcome: 'executed', ...none, reliance }),
    CaseArchived({
      catalogue: `2026-简-${number}`,
      retentionYears: 10,
      documents: [{ kind: 'on-spot-decision', blob: 'ab'.repeat(32) }],
      ...none,
      reliance,
    }),
  ] as readonly DomainEvent[];
}
