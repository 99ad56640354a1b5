import { epochOf, utcInstant } from '../../src/kernel/time';
import type { Latest } from '../../src/ports/read-model-query';
import type { TwoClocks } from '../cases/cases.filter';

/** The version of each case and channel that both clocks find. @throws HenjiError `bad-instant` */
export const latestOn = ({ asOf, knownAt }: TwoClocks): Latest => ({
  per: ['case', 'channel'],
  by: ['legal_date', 'revision'],
  upTo: [
    ...(asOf === undefined ? [] : [{ column: 'legal_date', value: asOf }]),
    ...(knownAt === undefined ? [] : [{ column: 'recorded_at', value: utcInstant(epochOf(knownAt)) }]),
  ],
});
