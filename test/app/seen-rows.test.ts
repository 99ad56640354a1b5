import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SeenRows } from '../../src/app/import/seen-rows';

/** Few cases and keys, so that they come again. */
const row = fc.record({
  caseId: fc.constantFrom('A1', 'A', 'B2'),
  key: fc.constantFrom('1', '11', '2', ''),
  content: fc.constantFrom('paid', 'sent', ''),
});

describe('rows seen', () => {
  it('are new, the same or another as the first with their case and key was', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const seen = new SeenRows();
        const first = new Map<string, string>();
        for (const each of rows) {
          const name = JSON.stringify([each.caseId, each.key]);
          const before = first.get(name);
          const expected = before === undefined ? 'new' : before === each.content ? 'same' : 'other';
          expect(seen.add(each)).toBe(expected);
          if (before === undefined) first.set(name, each.content);
        }
      }),
    );
  });

  it('are all known also when the table has grown several times', () => {
    const seen = new SeenRows();
    const many = 30_000;
    const at = (i: number) => ({ caseId: `C${i >> 2}`, key: String(i & 3), content: `row ${i}` });
    const kinds = (content?: string): string[] => [
      ...new Set(Array.from({ length: many }, (_, i) => seen.add({ ...at(i), ...(content && { content }) }))),
    ];
    expect(kinds()).toEqual(['new']);
    expect(kinds()).toEqual(['same']);
    expect(kinds('else')).toEqual(['other']);
  });
});
