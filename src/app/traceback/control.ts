import { namedPostsAt, type NamedPost } from '../../domain/registers/post-names';
import { absentAt } from '../../domain/registers/posting-state';
import type { CivilDate } from '../../kernel/time';
import type { OrganPeople } from '../bus/duty-queries';
import { memberOf, type CaseRecord, type EventRef } from './case-record';
import type { Share } from './share';

/** Whether somebody was in charge on the day: posts, stand-ins, absence, recusal. */
export interface Control {
  readonly person: string;
  readonly on: CivilDate;
  /** By the names that they bore on the day. */
  readonly posts: readonly NamedPost[];
  readonly standsInFor: readonly NamedPost[];
  readonly absent: boolean;
  readonly recused: readonly EventRef[];
}

/** Of everybody in the matrix. */
export function controlOf(
  shares: readonly Share[],
  on: CivilDate,
  record: CaseRecord,
  registers: OrganPeople | undefined,
): readonly Control[] {
  const people = [...new Set(shares.map(({ person }) => person))].toSorted();
  return people.map((person) => {
    const state = registers?.people.find(({ s }) => s === person)?.state;
    const recusals = record
      .of(['RecusalDecided'])
      .filter((each) => memberOf(each, 'officer') === person && memberOf(each, 'granted') === true);
    return {
      ...{ person, on },
      ...(registers === undefined || state === undefined
        ? { posts: [], standsInFor: [] }
        : namedPostsAt(registers.organ, state, on)),
      absent: state !== undefined && absentAt(state, on),
      recused: record.refs(recusals.filter(({ meta }) => meta.legal.d <= on)),
    };
  });
}
