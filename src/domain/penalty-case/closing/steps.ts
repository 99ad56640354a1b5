import { CaseArchived, CaseClosed } from '../../../events/case.events';
import { plain } from '../../fields';
import { penaltyLaw, statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { ArchiveCase, CloseCase } from './commands';
import { readyToClose } from '../payment/guards';

/** S10: the end of the case and of its file. */
export const closingSteps: readonly CaseStep[] = [
  caseStep<CloseCase>({
    no: 'S10',
    command: CloseCase,
    zh: '结案',
    en: 'Close the case',
    basis: [penaltyLaw(47), penaltyLaw(52)],
    who: ['archivist', 'approver'],
    from: ['decided', 'delivered'],
    to: 'closed',
    rules: [readyToClose],
    closes: ['onspot.close'],
    alerts: ['W-23'],
    emits: ['CaseClosed'],
    record: (c, _state, _facts, reliance) => [
      CaseClosed({ ...plain(c), outcome: 'executed', opens: [], closes: ['onspot.close'], reliance }),
    ],
  }),
  caseStep<ArchiveCase>({
    no: 'S10',
    command: ArchiveCase,
    zh: '归档',
    en: 'Archive the file',
    basis: [penaltyLaw(47), statute('archives', 14)],
    who: ['archivist'],
    from: ['closed'],
    to: 'archived',
    rules: [],
    closes: ['onspot.archive'],
    alerts: ['W-24'],
    emits: ['CaseArchived'],
    record: (c, _state, _facts, reliance) => [
      CaseArchived({ ...plain(c), opens: [], closes: ['onspot.archive'], reliance }),
    ],
  }),
];
