import { IndexRecording } from '../../../src/domain/penalty-case/recording/commands';
import type { CaseFacts } from '../../../src/domain/penalty-case/facts';
import * as r from '../../../src/domain/registers/organ-record-commands';
import { anOrgan } from '../demo-facts';
import { command } from '../given';
import * as h from '../histories';
import type { Example } from '../violating-examples';

/** Recordings in the index of a case, and one act for each rule on them that breaks it. */

export const index = (changes: object = {}) =>
  command(IndexRecording, {
    ...{ evidence: 'e1', device: 'cam-1', officers: ['officer-li', 'officer-wang'], revision: 2 },
    ...{ start: '2024-05-20T09:00:00+08:00', end: '2024-05-20T09:30:00+08:00', agrees: true },
    ...changes,
  });

const camera = command(r.RegisterDevice, {
  ...{ device: 'cam-1', kind: 'body-camera', number: 'SN-1', custodian: 'officer-li', keepDays: 180 },
  from: '2023-01-01',
});
const check = command(r.CheckDeviceClock, {
  ...{ device: 'cam-1', on: '2024-05-01', offSeconds: 2, adjusted: true, checkedBy: 'officer-li' },
});

/** An organ with a camera whose clock was checked. */
export const withCamera = (...more: readonly object[]): Partial<CaseFacts> => ({
  organ: anOrgan(camera, check, ...(more as (typeof check)[])),
  target: h.targetOf(h.aRecordedCase(), 2),
});
/** The same camera, of whose clock nothing is known. */
export const withUnchecked = (): Partial<CaseFacts> => ({ ...withCamera(), organ: anOrgan(camera) });

export const lawfulRecording: Readonly<Record<string, () => Example>> = {
  IndexRecording: () => ({ history: h.aRecordedCase(), given: index(), facts: withCamera() }),
};

export const brokenRecording: Readonly<Record<string, () => Partial<Example>>> = {
  'IndexRecording R-00 G-RECORDING.evidence': () => ({ given: index({ evidence: 'e9' }) }),
  'IndexRecording R-00 G-RECORDING.device': () => ({
    facts: withCamera(command(r.RetireDevice, { device: 'cam-1', ground: 'lost', from: '2024-05-20' })),
  }),
  'IndexRecording R-00 G-RECORDING.span': () => ({ given: index({ end: '2024-05-20T09:00:00+08:00' }) }),
  'IndexRecording R-00 G-CORRECT': () => ({ given: index({ revision: 9 }) }),
};
