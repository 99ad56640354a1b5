import { EventCorrected } from '../../src/events/ledger.events';
import { disclosure } from '../../projections/disclosure/disclosure.projection';
import {
  listNotices,
  type NoticeFilter,
  type NoticeRow,
} from '../../projections/disclosure/disclosure.queries';
import { asc } from '../../src/ports/read-model-query';
import type { ModelEngine } from '../contract/read-model-engines';
import { PersonalDataCorrected } from '../../src/events/case.events';
import * as h from '../support/histories';
import type { Told } from './log';
import { projectedOnce } from './projected-once';

/** Cases on their way to the public, made by the decider, and what reads badly made by hand. */

/** The events of a history as those of another stream. */
export const of = (stream: string, history: h.History): readonly Told[] =>
  history.map(({ type, data, personal, meta }) => ({
    ...{ stream, type, data, date: meta.legal.d },
    ...(personal && { personal }),
  }));

/** Members of a notice that most do not say. */
export const unsaid = {
  ...{ credit_code: null, representative: null, lasts_until: null, confiscated: null },
  ...{ violated_from: null, violated_until: null, other_code: null, other_code_type: null, permits: null },
};

/** Personal members and public ones that no public row may repeat. */
export const secrets = {
  name: '王小明',
  idType: 'resident-id',
  idNumber: '410184199001010014',
  address: '示范路5号院2单元301',
  phone: '13800000000',
  legalRepresentative: '赵大宝',
};

export const citizen = { ...h.bodies.open.party, ...secrets };
export const firm = { ...citizen, kind: 'organisation', name: '示范商贸有限公司' };
/** Between fourteen and eighteen: punished more lightly, and never shown. */
export const minor = { ...citizen, ageBand: '14-to-18' };

const proposalFor = new Map<object, object>([
  [citizen, h.bodies.decide.proposal],
  [firm, { kinds: ['fine'], fineFen: 50_000, tier: 'normal' }],
  [minor, { kinds: ['fine'], fineFen: 6000, tier: 'lighter' }],
]);

/** A case that is decided and handed over on 20 May 2024; publication is due by the 29th. */
export function delivered(party: object = citizen): h.History {
  const proposal = proposalFor.get(party);
  return h.play(
    [],
    [h.open({ party, placeText: '示范路中段' })],
    [h.show()],
    [h.record()],
    [h.inform({ proposal })],
    [h.decide({ proposal })],
    [h.deliver()],
  );
}

/** Every field that may be named on a public channel. */
export const everyField = [
  ...[
    'organ',
    'kind',
    'basis',
    'result',
    'fine',
    'decided-on',
    'decision-number',
    'party-name',
    'party-kind',
  ],
  ...['legal-representative', 'violation-kind', 'facts', 'text'],
];

/** Publication of everything, on the basis that lets a person be shown. */
export const publishAll = (changes: object = {}) =>
  h.publish({
    ...{ fields: everyField, assessment: 'PIA-1' },
    identity: {
      ...{ basis: { norm: '中华人民共和国行政处罚法', article: '第四十八条', rank: 'law' }, consent: false },
      ...{ socialImpact: true, reason: '公众关注' },
    },
    ...changes,
  });

/** A correction of members of an earlier event of the stream. */
export const corrected = (
  stream: string,
  revision: number,
  members: Readonly<Record<string, string | number | boolean>>,
): Told => ({
  stream,
  ...EventCorrected({
    target: { id: `event-${revision}`, type: 'x', revision },
    members: Object.entries(members).map(([path, now]) => ({ path, was: null, now })),
    ...{ reason: '误录', orderedBy: 'account-chief' },
  }),
});

export const renamed = (stream: string, name: string): Told => ({
  stream,
  ...PersonalDataCorrected(
    {
      target: { id: 'event-0', type: 'OnSiteCaseOpened', revision: 0 },
      ...{ members: ['name'], orderedBy: 'account-chief' },
      reliance: { rules: [], parameters: [], entries: [] },
    },
    { party: { now: { name }, reason: '姓名误录' } },
  ),
});

/** The day on which the public looks, and the page it asks for. */
export const today = '2024-08-01';
export const page = { limit: 9 };
export const id = 'case-a';

/** A publication of everything as a record says it, whatever the case it is put into. */
export const publishedByHand = of(id, h.play(delivered(), [publishAll()])).at(-1) as Told;

/** What the projection comes to on one engine. Inside a describe(). */
export function disclosureOn(engine: ModelEngine) {
  const after = projectedOnce(disclosure, engine);
  return {
    after,
    notices: (
      events: readonly Told[],
      filter: NoticeFilter = {},
      on = today,
    ): Promise<readonly NoticeRow[]> =>
      after(events, async (reader) => (await listNotices(reader, filter, on, page)).rows),
    /** The internal rows. */
    work: (events: readonly Told[]) =>
      after(events, (reader) => reader.query({ from: 'publications', order: [asc('channel')], limit: 9 })),
  };
}
