import { HenjiError } from '../kernel/errors';
import { citationZh } from './article';
import { isParameterKey, meaningOf, type ParameterKey, type ValueOf } from './parameter-keys';
import { valueText, type ParameterValue } from './parameter-value';
import type { Period } from './period';
import {
  bySpecificity,
  covers,
  holdsOn,
  packLabel,
  rankOf,
  type Parameter,
  type RulePack,
  type RuleScope,
} from './rule-pack';
import { rankNames, ranksAtLeast } from './statutes';

/** What a pack contributed to the answer "why this value here?". */
export interface ResolutionStep {
  readonly pack: string;
  readonly outcome: 'applied' | 'overridden' | 'rank-too-low' | 'not-in-force';
  /** In the notation of `valueText`. */
  readonly value: string;
  /** Citations in Chinese. */
  readonly basis: readonly string[];
  readonly confidence: Parameter['confidence'];
  readonly zh: string;
  readonly en: string;
}

/** A value as it holds for a scope, with the way that led to it. */
export interface Resolution<V extends ParameterValue = ParameterValue> {
  readonly key: ParameterKey;
  readonly value: V;
  readonly parameter: Parameter;
  /** Label of the pack that set it. */
  readonly pack: string;
  /** Every pack that speaks for the scope and names the key, in the order of precedence. */
  readonly trail: readonly ResolutionStep[];
}

interface Candidate {
  readonly pack: RulePack;
  readonly parameter: Parameter;
}

/**
 * The value of a key for a territory and organ on a day: the national pack, overridden by territories from the widest
 * to the narrowest, overridden by the organ. A pack that rests on too low a rank for the key is passed over and shows
 * in the trail.
 *
 * @throws HenjiError `parameter-not-set` when no pack sets the key: there is no silent default
 */
export function resolve<K extends ParameterKey>(
  packs: readonly RulePack[],
  scope: RuleScope,
  key: K,
): Resolution<ValueOf<K>> {
  const found = find(packs, scope, key);
  if (found !== undefined) return found;
  throw new HenjiError({
    code: 'parameter-not-set',
    zh: `规则包未设定参数“${key}”（${meaningOf(key).zh}），适用于 ${scope.territory}`,
    en: `no rule pack sets "${key}" (${meaningOf(key).en}) for ${scope.territory}`,
    details: { key, ...scope },
    wayOut: {
      zh: '在该地区或机关的规则包中设定此参数',
      en: 'set the key in the pack of the territory or organ',
    },
  });
}

/** As {@link resolve}, with `undefined` where no pack sets the key: for optional duties. */
export function find<K extends ParameterKey>(
  packs: readonly RulePack[],
  scope: RuleScope,
  key: K,
): Resolution<ValueOf<K>> | undefined {
  const { applied, trail } = follow(packs, scope, key);
  if (applied === undefined) return undefined;
  const value = applied.parameter.value as ValueOf<K>;
  return { key, value, parameter: applied.parameter, pack: packLabel(applied.pack), trail };
}

/** Every pack's word on a key, whether or not it ends in a value. */
export function follow(
  packs: readonly RulePack[],
  scope: RuleScope,
  key: ParameterKey,
): { readonly applied: Candidate | undefined; readonly trail: readonly ResolutionStep[] } {
  const candidates = packs
    .filter((pack) => covers(pack, scope))
    .toSorted(bySpecificity)
    .flatMap((pack) =>
      pack.parameters.filter((each) => each.key === key).map((parameter) => ({ pack, parameter })),
    );
  let applied: Candidate | undefined;
  const refused = new Set<Candidate>();
  for (const candidate of candidates.filter(({ parameter }) => holdsOn(parameter, scope.on))) {
    if (mayReplace(applied?.parameter, candidate.parameter)) applied = candidate;
    else refused.add(candidate);
  }
  const outcomeOf = (candidate: Candidate): ResolutionStep['outcome'] => {
    if (!holdsOn(candidate.parameter, scope.on)) return 'not-in-force';
    if (refused.has(candidate)) return 'rank-too-low';
    return candidate === applied ? 'applied' : 'overridden';
  };
  return { applied, trail: candidates.map((candidate) => stepOf(candidate, outcomeOf(candidate))) };
}

/**
 * Whether a value may take the place of an earlier one, or stand first, by the rank of its basis. A key that every
 * territory may leave unset asks for its rank from the start: what sets it creates something.
 */
export function mayReplace(earlier: Parameter | undefined, later: Parameter): boolean {
  const { need, floor, floorToLengthen } = meaningOf(later.key);
  if (floor === undefined || ranksAtLeast(rankOf(later), floor)) return true;
  if (earlier === undefined) return need !== 'optional';
  if (valueText(earlier.value) === valueText(later.value)) return true;
  return floorToLengthen === true && isShorter(earlier.value, later.value);
}

function isShorter(earlier: ParameterValue, later: ParameterValue): boolean {
  if (earlier.type !== 'period' || later.type !== 'period') return false;
  const sum = (periods: readonly Period[]): number =>
    periods.reduce((total, { amount }) => total + amount, 0);
  return (
    earlier.period.kind === later.period.kind &&
    later.period.roll === 'none' &&
    sum([later.period, ...later.extensions]) <= sum([earlier.period, ...earlier.extensions])
  );
}

function stepOf({ pack, parameter }: Candidate, outcome: ResolutionStep['outcome']): ResolutionStep {
  const value = valueText(parameter.value);
  const rank = rankNames[rankOf(parameter)];
  const words = {
    applied: { zh: '适用', en: 'applies' },
    overridden: { zh: '被更具体的规则包取代', en: 'overridden by a more specific pack' },
    'rank-too-low': {
      zh: `依据为${rank.zh}，位阶不足以改变`,
      en: `rests on a ${rank.en}, too low a rank to change it`,
    },
    'not-in-force': { zh: '该日不在有效期内', en: 'not in force on that day' },
  }[outcome];
  return {
    pack: packLabel(pack),
    outcome,
    value,
    basis: parameter.basis.map(citationZh),
    confidence: parameter.confidence,
    zh: `${pack.zh}：${value}，${words.zh}`,
    en: `${pack.en}: ${value}, ${words.en}`,
  };
}

/** A key given from outside. @throws HenjiError `unknown-parameter` */
export function parseParameterKey(text: string): ParameterKey {
  if (isParameterKey(text)) return text;
  throw new HenjiError({
    code: 'unknown-parameter',
    zh: `没有名为“${text}”的参数`,
    en: `there is no parameter "${text}"`,
    details: { key: text },
  });
}
