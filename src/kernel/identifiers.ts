import { parseCivilDate, isCivilDate, type CivilDate } from './time';

/**
 * Checks of Chinese identifiers. A failed check digit is a warning, never a refusal: codes older than the standard
 * fail it and are valid all the same.
 */

/** What a check found; `expected` is the check character that the other characters call for. */
export type IdentifierCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: 'shape' }
  | { readonly ok: false; readonly problem: 'birth-date' }
  | { readonly ok: false; readonly problem: 'check-character'; readonly expected: string };

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3^i mod 31, GB 32100-2015. */
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

const residentChecks = '10X98765432';
/** 2^(17−i) mod 11, GB 11643-1999. */
const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 统一社会信用代码, GB 32100-2015: 18 characters without I, O, S, V, Z. */
export function checkCreditCode(code: string): IdentifierCheck {
  const values = Array.from(code, (char) => creditAlphabet.indexOf(char));
  if (values.length !== 18 || values.includes(-1)) return { ok: false, problem: 'shape' };
  const sum = weighted(values, creditWeights);
  return matching(code, creditAlphabet.charAt((31 - (sum % 31)) % 31));
}

/** 居民身份号码, GB 11643-1999: 17 digits and a check character, with a birth date that exists. */
export function checkResidentId(id: string): IdentifierCheck {
  if (!/^\d{17}[\dX]$/u.test(id)) return { ok: false, problem: 'shape' };
  if (!isCivilDate(birthDateText(id))) return { ok: false, problem: 'birth-date' };
  const sum = weighted(Array.from(id.slice(0, 17), Number), residentWeights);
  return matching(id, residentChecks.charAt(sum % 11));
}

/** The birth date inside a resident id whose shape and date hold; nothing else is concluded from the number. */
export const residentBirthDate = (id: string): CivilDate | undefined =>
  /^\d{17}[\dX]$/u.test(id) && isCivilDate(birthDateText(id)) ? parseCivilDate(birthDateText(id)) : undefined;

/** 文号 (发文字号) in its parts: 机关代字 and 文书类型字, year, sequence. */
export interface DocumentNumber {
  readonly prefix: string;
  readonly year: number;
  readonly sequence: number;
  /** GB/T 9704: year in 〔〕, no 第, no leading zeros, e.g. `沪公(治)行罚决字〔2024〕12号`. */
  readonly canonical: string;
  /** The text given differed from the canonical form: worth a warning, no ground to refuse. */
  readonly changed: boolean;
}

const documentShape = /^(.+?)\s*[〔【〖[［﹝(（]\s*(\d{4})\s*[〕】〗\]］﹞)）]\s*第?\s*(\d{1,9})\s*号$/u;

/** Read a document number in any of the bracket forms met in practice; `undefined` when it is none. */
export function parseDocumentNumber(text: string): DocumentNumber | undefined {
  const halfWidth = text
    .trim()
    .replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const parts = documentShape.exec(halfWidth);
  const sequence = Number(parts?.[3] ?? 0);
  if (parts === null || sequence === 0) return undefined;
  const prefix = parts[1] ?? '';
  const year = Number(parts[2]);
  const canonical = formatDocumentNumber(prefix, year, sequence);
  return { prefix, year, sequence, canonical, changed: canonical !== text };
}

/** The canonical form of a document number. */
export const formatDocumentNumber = (prefix: string, year: number, sequence: number): string =>
  `${prefix}〔${String(year).padStart(4, '0')}〕${sequence}号`;

/** Whether the text has the shape of a GB/T 2260 code: six digits, no gap in the levels. Existence is dated data. */
export const isDivisionCode = (code: string): boolean =>
  /^[1-9]\d(?:0000|(?!00)\d{2}00|(?!00)\d{2}(?!00)\d{2})$/u.test(code);

/** In place of a code: no province, so that what speaks is what holds in the whole country. */
export const WHOLE_COUNTRY = '000000';

/** Whether a territory lies in another: 130306 in 130300 and 130000, and each in itself. Both are division codes. */
export const divisionContains = (outer: string, inner: string): boolean =>
  inner.startsWith(divisionPrefix(outer));

/** The significant digits of a division code: 130000 → `13`, 130300 → `1303`. A shorter prefix stays as it is. */
export const divisionPrefix = (code: string): string => code.replace(/(?:00){1,2}$/u, '');

const weighted = (values: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * (values[i] ?? 0), 0);

const matching = (code: string, expected: string): IdentifierCheck =>
  code.endsWith(expected) ? { ok: true } : { ok: false, problem: 'check-character', expected };

const birthDateText = (id: string): string => `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
