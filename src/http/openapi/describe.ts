import { SetMetadata } from '@nestjs/common';

/** What the description of a route says beyond what Nest's own decorators know. */
export interface Description {
  readonly zh: string;
  readonly en: string;
  /** Name of the answer's schema in `answer-schemas.ts`; absent for an empty answer. */
  readonly answer?: string;
  /** Class whose checks describe the body. */
  readonly body?: new () => object;
  /** Media types of a body that is a file. */
  readonly files?: readonly string[];
  /** Media types of an answer that is a file. */
  readonly gives?: readonly string[];
  /** Class whose checks describe the query. */
  readonly query?: new () => object;
  /** Needs an `Idempotency-Key`. */
  readonly idempotent?: boolean;
  /** The body is a command: its members and those of the envelope. */
  readonly command?: boolean;
}

const DESCRIPTION = 'henji:description';

const add =
  (part: Partial<Description>): MethodDecorator =>
  (target, key, descriptor) => {
    const method = descriptor.value as object;
    SetMetadata(DESCRIPTION, { ...descriptionOf(method), ...part })(target, key, descriptor);
  };

/** What was said of a method so far. */
export const descriptionOf = (method: object): Description | undefined =>
  Reflect.getMetadata(DESCRIPTION, method) as Description | undefined;

/** What a route does, in both languages, and the schema of its answer. */
export const Answers = (answer: string | undefined, zh: string, en: string): MethodDecorator =>
  add({ zh, en, ...(answer === undefined ? {} : { answer }) });

/** The body of a route. */
export const Takes = (body: new () => object, idempotent?: 'idempotent'): MethodDecorator =>
  add({ body, idempotent: idempotent !== undefined });

/** The body of a route that takes a command. */
export const TakesCommand = (command: new () => object): MethodDecorator =>
  add({ body: command, idempotent: true, command: true });

/** The query of a route. */
export const TakesQuery = (query: new () => object): MethodDecorator => add({ query });

/** The body of a route is a file of one of these media types, as it is or as the one file of a form. */
export const TakesFile = (files: readonly string[]): MethodDecorator => add({ files });

/** The answer of a route is a file of one of these media types. */
export const GivesFile = (gives: readonly string[], zh: string, en: string): MethodDecorator =>
  add({ gives, zh, en });
