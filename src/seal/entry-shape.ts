/** Checks of the shape of entry version 1, written out because they run on every event that is recorded or verified. */

type Members = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

// The last character of base64url carries spare bits, which must be zero: one value has one text.
const base64url16: Check = matches(/^[\w-]{21}[AQgw]$/u);
const base64url32: Check = matches(/^[\w-]{42}[AEIMQUYcgkosw048]$/u);
const uuid7: Check = matches(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u);
const typeName: Check = matches(/^[A-Za-z][\w.-]{0,99}$/u);
const streamName: Check = matches(/^[a-z][a-z\d]*-[\w.:~@-]{1,180}$/u);
const instant: Check = matches(
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/u,
);
const civilDate: Check = matches(/^\d{4}-\d{2}-\d{2}$/u);
const recordedAt: Check = matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/u);
const keyedDigest: Check = matches(/^[\w-]{22,43}$/u);
const sha256Hex: Check = matches(/^[\da-f]{64}$/u);
const word: Check = (value) => typeof value === 'string' && value.length > 0 && value.length <= 200;
const whole: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const positive: Check = (value) => whole(value) && value !== 0;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Absent, or as `check` says. A member that is there and undefined is found out by the count of members. */
const absentOr = (value: unknown, check: Check): boolean => value === undefined || check(value);

/** 1 for a member that is there, to compare their number with the number of members known here. */
const one = (value: unknown): number => (value === undefined ? 0 : 1);

const sized = (value: object, members: number): boolean => Object.keys(value).length === members;

function list(value: unknown, item: Check): boolean {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) if (!item(value[i])) return false;
  return true;
}

const legalTime: Check = (value) => {
  if (!isObject(value)) return false;
  const { at, p, d } = value;
  return instant(at) && (p === 'instant' || p === 'day') && civilDate(d) && sized(value, 3);
};

const streamRef: Check = (value) => {
  if (!isObject(value)) return false;
  const { s, n } = value;
  return streamName(s) && whole(n) && sized(value, 2);
};

const actor: Check = (value) => {
  if (!isObject(value)) return false;
  const { u, role, post, cert } = value;
  if (!sized(value, 2 + one(post) + one(cert))) return false;
  return word(u) && word(role) && absentOr(post, word) && absentOr(cert, streamRef);
};

const organ: Check = (value) => {
  if (!isObject(value)) return false;
  const { u, by } = value;
  return word(u) && absentOr(by, word) && sized(value, 1 + one(by));
};

const command: Check = (value) => {
  if (!isObject(value)) return false;
  const { id, h } = value;
  return word(id) && absentOr(h, keyedDigest) && sized(value, 1 + one(h));
};

const sourceMark: Check = (value) => {
  if (!isObject(value)) return false;
  const { sys, file, row } = value;
  return word(sys) && sha256Hex(file) && whole(row) && sized(value, 3);
};

const commitments: Check = (value) => {
  if (!isObject(value)) return false;
  const paths = Object.keys(value);
  return paths.length > 0 && paths.every((path) => path !== '' && base64url32(value[path]));
};

const ciphertext: Check = (value) => {
  if (!isObject(value)) return false;
  const { s, x } = value;
  return word(s) && base64url32(x) && sized(value, 2);
};

/** Members that every entry has. */
const REQUIRED = 15;

/**
 * The first thing that keeps a value from being an entry of version 1, or `undefined` when nothing does. Shape only:
 * whether hashes, times and revisions are true is for the verifier, which knows the neighbours.
 */
export function problemOf(value: unknown): string | undefined {
  if (!isObject(value)) return 'it is not an object';
  const { p, org, cau, src, c, k } = value;
  if (!sized(value, REQUIRED + one(p) + one(org) + one(cau) + one(src) + one(c) + one(k))) {
    return 'a member is missing, or is not one of version 1';
  }
  const wrong = wrongAct(value) ?? wrongCircumstance(value) ?? wrongContent(value);
  return wrong === undefined ? undefined : `member ${wrong}`;
}

function wrongAct({ v, r, id, t, tv, s, n, p }: Members): string | undefined {
  if (v !== 1) return 'v';
  if (!base64url16(r)) return 'r';
  if (!uuid7(id)) return 'id';
  if (!typeName(t)) return 't';
  if (!positive(tv)) return 'tv';
  if (!streamName(s)) return 's';
  if (!whole(n)) return 'n';
  // Every event but the first names the one before it.
  if (n === 0 ? p !== undefined : !base64url32(p)) return 'p';
  return undefined;
}

function wrongCircumstance({ oc, at, ac, org, cmd, cor, cau }: Members): string | undefined {
  if (!legalTime(oc)) return 'oc';
  if (!recordedAt(at)) return 'at';
  if (!list(ac, actor)) return 'ac';
  if (!absentOr(org, organ)) return 'org';
  if (!command(cmd)) return 'cmd';
  if (!word(cor)) return 'cor';
  if (!absentOr(cau, word)) return 'cau';
  return undefined;
}

function wrongContent({ rp, cal, src, b, c, k }: Members): string | undefined {
  if (!list(rp, word)) return 'rp';
  if (!list(cal, word)) return 'cal';
  if (!absentOr(src, sourceMark)) return 'src';
  if (!isObject(b)) return 'b';
  if (!absentOr(c, commitments)) return 'c';
  if (k !== undefined && (!list(k, ciphertext) || (k as readonly unknown[]).length === 0)) return 'k';
  return undefined;
}
