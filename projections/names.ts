import {
  ItemAmended,
  ItemPublished,
  OfficerRegistered,
  OrganConfirmed,
  OrganRenamed,
  TemplatePublished,
} from '../src/events/register.events';
import { documentTypeText } from '../src/law/document-type-text';
import { GuardDisablingRequested } from '../src/events/guard.events';
import { AdviserRegistered } from '../src/events/qualification.events';
import { defineTable } from '../src/ports/read-model-table';
import { personSearchText } from './pinyin';
import { textOf } from './personal';
import { changesOf, follow, on, type StreamHandling } from './projection';

/**
 * Names of organs, items, officers and templates by their handles, for screens that show more than handles. The name is the one
 * of today; what was valid at an act stands in the act itself.
 */
export const names = defineTable({
  columns: { handle: 'ref', kind: 'text', name: 'text?', organ: 'ref?', search: 'search?' },
  key: ['handle'],
});

interface NameDoc {
  /** Civil date from which the name holds; a later entry with an earlier date does not replace it. */
  readonly from: string;
}

const { put } = changesOf({ names });
const unnamed: NameDoc = { from: '' };

const named = (kind: string, handle: string, name: string | null, organ: string | null) =>
  put('names', {
    handle,
    kind,
    name,
    organ,
    search: name === null ? null : kind === 'officer' ? personSearchText(name) : name,
  });

const organ = follow<NameDoc>({
  initial: unnamed,
  on: [
    on(OrganConfirmed, ({ data, meta }, doc) =>
      data.from < doc.from
        ? { doc, changes: [] }
        : { doc: { from: data.from }, changes: [named('organ', meta.stream, data.name, meta.stream)] },
    ),
    on(OrganRenamed, ({ data, meta }, doc) =>
      data.from < doc.from
        ? { doc, changes: [] }
        : { doc: { from: data.from }, changes: [named('organ', meta.stream, data.name, meta.stream)] },
    ),
  ],
});

const item = follow<NameDoc>({
  initial: unnamed,
  on: [
    on(ItemPublished, ({ data, meta }, doc) => ({
      doc,
      changes: [named('item', meta.stream, data.name, data.organ)],
    })),
    on(ItemAmended, ({ data, meta }, doc) => ({
      doc,
      changes: [named('item', meta.stream, data.name, data.organ)],
    })),
  ],
});

const officer = follow<NameDoc>({
  initial: unnamed,
  on: [
    on(OfficerRegistered, (event, doc) => ({
      doc,
      changes: [named('officer', event.meta.stream, textOf(event, 'officer', 'name'), event.data.organ)],
    })),
    on(AdviserRegistered, (event, doc) => ({
      doc,
      changes: [named('officer', event.meta.stream, textOf(event, 'officer', 'name'), event.data.organ)],
    })),
  ],
});

/** A template has the name of its type of document, and is found by its 代字, too. */
const template = follow<NameDoc>({
  initial: unnamed,
  on: [
    on(TemplatePublished, ({ data: { docType, organ: of, prefix }, meta }, doc) => {
      const { zh } = documentTypeText(docType);
      const row = { handle: meta.stream, kind: 'template', name: zh, organ: of, search: `${zh} ${prefix}` };
      return { doc, changes: [put('names', row)] };
    }),
  ],
});

/** The guards of an organ have no name; they are listed under the organ. */
const guards = follow<NameDoc>({
  initial: unnamed,
  on: [
    on(GuardDisablingRequested, ({ data, meta }, doc) => ({
      doc,
      changes: [named('guards', meta.stream, null, data.organ)],
    })),
  ],
});

/** The categories whose streams stand in lists by name or organ. */
export const followNames: Readonly<
  Record<'organ' | 'item' | 'officer' | 'template' | 'guards', StreamHandling>
> = { organ, item, officer, template, guards };
