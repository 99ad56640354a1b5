import { publicationChannels, type PublicationChannel } from '../../../law/publication-channels';

/** Channels and fields of publication (B.7–B.9 of the specification). */

/** The channels by any code. */
export const channels: Readonly<Record<string, PublicationChannel>> = publicationChannels;

interface Field {
  /** Tells one natural person from others. */
  readonly identifies: boolean;
  /** For the closed exchange only; never on a public channel. */
  readonly closed: boolean;
}

const open: Field = { identifies: false, closed: false };
const person: Field = { identifies: true, closed: false };
const closed: Field = { identifies: true, closed: true };

/** Fields that a publication may show. What is not named here is not published. */
export const fields: Readonly<Record<string, Field>> = {
  organ: open,
  'organ-code': open,
  kind: open,
  basis: open,
  result: open,
  fine: open,
  'decided-on': open,
  'public-until': open,
  'decision-number': person,
  'party-name': person,
  'party-kind': open,
  'credit-code': person,
  'legal-representative': person,
  'violation-kind': open,
  facts: person,
  text: person,
  'party-id-type': closed,
  'party-id-number': closed,
  'legal-representative-id': closed,
  'tax-number': closed,
  address: closed,
  phone: closed,
  'bank-account': closed,
};
