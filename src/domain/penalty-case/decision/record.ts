import { DecisionDocumentIssued, DecisionMade } from '../../../events/decision.events';
import type { Reliance } from '../../../events/case-schemas';
import type { Clock } from '../../../events/schemas';
import { yearOf } from '../../../kernel/time';
import { plain, present } from '../../../kernel/plain-data';
import type { Reservation } from '../../procedure';
import { rangeFor } from '../../registers/item';
import type { CaseRecord } from '../case-step';
import { opening, stillOpen } from '../clocks';
import type { CorrectionOrder } from '../command-parts';
import type { CaseFacts } from '../facts';
import { normsCited, versionApplied } from '../guards/applied';
import { groundsToGoLower } from '../guards/content';
import { templateOf } from '../guards/document';
import type { CaseState } from '../state';
import type { DecideNoPenalty, DecidePenalty, IssueDocument, TerminateCase } from './commands';
import { paymentOf, remediesText } from './document';
import { majorFiling } from './major';

/** What P15 and P16 record, and what they take beforehand. */

/** The one fine that the act may carry (处罚法 29). */
export const reserveFine = (
  { proposal }: DecidePenalty,
  { opening: file }: CaseState,
): readonly Reservation[] =>
  file === undefined || proposal.fineFen === 0
    ? []
    : [{ kind: 'fine', actId: file.actId, partyToken: file.party.token }];

/** The number of the document. */
export function reserveNumber(
  _command: IssueDocument,
  { opening: file }: CaseState,
  facts: CaseFacts,
): readonly Reservation[] {
  const template = templateOf(facts);
  if (file === undefined || template === undefined) return [];
  const { docType, prefix } = template;
  return [{ kind: 'number', organ: file.organ, docType, prefix, year: yearOf(facts.date) }];
}

/** Periods that end with the decision, and the one to serve it in. */
const ended = ['case.decide', 'review.time', 'statement.window', 'hearing.request'];
const endedBy = (state: CaseState): string[] => [...ended, ...stillOpen(state, 'remedy.duty/redo')];
const toServe = (facts: CaseFacts): Clock[] => [opening(facts, 'service', facts.date)];

function about({ opening: file, investigation, officers }: CaseState) {
  if (file === undefined) return undefined;
  const { organ, item, actId, place, party } = file;
  const acting = investigation.assigned.length > 0 ? investigation.assigned : officers;
  return {
    ...{ organ, item, actId, place, partyToken: party.token, partyKind: party.kind, minor: party.minor },
    officers: [...acting],
  };
}

const order = ({ kind, by }: CorrectionOrder) => ({ kind, ...present({ by }) });

/** P15, 处罚. Before the fine is reserved it has no holder, and the rules refuse what another case holds. */
export function recordPenalty(
  command: DecidePenalty,
  state: CaseState,
  facts: CaseFacts,
  reliance: Reliance,
): readonly CaseRecord[] {
  const file = about(state);
  if (file === undefined) return [];
  const { act, reasons, benchmark, comparison } = command;
  return [
    DecisionMade(
      {
        ...{
          type: 'penalty',
          ...file,
          decidedBy: command.approver,
          penalty: penaltyOf(command, state, facts),
        },
        opens: [...toServe(facts), ...majorFiling(command, state, facts)],
        ...{ closes: endedBy(state), reliance },
      },
      {
        party: {
          ...{ act, reasons },
          ...present({ deviation: benchmark?.deviation?.reason, comparison: comparison?.reasons }),
          ...(command.permits === undefined ? {} : { permits: plain(command.permits) }),
        },
      },
    ),
  ];
}

