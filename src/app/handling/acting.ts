import { present } from '../../kernel/plain-data';
import { statusAt, type OfficerState } from '../../domain/registers/officer-state';
import { postsAt } from '../../domain/registers/posting-state';
import type { Entry } from '../../domain/registers/register';
import type { ActorRef } from '../../kernel/entry';
import type { CivilDate } from '../../kernel/time';

/**
 * Who acted, with post and certificate as of the act: the stream and revision of the register entry, so that what was
 * relied on can be shown when it has changed since. People who are not officers stay as they came.
 */
export const withStanding = (
  actors: readonly ActorRef[],
  known: readonly (Entry<OfficerState> | undefined)[],
  date: CivilDate,
): readonly ActorRef[] =>
  actors.map((actor) => {
    const entry = known.find((each) => each?.s === actor.u);
    if (entry === undefined || entry.n < 0) return actor;
    const post = postsAt(entry.state, date)[0]?.post;
    const certified = entry.state.certificates.some((each) => statusAt(each, date) === 'valid');
    const cert = certified ? { s: entry.s, n: entry.n } : actor.cert;
    return present({ u: actor.u, role: actor.role, post: post ?? actor.post, cert });
  });
