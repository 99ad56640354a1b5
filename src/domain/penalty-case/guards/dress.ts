import type { Reliance } from '../../../events/case-schemas';
import { DressNoted } from '../../../events/scrutiny.events';
import type { CaseFacts } from '../facts';

interface InContact {
  readonly contact: string;
  readonly officers: readonly string[];
  readonly dress?: { readonly uniform: boolean; readonly badge: boolean };
}

/**
 * The note on dress that goes with a contact: wherever it was said, and wherever a uniform is prescribed. What is
 * missing then is found (W-07), and refuses nothing: the contact has taken place.
 */
export function dressNoted(
  { contact, officers, dress }: InContact,
  { rules }: CaseFacts,
  reliance: Reliance,
) {
  const prescribed = rules.find('dress.prescribed')?.value.flag === true;
  if (!prescribed && dress === undefined) return [];
  const reasons = prescribed ? lacking(dress) : [];
  return [
    DressNoted({
      ...{ contact, officers: [...officers], prescribed },
      ...(dress === undefined ? {} : { worn: { uniform: dress.uniform, badge: dress.badge } }),
      findings: reasons.length === 0 ? [] : [{ code: 'W-07', about: contact, reasons }],
      reliance,
    }),
  ];
}

function lacking(dress: InContact['dress']): string[] {
  if (dress === undefined) return ['dress-not-said'];
  return [...(dress.uniform ? [] : ['uniform-not-worn']), ...(dress.badge ? [] : ['badge-not-worn'])];
}
