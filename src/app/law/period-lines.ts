import { HenjiError } from '../../kernel/errors';
import type { Law, Laws } from './laws';
import { readPeriodQuestion } from './period-input';
import { dueDate, lawDayOf, type PeriodQuestion } from './period-questions';

/** Longest line that is looked at, in bytes. */
export const LONGEST_LINE = 64 * 1024;

/**
 * Answers questions that stand one on a line, each by a line of JSON: `{"due"}`, or `{"error":{"code"}}` for whatever
 * is wrong with it. Never throws.
 */
export class PeriodLines {
  /** For lines that bring their length with them: of the law only zone and calendar are asked, on whatever day. */
  readonly #anyDay: Law;

  /** @throws HenjiError `bad-territory` */
  constructor(
    private readonly laws: Laws,
    private readonly territory: string | undefined,
  ) {
    this.#anyDay = laws.ofTerritory(territory, '2021-07-15');
  }

  answer(line: string): string {
    try {
      const question = readPeriodQuestion(parsed(line));
      return `{"due":"${dueDate(question, this.#lawFor(question))}"}`;
    } catch (error) {
      return refusal(error instanceof HenjiError ? error.code : 'internal-error');
    }
  }

  /** The answer to a line that is longer than {@link LONGEST_LINE}. */
  tooLong(): string {
    return refusal('line-too-long');
  }

  #lawFor({ from, length }: PeriodQuestion): Law {
    if (!('key' in length)) return this.#anyDay;
    const { rules } = this.laws.ofTerritory(this.territory, lawDayOf(from));
    return { rules, calendar: this.#anyDay.calendar };
  }
}

const refusal = (code: string): string => `{"error":{"code":"${code}"}}`;

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new HenjiError({ code: 'line-not-json', zh: '该行不是 JSON', en: 'the line is not JSON', cause });
  }
}
