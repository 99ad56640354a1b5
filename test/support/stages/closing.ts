import { CheckIdentity, FileMajorDecision } from '../../../src/domain/penalty-case/closing/commands';
import { command } from '../given';
import * as h from '../histories';
import type { Example } from '../violating-examples';
import * as r from './remedy';
import * as t from './transfer';

/** The end of a case, and one act for each of its rules that breaks it. */

export const fileMajor = (changes: object = {}) =>
  command(FileMajorDecision, { with: '示范区司法局', ...changes });
export const checkIdentity = (changes: object = {}) => command(CheckIdentity, { result: 'done', ...changes });

/** Left the simple procedure, and taken over by another organ before anything was decided. */
export const aCaseTakenOver = (): h.History =>
  h.play(
    h.anInformedCase(),
    [h.convert()],
    [t.outOfCompetence()],
    [t.sendToOrgan()],
    [t.receiver({ answer: 'filed' })],
  );

export const lawfulClosing: Readonly<Record<string, () => Example>> = {
  FileMajorDecision: () => ({ history: h.aDeliveredCase(), given: fileMajor() }),
  CheckIdentity: () => ({ history: h.aDeliveredCase(), given: checkIdentity() }),
};

export const brokenClosing: Readonly<Record<string, () => Partial<Example>>> = {
  'ArchiveCase R-11 G-ARCHIVE': () => ({ state: (state) => ({ ...state, paper: { d1: 'open' } }) }),
  'FileMajorDecision R-00 G-STEP.major': () => ({ history: h.play(h.aDeliveredCase(), [fileMajor()]) }),
  'CloseCase R-00 G-CLOSE.duties': () => ({ history: r.aReversedCase() }),
  'CloseCase R-00 G-CLOSE.identity': () => ({ history: aCaseTakenOver() }),
};
