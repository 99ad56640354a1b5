import type { KeyVault } from '../../ports/key-vault';
import { base32 } from '../handles';

/**
 * Keyed pseudonyms for the sealed class: the same handle gives the same pseudonym for ever, and whoever holds the ledger
 * without the vault can neither turn one back nor test a guess. Streams are found by them, and rules compare them.
 */
export class Pseudonyms {
  constructor(private readonly vault: Pick<KeyVault, 'mac'>) {}

  /** Of a person, by his handle in the officers’ register or his account. */
  of(person: string): string {
    return `person-${this.#mac('sealed-person', person)}`;
  }

  /** The sealed stream of a kind that belongs to a case. */
  streamOf(category: 'sealed' | 'discipline', about: string): string {
    return `${category}-${this.#mac(`sealed-${category}`, about)}`;
  }

  /** 130 bits, as 26 characters. */
  #mac(purpose: string, handle: string): string {
    return base32(this.vault.mac(purpose, Buffer.from(handle))).slice(0, 26);
  }
}
