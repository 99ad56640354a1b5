import { rankNames, type NormRank } from './statutes';
import { isParameterKey, meaningOf, requiredKeys, type ParameterKey } from './parameter-keys';
import { find, mayReplace } from './resolve';
import {
  bySpecificity,
  covers,
  holdsOn,
  packLabel,
  type Parameter,
  type RulePack,
  type RuleScope,
} from './rule-pack';

/** The keys without a national value that the packs, resolved together for the scope, leave unset. */
export const missingKeys = (packs: readonly RulePack[], scope: RuleScope): readonly ParameterKey[] =>
  requiredKeys.filter((key) => find(packs, scope, key) === undefined);

/** Something that keeps a set of packs from being published for a scope. */
export interface PackDefect {
  readonly code:
    | 'missing'
    | 'unknown-key'
    | 'wrong-type'
    | 'rank-too-low'
    | 'overlapping'
    | 'two-versions'
    | 'below-review-floor';
  readonly key: string;
  readonly pack?: string;
  readonly zh: string;
  readonly en: string;
}

/** The four limbs of 行政处罚法 58, as marks on a case: every `review.list` names at least these. */
export const reviewFloor = [
  'major-public-interest',
  'hearing-held',
  'complex-facts',
  'other-statutory-review',
] as const;

/** Every defect of the packs as resolved together for the scope; empty when they may be published for it. */
export function packDefects(packs: readonly RulePack[], scope: RuleScope): readonly PackDefect[] {
  const speaking = packs.filter((pack) => covers(pack, scope)).toSorted(bySpecificity);
  return [
    ...missingKeys(packs, scope).map((key) => ({
      code: 'missing' as const,
      key,
      zh: `未设定“${key}”（${meaningOf(key).zh}）`,
      en: `"${key}" (${meaningOf(key).en}) is not set`,
    })),
    ...speaking.flatMap((pack) => pack.parameters.flatMap((parameter) => ownDefects(pack, parameter))),
    ...versionDefects(speaking),
    ...rankDefects(speaking, scope),
    ...reviewDefects(packs, scope),
  ];
}

function ownDefects(pack: RulePack, parameter: Parameter): readonly PackDefect[] {
  const at = { key: parameter.key, pack: packLabel(pack) };
  if (!isParameterKey(parameter.key)) {
    return [
      { ...at, code: 'unknown-key', zh: `没有参数“${at.key}”`, en: `there is no parameter "${at.key}"` },
    ];
  }
  const { type } = meaningOf(parameter.key);
  const defects: PackDefect[] = [];
  if (parameter.value.type !== type) {
    const words = { zh: `“${at.key}”应为 ${type} 型`, en: `"${at.key}" has to be of type ${type}` };
    defects.push({ ...at, code: 'wrong-type', ...words });
  }
  const twin = pack.parameters.find(
    (other) => other !== parameter && other.key === parameter.key && overlap(parameter, other),
  );
  if (twin !== undefined) {
    const words = {
      zh: `“${at.key}”在同一规则包内有效期重叠`,
      en: `"${at.key}" stands twice for the same days`,
    };
    defects.push({ ...at, code: 'overlapping', ...words });
  }
  return defects;
}

const overlap = (a: Parameter, b: Parameter): boolean =>
  a.from < (b.until ?? '9999-12-31') && b.from < (a.until ?? '9999-12-31');

/** Two versions of one pack would each speak, and the older one would fill what the newer one took out. */
const versionDefects = (speaking: readonly RulePack[]): readonly PackDefect[] =>
  speaking
    .filter((pack, place) => speaking.findIndex(({ id }) => id === pack.id) < place)
    .map((pack) => ({
      code: 'two-versions',
      key: '',
      pack: packLabel(pack),
      zh: `规则包“${pack.id}”同时出现两个版本`,
      en: `the pack "${pack.id}" stands in two versions`,
    }));

/** a pack that changes a value by a norm of too low a rank. */
function rankDefects(speaking: readonly RulePack[], scope: RuleScope): readonly PackDefect[] {
  const standing = new Map<ParameterKey, Parameter>();
  const defects: PackDefect[] = [];
  for (const pack of speaking) {
    for (const parameter of pack.parameters.filter(
      (each) => isParameterKey(each.key) && holdsOn(each, scope.on),
    )) {
      const { key } = parameter;
      if (mayReplace(standing.get(key), parameter)) {
        standing.set(key, parameter);
      } else {
        const floor: NormRank = meaningOf(key).floor ?? 'law';
        defects.push({
          code: 'rank-too-low',
          key,
          pack: packLabel(pack),
          zh: `“${key}”（${meaningOf(key).zh}）只能由${rankNames[floor].zh}以上的规范改变（R-03）`,
          en: `"${key}" (${meaningOf(key).en}) can be changed by nothing below a ${rankNames[floor].en} (R-03)`,
        });
      }
    }
  }
  return defects;
}

function reviewDefects(packs: readonly RulePack[], scope: RuleScope): readonly PackDefect[] {
  const list = find(packs, scope, 'review.list');
  if (list === undefined) return [];
  return reviewFloor
    .filter(
      (limb) =>
        !list.value.any.some(({ act, flags = [], ...rest }) => act === 'penalty' && only(flags, limb, rest)),
    )
    .map((limb) => ({
      code: 'below-review-floor' as const,
      key: 'review.list',
      pack: list.pack,
      zh: `法制审核目录缺少行政处罚法第五十八条的情形“${limb}”`,
      en: `the review list leaves out the limb "${limb}" of Administrative Penalty Law, art. 58`,
    }));
}

/** A line that narrows the limb by anything else does not hold the floor. */
function only(flags: readonly string[], limb: string, rest: Readonly<Record<string, unknown>>): boolean {
  const narrowing = ['party', 'kinds', 'minFineFen', 'minConfiscationFen'].some(
    (member) => rest[member] !== undefined,
  );
  return flags.length === 1 && flags[0] === limb && !narrowing;
}
