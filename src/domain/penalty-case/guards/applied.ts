import type { Cited } from '../../../events/case-schemas';
import type { CivilDate } from '../../../kernel/time';
import { itemAt, type ItemState, type ItemVersion } from '../../registers/item';
import type { Entry } from '../../registers/register';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { normsAt, violationDay } from './authority';

/** Whose norms a decision applies: which of several items (处罚法 29), and the old law or the new (37). */
export interface AppliesNorms {
  /** One of the other items that the act breaches; otherwise that of the case. */
  readonly appliedItem?: string;
  readonly comparison?: { readonly found: string; readonly applied: string };
}

/** The item whose norm is applied; nothing where the register does not have it. */
export const itemApplied = ({ appliedItem }: AppliesNorms, facts: CaseFacts): Entry<ItemState> | undefined =>
  appliedItem === undefined || appliedItem === facts.item?.s
    ? facts.item
    : facts.otherItems.find(({ s }) => s === appliedItem);

/** Day whose law is applied: that of the violation, unless the comparison led to the new law. */
export const lawDay = ({ comparison }: AppliesNorms, state: CaseState, facts: CaseFacts): CivilDate =>
  comparison?.applied === 'new' ? facts.date : violationDay(state, facts);

/**
 * The version of the applied item. Where old and new law were compared it is that of the law applied; otherwise that in
 * force at the decision, and where the list was published only after the act, its present version as well.
 */
export function versionApplied(
  command: AppliesNorms,
  state: CaseState,
  facts: CaseFacts,
): ItemVersion | undefined {
  const entry = itemApplied(command, facts);
  if (entry === undefined) return undefined;
  const now = itemAt(entry.state, facts.date);
  return command.comparison?.applied === 'old'
    ? (itemAt(entry.state, violationDay(state, facts)) ?? now)
    : now;
}

/** The norms that a decision cites. */
export function normsCited(command: AppliesNorms, state: CaseState, facts: CaseFacts): Cited[] {
  const version = versionApplied(command, state, facts);
  const norms = version === undefined ? [] : normsAt(version, lawDay(command, state, facts));
  return norms.map(({ norm, article, rank }) => ({ norm, article, rank }));
}
