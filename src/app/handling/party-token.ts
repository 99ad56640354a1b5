import type { KeyVault } from '../../ports/key-vault';
import { base32 } from '../handles';

/**
 * A pseudonym of the party that a command names: the same for the same person over all cases, so that one act is fined
 * once (处罚法 29), and of no use to whoever wants to test a guess, since the digest is keyed. A number of identity
 * counts before the name; spelling differences of width and case do not make another person.
 */
export function partyTokenOf(command: object, vault: Pick<KeyVault, 'mac'>): string | undefined {
  const { party } = command as { readonly party?: Readonly<Record<string, unknown>> };
  if (party === undefined) return undefined;
  const { kind, idType, idNumber, name } = party as Readonly<Record<string, string | undefined>>;
  const identity = idNumber === undefined ? ['name', kind ?? '', name ?? ''] : ['id', idType ?? '', idNumber];
  const text = identity.map((part) => part.normalize('NFKC').trim().toUpperCase()).join('\u0000');
  return `party-${base32(vault.mac('party', Buffer.from(text))).slice(0, 26)}`;
}
