import { OnSpotDecisionIssued } from '../../src/events/case.events';
import { DecisionMade } from '../../src/events/decision.events';
import { dispatcher, when } from '../dispatch';

/** A fine as it was decided, and what it was to keep to. */
export interface FineDecided {
  readonly item: string;
  readonly itemAt: number;
  readonly tier: string;
  readonly deviates: boolean;
  readonly partyKind: string;
  readonly fine: number;
  readonly low: number;
  readonly high: number;
}

interface Entries {
  readonly reliance: { readonly entries: readonly { readonly s: string; readonly n: number }[] };
}

const revisionOf = ({ reliance }: Entries, item: string): number =>
  reliance.entries.find(({ s }) => s === item)?.n ?? -1;

/** The fine that an event decides; nothing where it decides none. */
export const fineOf = dispatcher<FineDecided | undefined>(undefined, [
  when(OnSpotDecisionIssued, ({ data }) => {
    const { item, partyKind, proposal, range } = data;
    if (!proposal.kinds.includes('fine')) return undefined;
    return {
      ...{ item, itemAt: revisionOf(data, item), tier: '', deviates: false, partyKind },
      ...{ fine: proposal.fineFen, low: range.minFen, high: range.maxFen },
    };
  }),
  when(DecisionMade, ({ data }) => {
    const { penalty, partyKind } = data;
    if (penalty?.proposal.kinds.includes('fine') !== true) return undefined;
    const { appliedItem, benchmark, proposal, range } = penalty;
    return {
      ...{ item: appliedItem, itemAt: revisionOf(data, appliedItem), partyKind },
      ...{ tier: benchmark?.tier ?? '', deviates: benchmark?.deviates ?? false },
      ...{ fine: proposal.fineFen, low: range.minFen, high: range.maxFen },
    };
  }),
]);
