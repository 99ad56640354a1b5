import { describe, expect, it } from '@jest/globals';
import { maskPersonName, publicName } from '../../projections/masking';

describe('the name of a person in a public view', () => {
  it.each([
    // Surname and given name; how long the given name is stays hidden.
    ['张小明', '张某某'],
    ['张三', '张某某'],
    [' 张小明 ', '张某某'],
    ['张小明明', '张某某'],
    // Surnames of two characters, and the same characters where they are surname and given name.
    ['欧阳修', '欧阳某某'],
    ['歐陽修', '歐陽某某'],
    ['司马相如', '司马某某'],
    ['诸葛亮', '诸葛某某'],
    ['上官婉儿', '上官某某'],
    ['欧阳', '欧某某'],
    ['张司马', '张某某'],
    // Names with dots begin with the given name, whatever its first characters.
    ['买买提·吐尔逊', '买某某'],
    ['买买提•吐尔逊', '买某某'],
    ['阿卜杜拉・买买提', '阿某某'],
    ['司马义·艾买提', '司某某'],
    ['尉迟‧某', '尉某某'],
    // A single character could be all there is.
    ['张', '某某'],
    ['', '某某'],
    ['  ', '某某'],
    // Other scripts.
    ['John Smith', 'J***'],
    ['Li', 'L***'],
    ['éva Nagy', 'é***'],
    ['Мария', 'М***'],
    ['ئەخمەت', 'ئ***'],
    // A character beyond the basic plane is one character.
    ['𠮷野太郎', '𠮷某某'],
    // Masked by the source, more or less.
    ['孙*', '孙某某'],
    ['王*姣', '王某某'],
    ['王＊＊', '王某某'],
    ['李×', '李某某'],
    ['张某', '张某某'],
    ['张某某', '张某某'],
    ['欧阳*', '欧阳某某'],
    ['*小明', '某某'],
    ['某', '某某'],
    ['某某', '某某'],
    ['某小明', '某某'],
    ['J***', 'J***'],
    // Whatever else stands in the field goes with the rest.
    ['张三 410184199001010014', '张某某'],
    ['张三（电话13800000000）', '张某某'],
    ['410184199001010014', '某某'],
    ['13800000000', '某某'],
  ])('%j is shown as %j', (name, shown) => {
    expect(maskPersonName(name)).toBe(shown);
    expect(maskPersonName(shown)).toBe(shown);
  });
});

describe('the name of a party in a public view', () => {
  it.each([
    ['organisation', '演示商贸有限公司', '演示商贸有限公司'],
    ['individual-business', '演示县张三小吃店', '演示县张三小吃店'],
    ['citizen', '张小明', '张某某'],
    ['something new', '张小明', '张某某'],
  ])('of the kind %s: %s is shown as %s', (kind, name, shown) => {
    expect(publicName({ name, kind, minor: false })).toBe(shown);
    expect(publicName({ name, kind, minor: true })).toBeNull();
  });
});
