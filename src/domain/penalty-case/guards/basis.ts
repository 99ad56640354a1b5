import { breach, kept, type Breach } from '../../../kernel/guard';
import { kindsWithoutBasis } from '../../../law/basis';
import { isPenaltyKind, penaltyKinds, restrictsLiberty } from '../../../law/penalty-kinds';
import { itemAt, rangeFor, type ItemVersion } from '../../registers/item';
import { covers } from '../../registers/register';
import { penaltyLaw } from '../../statute';
import type { PenaltyProposal } from '../command-parts';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { itemApplied, lawDay, versionApplied, type AppliesNorms } from './applied';
import { basisHead, normsAt, violationDay } from './authority';
import { commandRule } from './rule';

/** G-BASIS at the decision, and who may restrict liberty. */

type Decides = AppliesNorms & { readonly proposal: PenaltyProposal };

/**
 * Norms in force on the day whose law applies may create each kind of penalty, the item allows it, and where a norm
 * changed after the act, old and new were compared and the lighter one applied (处罚法 37). A decision on the spot
 * cannot compare.
 */
export const penaltyHasBasis = commandRule<Decides>(basisHead, (command, state, facts) => {
  const version = versionApplied(command, state, facts);
  if (version === undefined) return breach('没有可适用的执法事项', 'there is no item to apply', 'item');
  const norms = normsAt(version, lawDay(command, state, facts));
  return [
    ...kindsLacking(command.proposal, norms, version),
    ...comparisonProblems(command, version, state, facts),
  ];
});

function kindsLacking(
  { kinds }: Pick<PenaltyProposal, 'kinds'>,
  norms: ItemVersion['basis'],
  version: ItemVersion,
): readonly Breach[] {
  return [
    ...kindsWithoutBasis(norms, kinds.filter(isPenaltyKind)).map(({ kind, zh, en }) => ({
      zh: `${penaltyKinds[kind].zh}：${zh}`,
      en: `${penaltyKinds[kind].en}: ${en}`,
      field: 'proposal.kinds',
    })),
    ...kinds
      .filter((kind) => !version.penalties.includes(kind))
      .map((kind) => ({
        zh: `该事项未规定${penaltyKinds[kind].zh}`,
        en: `the item does not provide for ${penaltyKinds[kind].en}`,
        field: 'proposal.kinds',
      })),
  ];
}

function comparisonProblems(
  command: Decides,
  version: ItemVersion,
  state: CaseState,
  facts: CaseFacts,
): readonly Breach[] {
  const { comparison } = command;
  if (comparison === undefined) {
    return normsAt(version, violationDay(state, facts))
      .filter((norm) => !covers(norm, facts.date))
      .map(({ norm, article }) => ({
        zh: `《${norm}》${article}在行为后已修改或者废止，须比较新旧规定`,
        en: `${norm} ${article} changed after the act; old and new have to be compared`,
      }));
  }
  const { found, applied } = comparison;
  if (found === 'not-unlawful') {
    return breach(
      '新规定不认为是违法，不予处罚',
      'nothing unlawful any more: no penalty',
      'comparison.found',
    );
  }
  if ((found === 'lighter') !== (applied === 'new')) {
    return breach(
      '应当从旧兼从轻适用',
      'the old law applies unless the new one is lighter',
      'comparison.applied',
    );
  }
  return found === 'not-lighter' && lighterSince(command, state, facts)
    ? breach('新规定的罚款幅度更轻，应当适用', 'the new range is lighter and applies', 'comparison.found')
    : kept;
}

/**
 * 处罚法 18, 20, 21: liberty is restricted by the police, or by an organ that a 法律 names for the item; an organisation that
 * is entrusted or authorised never restricts it.
 */
export const libertyReserved = commandRule<Decides>(
  { group: 'authority', code: 'R-02', name: 'G-LIBERTY', basis: [penaltyLaw(18, 3), penaltyLaw(20)] },
  (command, _state, facts) => {
    if (!command.proposal.kinds.some((kind) => restrictsLiberty(kind))) return kept;
    const item = itemApplied(command, facts);
    const named = item && itemAt(item.state, facts.date)?.liberty;
    return named?.rank === 'law' && facts.organ?.state.organ?.kind === 'organ'
      ? kept
      : breach(
          '限制人身自由的处罚权只能由公安机关和法律规定的其他机关行使',
          'only the police and organs that a law names restrict liberty',
          'proposal.kinds',
        );
  },
);

/** The range of the applied item has become lighter since the violation. */
function lighterSince(command: Decides, state: CaseState, facts: CaseFacts): boolean {
  const party = state.opening?.party.kind;
  const entry = itemApplied(command, facts);
  if (party === undefined || entry === undefined) return false;
  const rangeOn = (day: string) => {
    const version = itemAt(entry.state, day);
    return version && rangeFor(version, party);
  };
  const [then, now] = [rangeOn(violationDay(state, facts)), rangeOn(facts.date)];
  if (then === undefined || now === undefined) return false;
  return now.maxFen < then.maxFen || (now.maxFen === then.maxFen && now.minFen < then.minFen);
}
