import type { CivilDate } from '../../src/kernel/time';
import type { Clock } from '../../src/events/schemas';
import type { CaseDoc, Decision, Fact, Party, Shown } from './facts';
import { NEVER } from './tables';

/** Where a decision stands on one channel. */
export type Status = 'due' | 'published' | 'not-published' | 'corrected' | 'withdrawn' | 'expired';

/** A decision on one channel. */
export interface OnChannel {
  readonly status: Status;
  readonly opened: CivilDate;
  readonly due: CivilDate;
  readonly settled: CivilDate;
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
  readonly decision: Decision | null;
  readonly channels: ReadonlyMap<string, OnChannel>;
}

/** The channel on which taken-over decisions stand: they were published before they came here. */
export const SOURCE_CHANNEL = 'source';
const OWN_SITE = 'own-site';

const nothing: Disclosed = {
  ...{ organ: null, organName: null, item: null, parties: [], name: null, decision: null },
  channels: new Map(),
};
const untouched: OnChannel = { status: 'due', opened: NEVER, due: NEVER, settled: NEVER };

/** Fold the facts of a case in the order of the log. */
export const disclosedBy = (doc: CaseDoc): Disclosed =>
  doc.reduce<Disclosed>((state, [, date, fact]) => withFact(state, date, fact), nothing);

function withFact(state: Disclosed, date: CivilDate, fact: Fact): Disclosed {
  switch (fact.is) {
    case 'opened': {
      const { organ, item, party } = fact;
      // A case that left the simple procedure is filed anew; the name stands where it was first said.
      return { ...state, organ, item, name: party.name ?? state.name, parties: [...state.parties, party] };
    }
    case 'decided':
      return { ...state, decision: fact.decision, parties: [...state.parties, fact] };
    case 'issued':
      return { ...state, decision: numbered(state.decision, fact.number) };
    case 'imported': {
      const shown = { fields: ['kind', 'basis', 'result', 'fine', 'decided-on'], identified: false };
      const { decision, organName } = fact;
      return onChannel({ ...state, decision, organName }, SOURCE_CHANNEL, () => ({
        ...untouched,
        ...{ status: 'published', published: decision.on, shown },
      }));
    }
    case 'delivered':
      return fact.clock === undefined ? state : onChannel(state, OWN_SITE, duty(date, fact.clock));
    case 'published':
    case 'not-published':
    case 'corrected':
    case 'withdrawn':
      return onChannel(state, fact.channel, (held) => moved(held, date, fact));
  }
}

const numbered = (decision: Decision | null, number: string): Decision | null =>
  decision === null ? null : { ...decision, number };

const duty =
  (date: CivilDate, { due = NEVER, uncomputable }: Pick<Clock, 'due' | 'uncomputable'>) =>
  (held: OnChannel): OnChannel => ({ ...held, opened: date, due, uncomputable });

type Act = Exclude<Fact, { is: 'opened' | 'decided' | 'issued' | 'imported' | 'delivered' }>;

function moved(held: OnChannel, date: CivilDate, act: Act): OnChannel {
  const { opened, due, uncomputable } = held;
  const settled = date < held.settled ? date : held.settled;
  switch (act.is) {
    case 'published':
      return { status: 'published', opened, due, uncomputable, settled, published: date, shown: act.shown };
    case 'not-published':
      return { status: 'not-published', opened, due, uncomputable, settled, reason: act.ground };
    case 'corrected':
      return { ...held, status: 'corrected', corrected: date };
    case 'withdrawn': {
      const status = act.reason === 'expiry' ? 'expired' : 'withdrawn';
      return { ...held, status, withdrawn: date, reason: act.reason, publicReason: act.publicReason };
    }
  }
}

function onChannel(state: Disclosed, channel: string, change: (held: OnChannel) => OnChannel): Disclosed {
  const channels = new Map(state.channels);
  channels.set(channel, change(channels.get(channel) ?? untouched));
  return { ...state, channels };
}
