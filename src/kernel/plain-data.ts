/** Copies of data as plain JSON values: what is not there is absent, never null and never `undefined`. */

/** A copy without the members that are not there, as records want it: absent, never null. */
export function present<T extends object>(members: T): Present<T> {
  const found: Record<string, unknown> = {};
  // Asked by name one by one: pairs of names and values would cost more than the copy.
  for (const name of Object.keys(members)) {
    const value = (members as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined) put(found, name, value);
  }
  return found as Present<T>;
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Data without classes. */
export type Plain<T> = T extends readonly (infer Each)[]
  ? Plain<Each>[]
  : T extends object
    ? { [K in keyof T]: Plain<T[K]> }
    : T;

/** A deep copy as plain data: no classes, and absent where a command says `undefined`. */
export function plain<T>(value: T): Plain<T> {
  return copied(value) as Plain<T>;
}

function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member !== undefined) put(copy, name, copied(member));
  }
  return copy;
}

function put(members: Record<string, unknown>, name: string, value: unknown): void {
  // Assigned, it would be the prototype and no member.
  if (name !== '__proto__') members[name] = value;
  else Object.defineProperty(members, name, { value, enumerable: true, writable: true, configurable: true });
}
