import { HenjiError } from '../kernel/errors';

/** Input that is well-formed for its format and still nothing that the ledger could keep. */
export class InputUnfit extends HenjiError {
  constructor(zh: string, en: string, field?: string) {
    super({ code: 'input-unfit', zh, en, ...(field === undefined ? {} : { field }) });
  }
}

/**
 * NUL ends texts in other programs; a lone surrogate has no UTF-8 form, so two parties would hash different bytes; and
 * signs that turn the direction of writing show people another text than the one that is on record.
 */
const unfit = /\p{Surrogate}|\0|[\u202a-\u202e\u2066-\u2069]/u;

/** Refuse texts that cannot be kept as they are. @throws InputUnfit */
export function checkText(text: string, field: string): void {
  if (!unfit.test(text)) return;
  throw new InputUnfit(
    `${field || '输入'} 含有空字符（U+0000）、不成对的代理码元或改变书写方向的控制符`,
    `${field || 'the input'} holds a NUL character, a lone surrogate or a sign that turns the direction of writing`,
    field === '' ? undefined : field.replace(new RegExp(unfit, 'gu'), '\ufffd'),
  );
}

/**
 * Check every text in a JSON value, names included, and how deep it goes. Names that every object has (`toString`) are
 * refused here, because the check for unknown members would not see them.
 *
 * @throws InputUnfit
 */
export function checkInput(value: unknown, deepest: number, path = ''): void {
  if (typeof value === 'string') {
    checkText(value, path);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (deepest === 0) throw new InputUnfit('嵌套层级过深', 'the input is nested too deeply');
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++)
      checkInput(value[i], deepest - 1, path === '' ? `${i}` : `${path}.${i}`);
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    const inside = path === '' ? name : `${path}.${name}`;
    checkText(name, inside);
    if (name in Object.prototype) {
      throw new InputUnfit(`没有 ${inside} 此项`, `there is no member ${inside}`, inside);
    }
    checkInput(member, deepest - 1, inside);
  }
}
