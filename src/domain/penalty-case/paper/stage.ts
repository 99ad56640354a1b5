import { PaperDifferenceFound, PaperDifferenceSettled } from '../../../events/scrutiny.events';
import { breach, kept } from '../../../kernel/guard';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { targetKnown } from '../corrections/correct-record';
import { tierReached } from '../guards/identity';
import { commandRule } from '../guards/rule';
import type { Stage } from '../stage';
import { phases } from '../state';
import { ReportPaperDifference, SettlePaperDifference } from './commands';

/** 纸质与电子一致 (A215; 处罚法 47): who finds that they differ says so, and somebody in charge settles it. */

const basis = [penaltyLaw(47)];
const begun = phases.filter((phase) => phase !== 'none');

const newDifference = commandRule<ReportPaperDifference>(
  { group: 'content', code: 'R-00', name: 'G-ENTRY.difference', basis },
  ({ difference }, { paper }) =>
    paper[difference] === undefined
      ? kept
      : breach(`“${difference}”已登记`, `${difference} is on record already`, 'difference'),
);

const openDifference = commandRule<SettlePaperDifference>(
  { group: 'sequence', code: 'R-00', name: 'G-STEP.difference', basis },
  ({ difference }, { paper }) =>
    paper[difference] === 'open'
      ? kept
      : breach(`没有待处理的“${difference}”`, `no difference ${difference} is open`, 'difference'),
);

const steps: readonly CaseStep[] = [
  caseStep<ReportPaperDifference>({
    no: 'A215',
    command: ReportPaperDifference,
    zh: '登记纸质与电子不一致',
    en: 'Report that paper and record differ',
    basis,
    who: [
      ...(['officer', 'legal-reviewer', 'approver', 'hearing-chair', 'publisher', 'finance'] as const),
      ...(['archivist', 'supervisor', 'discipline'] as const),
    ],
    from: begun,
    rules: [newDifference, targetKnown],
    alerts: ['W-01'],
    emits: ['PaperDifferenceFound'],
    record: ({ difference, in: where, blob, remark }, _state, { target }, reliance) => [
      PaperDifferenceFound(
        {
          difference,
          event: { id: target?.id ?? '', revision: target?.revision ?? 0, type: target?.type ?? '' },
          ...{ in: [...where], blob, broken: ['R-11'] },
          findings: [{ code: 'W-01', about: difference, reasons: ['paper-differs'] }],
          reliance,
        },
        { party: { remark } },
      ),
    ],
  }),
  caseStep<SettlePaperDifference>({
    no: 'A215',
    command: SettlePaperDifference,
    zh: '处理纸质与电子不一致',
    en: 'Settle a difference of paper and record',
    basis,
    who: ['approver'],
    from: begun,
    rules: [tierReached, openDifference],
    awaited: { in: begun, when: ({ paper }) => Object.values(paper).includes('open') },
    emits: ['PaperDifferenceSettled'],
    record: ({ difference, outcome, approver, reason }, _state, _facts, reliance) => [
      PaperDifferenceSettled({ difference, outcome, decidedBy: approver, reliance }, { party: { reason } }),
    ],
  }),
];

/** Paper and record, in any procedure. */
export const paperStage: Stage = { steps, watches: {} };
