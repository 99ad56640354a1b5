import { day, flag, list, moment, named, object, orNull, pageOf, ref, text, whole } from './schema-parts';
import type { Schema } from './schema-of';

const notice = object({
  ...{ case: text, channel: text, status: text, listedOn: day, organ: orNull(named), item: orNull(named) },
  ...{
    number: orNull(text),
    party: orNull(text),
    partyKind: orNull(text),
    creditCode: orNull(text),
    representative: orNull(text),
  },
  ...{ violatedFrom: orNull(day), violatedUntil: orNull(day), lastsUntil: orNull(day) },
  ...{ kinds: list(text), fine: orNull(whole), confiscated: orNull(whole), permits: orNull(text) },
  ...{
    basis: orNull(list(object({ norm: text, article: text }))),
    resultZh: orNull(text),
    resultEn: orNull(text),
  },
  ...{
    decidedOn: orNull(day),
    shownUntil: orNull(day),
    correctedOn: orNull(day),
    withdrawnOn: orNull(day),
    withdrawnFor: orNull(text),
  },
  publicReason: orNull(text),
});

const actingOfficer = object({ handle: text, name: orNull(text), certificate: orNull(text) });

/** Answers of the lists of publication. */
export const disclosureSchemas: Readonly<Record<string, Schema>> = {
  Notice: notice,
  NoticePage: pageOf(ref('Notice')),
  CertificatePage: pageOf(
    object({
      ...{ officer: text, name: orNull(text), number: text, organ: orNull(named), issuer: text },
      ...{ validFrom: day, validUntil: day, status: text },
    }),
  ),
  WorkPage: pageOf(
    object({
      ...{ case: text, channel: text, organ: text, status: text, changedOn: day },
      ...{ openedOn: orNull(day), dueOn: orNull(day), uncomputable: orNull(text) },
      ...{ publishedOn: orNull(day), correctedOn: orNull(day), shownUntil: orNull(day) },
      ...{ withdrawBy: orNull(day), withdrawnOn: orNull(day), reason: orNull(text) },
    }),
  ),
  InActPage: pageOf(
    object({
      ...{ case: text, revision: whole, organ: orNull(text), legalDate: day, recordedAt: moment },
      ...{ what: text, contact: orNull(text), officers: list(actingOfficer), told: list(text) },
    }),
  ),
  ExAntePage: pageOf(
    object({
      ...{ kind: text, entry: text, name: text, since: day, until: orNull(day), recordedAt: moment },
      content: { type: 'object', description: '登记的内容 · as the register states it' },
      'flowCharts?': list(text),
    }),
  ),
  Catalogue: object({
    ...{ organ: named, list: text, key: text, asOf: day, packs: list(text), pack: orNull(text) },
    demonstration: flag,
    lines: orNull(
      list(
        object({
          ...{ act: text, 'party?': text, 'kinds?': list(text), 'flags?': list(text) },
          ...{ 'minFineFen?': whole, 'minConfiscationFen?': whole },
          ...{ 'levels?': list(text), 'fields?': list(text), zh: text, en: text },
        }),
      ),
    ),
    trail: list({ type: 'object', description: '各规则包的取舍 · what became of the word of each pack' }),
  }),
  UnfiledPage: pageOf(object({ organ: orNull(named), kind: text, entry: text, name: text, since: day })),
  DuePage: pageOf(
    object({
      ...{ case: text, channel: text, organ: text, status: text, openedOn: day },
      ...{ dueOn: orNull(day), uncomputable: orNull(text) },
    }),
  ),
};
