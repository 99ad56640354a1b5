import type { Schema } from './schema-of';

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer' };
const flag: Schema = { type: 'boolean' };
const object = (properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const list = (items: Schema): Schema => ({ type: 'array', items });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
/** A list with the cursor of its next page. */
export const pageOf = (items: Schema): Schema => object({ items: list(items), next: text }, ['next']);

const broken = object({ code: text, guard: text, article: list(text), zh: text, en: text, field: text }, [
  'field',
]);
const fieldError = object({ field: text, zh: text, en: text });

/** Answers that follow from no class with checks. */
export const answerSchemas: Readonly<Record<string, Schema>> = {
  Problem: object(
    {
      ...{
        type: text,
        title: text,
        status: whole,
        detail: text,
        instance: text,
        code: text,
        field: text,
        wayOut: text,
      },
      broken: list(broken),
      fields: list(fieldError),
    },
    ['field', 'wayOut', 'broken', 'fields'],
  ),
  CommandReply: object({
    ...{ commandId: text, stream: text, firstRevision: whole, lastRevision: whole },
    position: { type: 'string', description: '查询时作为 waitFor 给出 · give it to a query as waitFor' },
    repeated: flag,
  }),
  SignedIn: object({ token: text, tokenType: text, expiresIn: whole, mustChangePassword: flag }),
  Principal: object(
    {
      ...{ account: text, name: text, mustChangePassword: flag, officer: text },
      grants: list(object({ role: text, organ: text }, ['organ'])),
    },
    ['officer'],
  ),
  Account: object({
    ...{ account: text, name: text, mustChangePassword: flag, disabled: flag, locked: flag, createdAt: text },
  }),
  AccountPage: pageOf(ref('Account')),
  NewAccount: object({ account: text, name: text, password: text }),
  FirstPassword: object({ password: text }),
  Health: object({ status: text }),
  Readiness: { type: 'object' },
};
