/** The 16 bytes of an event id in its canonical form, which is what the ledger stores and sorts. */
export const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

/** The canonical text of 16 bytes. */
export const idText = (bytes: Buffer): string => idOfHex(bytes.toString('hex'));

/** The canonical text of 32 hexadecimal digits. */
export const idOfHex = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
