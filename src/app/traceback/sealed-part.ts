import { interferenceLaw, type Wordings } from '../../law/answerability/interference';
import type { Wording } from '../../law/answerability/row';
import { exemptionGround } from '../../law/answerability/exemption';
import type { Recorded } from '../../kernel/event';
import { canonicalBytes } from '../../seal/canonical-json';
import { hashToHex, sha256 } from '../../seal/hash';
import { refOf, type Leafed, type Point } from './case-record';
import { roleNames } from './picks';
import type { TracebackReport } from './report';
import type { Share } from './share';

/**
 * What is sealed about a case, beside a report: discipline inspection reads it (D.5, D.6), and nobody else learns whether
 * there is any. The report itself is everybody's byte for byte, so that two who trace sign the same hash; the part is
 * bound to it by that hash and has one of its own.
 */
export interface SealedPart {
  /** SHA-256 of all the rest. */
  readonly hash: string;
  /** Hash of the report that it stands beside. */
  readonly report: string;
  readonly interference: readonly Point[];
  readonly exemption: readonly Point[];
  /** Rows of whoever interfered; and of people of the report for whom something of this speaks. */
  readonly matrix: readonly Share[];
}

/** The part on what a reader may see: what he may not was left out before; nothing here decides who may. */
export function sealedPartOf(
  { hash, report }: { readonly hash: string; readonly report: TracebackReport },
  sealed: readonly Leafed[],
): SealedPart {
  const interference = sealed
    .filter(({ event }) => event.type === 'InterferenceRecorded')
    .map((record) => told(record, sealed));
  const exemption = sealed.flatMap((each) => exemptionPoint(each, sealed));
  const part = {
    report: hash,
    interference: interference.length > 0 ? interference.map(({ point }) => point) : nothing.interference,
    exemption: exemption.length > 0 ? exemption : nothing.exemption,
    matrix: [
      ...report.matrix.flatMap((share) => weighed(share, sealed)),
      ...interference.flatMap((each) => interferer(each, report)),
    ],
  };
  return { hash: hashToHex(sha256(canonicalBytes(part))), ...part };
}

const none = (code: string, zh: string, en: string): readonly Point[] => [
  {
    code,
    zh: `${zh}，记录无法证明其有无`,
    en: `${en}; whether there was any is not provable from it`,
    events: [],
  },
];

const nothing = {
  interference: none('no-interference', '未记录干预', 'no interference is on record'),
  exemption: none(
    'no-exemption',
    '未记录异议、命令或者免责主张',
    'no objection, order or claim of exemption is on record',
  ),
};

interface Told {
  readonly point: Point;
  readonly who: { readonly name: string; readonly officer?: string };
  readonly by: string;
}

type Members = Readonly<Record<string, unknown>>;
const sealedOf = ({ personal }: Recorded): Members => personal?.['sealed'] ?? {};
const textOf = (members: Members, name: string): string =>
  typeof members[name] === 'string' ? members[name] : '';

function told(record: Leafed, sealed: readonly Leafed[]): Told {
  const said = sealedOf(record.event);
  const code = textOf(record.event.data as Members, 'record');
  const files = sealed.filter(
    ({ event }) =>
      event.type === 'InterferenceEvidenceAttached' && textOf(event.data as Members, 'record') === code,
  );
  const who = (said['who'] ?? { name: '某人' }) as Told['who'];
  const [happened, words] = [textOf(said, 'happened'), textOf(said, 'words')];
  const means = worded(interferenceLaw.means, said, 'means');
  const request = worded(interferenceLaw.requests, said, 'request');
  const answer = worded(interferenceLaw.answers, said, 'answer');
  return {
    who,
    by: textOf(said, 'by'),
    point: {
      code: 'interference',
      zh: `${happened} ${who.name}以${means.zh}方式要求${request.zh}：“${words}”；记录人${answer.zh}`,
      en: `${happened} ${who.name} asked by ${means.en} to ${request.en}: "${words}"; the recorder ${answer.en}`,
      events: [record, ...files].map(refOf),
    },
  };
}

/** How a member that is a code reads; empty where the words are gone with their key. */
const worded = (texts: Wordings, said: Members, member: string): Wording =>
  texts[textOf(said, member)] ?? { zh: '', en: '' };

/** Who interfered is a row of the matrix, also outside the organ, whatever the recorder did (处分条例 25(四)). */
const interferer = ({ who, point }: Told, { duties }: TracebackReport): readonly Share[] =>
  duties.slice(0, 1).map(({ row }) => ({
    ...{ row, person: who.officer ?? who.name, role: 'interferer', ...roleNames.interferer },
    ...{ level: 'DIRECT', how: 'command', standing: 'named', for: [point], against: [] },
  }));

/** What speaks for somebody: that he recorded interference, and that he objected to an order that was kept (公务员法 60). */
function weighed(share: Share, sealed: readonly Leafed[]): readonly Share[] {
  const own = (type: string) =>
    sealed.filter(({ event }) => event.type === type && textOf(sealedOf(event), 'by') === share.person);
  const recorded = own('InterferenceRecorded');
  const points: readonly Point[] = [
    ...(recorded.length === 0 ? [] : [{ ...didRecord, events: recorded.map(refOf) }]),
    ...own('OrderReceived').flatMap((order) => coverOf(order, sealed)),
  ];
  return points.length === 0 ? [] : [{ ...share, against: [...share.against, ...points] }];
}

const didRecord = {
  code: 'interference-recorded',
  zh: '本人如实记录了干预',
  en: 'he recorded the interference',
} as const;

/** An order that was kept after an objection, or had to be carried out at once: the superior answers for it. */
function coverOf(order: Leafed, sealed: readonly Leafed[]): readonly Point[] {
  const code = textOf(order.event.data as Members, 'order');
  const about = sealed.filter(({ event }) => textOf(event.data as Members, 'order') === code);
  const of = (type: string) => about.filter(({ event }) => event.type === type);
  const kept = of('ObjectionRaised').length > 0 ? of('OrderMaintained') : [];
  const ends = [...kept, ...of('ImmediateExecutionDemanded')];
  if (ends.length === 0) return [];
  return [
    {
      code: 'order-kept',
      zh: '本人提出意见后上级不改变命令，或者上级要求立即执行；明显违法的除外',
      en: 'the order was kept after his objection, or had to be carried out at once; not if manifestly unlawful',
      events: [order, ...of('ObjectionRaised'), ...ends].map(refOf),
    },
  ];
}

/** Claims with what was ruled on them: `exempt` keeps the finding and marks it. */
function exemptionPoint(claim: Leafed, sealed: readonly Leafed[]): readonly Point[] {
  if (claim.event.type !== 'ExemptionClaimed') return [];
  const data = claim.event.data as Members;
  const ground = exemptionGround(textOf(data, 'ground'));
  const ruling = sealed.find(
    ({ event }) =>
      event.type === 'ExemptionRuled' && textOf(event.data as Members, 'claim') === textOf(data, 'claim'),
  );
  const outcome =
    interferenceLaw.outcomes[ruling === undefined ? 'open' : textOf(ruling.event.data as Members, 'outcome')];
  const finding = textOf(data, 'finding');
  const by = textOf(sealedOf(claim.event), 'by');
  return [
    {
      code: 'exemption',
      zh: `${by} 就 ${finding} 主张“${ground?.name.zh ?? ''}”：${outcome?.zh ?? ''}`,
      en: `${by} claims "${ground?.name.en ?? ''}" for ${finding}: ${outcome?.en ?? ''}`,
      events: [claim, ...(ruling === undefined ? [] : [ruling])].map(refOf),
    },
  ];
}
