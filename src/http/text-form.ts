import { Matches } from 'class-validator';

/**
 * A text of one form; the error says in words what it must be, and shows no expression.
 *
 * @param zh follows the name of the member: 应为……
 * @param en likewise: must be …
 */
export const TextForm = (
  form: RegExp,
  { zh, en, each = false }: { readonly zh: string; readonly en: string; readonly each?: boolean },
): PropertyDecorator =>
  Matches(form, { each, message: `$property must be ${en}`, context: { zh: `应为${zh}` } });
