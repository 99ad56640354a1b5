import { expect, it } from '@jest/globals';
import { cases } from '../../projections/cases/cases.projection';
import { caseOn, listCases } from '../../projections/cases/cases.queries';
import { searchCases } from '../../projections/cases/cases.search';
import { supervision } from '../../projections/supervision/supervision.projection';
import type { ReadModelReader } from '../../src/ports/read-model';
import { asc, eq } from '../../src/ports/read-model-query';
import { onModelEngines } from '../contract/read-model-engines';
import { recorded } from '../support/given';
import * as h from '../support/histories';
import * as d from '../support/stages/decided';
import * as f from '../support/stages/filing';
import * as i from '../support/stages/investigation';
import * as r from '../support/stages/remedy';
import * as s from '../support/stages/service';
import * as t from '../support/stages/transfer';
import { disclosureOn, id, of, publishAll } from './disclosed';
import { projectedOnce } from './projected-once';

/** A case of the general procedure as lists, supervision and the public see it. */

onModelEngines('a general case on $name', (engine) => {
  const { work, notices } = disclosureOn(engine);
  const after = { cases: projectedOnce(cases, engine), supervision: projectedOnce(supervision, engine) };
  const read = <T>(
    projection: keyof typeof after,
    history: h.History,
    task: (reader: ReadModelReader) => Promise<T>,
  ): Promise<T> => after[projection](of(id, history), task);
  const current = (history: h.History) => read('cases', history, (reader) => caseOn(reader, id, {}));

  it('is listed from its first clue, under the organ, and then under its number and party', async () => {
    expect(await current(f.aClueCase())).toMatchObject({
      ...{ organ: 'organ-demo', procedure: 'general', phase: 'clue', number: null, party: null },
    });
    expect(await current(f.aFiledCase())).toMatchObject({
      ...{ phase: 'filed', number: '示城管立〔2024〕1号', item: 'item-stall', party_kind: 'citizen' },
    });
    const found = (text: string) =>
      read('cases', f.aFiledCase(), async (reader) =>
        (await searchCases(reader, text, {}, { limit: 9 })).rows.map((row) => row.case),
      );
    expect(await found('城管立')).toEqual([id]);
    expect(await found('城管罚')).toEqual([]);
  });

  it('is found by the officers who are to investigate', async () => {
    const byOfficer = (officer: string) =>
      read('cases', f.aFiledCase(), async (reader) =>
        (await listCases(reader, { officer }, {}, { limit: 9 })).rows.map((row) => row.case),
      );
    expect(await byOfficer('officer-wang')).toEqual([id]);
    expect(await byOfficer('officer-zhao')).toEqual([]);
  });

  const phases: readonly [string, () => h.History][] = [
    ['verified', () => f.aVerifiedCase()],
    ['concluded', () => i.aConcludedCase()],
    ['suspended', () => i.aSuspendedCase()],
    ['noticed', () => d.aNoticedCase()],
    ['decided', () => d.aDecidedGeneralCase()],
    ['delivered', () => s.aServedGeneralCase()],
    ['transferred', () => t.aSentCase()],
    ['transferred', () => t.aCaseSentAway()],
    ['reversed', () => r.aReversedCase()],
    ['investigating', () => h.play(r.aReversedCase(), [r.reopen(), { approver: h.chief }])],
  ];
  it.each(phases)('stands in the list as %s', async (phase, history) => {
    expect((await current(history()))?.phase).toBe(phase);
  });

  it('keeps the name that was first said when it leaves the simple procedure', async () => {
    const filed = h.play(f.aConvertedCase(), [
      f.fileCase({ party: undefined, actId: undefined, place: undefined, item: undefined }),
      f.filingFacts(),
    ]);
    expect(await current(filed)).toMatchObject({ phase: 'filed', party: '王小明', procedure: 'general' });
  });

  it('shows what the reversal left of the fine', async () => {
    const lighter = { kinds: ['fine'], fineFen: 6000, tier: 'normal' };
    expect(await current(r.aReversedCase())).toMatchObject({ fine: 0, paid: 10_000 });
    expect(await current(r.aReversedCase({ kind: 'unlawful' }))).toMatchObject({ fine: 10_000 });
    expect(await current(r.aReversedCase({ kind: 'changed', proposal: lighter }))).toMatchObject({
      fine: 6000,
    });
  });

  it('is counted as general, and its milestones run from the filing', async () => {
    const rows = await read('supervision', f.aFiledCase(), (reader) =>
      reader.query<{ kind: string; organ: string }>({
        from: 'counts',
        columns: ['kind', 'organ'],
        where: [eq('type', 'CaseFiled')],
        order: [asc('day')],
        limit: 9,
      }),
    );
    expect(rows).toEqual([{ kind: 'general', organ: 'organ-demo' }]);
    const reached = (history: h.History) =>
      read('supervision', history, async (reader) =>
        (
          await reader.query<{ milestone: string; since_opening: number | null }>({
            from: 'milestones',
            columns: ['milestone', 'since_opening'],
            limit: 9,
          })
        ).map(({ milestone }) => milestone),
      );
    expect(await reached(i.aConcludedCase())).toEqual(['opened']);
    expect((await reached(s.aServedGeneralCase())).sort()).toEqual(['decided', 'delivered', 'opened']);
  });

  it('has its clocks watched by the parameter, one for each thing of a kind', async () => {
    const rows = await read('supervision', t.aReportedCase(), (reader) =>
      reader.query<{ clock: string; clock_key: string }>({
        from: 'clocks',
        columns: ['clock', 'clock_key'],
        where: [eq('clock_key', 'crime.chief')],
        limit: 9,
      }),
    );
    expect(rows).toEqual([{ clock: 'crime.chief/t1', clock_key: 'crime.chief' }]);
  });

  it('is due on the own site once served, and is published under the number of its document', async () => {
    expect(await work(of(id, s.anUnservedCase()))).toEqual([]);
    const served = s.aServedGeneralCase();
    expect(await work(of(id, served))).toMatchObject([{ status: 'due', due_on: '2024-05-29' }]);
    const published = h.play(served, [publishAll(), { date: '2024-05-28' }]);
    expect(await notices(of(id, published))).toMatchObject([
      { number: '示城管罚〔2024〕1号', kinds: 'fine', fine: 10_000, decided_on: '2024-05-20' },
    ]);
  });

  it('in which no penalty is imposed is never due for publication', async () => {
    const before = d.aReviewedCase();
    const spared = [...before, recorded(d.spared(), before.length, '2024-06-03')];
    expect(await current(spared)).toMatchObject({ phase: 'decided', kinds: '', fine: 0 });
    expect(await work(of(id, spared))).toEqual([]);
  });
});
