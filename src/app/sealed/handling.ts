import { discipline } from '../../domain/discipline/decider';
import type { CaseBehind, DisciplineFacts } from '../../domain/discipline/facts';
import { penaltyCase } from '../../domain/penalty-case/decider';
import { isAnnulled } from '../../domain/penalty-case/remedy/state';
import { organOf, type CaseState } from '../../domain/penalty-case/state';
import { personsIn } from '../../domain/fields';
import { organ } from '../../domain/registers/organ';
import { sealedRecord } from '../../domain/sealed/decider';
import type { SealedFacts } from '../../domain/sealed/facts';
import type { Role } from '../../events/account.events';
import { handling, type CommandMeta, type CommandPath } from '../command-path';
import { peopleIn } from '../handling/registers';
import type { Laws } from '../law/laws';
import type { Pseudonyms } from './pseudonyms';

/** What sealed streams are handled with. */
export interface SealedParts {
  readonly path: Pick<CommandPath, 'load'>;
  readonly laws: Laws;
  readonly pseudonyms: Pseudonyms;
}

/** The case that a sealed command is about, as it is now. */
async function caseOf({ path }: SealedParts, { about }: CommandMeta) {
  if (about === undefined) throw new TypeError('a sealed command is about a case');
  const { state } = await path.load(penaltyCase, about);
  return { about, state, organ: organOf(state) ?? '' };
}

/** Who sends it, and those whom the command names; nobody stands in the entry under his handle. */
function peopleOf({ pseudonyms }: SealedParts, command: object, { actors, account }: CommandMeta) {
  const by = actors[0]?.u ?? '';
  return {
    ...{ by, me: pseudonyms.of(by), account: pseudonyms.of(account ?? by) },
    role: (actors[0]?.role ?? 'public') as Role,
    pseudonyms: new Map(personsIn(command).map((person) => [person, pseudonyms.of(person)])),
    actors: actors.map(({ u, role }) => ({ u: pseudonyms.of(u), role })),
  };
}

/** Interference, orders, retaliation and exemption. */
export const sealedHandling = (parts: SealedParts) =>
  handling({
    decider: sealedRecord,
    sealed: true,
    gather: async (command, _state, meta) => {
      const { about, state, organ: of } = await caseOf(parts, meta);
      const { actors, ...people } = peopleOf(parts, command, meta);
      const { state: organState, revision } = await parts.path.load(organ, of);
      const date = meta.occurred.d;
      const { rules, calendar } = parts.laws.of({ s: of, n: revision, state: organState }, date);
      const facts: SealedFacts = {
        ...{ date, case: about, organ: of, id: meta.commandId, ...people },
        ...{ tookPart: partakersOf(state), broughtBefore: bodiesOf(state), rules, calendar },
      };
      return { facts, rulePacks: rules.labels, calendars: [calendar.version], actors };
    },
  });

/** Whoever investigated, reviewed, approved or decided. */
const partakersOf = ({ officers, filing, decision, review }: CaseState): readonly string[] => [
  ...officers,
  ...review.reviewers,
  ...(filing.filed === undefined ? [] : [filing.filed.approver]),
  ...(decision?.decidedBy === undefined ? [] : [decision.decidedBy]),
];

/** Before whom the decision was brought. */
const bodiesOf = ({ remedy }: CaseState): SealedFacts['broughtBefore'] =>
  Object.values(remedy.appeals).map(({ kind }) => (kind === 'suit' ? 'court' : kind));

/** The hand-over to discipline inspection. */
export const disciplineHandling = (parts: SealedParts) =>
  handling({
    decider: discipline,
    sealed: true,
    gather: async (command, _state, meta) => {
      const { about, state, organ: of } = await caseOf(parts, meta);
      const { actors, by, me, pseudonyms } = peopleOf(parts, command, meta);
      const facts: DisciplineFacts = {
        ...{ date: meta.occurred.d, case: about, organ: of, by, me, pseudonyms },
        ...{ people: await peopleIn(parts.path, command), behind: behindOf(state) },
      };
      return { facts, rulePacks: [], calendars: [], actors };
    },
  });

/** What the case says of the hand-over. */
export function behindOf({
  phase,
  opening,
  officers,
  investigation,
  decision,
  remedy,
}: CaseState): CaseBehind {
  const gone = isAnnulled(remedy);
  return {
    ...(opening === undefined ? {} : { partyKind: opening.party.kind }),
    officers: [...new Set([...officers, ...investigation.assigned])],
    closed: phase === 'closed' || phase === 'archived',
    penalty: decision?.type === 'penalty' && !gone,
    ...(decision?.number === undefined ? {} : { number: decision.number }),
    reversed: remedy.reversal !== undefined,
  };
}
