import { DeadlinesRecomputed } from '../../src/events/recomputation.events';
import { describe, expect, it } from '@jest/globals';
import { traceCase } from '../../projections/accountability/trace';
import { ActivityImported, PenaltyDecisionImported } from '../../src/events/imported.events';
import type { EventMeta, Recorded } from '../../src/kernel/event';
import { legalDay } from '../../src/kernel/time';
import { onSpotFile, two, withMeta } from './on-spot-file';

const file = onSpotFile();

const changed = (revision: number, by: (event: Recorded) => Recorded): readonly Recorded[] =>
  file.map((event) => (event.meta.revision === revision ? by(event) : event));

/** Revisions by code of gap. */
const gapsIn = (
  events: readonly Recorded[],
  lateHours?: number,
): Readonly<Record<string, readonly number[]>> => {
  const { gaps } = traceCase(events, lateHours === undefined ? {} : { lateHours: () => lateHours });
  return Object.fromEntries(gaps.map(({ code, revisions }) => [code, revisions]));
};

const importedMeta: EventMeta = {
  ...{ id: 'event-0', stream: 'case-imported', revision: 0, legal: legalDay('2023-01-05') },
  ...{ recordedAt: '2026-01-01T00:00:00.000Z', actors: [], commandId: 'import', correlationId: 'import' },
  ...{ rulePacks: [], calendars: [], source: { sys: 'penalty-decisions', file: 'ab'.repeat(32), row: 7 } },
};

