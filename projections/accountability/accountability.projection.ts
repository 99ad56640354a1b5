import type { ActorRef } from '../../src/kernel/entry';
import type { Recorded } from '../../src/kernel/event';
import { CaseRead } from '../../src/events/reading.events';
import { CommandRefused } from '../../src/events/ledger.events';
import type { RowOf } from '../../src/ports/read-model-table';
import {
  changesOf,
  follow,
  on,
  type Change,
  type Projection,
  type Step,
  type StreamHandling,
} from '../projection';
import { detailOf, groundsOf, noGrounds, type StoredGrounds } from './act';
import { consequence, nothingYet, type Memory } from './consequences';
import { tables, type acts, type actors } from './tables';

const { put } = changesOf(tables);

/** What a case remembers: places of later acts, and what the readings of corrected acts need again. */
interface CaseDoc {
  readonly memory: Memory;
  /** By revision, of acts that have either. */
  readonly links: Readonly<Record<string, Links>>;
}

/** What an act followed from, and the evidence on file at that moment: neither changes with a correction. */
interface Links {
  readonly follows?: readonly number[];
  readonly onFile?: readonly string[];
}

const noLinks: Links = {};

function caseAct(event: Recorded, doc: CaseDoc): Step<CaseDoc> {
  const { follows, onFile, memory } = consequence(event, doc.memory);
  const links: Links = {
    ...(follows.length === 0 ? noLinks : { follows }),
    ...(onFile === undefined ? noLinks : { onFile }),
  };
  const linked = follows.length > 0 || onFile !== undefined;
  if (!linked && memory === doc.memory) return { doc, changes: changesFor(event, noLinks) };
  const all = linked ? { ...doc.links, [event.meta.revision]: links } : doc.links;
  return { doc: { memory, links: all }, changes: changesFor(event, links) };
}

/** The correction is an act of its own, and its target reads anew. */
function caseCorrected(event: Recorded, now: Recorded, doc: CaseDoc): Step<CaseDoc> {
  const step = caseAct(event, doc);
  const links = doc.links[now.meta.revision] ?? noLinks;
  return { doc: step.doc, changes: [...step.changes, put('acts', actRow(now, links, event))] };
}

const cases = follow<CaseDoc>({
  initial: { memory: nothingYet, links: {} },
  on: [],
  otherwise: caseAct,
  corrected: (event, { now }, doc) => caseCorrected(event, now, doc),
});

/** Registers, accounts and imports: of what follows from what only corrections are told, which name their target. */
const register: StreamHandling = follow<null>({
  initial: null,
  on: [],
  otherwise: (event, doc) => ({ doc, changes: changesFor(event, noLinks) }),
  corrected: (event, { now }, doc) => {
    const correction = changesFor(event, { follows: [now.meta.revision] });
    return { doc, changes: [...correction, put('acts', actRow(now, noLinks, event))] };
  },
});

const refusal = follow<null>({
  initial: null,
  on: [
    on(CommandRefused, (event, doc) => {
      const { meta, data } = event;
      const place = { refusal: meta.stream, revision: meta.revision, legal_date: meta.legal.d };
      const about = { target: data.stream, command: data.command, organ: meta.organ?.u ?? null };
      const times = { recorded_at: meta.recordedAt };
      const codes = [...new Set(data.broken.map(({ code }) => code))];
      const changes: Change[] = [
        put('refusals', {
          ...place,
          ...about,
          ...times,
          legal_at: legalAt(event),
          actors: filled(meta.actors),
          broken: data.broken,
        }),
        ...codes.map((code) => put('broken', { code, ...place, ...about, ...times })),
        ...actorRows(event),
      ];
      return { doc, changes };
    }),
  ],
});

const reading = follow<null>({
  initial: null,
  on: [
    on(CaseRead, ({ data, meta }, doc) => {
      const [reader] = meta.actors;
      const row = {
        ...{ reading: meta.stream, case: data.case, reader: reader?.u ?? '', role: reader?.role ?? '' },
        ...{ legal_date: meta.legal.d, recorded_at: meta.recordedAt, organ: orNull(meta.organ?.u) },
        ...{ what: data.what, part: orNull(data.of) },
        ...{ purpose: data.purpose, approval: orNull(data.approval) },
      };
      return { doc, changes: [put('readings', row)] };
    }),
  ],
});

