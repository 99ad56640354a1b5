import { describe, expect, it } from '@jest/globals';
import { legalDay, legalInstant } from '../../src/kernel/time';
import { chinaCalendars } from '../../src/law/calendar';
import { latestBefore, openClock } from '../../src/law/clock';
import { cn2021 } from '../../src/law/packs/cn-2021';
import { demonstrationPack, demonstrationTerritory } from '../../src/law/packs/demonstration';
import { period } from '../../src/law/period';
import { RuleBook } from '../../src/law/rule-book';

const territory = demonstrationTerritory;
const rules = new RuleBook([cn2021, demonstrationPack], { territory, on: '2024-05-20' });
const calendar = chinaCalendars.for(territory);

describe('opening a clock', () => {
  it('records key, days, pack and calendar', () => {
    const opened = legalInstant('2024-05-20T10:20:00+08:00');
    expect(openClock({ key: 'publish.penalty.own_site', opened, rules, calendar })).toEqual({
      key: 'publish.penalty.own_site',
      opened: '2024-05-20',
      due: '2024-05-29',
      kind: 'wd',
      amount: 7,
      pack: 'cn-2021@2',
      calendar: 'cn-2007-2026.1',
    });
  });

  it('names no calendar where none was asked, and the pack that set the key', () => {
    expect(openClock({ key: 'case.decide', opened: legalDay('2024-05-20'), rules, calendar })).toEqual({
      key: 'case.decide',
      opened: '2024-05-20',
      due: '2024-08-18',
      kind: 'cd',
      amount: 90,
      pack: 'cn-2021@2',
    });
    expect(openClock({ key: 'filing.time', opened: legalDay('2024-05-20'), rules, calendar }).pack).toBe(
      'demo-990101@2',
    );
  });

  it('runs hours from the moment', () => {
    const clock = openClock({
      key: 'urgent.report',
      opened: legalInstant('2024-05-20T10:20:00+08:00'),
      rules,
      calendar,
    });
    expect(clock).toMatchObject({
      opened: '2024-05-20T10:20:00+08:00',
      due: '2024-05-21T10:20:00+08:00',
      kind: 'h',
      amount: 24,
    });
  });

  it('rolls payment over and takes cases and extensions', () => {
    const at = legalDay('2024-09-01');
    expect(openClock({ key: 'fine.pay', opened: at, rules, calendar }).due).toBe('2024-09-18');
    expect(
      openClock({ key: 'appeal.answer', caseName: 'simple', opened: at, rules, calendar }),
    ).toMatchObject({ due: '2024-09-06', amount: 5 });
    expect(openClock({ key: 'seizure', extensions: 1, opened: at, rules, calendar })).toMatchObject({
      due: '2024-10-31',
      amount: 60,
    });
    const intervals = [{ from: '2024-09-10', to: '2024-09-20' }];
    expect(openClock({ key: 'seizure', opened: at, rules, calendar, intervals }).due).toBe('2024-10-11');
  });

  it('opens as uncomputable where the calendar is not loaded, and computes what needs none', () => {
    const opened = legalDay('2026-12-30');
    expect(openClock({ key: 'service', opened, rules, calendar })).toEqual({
      key: 'service',
      opened: '2026-12-30',
      uncomputable: 'calendar-year-not-loaded:2027',
      kind: 'wd',
      amount: 7,
      pack: 'cn-2021@2',
      calendar: 'cn-2007-2026.1',
    });
    expect(openClock({ key: 'fine.pay', opened, rules, calendar }).due).toBeUndefined();
    expect(openClock({ key: 'case.decide', opened, rules, calendar }).due).toBe('2027-03-30');
    const changji = chinaCalendars.for('652301');
    expect(openClock({ key: 'service', opened, rules, calendar: changji }).uncomputable).toBe(
      'calendar-territory-not-loaded:2026',
    );
    expect(
      openClock({ key: 'service', opened: legalDay('2024-05-20'), rules, calendar: changji }).uncomputable,
    ).toBe('calendar-territory-not-loaded:2024');
  });

  it('marks what the next notice may move', () => {
    expect(
      openClock({ key: 'withdraw.penalty', opened: legalDay('2026-12-22'), rules, calendar }),
    ).toMatchObject({
      due: '2026-12-25',
      provisional: true,
    });
  });

  it('has no due date while a suspension runs that begins in time', () => {
    const opened = legalDay('2024-05-20');
    const running = (from: string) => [{ from, to: null }];
    expect(
      openClock({ key: 'service', opened, rules, calendar, intervals: running('2024-05-21') }),
    ).toMatchObject({ uncomputable: 'suspension-still-running', amount: 7 });
    expect(
      openClock({ key: 'service', opened, rules, calendar, intervals: running('2024-05-30') }),
    ).toMatchObject({ due: '2024-05-29' });
  });

  it('is one longer period from the first day where another key adds to it', () => {
    const added = [period(30, 'cd'), period(10, 'cd')];
    expect(
      openClock({ key: 'case.decide', opened: legalDay('2024-05-20'), rules, calendar, added }),
    ).toMatchObject({ due: '2024-09-27', amount: 130 });
  });

  it('hides no other error', () => {
    expect(() =>
      openClock({ key: 'hearing.notice', opened: legalDay('2024-05-20'), rules, calendar }),
    ).toThrow('counts-backwards');
    const bare = new RuleBook([cn2021], { territory, on: '2024-05-20' });
    expect(() =>
      openClock({ key: 'filing.time', opened: legalDay('2024-05-20'), rules: bare, calendar }),
    ).toThrow('parameter-not-set');
  });
});

describe('the last day before an event', () => {
  it('is counted back', () => {
    expect(latestBefore({ key: 'hearing.notice', event: '2024-05-29', rules, calendar })).toEqual({
      due: '2024-05-20',
      pack: 'cn-2021@2',
      calendar: 'cn-2007-2026.1',
    });
  });
});
