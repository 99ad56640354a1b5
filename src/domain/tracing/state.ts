import type {
  CausationTested,
  OutcomeProposed,
  TracedPersonHeard,
  TracedRowsShown,
  TracingEvent,
  TracingOpened,
  TracingSigned,
} from '../../events/tracing.events';
import type { Recorded } from '../../kernel/event';

/** What was recorded, and at which revision. */
type At<Make extends (...parts: never[]) => { readonly data: object }> = ReturnType<Make>['data'] & {
  readonly n: number;
};

/** A tracing as it stands. Nobody's words are in it. */
export interface TracingState {
  readonly phase: 'none' | 'open' | 'signed';
  readonly opened?: At<typeof TracingOpened>;
  readonly shown: readonly At<typeof TracedRowsShown>[];
  readonly heard: readonly At<typeof TracedPersonHeard>[];
  /** The last test counts. */
  readonly causation?: At<typeof CausationTested>;
  /** Proposals that were not withdrawn. */
  readonly proposals: readonly At<typeof OutcomeProposed>[];
  readonly signatures: readonly At<typeof TracingSigned>[];
}

export const noTracing: TracingState = {
  phase: 'none',
  shown: [],
  heard: [],
  proposals: [],
  signatures: [],
};

/** Fold of a tracing. What is added to a signed report opens it again: its signatures stand, for what was signed. */
export function evolveTracing(
  state: TracingState,
  { data, type, meta }: Recorded<TracingEvent>,
): TracingState {
  const n = meta.revision;
  switch (type) {
    case 'TracingOpened':
      return { ...state, phase: 'open', opened: { ...data, n } };
    case 'TracedRowsShown':
      return { ...state, shown: [...state.shown, { ...data, n }] };
    case 'TracedPersonHeard':
      return { ...state, phase: 'open', heard: [...state.heard, { ...data, n }] };
    case 'CausationTested':
      return { ...state, phase: 'open', causation: { ...data, n } };
    case 'OutcomeProposed':
      return { ...state, phase: 'open', proposals: [...state.proposals, { ...data, n }] };
    case 'ProposalWithdrawn':
      return { ...state, phase: 'open', proposals: state.proposals.filter(({ id }) => id !== data.id) };
    case 'TracingSigned':
      return signed(state, { ...data, n });
  }
}

function signed(state: TracingState, signature: At<typeof TracingSigned>): TracingState {
  const signatures = [...state.signatures, signature];
  return {
    ...state,
    signatures,
    phase: signersOf({ signatures }, signature.report).size > 1 ? 'signed' : 'open',
  };
}

/** Who has signed the report that has this hash. */
export const signersOf = (
  { signatures }: Pick<TracingState, 'signatures'>,
  report: string,
): ReadonlySet<string> =>
  new Set(signatures.filter((each) => each.report === report).map(({ officer }) => officer));

/** What a person said last, or that he did not. */
export const heardOf = ({ heard }: Pick<TracingState, 'heard'>, person: string) =>
  heard.findLast((each) => each.person === person);

/** When a person was last shown what the report says of him. */
export const shownTo = ({ shown }: Pick<TracingState, 'shown'>, person: string) =>
  shown.findLast((each) => each.person === person);
