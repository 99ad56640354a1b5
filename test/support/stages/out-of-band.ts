import { plain } from '../../../src/kernel/plain-data';
import type { CaseFacts } from '../../../src/domain/penalty-case/facts';
import { actedIn, RecordOutOfBandFact } from '../../../src/domain/penalty-case/out-of-band/commands';
import { slugOf } from '../../../src/domain/slug';
import { anOfficer, demoFacts, tampered } from '../demo-facts';
import { command } from '../given';
import * as h from '../histories';
import type { Example } from '../violating-examples';

/** Late entries of acts that were done outside of the program. */

export const confirmers = [anOfficer('officer-sun'), anOfficer('officer-qian')];

/** The entry of an act, as its body would come in. */
export const late = (act: object, changes: object = {}): RecordOutOfBandFact =>
  command(RecordOutOfBandFact, {
    ...{ command: slugOf(act.constructor.name), act: plain(act) },
    others: [{ person: 'officer-li', role: 'officer' }],
    confirmers: confirmers.map(({ s }) => s),
    ...{ reason: '当日系统停机，先以纸质文书办理', proof: { sha256: 'c'.repeat(64) } },
    ...changes,
  });

/** The facts that such an entry is decided on: its confirmers, and who acted then. */
export function lateFacts(entry: RecordOutOfBandFact, changes: Partial<CaseFacts> = {}): CaseFacts {
  const facts = demoFacts(changes);
  const people = new Map([...facts.people, ...confirmers.map((each) => [each.s, each] as const)]);
  const outOfBand = changes.outOfBand ?? { today: '2024-06-12', acted: actedIn(entry) };
  return { ...facts, people, outOfBand };
}

const example = (
  history: h.History,
  given: RecordOutOfBandFact,
  changes: Partial<CaseFacts> = {},
): Example => ({
  ...{ history, given, facts: lateFacts(given, changes) },
});

export const lawfulLate: Readonly<Record<string, () => Example>> = {
  RecordOutOfBandFact: () => example(h.aDecidedCase(), late(h.deliver())),
};

const delivered = (changes: object): Example => example(h.aDecidedCase(), late(h.deliver(), changes));

const [sun, qian] = confirmers as [(typeof confirmers)[0], (typeof confirmers)[0]];
const dismissed = tampered(sun, (state) => ({ ...state, certificates: [] }));

export const brokenLate: Readonly<Record<string, () => Partial<Example>>> = {
  'RecordOutOfBandFact R-07 G-SEP.confirm': () =>
    delivered({ others: [{ person: 'officer-sun', role: 'officer' }] }),
  'RecordOutOfBandFact R-04 G-CERT.confirm': () => {
    const given = late(h.deliver());
    const facts = lateFacts(given);
    return { given, facts: { ...facts, people: new Map([dismissed, qian].map((each) => [each.s, each])) } };
  },
  'RecordOutOfBandFact R-00 G-OUTOFBAND.actors': () => delivered({ others: undefined }),
  'RecordOutOfBandFact R-00 G-OUTOFBAND.kind': () => {
    const history = h.anInformedCase();
    return example(history, late(h.correct()), { target: h.targetOf(history, 2) });
  },
  'RecordOutOfBandFact R-00 G-OUTOFBAND.place': () => example(h.anInformedCase(), late(h.deliver())),
  'RecordOutOfBandFact R-00 G-OUTOFBAND.proof': () => delivered({ proof: {} }),
  'RecordOutOfBandFact R-00 G-OUTOFBAND.record': () => example(h.anInformedCase(), late(h.decide())),
};
