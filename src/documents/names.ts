import type { ItemEvent, OfficerEvent, OrganEvent } from '../events/register.events';
import type { Recorded } from '../kernel/event';

/** Entries of registers by stream: their events as of the act, oldest first. */
export type RegisterEvents = ReadonlyMap<string, readonly Recorded[]>;

/** Stands where a register says nothing as of the act. */
const UNKNOWN = '（登记中未载明）';

/** What registers said of organs, people and items as of an act, in words. */
export class Names {
  /** @param entries of the registers as of the act */
  constructor(private readonly entries: RegisterEvents) {}

  /** The name that the organ bore. */
  organ(stream: string | undefined): string {
    const named = this.#of<OrganEvent>(stream).flatMap((event) =>
      event.type === 'OrganConfirmed' || event.type === 'OrganRenamed' ? [event.data.name] : [],
    );
    return named.at(-1) ?? UNKNOWN;
  }

  /** The name of a person of the organ; erasable like any other. */
  person(stream: string | undefined): string {
    const registered = this.#of<OfficerEvent>(stream).find(({ type }) => type === 'OfficerRegistered');
    const name = registered?.personal?.['officer']?.['name'];
    return typeof name === 'string' ? name : UNKNOWN;
  }

  /** 演示甲（执法证号 演执990101001）, with the certificate relied on in the act where there is one. */
  officer(stream: string | undefined, certificate?: { readonly s: string; readonly n: number }): string {
    const issued = this.#of<OfficerEvent>(stream).filter(
      (event) =>
        event.type === 'CertificateIssued' &&
        (certificate === undefined || event.meta.revision <= certificate.n),
    );
    const last = issued.at(-1);
    const number = last?.type === 'CertificateIssued' ? `（执法证号 ${last.data.number}）` : '';
    return `${this.person(stream)}${number}`;
  }

  item(stream: string | undefined): string {
    const said = this.#of<ItemEvent>(stream).flatMap((event) =>
      'name' in event.data ? [event.data.name] : [],
    );
    return said.at(-1) ?? UNKNOWN;
  }

  #of<E extends OrganEvent | OfficerEvent | ItemEvent>(stream: string | undefined): readonly Recorded<E>[] {
    return (this.entries.get(stream ?? '') ?? []) as unknown as readonly Recorded<E>[];
  }
}
