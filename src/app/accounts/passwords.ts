import { hash, verify } from '@node-rs/argon2';
import { HenjiError } from '../../kernel/errors';
import { SystemEntropy, type Entropy } from '../entropy';

/** Lengths in characters; the upper bound keeps the cost of one attempt within limits. */
export const PASSWORD_LENGTH = { min: 10, max: 128 } as const;

/** OWASP's second choice for argon2id: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Attempts that compute at the same time, and those that may wait: at most 38 MiB, some seconds of queue. */
const RUNNING = 2;
const WAITING = 64;

/** The password does not fit the rules for passwords. */
export class PasswordUnfit extends HenjiError {
  constructor(zh: string, en: string) {
    super({ code: 'password-unfit', zh, en, field: 'password' });
  }
}

/** More sign-ins at the same time than this machine takes. */
export class SignInsBusy extends HenjiError {
  constructor() {
    super({
      code: 'sign-ins-busy',
      zh: '登录请求过多，请稍后再试',
      en: 'too many sign-ins at the same time',
      wayOut: { zh: '几秒后重试', en: 'try again in a few seconds' },
    });
  }
}

/** Hashes and checks passwords with argon2id, few at a time. Passwords are compared in Unicode form NFKC. */
export class Passwords {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  /** What the password of an unknown name is checked against, so that it takes the same time. */
  #decoy: Promise<string> | undefined;

  /** Never a seeded source: passwords are no part of a ledger that could be made again. */
  constructor(private readonly entropy: Entropy = new SystemEntropy()) {}

  /** PHC string of a password that fits the rules. @throws PasswordUnfit, SignInsBusy */
  async hash(password: string, name: string): Promise<string> {
    checkPassword(password, name);
    return this.#compute(() => hash(normal(password), { ...cost, salt: this.entropy.bytes(16) }));
  }

  /** Whether the password is the one. Without a hash it computes as long and answers no. @throws SignInsBusy */
  async matches(password: string, passwordHash: string | undefined): Promise<boolean> {
    const against = passwordHash ?? (await this.decoy());
    const same = await this.#compute(() => verify(against, normal(password)));
    return same && passwordHash !== undefined;
  }

  /** Made once, ahead of the first attempt that needs it. */
  decoy(): Promise<string> {
    this.#decoy ??= hash(this.entropy.bytes(24), cost);
    return this.#decoy;
  }

  /** A password for the first sign-in: 100 bits, in groups that can be read out over the telephone. */
  draw(): string {
    const characters = Array.from(this.entropy.bytes(20), (byte) => readable.charAt(byte % readable.length));
    return [0, 5, 10, 15].map((start) => characters.slice(start, start + 5).join('')).join('-');
  }

  async #compute<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= RUNNING) {
      if (this.#waiting.length >= WAITING) throw new SignInsBusy();
      await new Promise<void>((go) => this.#waiting.push(go));
    } else {
      this.#running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}

/** 32 letters and digits that are not mistaken for each other. */
const readable = 'abcdefghjkmnpqrstuvwxyz023456789';

const normal = (password: string): string => password.normalize('NFKC');

function checkPassword(password: string, name: string): void {
  const { length } = Array.from(normal(password));
  const { min, max } = PASSWORD_LENGTH;
  if (length < min || length > max) {
    throw new PasswordUnfit(
      `密码长度应为 ${min} 至 ${max} 个字符`,
      `a password has ${min} to ${max} characters`,
    );
  }
  if (new Set(normal(password)).size < 5) {
    throw new PasswordUnfit('密码重复字符过多', 'the password repeats too few characters');
  }
  if (normal(password).toLowerCase().includes(name)) {
    throw new PasswordUnfit('密码不能包含账号名', 'the password must not contain the account name');
  }
}
