import type { names } from '../../../projections/names';
import { cases } from '../../../projections/cases/cases.projection';
import type { TemplateState } from '../../domain/registers/template';
import { asc, eq, match, within, type Filter } from '../../ports/read-model-query';
import type { ReadRowOf } from '../../ports/read-model-table';
import { inScope } from '../accounts/principals';
import { commandCatalogue, type Category } from './command-catalogue';
import { templateView, type TemplateView } from './template-uses';
import { AnswerNotFound, answering, organsOf, Question, type Asking, type Reading } from './queries';

/** Registers that can be read: what stands in them is public by the rules of the register. */
export type Register = Extract<Category, 'organ' | 'officer' | 'item' | 'template' | 'guards'>;

/** A list of the entries of one register. */
export interface RegisterListAsking extends Asking {
  readonly register: Register;
  readonly text?: string;
  readonly organ?: string;
  readonly limit: number;
  readonly after?: readonly (string | number)[];
}

export interface RegisterAsking extends Asking {
  readonly register: Register;
  readonly stream: string;
}

/** An entry of a register, by its name of today. */
export interface RegisterItem {
  readonly stream: string;
  readonly name: string | null;
  readonly organ: string | null;
  /** Of a template. */
  readonly template?: TemplateView;
}

/** A register entry as decisions rely on it now: its state after the last of its events. */
export interface RegisterEntry {
  readonly stream: string;
  readonly revision: number;
  readonly name: string | null;
  readonly organ: string | null;
  readonly state: object;
  /** Of a template. */
  readonly template?: TemplateView;
}

export interface RegisterPage {
  readonly rows: readonly RegisterItem[];
  readonly next?: readonly unknown[];
}

export class ListRegister extends Question<RegisterListAsking, RegisterPage> {}
export class ReadRegisterEntry extends Question<RegisterAsking, RegisterEntry> {}

type NameRow = ReadRowOf<typeof names>;

async function list(reading: Reading, asking: RegisterListAsking): Promise<RegisterPage> {
  const { register, text, organ, scope, limit, after } = asking;
  const organs = organsOf(scope, organ);
  const where: Filter[] = [
    eq('kind', register),
    ...(organs === undefined ? [] : [within('organ', organs)]),
    ...(text === undefined ? [] : [match('search', text)]),
  ];
  const rows = await reading.readers.of(cases).query<NameRow>({
    ...{ from: 'names', where, order: [asc('handle')], limit: limit + 1 },
    ...(after === undefined ? {} : { after }),
  });
  const page = pageOf(rows, limit);
  if (register !== 'template') return page;
  const { path, handlings } = reading.commanding;
  const shown = await Promise.all(
    page.rows.map(async (row) => {
      const { state } = await path.load(handlings.template.decider, row.stream);
      return { ...row, ...viewOf('template', state) };
    }),
  );
  return { ...page, rows: shown };
}

/** What a register says of an entry besides its state. */
function viewOf(register: Register, state: unknown): { readonly template?: TemplateView } {
  const view = register === 'template' ? templateView(state as TemplateState) : undefined;
  return view === undefined ? {} : { template: view };
}

function pageOf(rows: readonly NameRow[], limit: number): RegisterPage {
  const shown = rows.slice(0, limit).map(({ handle, name, organ }) => ({ stream: handle, name, organ }));
  const last = shown.at(-1);
  return { rows: shown, ...(rows.length > limit && last !== undefined ? { next: [last.stream] } : {}) };
}

async function one(reading: Reading, { register, stream, scope }: RegisterAsking): Promise<RegisterEntry> {
  const { path, handlings } = reading.commanding;
  const kind = commandCatalogue.find(({ category }) => category === register);
  const { state, revision } = await path.load(handlings[register].decider, stream);
  const organ = kind?.organOf(state, stream);
  if (revision < 0 || !inScope(scope, organ)) throw new AnswerNotFound(stream);
  const [known] = await reading.readers
    .of(cases)
    .query<NameRow>({ from: 'names', where: [eq('handle', stream)], limit: 1 });
  return {
    ...{ stream, revision, name: known?.name ?? null, organ: organ ?? null, state: state as object },
    ...viewOf(register, state),
  };
}

export const registerAnswers = [
  answering(ListRegister, [cases], list),
  answering(ReadRegisterEntry, [cases], one),
];
