import { licenceKeys } from './keys/licence';
import { measureKeys } from './keys/measures';
import type { KeyMeaning } from './keys/meaning';
import { penaltyKeys } from './keys/penalty';
import { publicationKeys } from './keys/publication';
import { supervisionKeys } from './keys/supervision';
import { transferAndAppealKeys } from './keys/transfer-appeal';
import type { ParameterValue } from './parameter-value';

/** Every key of the rule packs. */
export const parameterKeys = {
  ...penaltyKeys,
  ...publicationKeys,
  ...measureKeys,
  ...licenceKeys,
  ...transferAndAppealKeys,
  ...supervisionKeys,
} as const;

export type ParameterKey = keyof typeof parameterKeys;

/** The form that the value of a key has. */
export type ValueOf<K extends ParameterKey> = Extract<
  ParameterValue,
  { type: (typeof parameterKeys)[K]['type'] }
>;

/** What a key means. */
export const meaningOf = (name: ParameterKey): KeyMeaning => parameterKeys[name];

export const isParameterKey = (name: unknown): name is ParameterKey =>
  typeof name === 'string' && Object.hasOwn(parameterKeys, name);

/** The keys without a national value that a complete set of packs has to set. */
export const requiredKeys: readonly ParameterKey[] = Object.keys(parameterKeys)
  .filter(isParameterKey)
  .filter((name) => meaningOf(name).need === 'required');
