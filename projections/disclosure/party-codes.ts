import type { Recorded } from '../../src/kernel/event';
import { isPartyCodeType, type PartyCodeType } from '../../src/law/party-code-texts';
import { textOf } from '../personal';

/** The number of an organisation in a register other than that of credit codes. */
export interface PartyCode {
  readonly type: PartyCodeType;
  readonly number: string;
}

/** Whether a number of this type is no credit code. */
export const isOtherCode = isPartyCodeType;

/** Such a number, where the identity names its type. */
export function partyCodeOf(event: Recorded): PartyCode | undefined {
  const type = textOf(event, 'party', 'idType');
  const number = textOf(event, 'party', 'idNumber');
  return isPartyCodeType(type) && number !== null ? { type, number } : undefined;
}
