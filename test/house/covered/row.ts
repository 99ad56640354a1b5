/** How far a row of the specification is there. */
export type State = 'there' | 'partly' | 'elsewhere';

/** One row of the specification's inventory (A001 …), and what carries it. */
export interface CoverageRow {
  readonly id: string;
  /** What it asks for, in our own words. */
  readonly what: string;
  readonly state: State;
  /**
   * What carries it, by the names that the code has: command, event, `R-05 G-TWO`, `W-10`, key of a parameter,
   * `document KIND`, or the path of a source file. Each is looked up; one that does not exist fails the check.
   */
  readonly rules: readonly string[];
  /** Tests that show it, below `test/` and without `.test.ts`. Each has to mention one of the rules. */
  readonly tests: readonly string[];
  /** What is missing, or the procedure or part where it belongs. */
  readonly note: string;
}

const listed = (text: string): readonly string[] => (text === '' ? [] : text.split(', '));

type Carried = (id: string, what: string, rules: string, tests: string, note?: string) => CoverageRow;

const carried =
  (state: State): Carried =>
  (id, what, rules, tests, note = '') => ({
    ...{ id, what, state, note },
    ...{ rules: listed(rules), tests: listed(tests) },
  });

/** All of it that a penalty case touches is carried and shown by tests. */
export const there: Carried = carried('there');
/** A part is; the note says what is missing. */
export const partly: Carried = carried('partly');
/** It belongs to another procedure, which the note names. */
export const elsewhere = (where: string, id: string, what: string): CoverageRow =>
  carried('elsewhere')(id, what, '', '', where);

/** Where rows belong that no penalty case carries out. */
export const where = {
  lists: 'public lists and their upkeep (A.5, C.12)',
  licences: 'licences (C.6)',
  levies: 'levies and fees (C.7)',
  inspection: 'inspection, 双随机 (C.3)',
  measures: 'coercive measures (C.4)',
  complaints: 'complaints and reports (C.8)',
  townships: 'transfers between townships and departments (C.9, second half)',
  supervision: 'supervision of enforcement (C.11)',
  discipline: 'accountability and sanctions (C.12)',
  disputes: 'disputes on competence (C.12)',
  appraisal: 'appraisal, training and rewards (C.12)',
  meetings: 'joint conferences and working groups (C.12)',
  reports: 'periodic reports (C.12, W-46)',
  review: 'review of closed files, guiding cases (C.12)',
  norms: 'filing and clean-up of normative documents (A059)',
  platforms: 'connections to platforms of others (C.10, server engines)',
  policy: 'no act of enforcement (A.6)',
} as const;
