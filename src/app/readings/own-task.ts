import type { CaseState } from '../../domain/penalty-case/state';
import type { Role } from '../../events/account.events';
import { inScope, type Grant } from '../accounts/principals';

/** Roles whose task is every case of the organ when its turn comes. */
const standing: readonly Role[] = [
  'legal-reviewer',
  'approver',
  'hearing-chair',
  'publisher',
  'finance',
  'archivist',
];

/** Who asks, with what he may do. */
export interface CaseReader {
  readonly account: string;
  readonly officer?: string;
  readonly grants: readonly Grant[];
}

/**
 * Whether a case is a task of whoever asks: of officers those who act in it, or everybody while nobody does; of those
 * who review, decide, publish, collect and archive every case of their organ. To look over them is none (A094).
 */
export function isOwnTask(
  { officers, investigation }: Pick<CaseState, 'officers' | 'investigation'>,
  { officer, grants }: CaseReader,
  organ: string | undefined,
): boolean {
  const holds = (role: Role): boolean => rolesIn(grants, organ).includes(role);
  if (standing.some(holds)) return true;
  const acting = [...officers, ...investigation.assigned];
  return holds('officer') && (acting.length === 0 || (officer !== undefined && acting.includes(officer)));
}

/** The roles that somebody holds where a case belongs. */
export const rolesIn = (grants: readonly Grant[], organ: string | undefined): readonly Role[] =>
  grants
    .filter((grant) => grant.organ === undefined || inScope([grant.organ], organ))
    .map(({ role }) => role);
