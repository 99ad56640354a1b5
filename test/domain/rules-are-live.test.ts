import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { ruleName, violations } from '../../src/domain/procedure';
import { demoFacts } from '../support/demo-facts';
import { given } from '../support/given';
import { lawful, violating, type Example } from '../support/violating-examples';

type Row = (typeof penaltyCase.steps)[number];

const codesOf = (row: Row, { history, given: act, facts, state }: Example): readonly string[] => {
  const { state: onFile } = given(penaltyCase, history);
  return violations(row, act, state?.(onFile) ?? onFile, demoFacts(facts)).map(({ code }) => code);
};

const rows = penaltyCase.steps.map((row) => ({ row, name: row.command.name }));
const rules = rows.flatMap(({ row, name }) => {
  const instead = row.instead?.rules.filter((rule) => !row.rules.includes(rule)) ?? [];
  return [...row.rules, ...instead].map((rule) => ({ row, name, rule, label: ruleName(rule) }));
});

describe.each(rows)('$row.no $name', ({ row, name }) => {
  it('has a lawful act that breaks no rule', () => {
    const act = lawful[name]?.();
    expect(act).toBeDefined();
    if (act !== undefined) expect(codesOf(row, act)).toEqual([]);
  });

  it('names each rule once', () => {
    const names = row.rules.map(ruleName);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe.each(rules)('$name $label', ({ row, name, rule, label }) => {
  const without: Row = {
    ...row,
    rules: row.rules.filter((each) => each !== rule),
    ...(row.instead && {
      instead: { ...row.instead, rules: row.instead.rules.filter((each) => each !== rule) },
    }),
  };

  it('is reported when it is broken, and no longer once its row is taken out', () => {
    const act = violating(name, label);
    expect(act).toBeDefined();
    if (act === undefined) return;
    expect(codesOf(row, act)).toContain(rule.code);
    expect(codesOf(without, act)).not.toContain(rule.code);
  });
});

it('shows every code that C.1 and P1 to P7 of C.2 name, and those of C.0.1 that their steps can raise', () => {
  const shown = new Set(rules.map(({ rule }) => rule.code));
  const named = [
    ...['R-00', 'R-01', 'R-02', 'R-03', 'R-04', 'R-05', 'R-06', 'R-07', 'R-08', 'R-09', 'R-11', 'R-13'],
    ...['R-14', 'R-15', 'R-16', 'R-17', 'R-18', 'R-20', 'R-21', 'R-22', 'R-23', 'R-24', 'R-26', 'R-31'],
    ...['R-38', 'R-10', 'R-30'],
  ];
  expect(named.filter((code) => !shown.has(code))).toEqual([]);
});
