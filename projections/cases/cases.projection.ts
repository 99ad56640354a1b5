import type { Recorded } from '../../src/kernel/event';
import { defineTable, type RowOf } from '../../src/ports/read-model-table';
import { followNames, names } from '../names';
import { personSearchText } from '../pinyin';
import { changesOf, follow, type Change, type Projection, type Step } from '../projection';
import {
  correct,
  latestDate,
  record,
  stateAsOf,
  type Brought,
  type History,
  type Recording,
  type Version,
} from '../two-clocks';
import {
  blankCase,
  broughtToCase,
  nameOf,
  officersOf,
  partyTokenOf,
  searchTextOf,
  type CaseState,
} from './case-state';

/** The columns of {@link CaseState}. Codes are references, too: a few texts in very many rows. */
const state = {
  organ: 'ref?',
  item: 'ref?',
  procedure: 'ref?',
  phase: 'ref',
  number: 'text?',
  party: 'text?',
  party_kind: 'ref?',
  kinds: 'ref?',
  currency: 'ref',
  fine: 'int?',
  paid: 'int',
  late_fee: 'int',
  decided_on: 'text?',
  closed_on: 'text?',
} as const;

/** Cases as they stand now: what lists show by default. */
export const current = defineTable({
  columns: {
    case: 'ref',
    revision: 'int',
    /** The earliest legal date of its events. */
    opened_on: 'text',
    legal_date: 'text',
    recorded_at: 'text',
    ...state,
    search: 'search?',
  },
  key: ['case'],
  indexes: [
    ['opened_on', 'case'],
    ['organ', 'opened_on', 'case'],
    ['phase', 'opened_on', 'case'],
    ['organ', 'phase', 'opened_on', 'case'],
    ['item', 'opened_on', 'case'],
    ['organ', 'item', 'opened_on', 'case'],
    ['number'],
    ['organ', 'number'],
  ],
});

/**
 * One row for each (case, revision): the event for the timeline, and the case as of its legal date once it was
 * recorded. An event dated back has further rows, not its own, for the later dates that it changed.
 */
export const history = defineTable({
  columns: {
    case: 'ref',
    legal_date: 'text',
    revision: 'int',
    own: 'bool',
    type: 'ref',
    /** Name of the activity, where the type does not say it. */
    detail: 'ref?',
    /** Absent where only the day is known. */
    legal_at: 'text?',
    recorded_at: 'text',
    actors: 'json?',
    opened_on: 'text',
    ...state,
  },
  key: ['case', 'legal_date', 'revision'],
  once: true,
});

/** Organs that a case has ever been of, officers who acted in it, its party by a keyed digest: what lists are narrowed by on both clocks. */
export const links = defineTable({
  columns: { case: 'ref', kind: 'ref', handle: 'ref', opened_on: 'text' },
  key: ['case', 'kind', 'handle'],
  indexes: [['handle', 'kind', 'opened_on', 'case']],
});

const tables = { current, history, links, names };
const { put } = changesOf(tables);

/** What is remembered of a case. */
interface CaseDoc {
  /** The earliest legal date. */
  readonly opened: string;
  readonly history: History<CaseState>;
  /** Search text by the revision that brought it. */
  readonly texts: readonly (readonly [revision: number, text: string])[];
  /** `kind handle` of the links written. */
  readonly links: readonly string[];
}

const initial: CaseDoc = { opened: '', history: [], texts: [], links: [] };

function recorded(event: Recorded, doc: CaseDoc): Step<CaseDoc> {
  const brought = broughtToCase(event);
  const recording = record(doc.history, blankCase, placeOf(event), brought);
  return step(event, { doc, recording, told: event, brought });
}

/** The correction is an event of the timeline, and what its target brought is different from its date on. */
function corrected(event: Recorded, now: Recorded, doc: CaseDoc): Step<CaseDoc> {
  const brought = broughtToCase(now);
  const first = record(doc.history, blankCase, placeOf(event), {});
  const { history: entries, versions } = correct(first.history, blankCase, now.meta.revision, brought);
  const byDate = new Map([...first.versions, ...versions].map((version) => [version.date, version]));
  return step(event, {
    doc,
    recording: { history: entries, versions: [...byDate.values()] },
    told: now,
    brought,
  });
}

