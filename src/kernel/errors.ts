/**
 * The root of every error that Henji raises on purpose.
 *
 * Identity is {@link code}: stable ASCII in kebab case, never the class or the message. Texts are for people, in
 * Chinese and English; `wayOut` says what to do next where there is something to do. HTTP status and exit codes are
 * decided at the rim by one table from code to number.
 */
export class HenjiError extends Error {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** The input member the error is about, as a path (`party.name`). */
  readonly field?: string;
  readonly wayOut?: { readonly zh: string; readonly en: string };
  /** Further machine-readable facts; bigint is written as text by whoever serialises it. */
  readonly details?: Readonly<Record<string, unknown>>;

  constructor(parts: ErrorParts) {
    super(`${parts.code}: ${parts.en}`, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = new.target.name;
    this.code = parts.code;
    this.zh = parts.zh;
    this.en = parts.en;
    if (parts.field !== undefined) this.field = parts.field;
    if (parts.wayOut !== undefined) this.wayOut = parts.wayOut;
    if (parts.details !== undefined) this.details = parts.details;
  }
}

/** What {@link HenjiError} is made of. */
export interface ErrorParts {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly field?: string;
  readonly wayOut?: { readonly zh: string; readonly en: string };
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** Narrow an unknown thrown value to an error of ours with this code. */
export function hasCode<Code extends string>(
  error: unknown,
  code: Code,
): error is HenjiError & { code: Code } {
  return error instanceof HenjiError && error.code === code;
}
