import type { Cited } from '../../../events/case-schemas';
import { breach, kept, type Breach } from '../../../kernel/guard';
import { divisionContains } from '../../../kernel/identifiers';
import type { CivilDate } from '../../../kernel/time';
import { parameterKeys, type ParameterKey } from '../../../law/parameter-keys';
import { itemAt, type ItemVersion } from '../../registers/item';
import { entrustmentAt } from '../../registers/organ-state';
import { covers } from '../../registers/register';
import { penaltyLaw, statute } from '../../statute';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { commandRule, fileRule, type CaseFileRule } from './rule';

/** What the organ may do at all: items, norms, parameters. */

/** The version of the item on the day of the act. */
export const itemOf = ({ item, date }: CaseFacts): ItemVersion | undefined =>
  item === undefined ? undefined : itemAt(item.state, date);

const itemHead = {
  group: 'authority',
  code: 'R-02',
  name: 'G-ITEM',
  basis: [penaltyLaw(22), penaltyLaw(23), penaltyLaw(24)],
} as const;

function listed(place: string, facts: CaseFacts): readonly Breach[] {
  const version = itemOf(facts);
  if (version === undefined) return breach('事项不在执法事项清单上', 'the item is not on the list', 'item');
  return [...ownItem(version, facts), ...rightPlace(version, place, facts)];
}

/**
 * G-ITEM at the opening and at the filing: the item is on the organ's list and in force; place and territory match. A
 * case that was opened before keeps its place.
 */
export const itemListed = commandRule<{ readonly place?: string }>(
  itemHead,
  ({ place }, { opening }, facts) => listed(place ?? opening?.place ?? '', facts),
);

/** G-ITEM later: as at the opening, for the place on file. */
export const itemStillListed = fileRule(itemHead, ({ opening }, facts) =>
  listed(opening?.place ?? '', facts),
);

function ownItem(version: ItemVersion, { organ, item, date }: CaseFacts): readonly Breach[] {
  const entrusting = organ === undefined ? undefined : entrustmentAt(organ.state, date, item?.s)?.entrusting;
  const own = version.organ === organ?.s || version.organ === entrusting;
  if (own && version.acts.includes('penalty')) return [];
  return [{ zh: '该事项不是本机关的处罚事项', en: 'the item is no penalty item of this organ' }];
}

function rightPlace(version: ItemVersion, place: string, { organ }: CaseFacts): readonly Breach[] {
  const territory = organ?.state.organ?.territory;
  const inside =
    territory !== undefined &&
    divisionContains(territory, place) &&
    divisionContains(version.territory, place);
  return inside
    ? []
    : [
        {
          zh: '违法行为发生地不在本机关管辖范围',
          en: 'the place lies outside the territory',
          field: 'place',
        },
      ];
}

/** How G-BASIS is named, at the opening and at the decision. */
export const basisHead = {
  group: 'authority',
  code: 'R-03',
  name: 'G-BASIS',
  basis: [4, 5, 10, 11, 12, 13, 14, 16, 37, 38].map((article) => penaltyLaw(article)),
} as const;

/** G-BASIS at the opening: some norm of the item is published and in force at the act. */
export const basisInForce = fileRule(basisHead, (_state, facts) => {
  const version = itemOf(facts);
  if (version === undefined || normsAt(version, facts.date).length > 0) return kept;
  return breach('没有已公布且有效的依据', 'no norm that is published and in force', 'item');
});

/** Norms of the item that were published and in force on a day. */
export const normsAt = (version: ItemVersion, date: CivilDate): ItemVersion['basis'] =>
  version.basis.filter((norm) => norm.published <= date && covers(norm, date));

/** The norms of the item in force on a day, as an event cites them. */
export function citedOn(facts: CaseFacts, date: CivilDate): Cited[] {
  const version = itemOf(facts);
  const norms = version === undefined ? [] : normsAt(version, date);
  return norms.map(({ norm, article, rank }) => ({ norm, article, rank }));
}

/** The day whose law applies: the end of the violation, or the act where nothing is recorded yet. */
export const violationDay = ({ findings }: CaseState, { date }: CaseFacts): CivilDate =>
  findings === undefined ? date : (findings.violation.until ?? findings.violation.from);

/** Every parameter that the step rests on is set by some pack; nothing is guessed (C.14 of the specification). */
export const parametersSet = (keys: readonly ParameterKey[]): CaseFileRule =>
  fileRule(
    { group: 'authority', code: 'R-03', name: 'G-PACK', basis: [statute('penalty', 4)] },
    (_state, { rules }) =>
      keys
        .filter((key) => rules.find(key) === undefined)
        .flatMap((key) =>
          breach(
            `规则包未设定“${parameterKeys[key].zh}”（${key}）`,
            `no pack sets ${key} (${parameterKeys[key].en})`,
          ),
        ),
  );
