import { addDays, type CivilDate } from '../../src/kernel/time';
import type { Dated } from './case-doc';
import type { Decision, Duty, Fact, Party, Shown } from './facts';
import type { PartyCode } from './party-codes';
import { NEVER } from './tables';

/** Where a decision stands on one channel. */
export type Status =
  'due' | 'referred' | 'cancelled' | 'published' | 'not-published' | 'corrected' | 'withdrawn' | 'expired';

/** A decision on one channel. */
export interface OnChannel {
  readonly status: Status;
  readonly opened: CivilDate;
  readonly due: CivilDate;
  readonly settled: CivilDate;
  /** Last day on which it may be shown. */
  readonly until: CivilDate;
  /** Day by which it has to be withdrawn, since it was reversed while it was shown. */
  readonly withdrawBy?: CivilDate | undefined;
  /** Legal date of the last act on the channel. */
  readonly changed: CivilDate;
  readonly uncomputable?: string | undefined;
  readonly published?: CivilDate;
  readonly corrected?: CivilDate;
  readonly withdrawn?: CivilDate;
  readonly reason?: string;
  readonly publicReason?: string | undefined;
  readonly shown?: Shown;
}

/** A decision with all its channels. */
export interface Disclosed {
  readonly organ: string | null;
  readonly organName: string | null;
  readonly item: string | null;
  /** What each record says of the party; where two disagree, the more cautious reading holds. */
  readonly parties: readonly Pick<Party, 'kind' | 'minor'>[];
  readonly name: string | null;
  readonly creditCode: string | null;
  readonly representative: string | null;
  readonly otherCode: PartyCode | null;
  readonly violated: { readonly from: CivilDate; readonly until?: CivilDate } | null;
  readonly decision: Decision | null;
  readonly channels: ReadonlyMap<string, OnChannel>;
}

/** The channel on which taken-over decisions stand: they were published before they came here. */
export const SOURCE_CHANNEL = 'source';

const nothing: Disclosed = {
  ...{ organ: null, organName: null, item: null, parties: [], decision: null, violated: null },
  ...{ name: null, creditCode: null, representative: null, otherCode: null },
  channels: new Map(),
};
const untouched: OnChannel = {
  ...{ status: 'due', opened: NEVER, due: NEVER, settled: NEVER, until: NEVER, changed: NEVER },
};

/** Fold facts in the order of the log. */
export const disclosedBy = (facts: readonly Dated[]): Disclosed =>
  facts.reduce<Disclosed>((state, [date, fact]) => withFact(state, date, fact), nothing);

function withFact(state: Disclosed, date: CivilDate, fact: Fact): Disclosed {
  if ('channel' in fact) return onChannel(state, fact.channel, (held) => moved(held, date, fact));
  switch (fact.is) {
    case 'opened':
      return openedBy(state, fact);
    case 'violated':
      return { ...state, violated: fact };
    case 'decided':
      return { ...state, decision: fact.decision, parties: [...state.parties, fact] };
    case 'issued':
      return { ...state, decision: numbered(state.decision, fact.number) };
    case 'imported': {
      const shown = { fields: ['kind', 'basis', 'result', 'fine', 'decided-on'], identified: false };
      const { decision, organName } = fact;
      return onChannel({ ...state, decision, organName }, SOURCE_CHANNEL, () => ({
        ...untouched,
        ...{ status: 'published', published: decision.on, changed: decision.on, shown },
      }));
    }
    case 'delivered':
      return fact.duties.reduce((held, duty) => onChannel(held, duty.channel, opened(date, duty)), state);
    case 'recomputed':
      return recomputedBy(state, fact);
    case 'reversed':
      return reversedBy(state, date, fact.withdrawBy);
  }
}

/** A case that left the simple procedure is filed anew; the identity stands where it was first said. */
function openedBy(state: Disclosed, { organ, item, party }: Extract<Fact, { is: 'opened' }>): Disclosed {
  return {
    ...{ ...state, organ, item, parties: [...state.parties, party] },
    name: party.name ?? state.name,
    creditCode: party.creditCode ?? state.creditCode,
    representative: party.representative ?? state.representative,
    otherCode: party.otherCode ?? state.otherCode,
  };
}

