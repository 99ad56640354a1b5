import { accountEvents } from './account.events';
import { alertEvents } from './alert.events';
import { filingEvents } from './filing.events';
import { investigationEvents } from './investigation.events';
import { reminderEvents } from './reminder.events';
import { reviewEvents } from './review.events';
import { noticeEvents } from './notice.events';
import { scrutinyEvents } from './scrutiny.events';
import { organRecordEvents } from './organ-record.events';
import { recomputationEvents } from './recomputation.events';
import { recordingEvents } from './recording.events';
import { listEvents } from './list.events';
import { guardEvents } from './guard.events';
import { hearingEvents } from './hearing.events';
import { closingEvents } from './closing.events';
import { decisionEvents } from './decision.events';
import { serviceEvents } from './service.events';
import { executionEvents } from './execution.events';
import { tracingEvents } from './tracing.events';
import { transferEvents } from './transfer.events';
import { remedyEvents } from './remedy.events';
import { readingEvents } from './reading.events';
import { benchmarkEvents } from './benchmark.events';
import { caseEvents } from './case.events';
import type { EventDefinition } from './define-event';
import { dutyEvents, postingEvents } from './duty.events';
import { disclosureEvents } from './disclosure.events';
import { ActivityImported, PenaltyDecisionImported } from './imported.events';
import {
  AlertRaised,
  CommandRefused,
  DemonstrationFinished,
  DemonstrationStarted,
  EventCorrected,
  ImportStarted,
} from './ledger.events';
import { outOfBandEvents } from './out-of-band.events';
import { paymentEvents } from './payment.events';
import { qualificationEvents } from './qualification.events';
import { registerEvents } from './register.events';
import { reservationEvents } from './reservation.events';
import { disciplineEvents } from './discipline.events';
import { sealedAlertEvents } from './sealed-alert.events';
import { sealedEvents } from './sealed.events';

const ledgerEvents = [
  ImportStarted,
  DemonstrationStarted,
  DemonstrationFinished,
  CommandRefused,
  AlertRaised,
  EventCorrected,
  ActivityImported,
  PenaltyDecisionImported,
] as unknown as readonly EventDefinition[];

const declared = [
  ...ledgerEvents,
  ...alertEvents,
  ...reminderEvents,
  ...caseEvents,
  ...filingEvents,
  ...investigationEvents,
  ...reviewEvents,
  ...noticeEvents,
  ...hearingEvents,
  ...closingEvents,
  ...decisionEvents,
  ...serviceEvents,
  ...executionEvents,
  ...transferEvents,
  ...remedyEvents,
  ...outOfBandEvents,
  ...paymentEvents,
  ...disclosureEvents,
  ...registerEvents,
  ...qualificationEvents,
  ...postingEvents,
  ...dutyEvents,
  ...benchmarkEvents,
  ...listEvents,
  ...organRecordEvents,
  ...recordingEvents,
  ...recomputationEvents,
  ...scrutinyEvents,
  ...guardEvents,
  ...reservationEvents,
  ...accountEvents,
  ...readingEvents,
  ...tracingEvents,
  ...sealedEvents,
  ...sealedAlertEvents,
  ...disciplineEvents,
];

/** Every event this build can read, by stored name. What is not here stops the reader. */
export const catalogue: ReadonlyMap<string, EventDefinition> = new Map(declared.map((d) => [d.type, d]));
