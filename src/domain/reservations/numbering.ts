import { NumberReserved, NumberVoided, type NumberingEvent } from '../../events/reservation.events';
import { breach, kept } from '../../kernel/guard';
import type { Recorded } from '../../kernel/event';
import { formatDocumentNumber } from '../../kernel/identifiers';
import { Code, Handle, Text, Whole } from '../fields';
import { plain } from '../../kernel/plain-data';
import { penaltyLaw } from '../statute';
import { procedure, type Procedure } from '../procedure';
import { registerRows, registerRule, type RegisterFacts } from '../registers/register';

/** Take the next number of a series for a case; a case keeps the live number that it has of a type of document. */
export class ReserveNumber {
  @Code() docType!: string;
  /** 机关代字 and 文书类型字, the part before the year. */
  @Text(60) prefix!: string;
  @Whole(1949, 9999) year!: number;
  @Handle() case!: string;
}

/** A number that came to nothing; it is never used again. */
export class VoidNumber {
  @Text(128) number!: string;
  @Handle() case!: string;
  @Text(400) reason!: string;
}

/** A number taken, and the one taken before it: a chain, because a series of a year is long and only grows. */
export interface Taken {
  readonly docType: string;
  readonly prefix: string;
  readonly year: number;
  readonly seq: number;
  readonly number: string;
  readonly case: string;
  /** Revision at which it was taken, for what relies on it. */
  readonly n: number;
  readonly before: Taken | undefined;
}

export interface NumberingState {
  readonly phase: 'series';
  readonly last: Taken | undefined;
  readonly voided: readonly string[];
}

/** The live number of a case for a type of document. */
export const numberOf = (state: NumberingState, caseHandle: string, docType: string): Taken | undefined =>
  find(
    state.last,
    (each) => each.case === caseHandle && each.docType === docType && !state.voided.includes(each.number),
  );

function find(from: Taken | undefined, wanted: (taken: Taken) => boolean): Taken | undefined {
  for (let each = from; each !== undefined; each = each.before) if (wanted(each)) return each;
  return undefined;
}

function nextOf(state: NumberingState, { prefix, year }: ReserveNumber): number {
  return (find(state.last, (each) => each.prefix === prefix && each.year === year)?.seq ?? 0) + 1;
}

function evolve(state: NumberingState, event: Recorded<NumberingEvent>): NumberingState {
  switch (event.type) {
    case 'NumberReserved':
      return { ...state, last: { ...event.data, n: event.meta.revision, before: state.last } };
    case 'NumberVoided':
      return { ...state, voided: [...state.voided, event.data.number] };
  }
}

const fiftyTwo = [penaltyLaw(52)];

const live = registerRule<VoidNumber, NumberingState>('R-11', 'G-DOC', fiftyTwo, (command, state) => {
  const taken = find(state.last, (each) => each.number === command.number && each.case === command.case);
  return taken !== undefined && !state.voided.includes(command.number)
    ? kept
    : breach(
        `${command.number} 不是该案的有效文号`,
        `${command.number} is no live number of the case`,
        'number',
      );
});

const row = registerRows<NumberingState, RegisterFacts, NumberingEvent>({
  basis: fiftyTwo,
  who: ['officer', 'approver'],
  from: ['series'],
});

const rows = [
  row('N1', ReserveNumber, '预留文书编号', 'Reserve a document number', {
    rules: [],
    emits: ['NumberReserved'],
    record: (command, state) => {
      if (numberOf(state, command.case, command.docType) !== undefined) return [];
      const seq = nextOf(state, command);
      const number = formatDocumentNumber(command.prefix, command.year, seq);
      return [NumberReserved({ ...plain(command), seq, number })];
    },
  }),
  row('N2', VoidNumber, '文书编号作废', 'Void a document number', {
    rules: [live],
    emits: ['NumberVoided'],
    record: (command) => [NumberVoided(plain(command))],
  }),
];

/** Document numbers (文号) of one organ, without a gap that nobody explains. Stream `numbering-<organ>`. */
export const numbering: Procedure<ReserveNumber | VoidNumber, NumberingState, NumberingEvent, RegisterFacts> =
  procedure({
    category: 'numbering',
    initial: { phase: 'series', last: undefined, voided: [] },
    evolve,
    steps: rows,
    table: () => rows,
  });
