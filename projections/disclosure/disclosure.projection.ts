import type { Recorded } from '../../src/kernel/event';
import { OnSiteCaseOpened, OnSpotDecisionIssued, OnSpotDelivered } from '../../src/events/case.events';
import {
  DecisionPublished,
  DisclosureCorrected,
  DisclosureWithdrawn,
  NotPublished,
} from '../../src/events/disclosure.events';
import { DecisionDocumentIssued, DecisionMade } from '../../src/events/decision.events';
import { CaseFiled } from '../../src/events/filing.events';
import { PenaltyDecisionImported } from '../../src/events/imported.events';
import { Served, ServedByPublication } from '../../src/events/service.events';
import { followNames } from '../names';
import { follow, type HandlerRow, type Projection, type Step } from '../projection';
import { changesBetween } from './disclosure-rows';
import { joined, reread, type CaseDoc } from './facts';
import { followOfficers } from './officers';
import { tables } from './tables';

const told = (event: Recorded, doc: CaseDoc): Step<CaseDoc> =>
  step(doc, joined(doc, event), event.meta.stream);

const step = (before: CaseDoc, doc: CaseDoc, stream: string): Step<CaseDoc> => ({
  doc,
  changes: changesBetween(before, doc, stream),
});

/**
 * The types that say something of publication. All others, the activities of imported histories among them, have no
 * handler at all: they move the progress of their stream and cost nothing else.
 */
const handled: readonly HandlerRow<CaseDoc>[] = [
  OnSiteCaseOpened,
  OnSpotDecisionIssued,
  OnSpotDelivered,
  CaseFiled,
  DecisionMade,
  DecisionDocumentIssued,
  Served,
  ServedByPublication,
  DecisionPublished,
  NotPublished,
  DisclosureCorrected,
  DisclosureWithdrawn,
  PenaltyDecisionImported,
].map(({ type }) => ({ type, handler: told }));

/**
 * What the public sees of decisions, officers and organs, and what is still to be published. Public rows hold only what
 * may be shown (B.7 and C.10 of the specification); the choice is made here, before anything is written.
 */
export const disclosure: Projection = {
  name: 'disclosure',
  version: 1,
  tables,
  streams: {
    case: follow<CaseDoc>({
      initial: [],
      on: handled,
      corrected: (_correction, { now }, doc) => step(doc, reread(doc, now), now.meta.stream),
    }),
    organ: followNames.organ,
    item: followNames.item,
    officer: followOfficers,
  },
};
