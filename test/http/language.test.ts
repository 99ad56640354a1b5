import { describe, expect, it } from '@jest/globals';
import { languageOf } from '../../src/http/language';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en;q=0.3, zh;q=0.7', 'zh'],
    ['zh;q=0.3, en;q=0.7', 'en'],
    ['en;q=0.5, zh;q=0.5', 'en'],
    ['fr, de;q=0.9', 'zh'],
    ['fr, en;q=0.1', 'en'],
    ['*', 'zh'],
    ['en;q=0', 'zh'],
    ['en;q=2', 'zh'],
    ['en;q=x', 'zh'],
    ['EN-us', 'en'],
    [`${'fr,'.repeat(200)}en`, 'zh'],
  ] as const)('for %j is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
