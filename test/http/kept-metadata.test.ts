import { expect, it } from '@jest/globals';
import { getMetadataStorage, IsString, MaxLength } from 'class-validator';
import { keepMetadata } from '../../src/http/kept-metadata';

class Base {
  @IsString() name!: string;
}
class Derived extends Base {
  @MaxLength(3) short!: string;
  @IsString({ groups: ['rare'] }) rare!: string;
}

const look = (groups: string[] = []) =>
  getMetadataStorage().getTargetValidationMetadatas(Derived, '', false, false, groups);
const told = (groups: string[] = []) => look(groups).map(({ propertyName, name }) => [propertyName, name]);

it('is looked up once for a class, with those above it, and is what it was before', () => {
  const plain = [told(), told(['rare'])];
  expect(plain).toEqual([
    expect.arrayContaining([
      ['name', 'isString'],
      ['short', 'maxLength'],
    ]),
    [['rare', 'isString']],
  ]);
  keepMetadata(getMetadataStorage());
  for (let i = 0; i < 2; i++) expect([told(), told(['rare'])]).toEqual(plain);
  expect(look()).toBe(look());
});
