import type { Recorded } from '../../kernel/event';
import type { DisciplineEvent } from '../../events/discipline.events';

/** How far the hand-over of one person has come. */
export interface PersonOnFile {
  readonly answer: 'yes' | 'no' | 'unable';
  readonly needed?: boolean;
  readonly handedOver: boolean;
  readonly received: boolean;
  /** Who may read and handle what concerns this person besides discipline inspection, by pseudonym. */
  readonly readers: readonly string[];
}

/** What later commands must know; persons by code. */
export interface DisciplineState {
  readonly phase: 'none' | 'discipline';
  readonly persons: Readonly<Record<string, PersonOnFile>>;
}

export const noDiscipline: DisciplineState = { phase: 'none', persons: {} };

/** Nothing is left that W-16 waits for: no status, a reasoned "no", or handed over; and the party is among them. */
export const disciplineSettled = ({ persons }: DisciplineState): boolean =>
  persons['party'] !== undefined &&
  Object.values(persons).every(
    ({ answer, needed, handedOver }) => answer !== 'yes' || needed === false || handedOver,
  );

const changed = (state: DisciplineState, person: string, change: Partial<PersonOnFile>): DisciplineState => {
  const known = state.persons[person];
  return known === undefined
    ? state
    : { ...state, persons: { ...state.persons, [person]: { ...known, ...change } } };
};

/** Fold of the stream. */
export function evolveDiscipline(before: DisciplineState, event: Recorded<DisciplineEvent>): DisciplineState {
  const state: DisciplineState = { ...before, phase: 'discipline' };
  const { person } = event.data;
  switch (event.type) {
    case 'OfficialStatusConfirmed': {
      const { answer, readers } = event.data;
      const known = state.persons[person];
      const named = [...new Set([...(known?.readers ?? []), ...readers])];
      const entry = { handedOver: false, received: false, ...known, answer, readers: named };
      return { ...state, persons: { ...state.persons, [person]: entry } };
    }
    case 'DisciplineNeedDecided':
      return changed(state, person, { needed: event.data.needed });
    case 'DisciplineHandedOver':
      return changed(state, person, { handedOver: true });
    case 'HandoverReceived':
      return changed(state, person, { received: true });
    case 'HandoverCorrected':
      return state;
  }
}
