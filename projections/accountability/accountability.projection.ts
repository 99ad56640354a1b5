import type { ActorRef } from '../../src/kernel/entry';
import type { Recorded } from '../../src/kernel/event';
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
import { detailOf, groundsOf } from './act';
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

const changesFor = (event: Recorded, links: Links): Change[] => [
  put('acts', actRow(event, links, event)),
  ...actorRows(event),
];

/** @param reading the event that made the act read so */
function actRow(event: Recorded, links: Links, reading: Recorded): RowOf<typeof acts> {
  const { meta } = event;
  const { rules, parameters, entries, basis, evidence } = groundsOf(event);
  return {
    ...placeOf(event),
    reading: reading.meta.revision,
    known_at: reading.meta.recordedAt,
    entrusted_by: meta.organ?.by ?? null,
    actors: filled(meta.actors),
    rules: filled(rules),
    parameters: filled(parameters),
    entries: filled(entries),
    basis: filled(basis),
    evidence: filled(links.onFile ?? evidence),
    follows: filled(links.follows ?? []),
    rule_packs: joined(meta.rulePacks),
    calendars: joined(meta.calendars),
    command: meta.commandId,
    causation: meta.causationId ?? null,
    source: meta.source?.sys ?? null,
    source_row: meta.source?.row ?? null,
  };
}

function actorRows(event: Recorded): Change[] {
  const people = new Map<string, ActorRef[]>();
  for (const actor of event.meta.actors) people.set(actor.u, [...(people.get(actor.u) ?? []), actor]);
  return [...people].map(([actor, refs]) => put('actors', actorRow(event, actor, refs)));
}

/** @param refs one person as he stands in the act, once for each role */
function actorRow(event: Recorded, actor: string, refs: readonly ActorRef[]): RowOf<typeof actors> {
  const cert = refs.find((ref) => ref.cert !== undefined)?.cert;
  return {
    ...placeOf(event),
    actor,
    role: refs.map(({ role }) => role).join(','),
    post: refs.find(({ post }) => post !== undefined)?.post ?? null,
    cert: cert?.s ?? null,
    cert_revision: cert?.n ?? null,
  };
}

/** Which act, when by both clocks, and in whose name. */
const placeOf = (event: Recorded) => ({
  stream: event.meta.stream,
  revision: event.meta.revision,
  type: event.type,
  detail: detailOf(event) ?? null,
  legal_date: event.meta.legal.d,
  legal_at: legalAt(event),
  recorded_at: event.meta.recordedAt,
  organ: event.meta.organ?.u ?? null,
});

const legalAt = ({ meta }: Recorded): string | null => (meta.legal.p === 'day' ? null : meta.legal.at);

const filled = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list);

/** A handful of different lists in the whole ledger: as one handle they cost a row next to nothing. */
const joined = (versions: readonly string[]): string | null =>
  versions.length === 0 ? null : versions.join(',');

/** Who did what, as what, on which grounds, and what followed. Handles and codes only: it holds no personal data. */
export const accountability: Projection = {
  name: 'accountability',
  version: 1,
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
  },
};
