/**
 * The key that signs sign-in tokens. Whoever has it can pose as anybody until it is replaced, so it stays where only
 * this instance reads it and is never logged or sent anywhere. Removing it ends every token at the next start.
 */
export interface TokenKey {
  /** The Ed25519 private key as PKCS #8 PEM; made on first use. The same text ever after. */
  read(): Promise<string>;
}
