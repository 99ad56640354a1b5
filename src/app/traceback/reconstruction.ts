import { headerOf } from '../../../projections/accountability/trace-header';
import { memberOf, type CaseRecord, type EventRef, type Point } from './case-record';

/** Whether the record still gives the state that people acted on: replayed twice, by two folds, and entry by entry. */
export interface Reconstruction {
  /** Every entry follows the one before it, by leaf hash. */
  readonly chain: { readonly events: number; readonly unbroken: boolean };
  /** The hash of every reviewed file, made anew. */
  readonly files: readonly { readonly act: EventRef; readonly fileHash: string; readonly agrees: boolean }[];
  /** Members that the fold of the deciders and the fold of the lists both have. */
  readonly replays: { readonly agree: boolean; readonly differences: readonly Point[] };
}

const reviewing = ['ReviewSubmitted', 'ReviewPassed', 'ReviewProblemsFound', 'CollectivelyDiscussed'];

export function reconstructionOf(record: CaseRecord): Reconstruction {
  const differences = differencesOf(record);
  return {
    chain: {
      events: record.records.length,
      unbroken: record.records.every(
        ({ previous }, i) => previous === (i === 0 ? undefined : record.records[i - 1]?.leaf),
      ),
    },
    files: record.of(reviewing).map((act) => {
      const fileHash = memberOf(act, 'fileHash') ?? '';
      const agrees = record.fileHashBefore(act.meta.revision) === fileHash;
      return { act: record.ref(act), fileHash, agrees };
    }),
    replays: { agree: differences.length === 0, differences },
  };
}

/** The write side decides by one fold, lists show another one; both read the same log and must say the same. */
function differencesOf(record: CaseRecord): readonly Point[] {
  const decided = record.stateNow();
  const listed = headerOf(record.records[0]?.event.meta.stream ?? '', record.events, {});
  const pairs = [
    ['procedure', decided.procedure === 'none' ? undefined : decided.procedure, listed.kind],
    ['item', decided.opening?.item, listed.item],
    ['party', decided.opening?.party.kind, listed.partyKind],
    ['fine', decided.decision?.proposal.fineFen, listed.fine],
  ] as const;
  return pairs
    .filter(([, one, other]) => one !== undefined && other !== undefined && one !== other)
    .map(([member, one, other]) => ({
      ...{ code: member, zh: `两次重放不一致：${one}、${other}`, en: `the replays differ: ${one}, ${other}` },
      events: [],
    }));
}
