import { CaseArchived, CaseClosed } from '../../../events/case.events';
import { IdentityChecked, MajorDecisionFiled } from '../../../events/closing.events';
import { plain, type Plain } from '../../../kernel/plain-data';
import { penaltyLaw, statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { opening, stillOpen } from '../clocks';
import { ArchiveCase, CheckIdentity, CloseCase, FileMajorDecision } from './commands';
import { handoverClock } from './discipline';
import type { CaseState } from '../state';
import {
  dutiesDone,
  finished,
  identityChecked,
  nothingKept,
  notFiledMajor,
  outcomeOf,
  papersAgree,
} from './rules';

/** Phases in which something has been decided, or is decided elsewhere. */
const settled = ['decided', 'delivered', 'transferred', 'investigating'];
const general = ({ procedure }: CaseState): boolean => procedure === 'general';

/** S10, P22, P27, P28: the end of the case and of its file. */
export const closingSteps: readonly CaseStep[] = [
  caseStep<FileMajorDecision>({
    no: 'P22',
    command: FileMajorDecision,
    zh: '重大处罚决定备案',
    en: 'File the major decision',
    basis: [penaltyLaw(75)],
    who: ['officer', 'legal-reviewer'],
    from: ['decided', 'delivered', 'closed'],
    rules: [notFiledMajor],
    closes: ['major.filing'],
    alerts: ['W-11'],
    emits: ['MajorDecisionFiled'],
    record: (c, _state, _facts, reliance) => [
      MajorDecisionFiled({ ...plain(c), opens: [], closes: ['major.filing'], reliance }),
    ],
  }),
  caseStep<CheckIdentity>({
    no: 'P27',
    command: CheckIdentity,
    zh: '核查当事人身份信息',
    en: 'Check the identity of the party',
    basis: [penaltyLaw(54)],
    who: ['officer'],
    from: ['filed', 'concluded', 'noticed', ...settled],
    rules: [],
    emits: ['IdentityChecked'],
    record: ({ result }, _state, _facts, reliance) => [
      IdentityChecked({ result, opens: [], closes: [], reliance }),
    ],
  }),
  caseStep<CloseCase>({
    no: 'S10',
    command: CloseCase,
    zh: '结案',
    en: 'Close the case',
    basis: [penaltyLaw(47), penaltyLaw(52)],
    who: ['archivist', 'approver'],
    from: settled,
    to: 'closed',
    rules: [finished, dutiesDone, nothingKept, identityChecked],
    parameters: ['archive'],
    opens: ['archive', 'discipline.handover'],
    closes: ['onspot.close', 'case.close', 'case.decide'],
    alerts: ['W-16', 'W-23', 'W-24'],
    emits: ['CaseClosed'],
    record: (c, state, facts, reliance) => [
      CaseClosed({
        ...plain(c),
        outcome: outcomeOf(state) ?? 'executed',
        // On the spot one period bounds both, from the performance on.
        opens: [
          ...(general(state) ? [opening(facts, 'archive', facts.date)] : []),
          ...handoverClock(state, facts),
        ],
        // A case that was taken over, or ended in a conviction, has nothing left to decide.
        closes: [general(state) ? 'case.close' : 'onspot.close', ...stillOpen(state, 'case.decide')],
        reliance,
      }),
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
    rules: [papersAgree],
    closes: ['onspot.archive', 'archive'],
    alerts: ['W-24'],
    emits: ['CaseArchived'],
    record: (c, state, _facts, reliance) => [
      CaseArchived({
        ...plain(c),
        documents: manifestOf(c, state),
        opens: [],
        closes: [general(state) ? 'archive' : 'onspot.archive'],
        reliance,
      }),
    ],
  }),
];

/** What lies in the file by its hash: what the archivist names, and every file of evidence that he does not (P28). */
function manifestOf({ documents }: Plain<ArchiveCase>, { findings }: CaseState) {
  const named = documents.map(({ kind, blob }) => ({ kind, blob }));
  const evidence = (findings?.evidence ?? []).flatMap(({ blob }) => blob ?? []);
  const others = [...new Set(evidence)].filter((blob) => named.every((each) => each.blob !== blob));
  return [...named, ...others.map((blob) => ({ kind: 'evidence', blob }))];
}
