import { EnforcementAreaSet } from '../../src/events/list.events';
import { OfficerPosted, OfficerRegistered, PostEnded } from '../../src/events/register.events';
import type { Recorded } from '../../src/kernel/event';
import type { CivilDate } from '../../src/kernel/time';
import { dispatcher, when } from '../dispatch';
import { changesOf, follow, type Change, type Step, type StreamHandling } from '../projection';
import type { CertificateChange } from './certificate';
import { factOf, type CertificateFact } from './officers';
import { NEVER, tables } from './tables';

/**
 * 执法人员公开 (A204): name, post, certificate and area of everybody who enforces for an organ, as the registers had it on a
 * legal date and as it was known at an instant. Names and numbers are public by the rules of the register.
 */

/** A post as the public is told of it. */
export interface ShownPost {
  readonly post: string;
  readonly organ: string;
  readonly unit: string | null;
  readonly tier: string;
  readonly from: CivilDate;
  /** Last day; null where none is foreseen. */
  readonly until: CivilDate | null;
}

/** Where somebody enforces. */
export interface ShownArea {
  readonly division: string;
  readonly place: string | null;
}

/** A certificate with what was done to it. */
interface ShownCertificate {
  readonly number: string;
  readonly organ: string;
  readonly issuer: string;
  readonly validFrom: CivilDate;
  readonly validUntil: CivilDate;
  readonly changes: readonly CertificateChange[];
}

/** What a row of kind `officer` holds: everything that had begun by its date. */
export interface OfficerContent {
  readonly name: string | null;
  readonly posts: readonly ShownPost[];
  readonly certificates: readonly ShownCertificate[];
  /** Null where none was set: then it is the territory of the organ. */
  readonly areas: readonly ShownArea[] | null;
}

type Fact =
  | { readonly is: 'staff'; readonly organ: string; readonly from: CivilDate }
  | { readonly is: 'post'; readonly post: ShownPost }
  | { readonly is: 'post-ended'; readonly post: string; readonly from: CivilDate }
  | { readonly is: 'areas'; readonly areas: readonly ShownArea[]; readonly from: CivilDate };

/** Facts of a person, each with its revision and the day from which it holds. */
type Doc = readonly (readonly [
  revision: number,
  from: CivilDate,
  certificate: CertificateFact | null,
  fact: Fact | null,
])[];

const ownFact = dispatcher<Fact | undefined>(undefined, [
  when(OfficerRegistered, ({ data: { kind, organ, from } }) =>
    kind === 'officer' ? { is: 'staff', organ, from } : undefined,
  ),
  when(OfficerPosted, ({ data: { post, organ, unit = null, tier, from, until = null } }) => ({
    is: 'post',
    post: { post, organ, unit, tier, from, until },
  })),
  when(PostEnded, ({ data: { post, from } }) => ({ is: 'post-ended', post, from })),
  when(EnforcementAreaSet, ({ data: { areas, from } }) => ({
    is: 'areas',
    areas: areas.map(({ division, place = null }) => ({ division, place })),
    from,
  })),
]);

const fromOf = (certificate: CertificateFact | undefined, fact: Fact | undefined): CivilDate | undefined => {
  if (fact !== undefined) return fact.is === 'post' ? fact.post.from : fact.from;
  if (certificate?.is === 'issued') return certificate.certificate.from;
  return certificate?.is === 'changed' ? certificate.change.from : undefined;
};

const nobody: OfficerContent = { name: null, posts: [], certificates: [], areas: null };

function withCertificate(content: OfficerContent, said: CertificateFact): OfficerContent {
  if (said.is === 'registered') return { ...content, name: said.name };
  if (said.is === 'issued') {
    const { from: validFrom, until: validUntil, ...rest } = said.certificate;
    const issued = { ...rest, validFrom, validUntil, changes: [] };
    return { ...content, certificates: [...content.certificates, issued] };
  }
  const certificates = content.certificates.map((each) =>
    each.number === said.number ? { ...each, changes: [...each.changes, said.change] } : each,
  );
  return { ...content, certificates };
}

function withFact(content: OfficerContent, fact: Fact): OfficerContent {
  if (fact.is === 'post') return { ...content, posts: [...content.posts, fact.post] };
  if (fact.is === 'areas') return { ...content, areas: fact.areas };
  if (fact.is === 'staff') return content;
  return { ...content, posts: content.posts.filter(({ post }) => post !== fact.post) };
}

/** What had begun by a day. */
const contentOn = (doc: Doc, day: CivilDate): OfficerContent =>
  doc
    .filter(([, from]) => from <= day)
    .reduce((content, [, , certificate, fact]) => {
      const named = certificate === null ? content : withCertificate(content, certificate);
      return fact === null ? named : withFact(named, fact);
    }, nobody);

const { put } = changesOf(tables);

/** Rows of the day of an event and of every later day on which something begins. */
function rowsFrom(doc: Doc, event: Recorded, day: CivilDate): readonly Change[] {
  const { stream, revision, recordedAt } = event.meta;
  const organ = doc.flatMap(([, , , fact]) => (fact?.is === 'staff' ? [fact.organ] : [])).at(0);
  if (organ === undefined) return [];
  const days = [...new Set(doc.map(([, from]) => from).filter((from) => from >= day))];
  return days.sort().map((date) => {
    const content = contentOn(doc, date);
    return put('ex_ante', {
      ...{ stream, kind: 'officer', name: '', legal_date: date, revision, recorded_at: recordedAt, organ },
      // Whoever has no certificate does not enforce, and is on no public list.
      ...{ over: content.certificates.length === 0, until_on: NEVER, filed: true, content },
    });
  });
}

function told(event: Recorded, doc: Doc): Step<Doc> {
  const [certificate, fact] = [factOf(event), ownFact(event)];
  const from = fromOf(certificate, fact);
  if (from === undefined) return { doc, changes: [] };
  const longer: Doc = [...doc, [event.meta.revision, from, certificate ?? null, fact ?? null]];
  return { doc: longer, changes: rowsFrom(longer, event, from) };
}

/** A correction changes what its target said, from the day of either on. */
function reread(correction: Recorded, now: Recorded, doc: Doc): Step<Doc> {
  const { revision } = now.meta;
  const [certificate, fact] = [factOf(now), ownFact(now)];
  const from = fromOf(certificate, fact);
  const was = doc.find(([at]) => at === revision);
  if (from === undefined || was === undefined) return { doc, changes: [] };
  const changed = doc.map((each): Doc[number] =>
    each === was ? [revision, from, certificate ?? null, fact ?? null] : each,
  );
  const [first = from] = [was[1], from].sort();
  // A day that only the former version began is told anew as well.
  const days: Doc = [...changed, [revision, was[1], null, null]];
  return { doc: changed, changes: rowsFrom(days, correction, first) };
}

/** Streams of officers, as the public list of those who enforce. */
export const followExAnteOfficers: StreamHandling = follow<Doc>({
  initial: [],
  on: [],
  otherwise: told,
  corrected: (correction, { now }, doc) => reread(correction, now, doc),
});
