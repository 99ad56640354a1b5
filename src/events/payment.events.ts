import { z } from 'zod';
import { clocks, code, division, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, fen, handle, text } from './schemas';

/** How a fine is performed: on the spot (处罚法 68–71), at the bank (67), with its late fee (72). */

export const FineCollectedOnSpot = defineEvent('FineCollectedOnSpot', 1, {
  zh: '当场收缴罚款',
  en: 'Fine collected on the spot',
  data: z.strictObject({
    amountFen: fen,
    /** 68(一), 68(二) or 69. */
    condition: z.enum(['up-to-100-yuan', 'hard-to-collect-later', 'remote-at-request']),
    /** Number of the receipt of the finance department (处罚法 70). */
    receipt: text(64),
    /** The party's own recorded request (处罚法 69). */
    requested: z.boolean(),
    onWater: z.boolean(),
    complete: z.boolean(),
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ circumstances: text(1000).exactOptional() }) },
});

export const LandingRecorded = defineEvent('LandingRecorded', 1, {
  zh: '抵岸',
  en: 'Landing recorded',
  data: z.strictObject({ place: division.exactOptional(), ...clocks, reliance }),
});

export const CollectedFineHandedIn = defineEvent('CollectedFineHandedIn', 1, {
  zh: '当场收缴的罚款交至行政机关',
  en: 'Collected fine handed in to the organ',
  data: z.strictObject({ amountFen: fen, voucher: text(64), ...clocks, reliance }),
});

export const CollectedFineBanked = defineEvent('CollectedFineBanked', 1, {
  zh: '罚款缴付指定银行',
  en: 'Collected fine paid into the bank',
  data: z.strictObject({ amountFen: fen, reference: text(64), ...clocks, reliance }),
});

export const PaymentReceived = defineEvent('PaymentReceived', 1, {
  zh: '收到缴款',
  en: 'Payment received',
  data: z.strictObject({
    fineFen: fen,
    lateFeeFen: fen,
    channel: z.enum(['bank', 'electronic']),
    reference: text(64),
    /** Nothing of fine and late fee is left. */
    complete: z.boolean(),
    ...clocks,
    reliance,
  }),
});

export const LateFeeAccrued = defineEvent('LateFeeAccrued', 1, {
  zh: '加处罚款',
  en: 'Late fee accrued',
  data: z.strictObject({
    /** First day counted: the one after the rolled due date. */
    from: civilDate,
    through: civilDate,
    days: z.int().min(1),
    /** Late fee of the whole time up to `through`, capped at the fine. */
    totalFen: fen,
    capped: z.boolean(),
    notice: code,
    reliance,
  }),
});

/** An application of the party and who approved it (处罚法 66(2)). */
const approved = { applied: civilDate, reference: text(64), approver: handle };

export const DeferralApproved = defineEvent('DeferralApproved', 1, {
  zh: '批准延期缴纳罚款',
  en: 'Deferral approved',
  data: z.strictObject({ ...approved, until: civilDate, ...clocks, reliance }),
  personal: { party: z.strictObject({ hardship: text(2000) }) },
});

export const InstalmentSet = defineEvent('InstalmentSet', 1, {
  zh: '批准分期缴纳罚款',
  en: 'Instalments set',
  data: z.strictObject({
    ...approved,
    instalments: z
      .array(z.strictObject({ due: civilDate, amountFen: fen }))
      .min(2)
      .max(60),
    ...clocks,
    reliance,
  }),
  personal: { party: z.strictObject({ hardship: text(2000) }) },
});

export const paymentEvents = [
  FineCollectedOnSpot,
  LandingRecorded,
  CollectedFineHandedIn,
  CollectedFineBanked,
  PaymentReceived,
  LateFeeAccrued,
  DeferralApproved,
  InstalmentSet,
] as unknown as readonly EventDefinition[];

export type PaymentEvent =
  | EventOf<typeof FineCollectedOnSpot>
  | EventOf<typeof LandingRecorded>
  | EventOf<typeof CollectedFineHandedIn>
  | EventOf<typeof CollectedFineBanked>
  | EventOf<typeof PaymentReceived>
  | EventOf<typeof LateFeeAccrued>
  | EventOf<typeof DeferralApproved>
  | EventOf<typeof InstalmentSet>;
