import type { ValidationError } from 'class-validator';
import type { FieldError } from './problem';

/** Chinese texts of the checks in use; `{n}` is the number in the English text, `{list}` what follows its colon. */
const zhOf: Readonly<Record<string, string>> = {
  arrayMaxSize: '至多 {n} 项',
  arrayMinSize: '至少 {n} 项',
  arrayUnique: '不得重复',
  isArray: '应为数组',
  isBoolean: '应为 true 或 false',
  isCivilDate: '应为存在的日期（YYYY-MM-DD）',
  isDayOrInstant: '应为存在的日期，或带时区偏移的时刻',
  isDefined: '不能为空',
  isIn: '应为下列之一：{list}',
  isInstant: '应为带时区偏移的 ISO 8601 时刻，如 2024-05-20T10:20:00+08:00',
  isInt: '应为整数',
  isLength: '应为 {length} 个字符',
  isObject: '应为对象',
  isOfOurTime: '应在 1900 至 2999 年之间',
  isSpan: '应为 起..止（日期或时刻）；未结束的不写止',
  isString: '应为文本',
  isUuid: '应为 UUID',
  max: '不得大于 {n}',
  maxLength: '至多 {n} 个字符',
  min: '不得小于 {n}',
  minLength: '至少 {n} 个字符',
  nestedValidation: '应为对象',
  unknownValue: '应为对象',
  whitelistValidation: '没有此项',
};

/** Every member that failed, by its path, with the first of its checks that did: the others often follow from it. */
export function fieldErrors(errors: readonly ValidationError[], path = ''): readonly FieldError[] {
  return errors.flatMap(({ property, constraints, contexts, children }) => {
    const field = path === '' ? property : `${path}.${property}`;
    const [first] = Object.entries(constraints ?? {});
    const here =
      first === undefined
        ? []
        : [{ field, zh: ownText(first[0], contexts) ?? chinese(...first), en: first[1] }];
    return [...here, ...fieldErrors(children ?? [], field)];
  });
}

/** What a check says of itself. */
const ownText = (check: string, contexts: ValidationError['contexts']): string | undefined =>
  (contexts as Readonly<Record<string, { readonly zh?: string }>> | undefined)?.[check]?.zh;

function chinese(check: string, en: string): string {
  return (zhOf[check] ?? '不符合要求').replace(/\{(\w+)\}/gu, (_, key: string) => {
    if (key === 'list') return /: (.*)$/u.exec(en)?.[1] ?? '';
    if (key === 'length') return lengthText(en);
    return /(\d+)\D*$/u.exec(en)?.[1] ?? '';
  });
}

function lengthText(en: string): string {
  const least = /longer than or equal to (\d+)/u.exec(en)?.[1];
  const most = /shorter than or equal to (\d+)/u.exec(en)?.[1];
  return [least === undefined ? '' : `至少 ${least}`, most === undefined ? '' : `至多 ${most}`]
    .filter(Boolean)
    .join('、');
}
