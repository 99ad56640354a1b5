/**
 * Holds the key-encryption key. It never leaves the vault: data keys go in and come out wrapped, digests are made
 * inside. Drivers: a file of this machine; later a hardware module or a service.
 */
export interface KeyVault {
  /** The data key, encrypted for storage under `handle`. The same key is wrapped differently each time. */
  wrap(handle: string, dataKey: Buffer): Buffer;

  /** The data key that was wrapped under this handle. @throws KeyUnreadable when it was not wrapped here, or was changed */
  unwrap(handle: string, wrapped: Buffer): Buffer;

  /**
   * A keyed digest of 32 bytes. Each purpose has a key of its own, derived from the vault's (HKDF), so that a digest
   * made for one purpose says nothing in another. The same input gives the same digest for ever.
   */
  mac(purpose: string, data: Uint8Array): Buffer;
}