describe('gaps in a record', () => {
  it('are none where everything was recorded', () => {
    expect(traceCase(file).gaps).toEqual([]);
  });

  it('name an officer who acted without a certificate on record', () => {
    const [li, wang] = two;
    const bare = changed(4, (event) =>
      withMeta(event, { actors: [li as never, { ...wang, cert: undefined } as never] }),
    );
    expect(gapsIn(bare)).toEqual({ 'no-certificate': [4] });
    const absent = changed(4, (event) => withMeta(event, { actors: [li as never] }));
    expect(gapsIn(absent)).toEqual({ 'no-certificate': [4] });
    const alone = changed(6, (event) => withMeta(event, { actors: [{ u: 'officer-li', role: 'officer' }] }));
    expect(gapsIn(alone)).toEqual({ 'no-certificate': [6] });
  });

  it('ask for no certificate of somebody who approves', () => {
    const chief = { u: 'officer-chief', role: 'officer' };
    expect(gapsIn(changed(4, (event) => withMeta(event, { actors: [...two, chief] })))).toEqual({});
  });

  it('name what was recorded too late, by the limit given', () => {
    expect(gapsIn(file, 72)).toEqual({});
    expect(gapsIn(file, 71)).toEqual({ 'recorded-late': [8] });
  });

  it('go by the limit that the act itself recorded', () => {
    const withLimit = (value: string) =>
      changed(8, (event) => {
        const parameters = [{ key: 'late.record.hours', value, pack: 'demo@1' }];
        return { ...event, data: { ...event.data, reliance: { rules: [], parameters, entries: [] } } };
      });
    expect(gapsIn(withLimit('48h'))).toEqual({ 'recorded-late': [8] });
    expect(gapsIn(withLimit('96h'), 24)).toEqual({});
  });

  it('name a last day that no calendar could tell, but not one that a suspension leaves open', () => {
    const without = (uncomputable: string) =>
      changed(5, (event) => {
        const clock = { key: 'case.decide', opened: '2024-05-20', kind: 'cd', amount: 90, pack: 'demo@1' };
        return { ...event, data: { ...event.data, opens: [{ ...clock, uncomputable }] } };
      });
    expect(gapsIn(without('calendar-year-not-loaded:2027'))).toEqual({ 'due-unknown': [5] });
    expect(gapsIn(without('suspension-still-running'))).toEqual({});
  });

  it('do not name a last day that was computed once its calendar was loaded', () => {
    const clock = {
      key: 'case.close',
      opened: '2024-05-20',
      kind: 'wd',
      amount: 15,
      pack: 'demo@1',
    } as const;
    const blind = changed(5, (event) => ({
      ...event,
      data: { ...event.data, opens: [{ ...clock, uncomputable: 'calendar-year-not-loaded:2027' }] },
    }));
    const computed = (key: string) => ({
      ...DeadlinesRecomputed({
        calendars: { was: ['a'], now: 'b' },
        opens: [{ ...clock, key, due: '2024-06-11' }],
        closes: [],
      }),
      meta: { ...blind.at(-1)!.meta, revision: blind.length },
    });
    expect(gapsIn([...blind, computed('case.close')])).toEqual({});
    expect(gapsIn([...blind, computed('fine.pay')])).toEqual({ 'due-unknown': [5] });
    const before = { ...computed('case.close'), meta: { ...blind[0]!.meta, revision: 4 } };
    expect(gapsIn([...blind, before])).toEqual({ 'due-unknown': [5] });
  });

  it('name acts whose personal data cannot be read', () => {
    const erased = file.map(({ personal: _personal, ...event }) => event as Recorded);
    expect(gapsIn(erased)).toEqual({ 'personal-unreadable': [0, 2, 3, 4] });
  });

  it('of an imported decision are its earlier steps, its people and its organ', () => {
    const decision = PenaltyDecisionImported(
      {
        ...{ documentNumber: '沪公行罚决字〔2023〕1号', organName: '某分局', decidedOn: '2023-01-05' },
        ...{ basis: [], kinds: ['fine'], fineFen: 20_000, unread: ['处罚结果'] },
      },
      { party: { name: '张某' } },
    );
    const { header, acts, gaps, timeline } = traceCase([{ ...decision, meta: importedMeta }], {
      lateHours: () => 48,
    });
    expect(header).toMatchObject({ imported: true, kind: 'imported', state: 'decided', fine: 20_000 });
    expect(acts[0]).toMatchObject({ source: importedMeta.source, said: { organName: '某分局' } });
    expect(timeline[0]).not.toHaveProperty('hoursToRecord');
    expect(gaps.map(({ code, revisions }) => [code, revisions])).toEqual([
      ['earlier-steps-unknown', [0]],
      ['no-actor', [0]],
      ['no-organ', [0]],
      ['unread-source', [0]],
    ]);
    for (const { zh, en } of gaps)
      expect([zh, en]).toEqual([expect.stringMatching(/\p{Script=Han}/u), expect.any(String)]);
  });

  it('leave nothing unknown before a decision whose earlier steps were imported', () => {
    const made = PenaltyDecisionImported({
      ...{ documentNumber: '沪公行罚决字〔2023〕1号', organName: '某分局', decidedOn: '2023-01-05' },
      ...{ basis: [], kinds: ['fine'], unread: [] },
    });
    const earlier = ActivityImported({ activity: '立案', caseRef: 'A1', seq: 1, currency: 'CNY' });
    const events: readonly Recorded[] = [
      { ...earlier, meta: importedMeta },
      { ...made, meta: { ...importedMeta, id: 'event-1', revision: 1 } },
    ];
    expect(gapsIn(events)).toEqual({ 'no-actor': [0, 1], 'no-organ': [0, 1] });
  });

  it('of imported activities are those that name nobody, and no certificates', () => {
    const activity = (revision: number, name: string, actors: EventMeta['actors']): Recorded => ({
      ...ActivityImported({ activity: name, caseRef: 'A1', seq: revision + 1, currency: 'EUR' }),
      meta: { ...importedMeta, id: `event-${revision}`, revision, actors },
    });
    const events = [
      activity(0, 'Create Fine', [{ u: 'traffic-fines/537', role: 'officer' }]),
      activity(1, 'Send Fine', []),
    ];
    expect(gapsIn(events)).toEqual({ 'no-actor': [1], 'no-organ': [0, 1] });
    expect(traceCase(events).timeline.map(({ detail }) => detail)).toEqual(['Create Fine', 'Send Fine']);
  });
});
