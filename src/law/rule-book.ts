import { HenjiError } from '../kernel/errors';
import { SHANGHAI } from '../kernel/zone';
import { linesNaming, type ActFacts, type ActPredicate } from './act-predicate';
import type { ParameterKey, ValueOf } from './parameter-keys';
import { extendedBy, type Period } from './period';
import { find, follow, resolve, type Resolution, type ResolutionStep } from './resolve';
import { covers, packLabel, type RulePack, type RuleScope } from './rule-pack';

/**
 * The packs as resolved for one scope: what deciders ask. Answers are kept, so that asking again is cheap; the packs
 * themselves never change.
 */
export class RuleBook {
  readonly #answers = new Map<ParameterKey, Resolution | undefined>();
  readonly #packs: readonly RulePack[];

  constructor(
    packs: readonly RulePack[],
    readonly scope: RuleScope,
  ) {
    this.#packs = packs.filter((pack) => covers(pack, scope));
  }

  /** The packs that speak for the scope. */
  get packs(): readonly RulePack[] {
    return this.#packs;
  }

  /** Labels of the packs that speak for the scope, for the record. */
  get labels(): readonly string[] {
    return this.#packs.map(packLabel);
  }

  /** IANA name of the zone in which civil dates are told. */
  get zone(): string {
    return this.#packs.findLast(({ zone }) => zone !== undefined)?.zone ?? SHANGHAI;
  }

  /** @throws HenjiError `parameter-not-set` */
  resolve<K extends ParameterKey>(key: K): Resolution<ValueOf<K>> {
    return this.find(key) ?? resolve(this.#packs, this.scope, key);
  }

  /** `undefined` where no pack sets the key. */
  find<K extends ParameterKey>(key: K): Resolution<ValueOf<K>> | undefined {
    if (!this.#answers.has(key)) this.#answers.set(key, find(this.#packs, this.scope, key));
    return this.#answers.get(key) as Resolution<ValueOf<K>> | undefined;
  }

  /** Every pack's word on a key, whether or not it ends in a value. */
  trail(key: ParameterKey): readonly ResolutionStep[] {
    return follow(this.#packs, this.scope, key).trail;
  }

  /** The value of a key. @throws HenjiError `parameter-not-set` */
  value<K extends ParameterKey>(key: K): ValueOf<K> {
    return this.resolve(key).value;
  }

  /**
   * The period of a key of type `period` or `periods`; `caseName` picks among the latter, `extensions` says how many of
   * the extensions have been granted.
   *
   * @throws HenjiError `parameter-not-set`, `no-such-case`
   */
  period(key: PeriodKey, options: PeriodChoice = {}): Period {
    return periodIn(key, this.value(key), options);
  }

  /** The lines of a list that name the act. @throws HenjiError `parameter-not-set` */
  naming(key: ActListKey, facts: ActFacts): readonly ActPredicate[] {
    return linesNaming(this.value(key).any, facts);
  }
}

/** Keys whose value is one period or a set of them. */
export type PeriodKey = {
  [K in ParameterKey]: ValueOf<K>['type'] extends 'period' | 'periods' ? K : never;
}[ParameterKey];

/** Keys whose value is a list of acts. */
export type ActListKey = {
  [K in ParameterKey]: ValueOf<K>['type'] extends 'acts' ? K : never;
}[ParameterKey];

/** Which of the periods of a key is meant. */
export interface PeriodChoice {
  readonly caseName?: string;
  readonly extensions?: number;
}

/** The period meant inside a value. @throws HenjiError `no-such-case` */
export function periodIn(
  key: ParameterKey,
  value: ValueOf<PeriodKey>,
  { caseName, extensions = 0 }: PeriodChoice,
): Period {
  if (value.type === 'period') {
    if (extensions <= value.extensions.length)
      return extendedBy(value.period, ...value.extensions.slice(0, extensions));
    throw noSuchCase(key, `+${extensions}`);
  }
  const chosen = value.cases[caseName ?? 'ordinary'];
  if (chosen === undefined || extensions > 0)
    throw noSuchCase(key, caseName ?? 'ordinary', Object.keys(value.cases));
  return chosen;
}

const noSuchCase = (key: ParameterKey, caseName: string, cases: readonly string[] = []): HenjiError =>
  new HenjiError({
    code: 'no-such-case',
    zh: `参数“${key}”没有“${caseName}”这一情形`,
    en: `"${key}" has no case "${caseName}"`,
    details: { key, cases },
  });
