import type { Need } from '../../law/keys/meaning';
import { packDefects, type PackDefect } from '../../law/pack-check';
import { meaningOf, parameterKeys, type ParameterKey } from '../../law/parameter-keys';
import { valueText } from '../../law/parameter-value';
import { parseParameterKey, type Resolution, type ResolutionStep } from '../../law/resolve';
import type { RuleBook } from '../../law/rule-book';
import type { NormRank } from '../../law/statutes';

/** Why a parameter has its value here: the packs in the order in which they speak, and what became of each word. */
export interface ResolutionView {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly need: Need;
  /** Lowest rank of norm that may change the national value; null where any pack may. */
  readonly changedBy: NormRank | null;
  /** Only a longer period needs that rank. */
  readonly onlyToLengthen: boolean;
  /** In the notation of the packs; null where no pack sets it. */
  readonly value: string | null;
  readonly pack: string | null;
  readonly confidence: string | null;
  /** Set for the demonstration, and no advice. */
  readonly demonstration: boolean;
  readonly note: { readonly zh: string; readonly en: string } | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly trail: readonly ResolutionStep[];
}

/** The rules of a place on a day, and whether they are complete there. */
export interface RulesView {
  readonly territory: string;
  readonly organ: string | null;
  readonly on: string;
  readonly packs: readonly string[];
  /** Whether the packs could be put into force here: every key that has to be set is set, by a norm that may. */
  readonly complete: boolean;
  readonly defects: readonly PackDefect[];
  readonly items: readonly ResolutionView[];
}

/** A resolution as it is shown. */
export const resolutionView = ({ key, parameter, pack, trail }: Resolution): ResolutionView => ({
  ...headOf(key),
  value: valueText(parameter.value),
  pack,
  confidence: parameter.confidence,
  demonstration: parameter.demonstration === true,
  note: parameter.note ?? null,
  validFrom: parameter.from,
  validUntil: parameter.until ?? null,
  trail,
});

/** Why a key has its value; also of one that no pack sets. @throws HenjiError `unknown-parameter` */
export function explainKey(text: string, rules: RuleBook): ResolutionView {
  const key = parseParameterKey(text);
  const found = rules.find(key);
  if (found !== undefined) return resolutionView(found);
  const unset = { value: null, pack: null, confidence: null, note: null, validFrom: null, validUntil: null };
  return { ...headOf(key), ...unset, demonstration: false, trail: rules.trail(key) };
}

/** Every key with its value, and what keeps the packs from being put into force. */
export function rulesView(rules: RuleBook): RulesView {
  const defects = packDefects(rules.packs, rules.scope);
  const { territory, organ, on } = rules.scope;
  return {
    ...{ territory, organ: organ ?? null, on, packs: rules.labels },
    complete: defects.length === 0,
    defects,
    items: Object.keys(parameterKeys).map((key) => explainKey(key, rules)),
  };
}

function headOf(key: ParameterKey) {
  const { zh, en, need, floor, floorToLengthen } = meaningOf(key);
  return { key, zh, en, need, changedBy: floor ?? null, onlyToLengthen: floorToLengthen === true };
}
