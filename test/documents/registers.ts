import { Names } from '../../src/documents/names';
import {
  CertificateIssued,
  ItemPublished,
  OfficerRegistered,
  OrganConfirmed,
  OrganRenamed,
} from '../../src/events/register.events';
import type { DomainEvent, Recorded } from '../../src/kernel/event';
import { organHandle } from '../support/demo-facts';
import { recorded } from '../support/given';

const basis = [{ norm: '中华人民共和国行政处罚法', article: '第十七条', rank: 'law' as const }];

const organ = OrganConfirmed({
  ...{
    name: '示范县城市管理局',
    territory: '990101',
    level: 'county',
    kind: 'organ',
    announced: '2020-01-01',
    basis,
  },
  ...{
    reviewBody: '示范县人民政府',
    court: '示范县人民法院',
    bank: { name: '示范银行', address: '示范路1号' },
  },
  from: '2020-01-01',
});
const officer = (name: string) => [
  OfficerRegistered({ organ: organHandle, kind: 'officer', from: '2020-01-01' }, { officer: { name } }),
  CertificateIssued({
    ...{ number: `示执${name}1`, organ: organHandle, issuer: '省', from: '2020-01-01', until: '2030-01-01' },
  }),
  CertificateIssued({
    ...{ number: `示执${name}2`, organ: organHandle, issuer: '省', from: '2024-01-01', until: '2030-01-01' },
  }),
];
const item = ItemPublished({
  ...{
    name: '对占道经营的处罚',
    organ: organHandle,
    territory: '990101',
    acts: ['penalty'],
    penalties: ['fine'],
  },
  basis: [{ ...basis[0]!, published: '2020-01-01', from: '2020-01-01' }],
  ...{ ranges: [], published: '2020-01-01', from: '2020-01-01' },
});

const stream = (...events: readonly DomainEvent[]): readonly Recorded[] =>
  events.map((event, i) => recorded(event, i, '2020-01-01'));

/** Registers as the histories of the tests name them. */
export const registerEntries = new Map<string, readonly Recorded[]>([
  [organHandle, stream(organ)],
  ['organ-demo', stream(organ, OrganRenamed({ name: '示范县综合执法局', from: '2021-01-01' }))],
  ['officer-li', stream(...officer('李明'))],
  ['officer-wang', stream(...officer('王芳'))],
  ['officer-chief', stream(...officer('赵局长'))],
  ['item-stall', stream(item)],
]);

export const someNames = new Names(registerEntries);
