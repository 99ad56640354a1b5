import {
  AnnounceDecision,
  AttemptService,
  ServeDecision,
} from '../../../src/domain/penalty-case/service/commands';
import { anOfficer, monday } from '../demo-facts';
import { command } from '../given';
import * as h from '../histories';
import type { Example } from '../violating-examples';
import { aConvertedCase, and, issued, penalised } from './decided';

/** Services by every way, and what breaks the rules that every service is under. */

const officers = ['officer-li', 'officer-wang'];
const inPerson = { receipt: 'HZ-1', receiver: 'party', shownBy: officers };

/** A lawful proof for each way, on the day of {@link monday}. */
export const proofs = {
  'on-the-spot': { mode: 'on-the-spot', on: monday, ...inPerson },
  direct: { mode: 'direct', on: monday, ...inPerson },
  left: {
    ...{ mode: 'left', on: monday, receipt: 'HZ-2', shownBy: officers },
    ...{ refusal: '拒绝签收', witness: 'grassroots-organisation', recording: 'a'.repeat(64) },
  },
  entrusted: { mode: 'entrusted', on: monday, receipt: 'HZ-3', agency: 'organ-far', course: '当事人在外省' },
  forwarded: { mode: 'forwarded', on: monday, receipt: 'HZ-4', institution: 'prison' },
  mail: { mode: 'mail', on: monday, receipt: 'EMS-1', course: '当事人在外省' },
  electronic: {
    ...{ mode: 'electronic', on: monday, receipt: 'DZ-1' },
    ...{ consent: 'QR-1', system: 'a@example.invalid', onlineRemedy: true },
  },
  announcement: {
    ...{ mode: 'announcement', on: monday, receipt: 'GG-1', ground: 'whereabouts-unknown' },
    ...{ course: '居委会证明下落不明', recording: 'b'.repeat(64) },
  },
} as const;

export const attempt = (changes: object = {}) =>
  command(AttemptService, {
    ...{ document: 'decision', mode: 'direct', on: monday, officers, course: '门锁无人' },
    ...changes,
  });
export const serve = (service: object = proofs.direct, changes: object = {}) =>
  command(ServeDecision, { officers, service, ...changes });
export const announce = (service: object = proofs.announcement, changes: object = {}) =>
  command(AnnounceDecision, { officers, service, ...changes });

/** A decision of the general procedure, issued on {@link monday} and not served yet; `changes` are to its penalty. */
export const anUnservedCase = (changes: object = {}): h.History =>
  and(aConvertedCase(), [penalised(changes), monday], [issued(), monday]);

/** Served in person on {@link monday}: a fine of 100 yuan, to be paid until 2024-06-04. */
export const aServedGeneralCase = (): h.History => h.play(anUnservedCase(), [serve()]);

/** What breaks each rule of service under a command that carries `officers` and `service`. */
export const breakingService = (
  name: string,
  make: (service: object, changes?: object) => Example['given'],
  on = monday,
): Readonly<Record<string, () => Partial<Example>>> => ({
  [`${name} R-04 G-CERT.service`]: () => ({
    facts: { acting: [anOfficer('officer-li'), anOfficer('officer-helper', [], 'auxiliary')] },
  }),
  [`${name} R-05 G-TWO.service`]: () => ({
    given: make({ ...proofs.direct, on, shownBy: ['officer-li'] }, { officers: ['officer-li'] }),
    facts: { acting: [anOfficer('officer-li')] },
  }),
  [`${name} R-09 G-SHOW.service`]: () => ({ given: make({ ...proofs.direct, on, shownBy: ['officer-li'] }) }),
  [`${name} R-25 G-SERVE`]: () => ({ given: make({ ...proofs.direct, on, receipt: undefined }) }),
  [`${name} R-25 G-SERVE.electronic`]: () => ({
    given: make({ ...proofs.electronic, on, consent: undefined }),
  }),
  [`${name} R-25 G-SERVE.announcement`]: () => ({
    given: make({ ...proofs.announcement, on, ground: 'other-ways-failed' }),
  }),
  [`${name} R-25 G-SERVE.date`]: () => ({ given: make({ ...proofs.direct, on: '2031-01-01' }) }),
});

export const lawfulService: Readonly<Record<string, () => Example>> = {
  AttemptService: () => ({ history: anUnservedCase(), given: attempt() }),
  ServeDecision: () => ({ history: anUnservedCase(), given: serve() }),
  AnnounceDecision: () => ({ history: anUnservedCase(), given: announce() }),
};

export const specialService: Readonly<Record<string, () => Partial<Example>>> = {
  'AttemptService R-00 G-STEP.attempt': () => ({ given: attempt({ on: '2031-01-01' }) }),
  ...breakingService('ServeDecision', serve),
  'ServeDecision R-25 G-SERVE.document': () => ({ history: and(aConvertedCase(), [penalised(), monday]) }),
  'ServeDecision R-00 G-STEP.served': () => ({ history: aServedGeneralCase() }),
  'ServeDecision R-00 G-STEP.mode': () => ({ given: serve(proofs.announcement) }),
  ...breakingService('AnnounceDecision', announce),
  'AnnounceDecision R-25 G-SERVE.document': () => ({ history: and(aConvertedCase(), [penalised(), monday]) }),
  'AnnounceDecision R-04 G-CERT.service': () => ({
    given: announce(proofs.direct),
    facts: { acting: [anOfficer('officer-li'), anOfficer('officer-helper', [], 'auxiliary')] },
  }),
  'AnnounceDecision R-00 G-STEP.served': () => ({ history: aServedGeneralCase() }),
  'AnnounceDecision R-00 G-STEP.mode': () => ({ given: announce(proofs.direct) }),
};
