import { createPrivateKey, createPublicKey, hash, type KeyObject } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { HenjiError } from '../../kernel/errors';
import type { TokenKey } from '../../ports/token-key';
import type { Clock } from '../clock';

/** How long a token is good. Signing in again is how it is renewed. */
export const TOKEN_SECONDS = 15 * 60;

const ALGORITHM = 'EdDSA';
const ISSUER = 'henji';
const AUDIENCE = 'henji-http';
const TYPE = 'at+jwt';

/** Tokens whose signature was checked are remembered until they expire, so that a request costs a hash of its token. */
const REMEMBERED = 10_000;

/** The token is no token of ours, has expired, or was ended. */
export class TokenInvalid extends HenjiError {
  constructor() {
    super({
      code: 'token-invalid',
      zh: '登录凭证无效、已过期或已被撤销',
      en: 'the token is not valid, has expired, or was revoked',
      wayOut: { zh: '请重新登录（POST /v1/sign-in）', en: 'sign in again (POST /v1/sign-in)' },
    });
  }
}

/** What a token says: whose it is and in which epoch of the account it was given out. Not what he may do. */
export interface TokenClaims {
  readonly account: string;
  readonly epoch: number;
  /** Epoch seconds. */
  readonly expires: number;
}

/** Gives out and checks short-lived Ed25519 JSON Web Tokens (RFC 7519, RFC 8037, RFC 9068); algorithm, issuer, audience pinned. */
export class Tokens {
  readonly #verified = new Map<string, TokenClaims>();

  private constructor(
    private readonly privateKey: KeyObject,
    private readonly publicKey: KeyObject,
    private readonly clock: Clock,
  ) {}

  static async open(key: TokenKey, clock: Clock): Promise<Tokens> {
    const privateKey = createPrivateKey(await key.read());
    return new Tokens(privateKey, createPublicKey(privateKey), clock);
  }

  /** A token for an account that has just proved its password. */
  async issue(account: string, epoch: number): Promise<{ readonly token: string; readonly expires: number }> {
    const now = Math.floor(this.clock.now() / 1000);
    const expires = now + TOKEN_SECONDS;
    const token = await new SignJWT({ ep: epoch })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(account)
      .setIssuedAt(now)
      .setExpirationTime(expires)
      .sign(this.privateKey);
    return { token, expires };
  }

  /** What the token says, once its signature, issuer, audience and time are right. @throws TokenInvalid */
  async verify(token: string): Promise<TokenClaims> {
    const digest = hash('sha256', token, 'base64');
    const claims = this.#verified.get(digest) ?? (await this.#check(token));
    this.#verified.delete(digest);
    if (claims.expires * 1000 <= this.clock.now()) throw new TokenInvalid();
    this.#verified.set(digest, claims);
    if (this.#verified.size > REMEMBERED) {
      const oldest = this.#verified.keys().next();
      if (oldest.done !== true) this.#verified.delete(oldest.value);
    }
    return claims;
  }

  async #check(token: string): Promise<TokenClaims> {
    try {
      const { payload } = await jwtVerify<{ ep?: unknown }>(token, this.publicKey, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        requiredClaims: ['sub', 'exp', 'ep'],
        currentDate: new Date(this.clock.now()),
      });
      const { sub, exp, ep } = payload;
      if (typeof sub !== 'string' || typeof exp !== 'number' || typeof ep !== 'number')
        throw new TokenInvalid();
      return { account: sub, epoch: ep, expires: exp };
    } catch {
      throw new TokenInvalid();
    }
  }
}
