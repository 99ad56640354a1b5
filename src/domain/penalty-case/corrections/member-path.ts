/** What a member that can be corrected holds. */
export type Scalar = string | number | boolean;

/** The member at a path; `undefined` where there is none. */
export function memberOf(value: unknown, [first, ...rest]: readonly string[]): Scalar | undefined {
  if (first === undefined) return isScalar(value) ? value : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return undefined;
  return memberOf((value as Record<string, unknown>)[first], rest);
}

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

/** A copy in which the member at the path has the value; places in lists must exist. */
export function withMember(value: unknown, [first, ...rest]: readonly string[], now: Scalar): unknown {
  if (first === undefined) return now;
  if (Array.isArray(value)) {
    return value.map((each: unknown, index) =>
      String(index) === first ? withMember(each, rest, now) : each,
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [first]: withMember((value as Record<string, unknown>)[first], rest, now) };
}

/** A text as the kind of value that stands there now; what does not fit stays text, and the declaration refuses it. */
export function readAs(text: string, like: Scalar | undefined): Scalar {
  if (typeof like === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (typeof like === 'number' && /^\d{1,15}$/u.test(text)) return Number(text);
  return text;
}
