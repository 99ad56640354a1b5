import type { OrganListEvent } from '../../events/list.events';
import type { Recorded } from '../../kernel/event';
import { endedFrom, type Validity } from './register';

/** Rules that organs lay down for themselves (本机关制度办法), as decisions know them. */

/** One version of rules of an organ. */
export interface OwnRules extends Validity {
  readonly code: string;
}

/** What decisions must know of the lists of an organ. */
export interface OrganLists {
  readonly ownRules: readonly OwnRules[];
  /** Norms on the register that hold, by their codes. */
  readonly bases: readonly string[];
}

/** Fold of the lists on the stream of an organ. */
export function evolveLists<S extends OrganLists>(state: S, event: Recorded<OrganListEvent>): S {
  switch (event.type) {
    case 'OwnRulesPublished': {
      const { code, from, until } = event.data;
      const version = { code, from, ...(until === undefined ? {} : { until }) };
      return { ...state, ownRules: [...state.ownRules, version] };
    }
    case 'OwnRulesRepealed': {
      const { code, from } = event.data;
      return { ...state, ownRules: endedFrom(state.ownRules, (each) => each.code === code, from) };
    }
    case 'LegalBasisRecorded': {
      const { code, change } = event.data;
      const others = state.bases.filter((each) => each !== code);
      return { ...state, bases: change === 'repealed' ? others : [...others, code] };
    }
    // For readers alone: no decision rests on them.
    case 'PublicationChannelsPublished':
    case 'RecordingListPublished':
    case 'FilingRegistered':
      return state;
  }
}
