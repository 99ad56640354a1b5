import { penaltyCase } from '../../domain/penalty-case/decider';
import type { TemplateState, TemplateVersion } from '../../domain/registers/template';
import { slugOf } from '../../domain/slug';
import type { CivilDate } from '../../kernel/time';
import { documentTypeText } from '../../law/document-type-text';

/** A template as its register shows it: for what document, in which versions, and in which acts it may be named. */
export interface TemplateView {
  readonly document: { readonly type: string; readonly zh: string; readonly en: string };
  /** The newest last. */
  readonly versions: readonly TemplateVersionView[];
  /** Commands on cases whose rules ask for a template of this type. */
  readonly acts: readonly TemplateUse[];
}

export interface TemplateVersionView {
  readonly version: number;
  readonly prefix: string;
  readonly fields: readonly string[];
  readonly from: CivilDate;
  /** The day from which it is used no more: its own last day, or the day from which it was retired. */
  readonly until: CivilDate | null;
}

export interface TemplateUse {
  /** Number of the row in the specification. */
  readonly no: string;
  readonly slug: string;
  readonly zh: string;
  readonly en: string;
}

/** @returns nothing where no version was published */
export function templateView({ versions }: TemplateState): TemplateView | undefined {
  const type = versions.at(-1)?.docType;
  if (type === undefined) return undefined;
  return {
    document: { type, ...documentTypeText(type) },
    versions: versions.toSorted((a, b) => a.version - b.version).map(versionView),
    acts: actsWith(type),
  };
}

const versionView = ({
  version,
  prefix,
  fields,
  from,
  until,
  ended,
}: TemplateVersion): TemplateVersionView => ({
  ...{ version, prefix, fields, from },
  until: [until, ended].flatMap((day) => day ?? []).toSorted()[0] ?? null,
});

/** The acts whose own rules say that they need such a document. */
const actsWith = (type: string): readonly TemplateUse[] =>
  penaltyCase.steps
    .filter(({ rules }) => rules.some(({ papers = [] }) => papers.includes(type)))
    .map(({ no, command, zh, en }) => ({ no, slug: slugOf(command.name), zh, en }));
