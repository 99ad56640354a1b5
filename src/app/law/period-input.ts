import { HenjiError } from '../../kernel/errors';
import type { Interval } from '../../law/interval';
import { isPeriodKind, isRoll, periodKinds, rolls } from '../../law/period';
import type { Length, PeriodQuestion } from './period-questions';

/** What `kind` and `roll` may be. */
export { periodKinds, rolls };

/** A question as one line of a batch or the members of a request hold it. Nothing in it is trusted. */
export interface PeriodInput {
  readonly from?: unknown;
  readonly key?: unknown;
  /** Which of several periods of a key: `simple`. */
  readonly case?: unknown;
  /** How many of the extensions of a key have been granted. */
  readonly extensions?: unknown;
  readonly amount?: unknown;
  readonly kind?: unknown;
  readonly roll?: unknown;
  readonly suspended?: unknown;
}

const members = new Set(['from', 'key', 'case', 'extensions', 'amount', 'kind', 'roll', 'suspended']);

/**
 * The question in the input, every member of its type and none that is not known: a misspelt `suspended` that was
 * passed over would give a wrong date.
 *
 * @throws HenjiError `bad-question` naming the member
 */
export function readPeriodQuestion(input: unknown): PeriodQuestion {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw badQuestion('', '应为 JSON 对象', 'expected a JSON object');
  }
  for (const name in input) {
    if (!members.has(name)) throw badQuestion(name.slice(0, 80), '没有此项', 'there is no such member');
  }
  const given: PeriodInput = input;
  if (typeof given.from !== 'string')
    throw badQuestion('from', '应为日期或时刻', 'expected a date or an instant');
  return { from: given.from, length: lengthOf(given), suspended: suspendedOf(given.suspended) };
}

function lengthOf({ key, case: caseName, extensions, amount, kind, roll }: PeriodInput): Length {
  if (roll !== undefined && !isRoll(roll)) throw oneOf('roll', rolls);
  const rolling = roll === undefined ? {} : { roll };
  if (key !== undefined) {
    if (amount !== undefined || kind !== undefined) {
      throw badQuestion('key', '与 amount、kind 不能同时给出', 'stands instead of amount and kind');
    }
    return { ...keyed({ key, case: caseName, extensions }), ...rolling };
  }
  if (caseName !== undefined || extensions !== undefined) throw onlyWithKey();
  if (typeof amount !== 'number') throw badQuestion('amount', '应为整数', 'expected a whole number');
  if (!isPeriodKind(kind)) throw oneOf('kind', periodKinds);
  return { amount, kind, ...rolling };
}

function keyed({ key, case: caseName, extensions }: PeriodInput): Extract<Length, { readonly key: string }> {
  if (typeof key !== 'string') throw badQuestion('key', '应为参数名', 'expected the name of a parameter');
  if (caseName !== undefined && typeof caseName !== 'string') {
    throw badQuestion('case', '应为文本', 'expected text');
  }
  return {
    key,
    ...(caseName === undefined ? {} : { caseName }),
    ...(extensions === undefined ? {} : { extensions: countOf(extensions) }),
  };
}

function countOf(extensions: unknown): number {
  if (typeof extensions === 'number' && Number.isInteger(extensions) && extensions >= 0) return extensions;
  throw badQuestion('extensions', '应为非负整数', 'expected a whole number from 0');
}

function suspendedOf(suspended: unknown): readonly Interval[] {
  if (suspended === undefined) return [];
  if (!Array.isArray(suspended)) throw badSpan();
  return suspended.map(spanOf);
}

function spanOf(span: unknown): Interval {
  if (!Array.isArray(span) || span.length !== 2) throw badSpan();
  const [from, to] = span as readonly unknown[];
  if (typeof from !== 'string' || (typeof to !== 'string' && to !== null)) throw badSpan();
  return { from, to };
}

const badSpan = (): HenjiError =>
  badQuestion(
    'suspended',
    '应为 [["起","止"]]，尚未结束的止为 null',
    'expected [["FROM","TO"]], TO null while it still runs',
  );

const onlyWithKey = (): HenjiError =>
  badQuestion('case', '只与 key 一同使用', 'case and extensions go with a key alone');

const oneOf = (field: string, values: readonly string[]): HenjiError =>
  badQuestion(field, `应为 ${values.join('、')} 之一`, `expected one of ${values.join(', ')}`);

/** The question cannot be read; `field` names the member that is wrong. */
export const badQuestion = (field: string, zh: string, en: string): HenjiError =>
  new HenjiError({
    code: 'bad-question',
    zh: field === '' ? zh : `“${field}”：${zh}`,
    en: field === '' ? en : `"${field}": ${en}`,
    ...(field === '' ? {} : { field }),
  });