function penaltyOf(command: DecidePenalty, state: CaseState, facts: CaseFacts) {
  const { proposal, terms, circumstances, comparison, benchmark, correction, gains, propertyFen } = command;
  const { kind, amountFen, restitutionFen, confiscatedFen } = gains;
  return {
    ...{ proposal: plain(proposal), terms: plain(terms), range: rangeOf(command, state, facts) },
    appliedItem: command.appliedItem ?? state.opening?.item ?? '',
    basis: normsCited(command, state, facts),
    ...(comparison && { comparison: { found: comparison.found, applied: comparison.applied } }),
    grounds: [...groundsToGoLower(circumstances, state)],
    ...(benchmark && {
      benchmark: { tier: benchmark.tier, deviates: benchmark.deviation !== undefined },
    }),
    ...{ correction: order(correction), gains: { kind, amountFen, restitutionFen, confiscatedFen } },
    propertyFen,
    ...restsOn(command, state),
  };
}

function rangeOf(command: DecidePenalty, state: CaseState, facts: CaseFacts) {
  const version = versionApplied(command, state, facts);
  const range =
    command.proposal.kinds.includes('fine') && version && state.opening
      ? rangeFor(version, state.opening.party.kind)
      : undefined;
  return { minFen: range?.minFen ?? 0, maxFen: range?.maxFen ?? 0 };
}

/** The review, the discussion and the hearing record behind the decision. */
function restsOn({ hearingRecord }: DecidePenalty, { review: { opinion }, discussed }: CaseState) {
  const review = opinion?.outcome === 'passed' ? opinion : undefined;
  return {
    ...(review && {
      review: { round: review.round, fileHash: review.fileHash, reviewer: review.reviewer },
    }),
    ...present({ discussed: discussed?.on, hearingRecord }),
  };
}

/** P15, 不予处罚. */
export function recordNoPenalty(
  { approver, ground, measure, measureText, correction, reasons, comparison }: DecideNoPenalty,
  state: CaseState,
  facts: CaseFacts,
  reliance: Reliance,
): readonly CaseRecord[] {
  const file = about(state);
  if (file === undefined) return [];
  return [
    DecisionMade(
      {
        ...{ type: 'no-penalty', ...file, decidedBy: approver },
        noPenalty: { ground, ...present({ measure }), correction: order(correction) },
        ...{ opens: toServe(facts), closes: endedBy(state), reliance },
      },
      { party: { reasons, ...present({ measure: measureText, comparison: comparison?.reasons }) } },
    ),
  ];
}

/** P15, 终止、撤案. */
export function recordTermination(
  { approver, ground, norm, reasons }: TerminateCase,
  state: CaseState,
  _facts: CaseFacts,
  reliance: Reliance,
): readonly CaseRecord[] {
  const file = about(state);
  if (file === undefined) return [];
  return [
    DecisionMade(
      {
        ...{ type: 'termination', ...file, decidedBy: approver, termination: { ground, norm } },
        ...{ opens: [], closes: endedBy(state), reliance },
      },
      { party: { reasons } },
    ),
  ];
}

const noTemplate = { docType: '', version: 0, fields: [] } as const;

/** P16. Before a number is reserved it is empty, which no event may have. */
export function recordDocument(
  command: IssueDocument,
  state: CaseState,
  facts: CaseFacts,
  reliance: Reliance,
): readonly CaseRecord[] {
  const { s, n } = facts.template ?? { s: '', n: 0 };
  const { docType, version, fields } = templateOf(facts) ?? noTemplate;
  const { number, year, seq } = facts.number ?? { number: '', year: yearOf(facts.date), seq: 0 };
  const reviewFirst = command.reviewFirst !== undefined;
  return [
    DecisionDocumentIssued(
      {
        type: state.decision?.type ?? 'penalty',
        document: { type: docType, number, year, seq, template: { s, n }, version, fields: [...fields] },
        seal: plain(command.seal),
        ...present({ contentHash: command.contentHash }),
        remedies: { reviewFirst, text: remediesText(facts, reviewFirst) },
        ...paymentOf(command, state, facts),
        ...{ opens: [], closes: [], reliance },
      },
      {
        party: {
          ...{ facts: command.facts, evidence: command.evidence },
          ...present({ performance: command.performance }),
        },
      },
    ),
  ];
}
