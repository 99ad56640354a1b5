import { describe, expect, it } from '@jest/globals';
import { noCase, type CaseState } from '../../src/domain/penalty-case/state';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import type { CaseFacts } from '../../src/domain/penalty-case/facts';
import * as h from '../support/histories';
import { checkIdentity } from '../support/stages/closing';
import * as i from '../support/stages/investigation';
import * as r from '../support/stages/remedy';
import { proofs } from '../support/stages/service';
import * as s from '../support/stages/transfer';
import * as x from '../support/stages/deciding';
import { aConvertedCase as convertedCase, fileConverted, filingFacts } from '../support/stages/filing';

/** C.13, W-05: the time to decide stands still while a transfer holds the act of the case. */

const stateOf = (history: h.History): CaseState => history.reduce(penaltyCase.evolve, noCase);
const decide = (history: h.History) => stateOf(history).clocks['case.decide'];
const on = (date: string) => ({ ...s.people, date });
const byHead = (date: string) => ({ ...on(date), approver: s.aHead() });

/** Filed on 2024-05-20: to be decided by 2024-08-18. */
const suspectedOn = (date: string, changes: object = {}): h.History =>
  h.play(i.anInvestigatedCase(), [s.suspect(changes), on(date)]);
const approved = (): h.History =>
  h.play(
    suspectedOn('2024-06-01'),
    [s.group(), on('2024-06-01')],
    [s.report(), on('2024-06-02')],
    [s.decideTransfer(), byHead('2024-06-02')],
  );
const sent = (): h.History => h.play(approved(), [s.send(), on('2024-06-03')]);
const refused = (): h.History =>
  h.play(sent(), [s.answer(), on('2024-06-04')], [s.answer({ answer: 'refused' }), on('2024-06-05')]);
const away = (): h.History =>
  h.play(
    i.anInvestigatedCase(),
    [s.outOfCompetence(), on('2024-06-01')],
    [s.sendToOrgan(), on('2024-06-02')],
  );
const still = { opened: '2024-05-20', uncomputable: 'suspension-still-running' };

