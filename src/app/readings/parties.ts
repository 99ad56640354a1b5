import { penaltyCase } from '../../domain/penalty-case/decider';
import type { KeyVault } from '../../ports/key-vault';
import type { CommandPath } from '../command-path';
import { partyTokenOf } from '../handling/party-token';

/** Who a party is, as cases have it. */
export interface PartyName {
  readonly kind: string;
  readonly name: string;
  readonly idType?: string;
  readonly idNumber?: string;
}

/** Parties by the keyed digest under which every case of the same person stands; it cannot be turned back. */
export class Parties {
  constructor(
    private readonly parts: {
      readonly path: Pick<CommandPath, 'load'>;
      readonly vault: Pick<KeyVault, 'mac'>;
    },
  ) {}

  /** Of the party of a case; nothing while none is known, and of imported cases. */
  async ofCase(stream: string): Promise<string | undefined> {
    const { state } = await this.parts.path.load(penaltyCase, stream);
    const token = state.opening?.party.token;
    return token === '' ? undefined : token;
  }

  /** Of whom somebody names: by the number where there is one, by the name otherwise. */
  ofName(party: PartyName): string | undefined {
    return partyTokenOf({ party }, this.parts.vault);
  }
}
