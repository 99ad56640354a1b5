import * as c from '../../../src/domain/penalty-case/paper/commands';
import type { CaseFacts } from '../../../src/domain/penalty-case/facts';
import { anOfficer } from '../demo-facts';
import { command } from '../given';
import * as h from '../histories';
import type { Example } from '../violating-examples';

/** Papers that differ from the record, and one act for each rule on them that breaks it. */

export const report = (changes: object = {}) =>
  command(c.ReportPaperDifference, {
    ...{ difference: 'd1', revision: 4, in: ['date', 'seal'], blob: 'b'.repeat(64) },
    ...{ remark: '纸质决定书落款日期与系统记录不一致', ...changes },
  });
export const settle = (changes: object = {}) =>
  command(c.SettlePaperDifference, {
    ...{ difference: 'd1', outcome: 'paper-replaced', approver: 'officer-chief', reason: '已重新制作' },
    ...changes,
  });

const decided = () => h.aDecidedCase();
const known = (): Partial<CaseFacts> => ({ target: h.targetOf(decided(), 4) });
export const aDifferingCase = () => h.play(decided(), [report(), known()]);

export const lawfulPaper: Readonly<Record<string, () => Example>> = {
  ReportPaperDifference: () => ({ history: decided(), given: report(), facts: known() }),
  SettlePaperDifference: () => ({
    history: aDifferingCase(),
    given: settle(),
    facts: { approver: h.chief },
  }),
};

export const brokenPaper: Readonly<Record<string, () => Partial<Example>>> = {
  'ReportPaperDifference R-00 G-ENTRY.difference': () => ({ history: aDifferingCase() }),
  'ReportPaperDifference R-00 G-CORRECT': () => ({ given: report({ revision: 9 }) }),
  'SettlePaperDifference R-08 G-TIER': () => ({ facts: { approver: anOfficer('officer-zhao') } }),
  'SettlePaperDifference R-00 G-STEP.difference': () => ({
    history: h.play(aDifferingCase(), [settle(), { approver: h.chief }]),
  }),
};