const numbered = (decision: Decision | null, number: string): Decision | null =>
  decision === null ? null : { ...decision, number };

const opened =
  (date: CivilDate, { due = NEVER, uncomputable }: Duty) =>
  (held: OnChannel): OnChannel => ({ ...held, opened: date, due, uncomputable, changed: date });

/** The duties are the same, their last days others. */
function recomputedBy(
  state: Disclosed,
  { duties, withdrawBy }: Extract<Fact, { is: 'recomputed' }>,
): Disclosed {
  const channels = [...state.channels].map(([channel, held]): [string, OnChannel] => {
    const duty = duties.find((each) => each.channel === channel);
    return [
      channel,
      {
        ...held,
        ...(duty === undefined ? {} : { due: duty.due ?? NEVER, uncomputable: duty.uncomputable }),
        ...(withdrawBy === undefined || !isShowing(held) ? {} : { withdrawBy }),
      },
    ];
  });
  return { ...state, channels: new Map(channels) };
}

/** What is shown has to go; what was not published yet has no duty any more. */
function reversedBy(state: Disclosed, date: CivilDate, withdrawBy: CivilDate | undefined): Disclosed {
  const channels = [...state.channels].map(([channel, held]): [string, OnChannel] => [
    channel,
    isShowing(held)
      ? { ...held, withdrawBy }
      : { ...held, settled: date < held.settled ? date : held.settled },
  ]);
  return { ...state, channels: new Map(channels) };
}

/** Whether the last word on a channel is that it shows the decision; its last day may have passed. */
export const isShowing = ({ status }: Pick<OnChannel, 'status'>): boolean =>
  status === 'published' || status === 'corrected';

type Act = Extract<Fact, { readonly channel: string }>;

const moved = (held: OnChannel, date: CivilDate, act: Act): OnChannel => ({
  ...(moves[act.is] as (held: OnChannel, date: CivilDate, act: Act) => OnChannel)(held, date, act),
  changed: date,
});

const dutyOf = ({ opened: since, due, uncomputable, settled }: OnChannel, date: CivilDate) => ({
  ...{ opened: since, due, uncomputable },
  settled: date < settled ? date : settled,
});

type Moved = Omit<OnChannel, 'changed'>;

const moves: {
  readonly [K in Act['is']]: (held: OnChannel, date: CivilDate, act: Extract<Act, { is: K }>) => Moved;
} = {
  published: (held, date, { shown }) => ({
    ...dutyOf(held, date),
    ...{ status: 'published', published: date, shown, until: shown.until ?? NEVER },
  }),
  'not-published': (held, date, { ground }) => ({
    ...dutyOf(held, date),
    ...{ status: 'not-published', reason: ground, until: NEVER },
  }),
  cancelled: (held, date) => ({ ...dutyOf(held, date), status: 'cancelled', until: NEVER }),
  referred: (held) => ({ ...held, status: 'referred', due: NEVER }),
  answered: (held, _date, { duty }) => ({
    ...{ ...held, status: 'due', due: duty?.due ?? NEVER },
    uncomputable: duty?.uncomputable,
  }),
  corrected: (held, date) => ({ ...held, status: 'corrected', corrected: date }),
  repaired: (held, _date, { until }) => ({ ...held, until }),
  withdrawn: (held, date, { reason, publicReason }) => {
    const expired = reason === 'expiry';
    const lastDay = addDays(date, -1);
    return {
      ...{ ...held, status: expired ? 'expired' : 'withdrawn', withdrawn: date, reason, publicReason },
      until: expired && lastDay < held.until ? lastDay : held.until,
    };
  },
};

function onChannel(state: Disclosed, channel: string, change: (held: OnChannel) => OnChannel): Disclosed {
  const channels = new Map(state.channels);
  channels.set(channel, change(channels.get(channel) ?? untouched));
  return { ...state, channels };
}