const placeOf = ({ meta }: Recorded): { revision: number; date: string } => ({
  revision: meta.revision,
  date: meta.legal.d,
});

interface Told {
  readonly doc: CaseDoc;
  readonly recording: Recording<CaseState>;
  /** The event whose text and links count: of a correction, its target as it reads now. */
  readonly told: Recorded;
  readonly brought: Brought<CaseState>;
}

function step(event: Recorded, { doc, recording, told, brought }: Told): Step<CaseDoc> {
  const { meta } = event;
  const earlier = doc.opened === '' || meta.legal.d < doc.opened;
  const opened = earlier ? meta.legal.d : doc.opened;
  const fresh = linksOf(told, brought).filter((link) => !doc.links.includes(link));
  const links = fresh.length === 0 ? doc.links : [...doc.links, ...fresh];
  const changes = recording.versions.map((version) => put('history', historyRow(event, opened, version)));
  for (const link of earlier ? links : fresh) changes.push(linkRow(meta.stream, link, opened));
  return { doc: { opened, history: recording.history, texts: withText(doc.texts, told), links }, changes };
}

function currentRow(doc: CaseDoc, last: Recorded): RowOf<typeof current> {
  const until = latestDate(doc.history);
  return {
    case: last.meta.stream,
    revision: last.meta.revision,
    opened_on: doc.opened,
    legal_date: until,
    recorded_at: last.meta.recordedAt,
    ...stateAsOf(doc.history, blankCase, until),
    search: doc.texts.length === 0 ? null : doc.texts.map(([, text]) => text).join(' | '),
  };
}

function historyRow(event: Recorded, opened: string, version: Version<CaseState>): RowOf<typeof history> {
  const { meta } = event;
  return {
    case: meta.stream,
    legal_date: version.date,
    revision: meta.revision,
    own: version.date === meta.legal.d,
    type: event.type,
    detail: (event.data as { activity?: string }).activity ?? null,
    legal_at: meta.legal.p === 'day' ? null : meta.legal.at,
    recorded_at: meta.recordedAt,
    actors: meta.actors.length === 0 ? null : meta.actors,
    opened_on: opened,
    ...version.state,
  };
}

const none: readonly string[] = [];

function linksOf(event: Recorded, { set }: Brought<CaseState>): readonly string[] {
  const officers = officersOf(event);
  const organ = set?.organ ?? null;
  const party = partyTokenOf(event);
  if (officers.length === 0 && organ === null && party === undefined) return none;
  return [
    ...(organ === null ? none : [`organ ${organ}`]),
    ...(party === undefined ? none : [`party ${party}`]),
    ...officers.map((officer) => `officer ${officer}`),
  ];
}

function linkRow(stream: string, link: string, opened: string): Change {
  const space = link.indexOf(' ');
  return put('links', {
    case: stream,
    kind: link.slice(0, space),
    handle: link.slice(space + 1),
    opened_on: opened,
  });
}

function withText(texts: CaseDoc['texts'], event: Recorded): CaseDoc['texts'] {
  const found = searchTextOf(event);
  const name = nameOf(event);
  if (found.length === 0 && name === null) return texts;
  const text = (name === null ? found : [...found, personSearchText(name)]).join(' | ');
  const { revision } = event.meta;
  return [...texts.filter(([r]) => r !== revision), [revision, text]];
}

/** The officer's own view: lists, search, timeline. Internal: it holds names. */
export const cases: Projection = {
  name: 'cases',
  version: 5,
  tables,
  streams: {
    case: follow<CaseDoc>({
      initial,
      on: [],
      otherwise: recorded,
      corrected: (event, { now }, doc) => corrected(event, now, doc),
      shown: (doc, last) => [put('current', currentRow(doc, last))],
    }),
    ...followNames,
  },
};
