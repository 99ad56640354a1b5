import type { AnswerabilityRow } from '../violations/row';
import type { Answerability } from './row';
import { earlierRows } from './rows-earlier';
import { laterRows } from './rows-later';

/** The rows of answerability, V01 to V41, by their codes. */
export const answerability: ReadonlyMap<AnswerabilityRow, Answerability> = new Map(
  [...earlierRows, ...laterRows].map((each: Answerability) => [each.row, each]),
);
