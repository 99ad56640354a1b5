import { day, flag, list, moment, object, orNull, pageOf, text, whole } from './schema-parts';
import type { Schema } from './schema-of';

const filed = object({
  ...{ path: text, id: text, title: text, revision: whole, 'sha256?': text, 'bytes?': whole, 'blob?': text },
  'missing?': flag,
});

/** Documents, files and packages of a case. */
export const documentSchemas: Readonly<Record<string, Schema>> = {
  DocumentPage: pageOf(
    object({
      ...{ id: text, kind: text, zh: text, en: text, number: orNull(text), revision: whole, legalDate: day },
      versions: list(object({ version: whole, event: text, recordedAt: moment })),
    }),
  ),
  ArchiveManifest: object({ case: text, through: whole, main: list(filed), internal: list(filed) }),
  DocumentModel: object({
    ...{ organ: text, title: text, 'number?': text, blocks: list({ type: 'object' }) },
    imprint: object({
      ...{ id: text, version: whole, 'template?': text, event: text, leaf: text, recordedAt: moment },
    }),
  }),
  KeptFile: object({ blob: text, sha256: text, bytes: whole, type: text }),
};
