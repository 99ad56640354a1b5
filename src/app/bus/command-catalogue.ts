import type { Role } from '../../events/account.events';
import type { AnyStep } from '../../domain/procedure';
import { penaltyCase } from '../../domain/penalty-case/decider';
import { organOf } from '../../domain/penalty-case/state';
import { discipline } from '../../domain/discipline/decider';
import { sealedRecord } from '../../domain/sealed/decider';
import { alert } from '../../domain/alerts/decider';
import { account } from '../../domain/registers/account';
import { guards, guardsStreamOf, organOfGuards } from '../../domain/registers/guards';
import type { RequestGuardDisabling } from '../../domain/registers/guards-commands';
import { item } from '../../domain/registers/item';
import { officer } from '../../domain/registers/officer';
import { organ } from '../../domain/registers/organ';
import { template } from '../../domain/registers/template';
import { slugOf } from '../../domain/slug';
import { tracing } from '../../domain/tracing/tracing';

export type { Role } from '../../events/account.events';

/** Kinds of streams that people command; numbers and reservations follow from commands and have no door. */
export type Category =
  | 'case'
  | 'organ'
  | 'officer'
  | 'item'
  | 'template'
  | 'guards'
  | 'account'
  | 'tracing'
  | 'alert'
  | SealedCategory;

/** Kinds of sealed streams: each belongs to a case, and is found by a pseudonym of it alone. */
export type SealedCategory = 'sealed' | 'discipline';

/** A command as doors show it: said once in the table of its decider, derived from there. */
export interface CommandRoute {
  readonly category: Category;
  /** Class name, `DecideOnSpot`. */
  readonly name: string;
  /** `decide-on-spot`; of a sealed kind with its name before it: `sealed/record-interference`. */
  readonly slug: string;
  readonly type: new () => object;
  /** Number in the specification. */
  readonly no: string;
  readonly zh: string;
  readonly en: string;
  readonly roles: readonly Role[];
  /** The stream that a command opens, where it follows from what the command says. */
  readonly streamOf?: (command: object) => string;
  /** Opens a stream. */
  readonly opens: boolean;
  /** Goes to a stream that is there. */
  readonly continues: boolean;
}

/** One kind of stream with its commands, and where its streams belong. */
export interface CommandedKind {
  readonly category: Category;
  readonly plural: string;
  readonly zh: string;
  readonly en: string;
  readonly routes: readonly CommandRoute[];
  /** Of the sealed class: its commands are sent to the case that they are about. */
  readonly sealed?: SealedCategory;
  /** The organ that a stream belongs to; absent where it belongs to none. */
  readonly organOf: (state: unknown, stream: string) => string | undefined;
}

type Row = Pick<AnyStep<never, never, never>, 'no' | 'command' | 'zh' | 'en' | 'who' | 'from' | 'to'>;

interface Tabled<S> {
  readonly category: string;
  readonly initial: S & { readonly phase: string };
  readonly steps: readonly Row[];
}

function kind<S>(
  decider: Tabled<S>,
  parts: Pick<CommandedKind, 'plural' | 'zh' | 'en'> & {
    readonly streamOf?: (command: never) => string;
    readonly sealed?: SealedCategory;
    /** Whether a row that starts from nothing opens a stream. */
    readonly opened: boolean;
    readonly organOf: (state: S, stream: string) => string | undefined;
  },
): CommandedKind {
  const category = decider.category as Category;
  const { phase } = decider.initial;
  const routes = decider.steps.map((row): CommandRoute => {
    const { no, command: type, zh, en, who: roles, from, to } = row;
    const opens = parts.opened && from.includes(phase);
    const continues =
      from.some((each) => each !== phase) || (from.includes(phase) && (to ?? phase) === phase);
    return {
      category,
      name: type.name,
      slug: parts.sealed === undefined ? slugOf(type.name) : `${parts.sealed}/${slugOf(type.name)}`,
      type,
      no,
      zh,
      en,
      roles,
      ...(opens && parts.streamOf !== undefined
        ? { streamOf: parts.streamOf as (command: object) => string }
        : {}),
      opens,
      continues,
    };
  });
  const { plural, zh, en, sealed, organOf } = parts;
  return {
    ...{ category, plural, zh, en, routes, organOf: (state, stream) => organOf(state as S, stream) },
    ...(sealed === undefined ? {} : { sealed }),
  };
}

/** Everything that can be commanded. A row added to a table is here, and so behind every door, without another word. */
export const commandCatalogue: readonly CommandedKind[] = [
  kind(penaltyCase, {
    ...{ plural: 'cases', zh: '案件', en: 'Cases', opened: true },
    organOf,
  }),
  kind(organ, {
    plural: 'organs',
    zh: '执法主体',
    en: 'Organs',
    opened: true,
    organOf: (_, stream) => stream,
  }),
  kind(officer, {
    ...{ plural: 'officers', zh: '执法人员', en: 'Officers', opened: true },
    organOf: (state) => state.organ,
  }),
  kind(item, {
    ...{ plural: 'items', zh: '执法事项', en: 'Enforcement items', opened: true },
    organOf: (state) => state.versions.at(-1)?.organ,
  }),
  kind(template, {
    ...{ plural: 'templates', zh: '文书模板', en: 'Document templates', opened: true },
    organOf: (state) => state.versions.at(-1)?.organ,
  }),
  kind(guards, {
    ...{ plural: 'guards', zh: '规则停用', en: 'Disabled guards', opened: true },
    organOf: (_, stream) => organOfGuards(stream),
    streamOf: ({ organ: of }: RequestGuardDisabling) => guardsStreamOf(of),
  }),
  kind(tracing, {
    ...{ plural: 'tracings', zh: '责任倒查', en: 'Tracings', opened: true },
    organOf: (state) => state.opened?.organ,
  }),
  kind(alert, {
    ...{ plural: 'alerts', zh: '监督预警', en: 'Alerts', opened: false },
    organOf: (state) => state.organ,
  }),
  kind(account, {
    ...{ plural: 'accounts', zh: '账号角色', en: 'Roles of accounts', opened: false },
    organOf: () => undefined,
  }),
  kind(sealedRecord, {
    ...{ plural: 'cases', zh: '密封记录', en: 'Sealed records', opened: false, sealed: 'sealed' },
    organOf: () => undefined,
  }),
  kind(discipline, {
    ...{ plural: 'cases', zh: '纪检衔接', en: 'Discipline', opened: false, sealed: 'discipline' },
    organOf: () => undefined,
  }),
];
