import { accountEvents } from './account.events';
import { caseEvents } from './case.events';
import type { EventDefinition } from './define-event';
import { disclosureEvents } from './disclosure.events';
import { ActivityImported, PenaltyDecisionImported } from './imported.events';
import { AlertRaised, CommandRefused, EventCorrected, ImportStarted } from './ledger.events';
import { paymentEvents } from './payment.events';
import { registerEvents } from './register.events';
import { reservationEvents } from './reservation.events';

const ledgerEvents = [
  ImportStarted,
  CommandRefused,
  AlertRaised,
  EventCorrected,
  ActivityImported,
  PenaltyDecisionImported,
] as unknown as readonly EventDefinition[];

const declared = [
  ...ledgerEvents,
  ...caseEvents,
  ...paymentEvents,
  ...disclosureEvents,
  ...registerEvents,
  ...reservationEvents,
  ...accountEvents,
];

/** Every event this build can read, by stored name. What is not here stops the reader. */
export const catalogue: ReadonlyMap<string, EventDefinition> = new Map(declared.map((d) => [d.type, d]));
