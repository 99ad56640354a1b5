import type { ValueType } from '../parameter-value';
import type { NormRank } from '../statutes';

/**
 * Whether a key has to be set. `default`: the national pack sets it. `required`: no national value exists and nothing
 * is guessed, so that a territory or organ has to set it. `optional`: where no pack sets it the duty does not exist.
 */
export type Need = 'default' | 'required' | 'optional';

/** What a key means and who may change it. */
export interface KeyMeaning<T extends ValueType = ValueType> {
  readonly type: T;
  readonly need: Need;
  readonly zh: string;
  readonly en: string;
  /**
   * The lowest rank of norm that may change the national value; any where it is absent. A value that a norm fixes can
   * be changed by no lower one, unless the norm itself leaves that open.
   */
  readonly floor?: NormRank;
  /** The floor holds only against a longer period: an organ may set itself a shorter one. */
  readonly floorToLengthen?: true;
}

const key = <T extends ValueType>(
  type: T,
  need: Need,
  zh: string,
  en: string,
  floor?: NormRank,
): KeyMeaning<T> => (floor === undefined ? { type, need, zh, en } : { type, need, zh, en, floor });

/** A key that the national pack sets. */
export const set = <T extends ValueType>(type: T, zh: string, en: string, floor?: NormRank): KeyMeaning<T> =>
  key(type, 'default', zh, en, floor);

/** A period that the national pack sets. */
export const period = (zh: string, en: string, floor?: NormRank): KeyMeaning<'period'> =>
  set('period', zh, en, floor);

/** A period within which an organ must act: only a norm of the rank may give it longer. */
export const duty = (zh: string, en: string, floor: NormRank): KeyMeaning<'period'> => ({
  ...set('period', zh, en, floor),
  floorToLengthen: true,
});

/** A key that has no national value and must be set. */
export const required = <T extends ValueType>(type: T, zh: string, en: string): KeyMeaning<T> =>
  key(type, 'required', zh, en);

/** A key that need not be set. */
export const optional = <T extends ValueType>(
  type: T,
  zh: string,
  en: string,
  floor?: NormRank,
): KeyMeaning<T> => key(type, 'optional', zh, en, floor);
