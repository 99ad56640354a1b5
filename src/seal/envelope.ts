import { createCipheriv, createDecipheriv } from 'node:crypto';
import { HenjiError } from '../kernel/errors';
import { payloadKey } from './commitment';
import { sha256, type Hash } from './hash';

/** Bytes of the initialisation vector, which the caller draws at random for each encryption. */
export const IV_BYTES = 12;

const VERSION = 1;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + IV_BYTES;

/** Where a ciphertext belongs. It is authenticated with it, so that one cannot be passed off as another. */
export interface PayloadPlace {
  readonly stream: string;
  readonly revision: number;
  /** Handle of the subject's key, as in the entry's `k[].s`. */
  readonly subject: string;
}

/** A payload that does not open: another key, another place, or changed bytes. Code `payload-unreadable`. */
export class PayloadUnreadable extends HenjiError {
  constructor(place: PayloadPlace, cause?: unknown) {
    const at = `${place.stream}@${place.revision} (${place.subject})`;
    super({
      code: 'payload-unreadable',
      zh: `${at} 的密文无法解密：密钥不符或内容被改动`,
      en: `the ciphertext of ${at} does not open: another key, or changed bytes`,
      wayOut: {
        zh: '先运行 henji verify：密文摘要与记录一致则为密钥不符，不一致则密文被改动',
        en: 'run henji verify: where the digest agrees with the entry the key is wrong, else the ciphertext was changed',
      },
      cause,
    });
  }
}

/** A wrapped data key that does not open: another key-encryption key, or changed bytes. Code `key-unreadable`. */
export class KeyUnreadable extends HenjiError {
  constructor(handle: string, cause?: unknown) {
    super({
      code: 'key-unreadable',
      zh: `数据密钥 ${handle} 无法解开：主密钥不符或内容被改动`,
      en: `data key ${handle} does not unwrap: another key-encryption key, or changed bytes`,
      wayOut: {
        zh: '检查密钥库与 keys.db 是否来自同一备份',
        en: 'check that the key vault and keys.db come from the same backup',
      },
      cause,
    });
  }
}

/**
 * Encrypt the erasable members of one event and subject: AES-256-GCM under {@link payloadKey}, additional data
 * "stream|revision|subject". Laid out as version 1, iv[12], ciphertext, tag[16].
 *
 * @param clear canonical JSON of the members by path
 * @param iv 12 fresh random bytes
 */
export function encryptMembers(
  dataKey: Uint8Array,
  place: PayloadPlace,
  clear: string | Uint8Array,
  iv: Uint8Array,
): Buffer {
  const bytes = typeof clear === 'string' ? Buffer.from(clear) : clear;
  return encrypt(payloadKey(dataKey, place.stream, place.revision), aadOf(place), bytes, iv);
}

/** What {@link encryptMembers} was given, as bytes. @throws PayloadUnreadable */
export function decryptMembers(dataKey: Uint8Array, place: PayloadPlace, ciphertext: Uint8Array): Buffer {
  const key = payloadKey(dataKey, place.stream, place.revision);
  try {
    return decrypt(key, aadOf(place), ciphertext);
  } catch (error) {
    throw new PayloadUnreadable(place, error);
  }
}

/** SHA-256 of a ciphertext, for `k[].x` of the entry: payloads are checked by it without any key. */
export const ciphertextDigest = (ciphertext: Uint8Array): Hash => sha256(ciphertext);

/**
 * Wrap a data key under a key-encryption key: AES-256-GCM, additional data "henji/key/v1|handle", laid out like a
 * payload. 61 bytes for a key of 32.
 *
 * @param iv 12 fresh random bytes
 */
export function wrapKey(kek: Uint8Array, handle: string, dataKey: Uint8Array, iv: Uint8Array): Buffer {
  return encrypt(kek, keyAad(handle), dataKey, iv);
}

/** The data key that {@link wrapKey} was given. @throws KeyUnreadable */
export function unwrapKey(kek: Uint8Array, handle: string, wrapped: Uint8Array): Buffer {
  try {
    return decrypt(kek, keyAad(handle), wrapped);
  } catch (error) {
    throw new KeyUnreadable(handle, error);
  }
}

const aadOf = ({ stream, revision, subject }: PayloadPlace): string => `${stream}|${revision}|${subject}`;
const keyAad = (handle: string): string => `henji/key/v1|${handle}`;

function encrypt(key: Uint8Array, aad: string, clear: Uint8Array, iv: Uint8Array): Buffer {
  // GCM takes other lengths too and hashes them down to weaker vectors.
  if (iv.length !== IV_BYTES) throw new RangeError(`an initialisation vector of ${iv.length} bytes`);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(aad));
  const sealed = Buffer.allocUnsafe(HEAD_BYTES + clear.length + TAG_BYTES);
  sealed[0] = VERSION;
  sealed.set(iv, 1);
  sealed.set(cipher.update(clear), HEAD_BYTES);
  cipher.final();
  sealed.set(cipher.getAuthTag(), HEAD_BYTES + clear.length);
  return sealed;
}

function decrypt(key: Uint8Array, aad: string, sealed: Uint8Array): Buffer {
  if (sealed.length < HEAD_BYTES + TAG_BYTES) throw new RangeError(`a ciphertext of ${sealed.length} bytes`);
  if (sealed[0] !== VERSION) throw new RangeError(`a ciphertext of version ${String(sealed[0])}`);
  const tagAt = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, HEAD_BYTES))
    .setAAD(Buffer.from(aad))
    .setAuthTag(sealed.subarray(tagAt));
  const clear = decipher.update(sealed.subarray(HEAD_BYTES, tagAt));
  decipher.final();
  return clear;
}
