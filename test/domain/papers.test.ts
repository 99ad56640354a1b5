import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { templateView } from '../../src/app/bus/template-uses';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { missingFields } from '../../src/domain/registers/template';
import { documentTypeTexts } from '../../src/law/document-type-text';

/** Templates and the acts that name them. */

const membersOf = (type: new () => object): readonly string[] =>
  getMetadataStorage()
    .getTargetValidationMetadatas(type, '', false, false)
    .map(({ propertyName }) => propertyName);
const papersOf = (rules: (typeof penaltyCase.steps)[number]['rules']): readonly string[] =>
  rules.flatMap(({ papers = [] }) => papers);

const version = (docType: string) => ({
  ...{ organ: 'organ-demo', docType, version: 1, prefix: '示', fields: [], from: '2024-01-01' },
});
const actsOf = (docType: string) =>
  templateView({ phase: 'template', versions: [version(docType)] })?.acts.map(({ slug }) => slug);

describe('a row', () => {
  it('says of which type the template must be exactly where its command names one', () => {
    for (const { command, rules } of penaltyCase.steps)
      expect({ command: command.name, asks: papersOf(rules).length > 0 }).toEqual({
        command: command.name,
        asks: membersOf(command).includes('template'),
      });
  });

  it('names only types that have words, and every such type is used', () => {
    const used = new Set(penaltyCase.steps.flatMap(({ rules }) => papersOf(rules)));
    expect([...used].sort()).toEqual(Object.keys(documentTypeTexts).sort());
    for (const type of used) if (type !== 'case-filing') expect(missingFields(type, [])).not.toEqual([]);
  });
});

describe('a template', () => {
  it.each([
    ['on-spot-decision', ['decide-on-spot']],
    ['penalty-decision', ['issue-document']],
    ['no-penalty-decision', ['issue-document']],
    ['urge', ['serve-urge']],
    ['something-else', []],
  ])('for %s may be named in %j', (docType, slugs) => {
    expect(actsOf(docType)).toEqual(slugs);
  });

  it('is used until its last day, or until it was retired before', () => {
    const versions = [
      { ...version('urge'), version: 2, until: '2026-01-01', ended: '2025-03-01' },
      { ...version('urge'), until: '2024-12-31' },
    ];
    expect(templateView({ phase: 'template', versions })?.versions.map(({ until }) => until)).toEqual([
      '2024-12-31',
      '2025-03-01',
    ]);
    expect(templateView({ phase: 'template', versions: [] })).toBeUndefined();
  });
});
