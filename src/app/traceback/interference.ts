import { absence, type Point } from './case-record';

/**
 * Interference (D.5) and exemption (D.6) of the specification, as sections of a report. No event of this ledger tells
 * either yet; whoever brings them into the snapshot answers here.
 */

export const interferenceOf = (): readonly Point[] => [
  absence('no-interference', '未记录干预', 'no interference is on record'),
];

export const exemptionOf = (): readonly Point[] => [
  absence(
    'no-exemption',
    '未记录异议、命令或者免责主张',
    'no objection, order or claim of exemption is on record',
  ),
];
