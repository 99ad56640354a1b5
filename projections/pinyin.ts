import { pinyin } from 'pinyin-pro';

/**
 * A person's name as it is searched for: the characters, the pinyin in one word, and the initials (`张三` is found by
 * 张, 三, `zhangsan`, `zhangs` and `zs`). Surnames are read as surnames (单 is shan).
 */
export function personSearchText(name: string): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', mode: 'surname' });
  return `${name} ${syllables.join('')} ${syllables.map((syllable) => syllable.slice(0, 1)).join('')}`;
}
