import { BenchmarkPublished, BenchmarkRetired } from '../../src/events/benchmark.events';
import { PostRegistered } from '../../src/events/duty.events';
import {
  FilingRegistered,
  ItemParticularsPublished,
  LegalBasisRecorded,
  OwnRulesPublished,
  OwnRulesRepealed,
  PublicationChannelsPublished,
  RecordingListPublished,
} from '../../src/events/list.events';
import {
  EntrustmentEnded,
  EntrustmentRecorded,
  ItemAmended,
  ItemPublished,
  ItemRetired,
  OrganConfirmed,
  OrganEnded,
  OrganParticularsPublished,
  OrganRenamed,
  RulePackAdopted,
  TemplatePublished,
  TemplateRetired,
  UnitRegistered,
} from '../../src/events/register.events';
import type { Recorded } from '../../src/kernel/event';
import { dispatcher, when } from '../dispatch';
import { categoryOf, changesOf, follow, type Change, type Step, type StreamHandling } from '../projection';
import { record, type History } from '../two-clocks';
import type { ExAnteKind } from './ex-ante.queries';
import { NEVER, tables } from './tables';

/**
 * 事前公示: what organs make public before they act (处罚法 39; A074, A200–A205): themselves, where to complain, what they
 * may do on which basis and within which benchmark. Registers say from when each holds; that day is the legal date here.
 */

/** One entry of a list as a register states it: members that it sets, from a day. */
interface Entry {
  readonly kind: ExAnteKind;
  /** Which of several entries of the kind on the stream; empty where there is one. */
  readonly name: string;
  readonly from: string;
  readonly set: State;
  /** Of an item or template: whose list it stands on. */
  readonly organ?: string;
}

type State = Readonly<Record<string, unknown>>;

const entry = (
  kind: ExAnteKind,
  { from, ...said }: { readonly from: string },
  name = '',
  organ?: string,
): Entry => ({
  ...{ kind, name, from, set: { over: false, until: NEVER, ...said } },
  ...(organ === undefined ? {} : { organ }),
});

/** What the judicial bureau is told of; each version anew. */
const unfiled = { filing: null };

/** Where a filing belongs, by the kind of its stream. */
const filedAs: Readonly<Record<string, ExAnteKind>> = {
  organ: 'rules',
  item: 'benchmark',
  template: 'template',
};

const ended = (kind: ExAnteKind, from: string, name = ''): Entry => ({
  kind,
  name,
  from,
  set: { over: true },
});

const entryOf = dispatcher<Entry | undefined>(undefined, [
  when(OrganConfirmed, ({ data: { bank: _bank, ...data } }) => entry('organ', data)),
  when(OrganRenamed, ({ data: { name, from } }) => ({ kind: 'organ', name: '', from, set: { name } })),
  when(OrganEnded, ({ data }) => ended('organ', data.from)),
  when(OrganParticularsPublished, ({ data }) => entry('particulars', data)),
  when(UnitRegistered, ({ data }) => entry('unit', data, data.unit)),
  when(PostRegistered, ({ data }) => entry('post', data, data.post)),
  when(EntrustmentRecorded, ({ data }) => entry('entrustment', data, data.entrusting)),
  when(EntrustmentEnded, ({ data }) => ended('entrustment', data.from, data.entrusting)),
  when(ItemPublished, ({ data }) => entry('item', data, '', data.organ)),
  when(ItemAmended, ({ data }) => entry('item', data, '', data.organ)),
  when(ItemRetired, ({ data }) => ended('item', data.from)),
  when(ItemParticularsPublished, ({ data: { from, published: listed, ...data } }) => ({
    ...{ kind: 'item', name: '', from, set: { ...data, listed } },
  })),
  when(BenchmarkPublished, ({ data }) => entry('benchmark', { ...data, ...unfiled }, data.act)),
  when(BenchmarkRetired, ({ data }) => ended('benchmark', data.from, data.act)),
  when(TemplatePublished, ({ data }) =>
    entry('template', { ...data, ...unfiled }, `v${data.version}`, data.organ),
  ),
  when(TemplateRetired, ({ data: { version, from } }) => ended('template', from, `v${version}`)),
  when(RecordingListPublished, ({ data }) => entry('recording', data)),
  when(OwnRulesPublished, ({ data }) => entry('rules', { ...data, ...unfiled }, data.code)),
  when(OwnRulesRepealed, ({ data }) => ended('rules', data.from, data.code)),
  when(PublicationChannelsPublished, ({ data }) => entry('channels', data)),
  when(LegalBasisRecorded, ({ data }) =>
    data.change === 'repealed' ? ended('basis', data.from, data.code) : entry('basis', data, data.code),
  ),
  when(RulePackAdopted, ({ data }) => entry('rule-packs', data)),
  when(FilingRegistered, ({ data: { of, from, ...filing }, meta }) => {
    const kind = filedAs[categoryOf(meta.stream)];
    return kind === undefined
      ? undefined
      : { kind, name: of, from, set: { filing: { ...filing, on: from } } };
  }),
]);

/** What is remembered of a register entry: its lists by kind and name, and whose they are. */
interface Doc {
  readonly organ: string | null;
  readonly lists: Readonly<Record<string, History<State>>>;
}

const { put } = changesOf(tables);
const blank: State = {};

function told(event: Recorded, doc: Doc): Step<Doc> {
  const found = entryOf(event);
  if (found === undefined) return { doc, changes: [] };
  const { kind, name, from, set } = found;
  const { stream, revision, recordedAt } = event.meta;
  const organ = found.organ ?? doc.organ ?? stream;
  const part = `${kind} ${name}`;
  const { history, versions } = record(doc.lists[part] ?? [], blank, { revision, date: from }, { set });
  const changes: Change[] = versions.map(({ date, state }) => {
    const { over, until, ...content } = state;
    return put('ex_ante', {
      ...{ stream, kind, name, legal_date: date, revision, recorded_at: recordedAt, organ },
      ...{ over: over === true, until_on: typeof until === 'string' ? until : NEVER },
      ...{ filed: content['filing'] !== null, content },
    });
  });
  return { doc: { organ, lists: { ...doc.lists, [part]: history } }, changes };
}

/** Streams of organs, items and templates, as their public lists. */
export const followExAnte: StreamHandling = follow<Doc>({
  initial: { organ: null, lists: {} },
  on: [],
  otherwise: told,
});