describe('the time to decide of a case that may be transferred', () => {
  it('has no last day from the suspicion on, until the case is free again', () => {
    for (const history of [suspectedOn('2024-06-01'), sent(), refused(), away()]) {
      expect(decide(history)).toMatchObject(still);
      expect(decide(history)).not.toHaveProperty('due');
    }
  });

  const day = '2024-06-11';
  const endings: readonly [string, () => h.History][] = [
    [
      'the suspicion is not confirmed',
      () => h.play(suspectedOn('2024-06-01'), [s.group(), on(day)], [s.clear(), on(day)]),
    ],
    [
      'the head decides against it',
      () =>
        h.play(
          suspectedOn('2024-06-01'),
          [s.group(), on(day)],
          [s.report(), on(day)],
          [s.decideTransfer({ approved: false }), byHead(day)],
        ),
    ],
    ['the refusal is accepted', () => h.play(refused(), [s.acceptRefusal(), on(day)])],
    [
      'the procuratorate agrees with the police',
      () => h.play(refused(), [s.askProcuratorate(), on('2024-06-07')], [s.procuratorate(), on(day)]),
    ],
    [
      'nobody is prosecuted',
      () =>
        h.play(
          sent(),
          [s.answer(), on(day)],
          [s.answer({ answer: 'filed' }), on(day)],
          [s.outcome(), on(day)],
        ),
    ],
    ['the other organ declines', () => h.play(away(), [s.receiver({ answer: 'declined' }), on(day)])],
    [
      'the head releases the hold after the police have filed',
      () =>
        h.play(
          sent(),
          [s.answer(), on(day)],
          [s.answer({ answer: 'filed' }), on(day)],
          [s.release({ copies: ['procuratorate', 'police'] }), byHead(day)],
        ),
    ],
  ];
  it.each(endings)('runs on with the ten days of the hold added when %s', (_how, history) => {
    expect(decide(history())).toMatchObject({ opened: '2024-05-20', due: '2024-08-28', amount: 90 });
  });

  it('runs on after silence with the days of the hold: 24 up to a ruling for the sender, 25 up to a release', () => {
    const silent = h.play(away(), [s.receiver({ answer: 'silent-superior' }), on('2024-06-25')]);
    expect(decide(h.play(silent, [s.resolve(), byHead('2024-06-25')]))).toMatchObject({ due: '2024-09-11' });
    const released = h.play(sent(), [s.release(), byHead('2024-06-26')]);
    expect(decide(released)).toMatchObject({ due: '2024-09-12' });
  });

  it('stands still once for two transfers, and runs on with the end of the last', () => {
    const both = h.play(
      suspectedOn('2024-06-01'),
      [s.group(), on('2024-06-02')],
      [s.outOfCompetence({ transfer: 't2' }), on('2024-06-02')],
    );
    const first = h.play(both, [s.clear(), on('2024-06-06')]);
    expect(decide(first)).toMatchObject(still);
    const last = h.play(
      first,
      [s.sendToOrgan({ transfer: 't2' }), on('2024-06-07')],
      [s.receiver({ transfer: 't2', answer: 'declined' }), on('2024-06-11')],
    );
    expect(decide(last)).toMatchObject({ due: '2024-08-28' });
    const again = h.play(
      last,
      [s.suspect({ transfer: 't3' }), on('2024-07-01')],
      [s.group({ transfer: 't3' }), on('2024-07-02')],
      [s.clear({ transfer: 't3' }), on('2024-07-06')],
    );
    expect(decide(again)).toMatchObject({ due: '2024-09-02' });
  });

  it('runs on where the transfer is of an official, of another act, or comes after the last day', () => {
    expect(decide(suspectedOn('2024-06-01', { kind: 'official' }))).toMatchObject({ due: '2024-08-18' });
    expect(decide(suspectedOn('2024-06-01', { actId: 'act-other' }))).toMatchObject({ due: '2024-08-18' });
    const late = suspectedOn('2024-08-19');
    expect(decide(late)).toMatchObject({ due: '2024-08-18' });
    expect(late.at(-1)?.data).toMatchObject({ opens: [{ key: 'crime.report/t1' }] });
    expect(decide(suspectedOn('2024-08-18'))).toMatchObject(still);
  });

  it('is not opened in a case that has none', () => {
    expect(decide(s.aSuspectedCase())).toBeUndefined();
    expect(decide(h.play(s.aGroupedCase(), [s.clear()]))).toBeUndefined();
  });

  it('ends with the case that another organ took over', () => {
    const takenOver = h.play(
      away(),
      [s.receiver({ answer: 'filed' }), on('2024-06-20')],
      [checkIdentity(), on('2024-06-20')],
    );
    expect(decide(takenOver)).toMatchObject(still);
    const closed = h.play(takenOver, [h.close(), on('2024-06-21')]);
    expect(stateOf(closed).phase).toBe('closed');
    expect(decide(closed)).toBeUndefined();
  });

  it('that begins while a transfer holds the act stands still from the start, and runs on with its end', () => {
    const suspected = h.play(convertedCase(), [s.suspect(), on('2024-05-20')]);
    const filed = h.play(suspected, [fileConverted(), filingFacts({ date: '2024-05-21' })]);
    expect(decide(filed)).toMatchObject({ opened: '2024-05-21', uncomputable: 'suspension-still-running' });
    const day = '2024-05-31';
    const free = h.play(filed, [s.group(), on(day)], [s.clear(), on(day)]);
    expect(decide(free)).toMatchObject({ opened: '2024-05-21', due: '2024-08-28', amount: 90 });
    const other = h.play(convertedCase(), [s.suspect({ actId: 'act-other' }), on('2024-05-20')]);
    const running = h.play(other, [fileConverted(), filingFacts({ date: '2024-05-21' })]);
    expect(decide(running)).toMatchObject({ due: '2024-08-19' });
  });

  it('that begins anew with a reopening stands still likewise', () => {
    const reversed = h.play(r.aReversedCase(), [s.suspect(), on('2024-05-20')]);
    const reopened = h.play(reversed, [r.reopen(), { approver: h.chief, date: '2024-05-22' }]);
    expect(decide(reopened)).toMatchObject({ uncomputable: 'suspension-still-running' });
    const free = h.play(reopened, [s.group(), on('2024-06-01')], [s.clear(), on('2024-06-01')]);
    expect(decide(free)).toMatchObject({ opened: '2024-05-20', due: '2024-08-28' });
  });
});

