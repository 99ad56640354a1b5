import type { Recorded } from '../../src/kernel/event';
import {
  FactsRecorded,
  OnSiteCaseOpened,
  OnSpotDecisionIssued,
  OnSpotDelivered,
} from '../../src/events/case.events';
import {
  CreditRepairDecided,
  DisclosureCancelled,
  DisclosureReferralAnswered,
  DisclosureReferred,
} from '../../src/events/disclosure-course.events';
import {
  DecisionPublished,
  DisclosureCorrected,
  DisclosureWithdrawn,
  NotPublished,
} from '../../src/events/disclosure.events';
import { DecisionDocumentIssued, DecisionMade } from '../../src/events/decision.events';
import { CaseFiled } from '../../src/events/filing.events';
import { PenaltyDecisionImported } from '../../src/events/imported.events';
import { InvestigationConcluded } from '../../src/events/investigation.events';
import { DeadlinesRecomputed } from '../../src/events/recomputation.events';
import { DecisionReversed, SelfCorrected } from '../../src/events/remedy.events';
import { Served, ServedByPublication } from '../../src/events/service.events';
import { followNames } from '../names';
import { sideBySide } from '../side-by-side';
import { followExAnte } from './ex-ante';
import { followExAnteOfficers } from './ex-ante-officers';
import { inActRow, inActTypes } from './in-act';
import { follow, type HandlerRow, type Projection, type Step } from '../projection';
import { changesBetween } from './disclosure-rows';
import { joined, reread, type CaseDoc } from './case-doc';
import { followOfficers } from './officers';
import { tables } from './tables';

const told = (event: Recorded, doc: CaseDoc): Step<CaseDoc> => {
  const { doc: after, changes } = step(doc, joined(doc, event), event.meta.stream);
  return { doc: after, changes: [...changes, ...inActRow(event)] };
};

const step = (before: CaseDoc, doc: CaseDoc, stream: string): Step<CaseDoc> => ({
  doc,
  changes: changesBetween(before, doc, stream),
});

/**
 * The types that say something of publication, or of what a party was shown and told. All others, the activities of imported histories among them, have no
 * handler at all: they move the progress of their stream and cost nothing else.
 */
const publicationTypes = [
  OnSiteCaseOpened,
  FactsRecorded,
  OnSpotDecisionIssued,
  OnSpotDelivered,
  CaseFiled,
  InvestigationConcluded,
  DecisionMade,
  DecisionDocumentIssued,
  Served,
  ServedByPublication,
  DeadlinesRecomputed,
  DecisionPublished,
  NotPublished,
  DisclosureCorrected,
  DisclosureWithdrawn,
  DisclosureReferred,
  DisclosureReferralAnswered,
  DisclosureCancelled,
  CreditRepairDecided,
  DecisionReversed,
  SelfCorrected,
  PenaltyDecisionImported,
];

const handled: readonly HandlerRow<CaseDoc>[] = [
  ...new Set([...publicationTypes.map(({ type }) => type), ...inActTypes]),
].map((type) => ({ type, handler: told }));

/**
 * What the public sees of decisions, officers and organs, and what is still to be published. Public rows hold only what
 * may be shown (B.7 and C.10 of the specification); the choice is made here, before anything is written.
 */
export const disclosure: Projection = {
  name: 'disclosure',
  version: 4,
  tables,
  streams: {
    case: follow<CaseDoc>({
      initial: [],
      on: handled,
      corrected: (correction, { now }, doc) => step(doc, reread(doc, correction, now), now.meta.stream),
    }),
    organ: sideBySide(followNames.organ, followExAnte),
    item: sideBySide(followNames.item, followExAnte),
    officer: sideBySide(followOfficers, followExAnteOfficers),
    template: followExAnte,
  },
};
