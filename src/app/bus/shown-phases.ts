import type { Phase } from '../../domain/penalty-case/state';

/**
 * What the list of cases may show (the last step) of a case in each phase of its decider. A list looks for cases by the
 * one, rules speak of the other.
 */
const shown = {
  none: [],
  opened: ['opened'],
  shown: ['opened'],
  recorded: ['facts-recorded'],
  informed: ['informed'],
  converted: ['converted'],
  clue: ['clue'],
  verified: ['verified'],
  'not-filed': ['not-filed'],
  filed: ['filed', 'resumed'],
  investigating: ['assigned', 'investigating', 'resumed', 'transferred'],
  concluded: ['concluded', 'resumed'],
  noticed: ['noticed', 'resumed'],
  suspended: ['suspended'],
  transferred: ['transferred'],
  decided: ['decided', 'reversed'],
  delivered: ['delivered', 'paid', 'reversed'],
  closed: ['closed', 'reversed'],
  archived: ['archived', 'reversed'],
  imported: [],
} satisfies Readonly<Record<Phase, readonly string[]>>;

const byName: Readonly<Partial<Record<string, readonly string[]>>> = shown;

/** What the list may show of cases in any of the phases, without repeats. */
export const shownIn = (phases: readonly string[]): readonly string[] => [
  ...new Set(phases.flatMap((phase) => byName[phase] ?? [])),
];