describe('the time of a hearing', () => {
  const told = (): h.History => x.aToldCase({}, i.anInvestigatedCase());
  const leftOut = (date: string): Partial<CaseFacts> => ({
    ...{ date, ...x.everybody },
    rules: x.rulesWith(date, 'interval.case.hearing', { type: 'interval' }),
  });
  const counted = (date: string): Partial<CaseFacts> => ({ date, ...x.everybody });
  const heard = (facts: (date: string) => Partial<CaseFacts>): h.History =>
    h.play(
      told(),
      [x.ask(), facts('2024-05-27')],
      [x.notify(), facts('2024-05-28')],
      [x.hold(), facts('2024-06-06')],
    );

  it('does not count towards the time to decide where a pack says so, from the request to the end', () => {
    const asked = h.play(told(), [x.ask(), leftOut('2024-05-27')]);
    expect(decide(asked)).toMatchObject(still);
    expect(decide(heard(leftOut))).toMatchObject({ opened: '2024-05-20', due: '2024-08-28', amount: 90 });
    const withdrawn = h.play(asked, [x.terminate(), leftOut('2024-05-28')]);
    expect(decide(withdrawn)).toMatchObject({ due: '2024-08-19' });
  });

  it('counts where none does', () => {
    expect(decide(heard(counted))).toMatchObject({ due: '2024-08-18' });
  });

  it('opens no time to decide in a case that has none', () => {
    expect(decide(h.play(x.aToldCase(), [x.ask(), leftOut('2024-05-27')]))).toBeUndefined();
  });
});

describe('the time of an announcement', () => {
  const facts = h.aRecordedCase().filter(({ type }) => type === 'FactsRecorded');
  const told = (): h.History => x.aToldCase({}, [...i.anInvestigatedCase(), ...facts]);
  const counted = (date: string): Partial<CaseFacts> => ({ date, ...x.everybody });
  const leftOut = (date: string): Partial<CaseFacts> => ({
    ...counted(date),
    rules: x.rulesWith(date, 'interval.case.announcement', { type: 'interval' }),
  });
  /** The prior notice again, because the party has gone away: it counts as served on 2024-06-26. */
  const announced = x.tell({
    service: { ...proofs.announcement, on: '2024-05-27', recording: 'b'.repeat(64) },
  });

  it('does not count towards the time to decide where a pack says so, up to the day of service', () => {
    const history = h.play(told(), [announced, leftOut('2024-05-27')]);
    expect(decide(history)).toMatchObject({ opened: '2024-05-20', due: '2024-09-17', amount: 90 });
    expect(stateOf(history).investigation.excluded).toEqual([
      { why: 'announcement', from: '2024-05-27', to: '2024-06-26' },
    ]);
  });

  it('counts where none does, and of any other way of service', () => {
    expect(decide(h.play(told(), [announced, counted('2024-05-27')]))).toMatchObject({ due: '2024-08-18' });
    const handed = h.play(told(), [x.tell(), leftOut('2024-05-27')]);
    expect(decide(handed)).toMatchObject({ due: '2024-08-18' });
    expect(stateOf(handed).investigation.excluded).toEqual([]);
  });

  it('is left out once where it lies within a hearing, whose notice may be announced as well', () => {
    const asked = h.play(told(), [x.ask(), counted('2024-05-27')]);
    const service = { ...proofs.announcement, on: '2024-05-28', recording: 'b'.repeat(64) };
    const late = x.notify({ service, at: '2024-07-08T09:00:00+08:00' });
    expect(decide(h.play(asked, [late, leftOut('2024-05-28')]))).toMatchObject({ due: '2024-09-17' });
    expect(decide(h.play(asked, [late, counted('2024-05-28')]))).toMatchObject({ due: '2024-08-18' });
  });

  it('moves nothing once the last day has passed', () => {
    const history = h.play(told(), [
      x.tell({ service: { ...proofs.announcement, on: '2024-09-02', recording: 'b'.repeat(64) } }),
      leftOut('2024-09-02'),
    ]);
    expect(decide(history)).toMatchObject({ due: '2024-08-18' });
  });
});
