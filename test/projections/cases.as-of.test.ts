import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cases } from '../../projections/cases/cases.projection';
import { listCases } from '../../projections/cases/cases.queries';
import { ActivityImported } from '../../src/events/imported.events';
import { EventCorrected } from '../../src/events/ledger.events';
import { legalDay } from '../../src/kernel/time';
import { onModelEngines } from '../contract/read-model-engines';
import { projected } from './hosting';
import { recordedAtOf, type Told } from './log';

const dates = ['2006-07-01', '2006-07-02', '2006-07-03', '2006-07-04'];
const history: fc.Arbitrary<readonly Told[]> = fc
  .array(
    fc.record({
      stream: fc.constantFrom('case-a', 'case-b', 'case-c'),
      activity: fc.constantFrom('Create Fine', 'Payment', 'Add penalty'),
      date: fc.constantFrom(...dates),
      amount: fc.nat(9),
      corrects: fc.option(fc.nat(4), { freq: 5 }),
    }),
    { maxLength: 10 },
  )
  .map((drawn) => {
    const activities = new Map<string, { readonly revision: number; readonly date: string }[]>();
    const lengths = new Map<string, number>();
    return drawn.map(({ stream, activity, date, amount, corrects }): Told => {
      const revision = lengths.get(stream) ?? 0;
      lengths.set(stream, revision + 1);
      const target = corrects === null ? undefined : activities.get(stream)?.at(corrects);
      if (target !== undefined) {
        const members = [{ path: 'amounts.paymentAmount', was: 0, now: amount }];
        const data = { target: { id: 'e', type: 'ActivityImported', revision: target.revision }, members };
        return {
          stream,
          ...EventCorrected({ ...data, reason: 'r', orderedBy: 'o' }),
          meta: { legal: legalDay(target.date) },
        };
      }
      activities.set(stream, [...(activities.get(stream) ?? []), { revision, date }]);
      const amounts = activity === 'Payment' ? { paymentAmount: amount } : { amount };
      return {
        stream,
        date,
        ...ActivityImported({ activity, caseRef: stream, seq: 1, currency: 'EUR', amounts }),
      };
    });
  });

/**
 * Only what had happened and was recorded, as a log of its own. Revisions stay those of the whole log in what a
 * correction names, so an event that had not happened is replaced by one that brings nothing.
 */
function known(told: readonly Told[], asOf: string, records: number): readonly Told[] {
  return told.slice(0, records).map((one) => {
    const date = one.meta?.legal?.d ?? one.date ?? '';
    return date <= asOf ? one : { stream: one.stream, type: 'Nothing', date: '2099-01-01' };
  });
}

onModelEngines('cases on two clocks on $name', (engine) => {
  it('are what they would be, had the log ended there', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.constantFrom(...dates), fc.nat(10), async (told, asOf, records) => {
        const { models, dispose } = engine.open();
        try {
          const reader = await projected(cases, told, models);
          const clocks = records === 0 ? { asOf } : { asOf, knownAt: recordedAtOf(records - 1) };
          const shown = await listCases(reader, {}, clocks, { limit: 20 });
          const part = await projected(cases, known(told, asOf, records === 0 ? told.length : records));
          const expected = await listCases(part, {}, { asOf }, { limit: 20 });
          const plain = (rows: typeof shown.rows) =>
            rows
              .filter((row) => row.phase !== '')
              .map((row) => [row.case, row.phase, row.number, row.fine, row.paid, row.legal_date].join(' '))
              .sort();
          expect(plain(shown.rows)).toEqual(plain(expected.rows));
        } finally {
          await dispose();
        }
      }),
      { numRuns: 60 },
    );
  });
});
