import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { diagnose } from '../../src/app/doctor';
import { openHenji } from '../../src/app/henji';
import { calendarsIn, lawsAt } from '../../src/app/law/calendar-files';
import { chinaCalendars, isWorkingDate } from '../../src/law/calendar';
import { feedHenjiWith, runHenji, runHenjiWith } from '../support/command-line';
import { tempFolder } from '../support/temp-folder';

/** Working days that are loaded from a folder. */

const day = (date: string, isOffDay = true, name = '元旦') => ({ name, date, isOffDay });
const papers = ['https://www.gov.cn/notice'];
const of2027 = { year: 2027, papers, days: [day('2027-01-01'), day('2027-01-09', false)] };

function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = join(tempFolder(), 'calendars');
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

describe('a calendar folder', () => {
  it('adds years of the whole country, and lists of territories', () => {
    const list = { year: 2027, papers, days: [day('2027-03-09', true, '肉孜节')] };
    const book = calendarsIn(
      folderWith({ '2027.json': of2027, '650000-2027.json': list, '.keep': 'of an editor' }),
    );
    expect(isWorkingDate(book.for('310000'), '2027-01-09')).toBe(true);
    expect(isWorkingDate(book.for('310000'), '2027-01-01')).toBe(false);
    expect(isWorkingDate(book.for('310000'), '2027-03-09')).toBe(true);
    expect(isWorkingDate(book.for('652301'), '2027-03-09')).toBe(false);
    expect(book.for('652301').version).toBe(`${book.version}+650000-2027`);
    expect(book.version).toMatch(/^cn-2007-2026\.1\+2027\.[0-9a-f]{8}$/u);
    expect(book.knownTo('2026-10-01')).toBe('2027-12-31');
  });

  it('has the same version for the same days, and another one for others', () => {
    const version = (file: object) => calendarsIn(folderWith({ '2027.json': file })).version;
    expect(version({ ...of2027, $id: 'somewhere' })).toBe(version(of2027));
    expect(version({ ...of2027, days: [day('2027-01-02')] })).not.toBe(version(of2027));
  });

  it('changes nothing while it is empty or the notice is not out', () => {
    expect(calendarsIn(folderWith({}))).toBe(chinaCalendars);
    expect(calendarsIn(folderWith({ '2026.json': { year: 2026, papers: [], days: [] } }))).toBe(
      chinaCalendars,
    );
    expect(lawsAt({ dataFolder: tempFolder() }).calendars).toBe(chinaCalendars);
  });

  it.each([
    ['2027.json', '{"year": 2027', 'no JSON'],
    ['2027.json', { ...of2027, year: 2028 }, 'it is about 2028'],
    ['2027.json', { ...of2027, days: [day('2027-02-29')] }, '"date"'],
    ['2027.json', { ...of2027, days: [day('2026-11-30')] }, '2026-11-30'],
    ['2027.json', { ...of2027, days: [day('2028-01-01')] }, '2028-01-01'],
    ['2027.json', ' '.repeat((1 << 20) + 1), 'too large'],
    ['calendar.json', of2027, 'call it 2027.json'],
    ['2027.yaml', of2027, 'call it 2027.json'],
    ['650001-27.json', of2027, 'call it 2027.json'],
    ['000000-2027.json', of2027, 'call it 2027.json'],
  ])('is refused for %s', (name, content, why) => {
    expect(() => calendarsIn(folderWith({ [name]: content }))).toThrow(
      expect.objectContaining({
        code: 'bad-settings',
        field: 'HENJI_CALENDARS',
        en: expect.stringMatching(new RegExp(`${name}: .*${why}`, 'u')),
      }),
    );
  });

  it('is refused where something in it is no file', () => {
    const folder = folderWith({});
    mkdirSync(join(folder, '2027.json'));
    expect(() => calendarsIn(folder)).toThrow(
      expect.objectContaining({ code: 'bad-settings', field: 'HENJI_CALENDARS' }),
    );
  });

  it('is refused where it is not there', () => {
    expect(() => calendarsIn(join(tempFolder(), 'nowhere'))).toThrow(
      expect.objectContaining({ code: 'bad-settings', field: 'HENJI_CALENDARS' }),
    );
  });

  it('is that of the data folder, unless the settings name another', () => {
    const folder = folderWith({ '2027.json': of2027 });
    const place = { dataFolder: dirname(folder) };
    expect(lawsAt(place).calendars.knownTo('2026-10-01')).toBe('2027-12-31');
    expect(lawsAt({ ...place, calendarFolder: folderWith({}) }).calendars).toBe(chinaCalendars);
  });

  it('is asked by henji deadline, alone and in lines', async () => {
    const environment = { HENJI_CALENDARS: folderWith({ '2027.json': of2027 }) };
    const asked = ['deadline', '--from', '2026-12-31', '--amount', '7', '--kind', 'wd', '--json'];
    expect((await runHenjiWith(environment, ...asked)).json).toMatchObject({ due: '2027-01-11' });
    expect((await runHenji(...asked)).json).toMatchObject({
      error: { code: 'calendar-year-not-loaded' },
    });
    const line = '{"from":"2026-12-31","amount":7,"kind":"wd"}\n';
    expect((await feedHenjiWith(environment, line, 'deadline', '--batch')).out).toBe(
      '{"due":"2027-01-11"}\n',
    );
  });

  it('is looked at by henji doctor', async () => {
    const dataFolder = tempFolder();
    await (await openHenji({ dataFolder })).close();
    const found = async (files: Readonly<Record<string, unknown>>) =>
      (await diagnose({ dataFolder, calendarFolder: folderWith(files) })).find(
        ({ subject }) => subject === 'calendars',
      );
    // Doctor goes by the clock of the machine.
    const last = new Date().getFullYear() + 2;
    const years = Array.from({ length: last - 2026 }, (_, i) => 2027 + i);
    const filesOf = (...of: readonly number[]): Readonly<Record<string, unknown>> =>
      Object.fromEntries(
        of.map((year) => [`${year}.json`, { ...of2027, year, days: [day(`${year}-01-01`)] }] as const),
      );
    expect(await found(filesOf(...years))).toMatchObject({
      ...{ state: 'good', zh: expect.stringContaining(`至 ${last}-12-31`) },
    });
    expect((await found(filesOf(2200)))?.zh).not.toContain('至 2200');
    expect(await found({ '2200.json': 'x' })).toMatchObject({
      ...{ state: 'bad', en: expect.stringContaining('2200.json') },
    });
  });
});