function changesFor(event: Recorded, links: Links): readonly Change[] {
  const act = put('acts', actRow(event, links, event));
  const cited = citationRows(event);
  if (event.meta.actors.length === 0 && cited.length === 0) return [act];
  return [act, ...actorRows(event), ...cited];
}

/** Imported history cites in its own words, and is not looked through. */
function citationRows(event: Recorded): readonly Change[] {
  const { type, meta } = event;
  if (meta.source !== undefined) return noChanges;
  const { basis } = groundsOf(event);
  if (basis.length === 0) return noChanges;
  const once = new Map(basis.map((each) => [`${each.norm} ${each.article}`, each]));
  return [...once.values()].map(({ norm, article, rank }) =>
    put('citations', {
      ...{ norm, article, rank, type, stream: meta.stream, revision: meta.revision },
      organ: orNull(meta.organ?.u ?? (event.data as { readonly organ?: string }).organ),
      ...{ legal_date: meta.legal.d, recorded_at: meta.recordedAt },
    }),
  );
}

const noChanges: readonly Change[] = [];

/** @param reading the event that made the act read so */
function actRow(event: Recorded, links: Links, reading: Recorded): RowOf<typeof acts> {
  const { type, meta } = event;
  const { organ, source } = meta;
  // Written out, because a row is made for every event there is, and objects put together from parts are slow.
  return {
    stream: meta.stream,
    revision: meta.revision,
    reading: reading.meta.revision,
    known_at: reading.meta.recordedAt,
    type,
    detail: orNull(detailOf(event)),
    legal_date: meta.legal.d,
    legal_at: legalAt(event),
    recorded_at: meta.recordedAt,
    organ: orNull(organ?.u),
    entrusted_by: orNull(organ?.by),
    actors: filled(meta.actors),
    grounds: storedGrounds(event, links),
    follows: links.follows ?? null,
    rule_packs: joined(meta.rulePacks),
    command: meta.commandId,
    causation: orNull(meta.causationId),
    source: orNull(source?.sys),
    source_row: orNull(source?.row),
  };
}

function storedGrounds(event: Recorded, { onFile }: Links): StoredGrounds | null {
  const { calendars } = event.meta;
  const named = groundsOf(event);
  if (named === noGrounds && calendars.length === 0) return null;
  return { ...named, evidence: onFile ?? named.evidence, calendars };
}

function actorRows(event: Recorded): Change[] {
  const people = new Map<string, ActorRef[]>();
  for (const actor of event.meta.actors) people.set(actor.u, [...(people.get(actor.u) ?? []), actor]);
  return [...people].map(([actor, refs]) => put('actors', actorRow(event, actor, refs)));
}

/** @param refs one person as he stands in the act, once for each role */
function actorRow(event: Recorded, actor: string, refs: readonly ActorRef[]): RowOf<typeof actors> {
  const { type, meta } = event;
  const cert = refs.find((ref) => ref.cert !== undefined)?.cert;
  return {
    actor,
    legal_date: meta.legal.d,
    stream: meta.stream,
    revision: meta.revision,
    type,
    detail: orNull(detailOf(event)),
    role: refs.map(({ role }) => role).join(','),
    post: orNull(refs.find(({ post }) => post !== undefined)?.post),
    cert: orNull(cert?.s),
    cert_revision: orNull(cert?.n),
    organ: orNull(meta.organ?.u),
    legal_at: legalAt(event),
    recorded_at: meta.recordedAt,
  };
}

const orNull = <T>(value: T | undefined): T | null => value ?? null;

const legalAt = ({ meta }: Recorded): string | null => (meta.legal.p === 'day' ? null : meta.legal.at);

const filled = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list);

/** A handful of different lists in the whole ledger: as one handle they cost a row next to nothing. */
const joined = (versions: readonly string[]): string | null =>
  versions.length === 0 ? null : versions.join(',');

/** Who did what, as what, on which grounds, and what followed. Handles and codes only: it holds no personal data. */
export const accountability: Projection = {
  name: 'accountability',
  version: 2,
  tables,
  streams: {
    case: cases,
    organ: register,
    officer: register,
    item: register,
    template: register,
    account: register,
    import: register,
    refusal,
    reading,
  },
};
