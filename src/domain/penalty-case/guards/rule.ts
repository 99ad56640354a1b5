import type { Breach } from '../../../kernel/guard';
import type { Plain } from '../../../kernel/plain-data';
import type { FileRule, Rule } from '../../procedure';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';

/** A rule on a case that depends on what the command says. */
export type CaseRule<C> = Rule<C, CaseState, CaseFacts>;
/** A rule on a case that the file and the registers answer. */
export type CaseFileRule = FileRule<CaseState, CaseFacts>;

type Group = CaseFileRule['group'];

/** What names a rule: place in the report, code, name in the specification, articles (strongest first). */
export interface RuleHead {
  readonly group: Group;
  readonly code: string;
  readonly name: string;
  readonly basis: readonly string[];
  /** As in {@link Rule}. */
  readonly papers?: readonly string[];
}

/** Answered by the file and the registers alone. */
export const fileRule = (
  head: RuleHead,
  check: (state: CaseState, facts: CaseFacts) => readonly Breach[],
): CaseFileRule => ({ ...head, asks: 'file', check: (_command, state, facts) => check(state, facts) });

/** Answered by the file and the registers once it is known who decides. */
export const approverRule = (
  head: RuleHead,
  check: (state: CaseState, facts: CaseFacts) => readonly Breach[],
): CaseFileRule => ({ ...fileRule(head, check), asks: 'approver' });

/** Answered only once the command is written. */
export const commandRule = <C>(
  head: RuleHead,
  check: (command: Plain<C>, state: CaseState, facts: CaseFacts) => readonly Breach[],
): CaseRule<Plain<C>> => ({ ...head, asks: 'command', check });
