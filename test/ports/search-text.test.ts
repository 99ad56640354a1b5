import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  pairsOf,
  pairsOfPhrase,
  phraseFound,
  searchPhrase,
  searchText,
  searchTokens,
} from '../../src/ports/search-text';

const characters = (text: string): readonly string[] => Array.from(text);

describe('search tokens', () => {
  it.each([
    ['张三', ['张', '三']],
    ['沪公机(浦候)行罚决字〔2024〕00187号', [...characters('沪公机浦候行罚决字'), '2024', '00187', '号']],
    ['ＡＢＣ　１２３', ['abc', '123']],
    ['Café-Bar', ['café', 'bar']],
    ['阿迪力·买买提', characters('阿迪力买买提')],
    ['ひらカタ한글', characters('ひらカタ한글')],
    ['𠮷野家', ['u20bb7', '野', '家']],
    ['鿏', ['u9fcf']],
    ['a😀b', ['a', 'b']],
    ['', []],
    ['，。！', []],
  ])('of %s', (text, tokens) => {
    expect(searchTokens(text)).toEqual(tokens);
  });

  it('find every part of a Chinese text, and nothing that is not in it', () => {
    const characters = fc.array(fc.constantFrom('行', '政', '处', '罚', '决'), { maxLength: 8 });
    fc.assert(
      fc.property(characters, characters, (text, wanted) => {
        const phrase = searchPhrase(wanted.join(''));
        const found = phrase !== undefined && phraseFound(searchText(text.join('')), phrase);
        expect(found).toBe(wanted.length > 0 && text.join('').includes(wanted.join('')));
      }),
    );
  });

  it('find the beginning of a run only at its end', () => {
    const stored = searchText('决字〔2024〕00187号 zhangsan');
    const finds = (text: string): boolean => {
      const phrase = searchPhrase(text);
      return phrase !== undefined && phraseFound(stored, phrase);
    };
    expect(['2024', '202', '字202', '2024 001', 'zhang', '00187号'].map(finds)).toEqual(Array(6).fill(true));
    expect(['024', '202 00187', '0018号', 'san', '字 号'].map(finds)).toEqual(Array(5).fill(false));
  });

  it('pairs tell as much as the characters themselves, wherever they tell anything', () => {
    const text = fc.string({ unit: fc.constantFrom('行', '政', '处', 'a', '1', ' ', '𠮷'), maxLength: 10 });
    fc.assert(
      fc.property(text, text, (have, wanted) => {
        const stored = searchText(have);
        const phrase = searchPhrase(wanted);
        const pairs = phrase === undefined ? undefined : pairsOfPhrase(phrase);
        fc.pre(phrase !== undefined && pairs !== undefined);
        const inPairs = ` ${pairsOf(stored)} `.includes(` ${pairs.join(' ')} `);
        expect(inPairs).toBe(phraseFound(stored, phrase));
      }),
      { numRuns: 2_000 },
    );
    expect(pairsOf('乱 扔 2024 a 废 弃')).toBe('乱扔 x 废弃');
  });
});
