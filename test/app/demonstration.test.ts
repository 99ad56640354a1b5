import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { penaltyFields } from '../../projections/disclosure/double-disclosure';
import { firstAdministrator } from '../../src/app/accounts/first-administrator';
import { heldIn } from '../../src/app/demo/held';
import { makeDemonstration, type MadeDemonstration } from '../../src/app/demo/making';
import { prepareDistrict } from '../../src/app/demo/prepare';
import { districtSize, Scenario, tales } from '../../src/app/demo/scenario';
import { readFacts } from '../../src/app/demo/sign-ins';
import { seedDemonstration } from '../../src/app/demo/small';
import { openHenji } from '../../src/app/henji';
import { exportPenalties } from '../../src/app/export/double-disclosure';
import { openReading } from '../../src/app/open-reading';
import { openReaders } from '../../src/app/readers';
import { tracingReport } from '../../src/app/traceback/tracing-report';
import { diagnose } from '../../src/app/doctor';
import { RecordReader } from '../../src/app/record-reader';
import { StreamCache } from '../../src/app/stream-cache';
import { verifyLedger } from '../../src/app/verify/verify';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { phases, type CaseState } from '../../src/domain/penalty-case/state';
import type { EntryV1 } from '../../src/kernel/entry';
import { civilDateOf, epochOf, instantInZone } from '../../src/kernel/time';
import { parseEntryTrusted } from '../../src/seal/entry-codec';
import { runHenji, startHenji } from '../support/command-line';
import { repoRoot } from '../support/repo-root';

const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'henji-demo-'));
  folders.push(made);
  return made;
}
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

const until = '2026-06-30';
const few = { cases: 4, seed: 'few', until };

/** Everything that a ledger holds, in its order. */
async function entriesOf(dataFolder: string): Promise<readonly EntryV1[]> {
  const { store, close } = await openReading({ dataFolder });
  const entries: EntryV1[] = [];
  for (let after = ''; ;) {
    const page = await store.readAll(after, 500);
    for (const { entry } of page) entries.push(parseEntryTrusted(entry));
    after = page.at(-1)?.position ?? '';
    if (page.length === 0) break;
  }
  await close();
  return entries;
}

async function casesOf(dataFolder: string, entries: readonly EntryV1[]): Promise<readonly CaseState[]> {
  const { store, close } = await openReading({ dataFolder });
  const cache = new StreamCache(store, new RecordReader());
  const streams = new Set(entries.map(({ s }) => s).filter((s) => s.startsWith('case-')));
  const states = [];
  for (const stream of streams) states.push((await cache.load(penaltyCase, stream)).state);
  await close();
  return states;
}

const historyOf = async (dataFolder: string): Promise<string> => {
  const verified = await verifyLedger({ dataFolder }, {});
  return verified.ok ? verified.history : verified.reason;
};
const rootOf = async (dataFolder: string): Promise<string> => {
  const verified = await verifyLedger({ dataFolder }, {});
  return verified.ok ? verified.root : verified.reason;
};

describe('the district', () => {
  const dataFolder = folder();
  // Made when no working day of the year is known any more: many periods of its last weeks cannot be computed.
  const now = Date.parse('2999-01-01');
  const { until } = districtSize(now);
  let made: MadeDemonstration;
  let entries: readonly EntryV1[];
  let states: readonly CaseState[];
  const of = (type: string): readonly EntryV1[] => entries.filter(({ t }) => t === type);

  beforeAll(async () => {
    made = await makeDemonstration({ dataFolder, size: {}, keys: 'drawn', now });
    entries = await entriesOf(dataFolder);
    states = await casesOf(dataFolder, entries);
  }, 180_000);

  it('has a case in every phase of both procedures', () => {
    expect(states).toHaveLength(tales.length);
    const reached = new Set(states.map(({ phase }) => phase));
    // What nobody walks into: before a case there is none, and nothing is imported.
    expect(phases.filter((phase) => !reached.has(phase))).toEqual(['none', 'imported']);
    const archived = states.filter(({ phase }) => phase === 'archived').map(({ procedure }) => procedure);
    expect(new Set(archived)).toEqual(new Set(['simple', 'general']));
  });

  it('has cases of several organs, and of every way in which they go', () => {
    const organs = new Set(states.map(({ opening, filing }) => opening?.organ ?? filing.clue?.organ));
    expect(organs.size).toBe(3);
    const types = new Set(entries.map(({ t }) => t));
    for (const type of [
      ...['HearingHeld', 'InstalmentSet', 'DeferralApproved', 'TransferredToPolice', 'TransferSent'],
      ...[
        'CourtEnforcementApplied',
        'CourtExecuted',
        'ConvertedToGeneral',
        'DecisionReversed',
        'CaseReopened',
      ],
      ...['OutOfBandFactRecorded', 'CreditRepairDecided', 'DisclosureCorrected', 'DisclosureWithdrawn'],
      ...[
        'AlertAcknowledged',
        'AlertExplained',
        'AlertClosed',
        'NotPublished',
        'PrivacyBreachTold',
        'InterferenceAcknowledged',
        'HandoverReceived',
      ],
    ]) {
      expect([type, types.has(type)]).toEqual([type, true]);
    }
    const reversed = states.map(({ remedy }) => remedy.reversal?.by).filter((by) => by !== undefined);
    expect(new Set(reversed)).toEqual(new Set(['self', 'reconsideration', 'court']));
  });

  it('tells of what is late, each once', () => {
    const alerts = of('AlertRaised');
    expect(alerts).toHaveLength(made.alerts);
    const codes = new Set(alerts.map(({ b }) => (b as { code: string }).code));
    for (const code of [
      'W-01',
      'W-36',
      'W-37',
      'W-02',
      'W-05',
      'W-10',
      'W-12',
      'W-15',
      'W-20',
      'W-21',
      'W-24',
      'W-25',
    ]) {
      expect([code, codes.has(code)]).toEqual([code, true]);
    }
    expect(new Set(alerts.map(({ s }) => s)).size).toBe(alerts.length);
    // Most cases are in order.
    const late = new Set(alerts.map(({ b }) => (b as { stream: string }).stream));
    expect(late.size).toBeLessThan(states.length / 2);
    const sealed = of('SealedAlertRaised').map(({ b }) => (b as { code: string }).code);
    expect(sealed.toSorted()).toEqual(['W-16', 'W-39']);
  });

  it('reminds of what ends in its registers, each once for each point in time', () => {
    const reminders = of('ReminderGiven');
    expect(new Set(reminders.map(({ b }) => (b as { kind: string }).kind))).toEqual(
      new Set(['certificate', 'annual-check']),
    );
    expect(new Set(reminders.map(({ s }) => s)).size).toBe(reminders.length);
    expect(new Set(reminders.map(({ org }) => org?.u)).size).toBe(of('OrganConfirmed').length);
  });

  it('publishes what the “双公示” data set asks for, but for trifles of citizens', async () => {
    const parts = await openReading({ dataFolder });
    const readers = openReaders(parts);
    const asking = { filter: {}, today: until, format: 'json', part: 'records', bom: false } as const;
    const pieces: string[] = [];
    for await (const piece of exportPenalties(readers, asking)) pieces.push(piece);
    await readers.close();
    await parts.close();
    const { records, gaps } = JSON.parse(pieces.join('')) as {
      records: Record<string, string>[];
      gaps: { missing: string[] }[];
    };
    const filled = new Set(
      records.flatMap((each) => Object.keys(each).filter((field) => each[field] !== '')),
    );
    // What is left is for the closed exchange, or belongs to penalties and parties that the district does not have.
    expect(penaltyFields.filter((field) => !filled.has(field))).toEqual([
      ...['CF_XDR_GSZC', 'CF_XDR_ZZJG', 'CF_XDR_SWDJ', 'CF_XDR_SYDW', 'CF_XDR_SHZZ', 'CF_FR_ZJLX'],
      ...['CF_FR_ZJHM', 'CF_XDR_ZJLX', 'CF_XDR_ZJHM', 'CF_NR_ZKDX', 'CF_YXQ'],
    ]);
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.length).toBeLessThan(records.length / 2);
    expect(new Set(gaps.map(({ missing }) => missing.join(' ')))).toEqual(
      new Set(['CF_XDR_MC CF_WSH CF_SY']),
    );
  });

  it('traces one finding down to a signed report, and another one is under way', async () => {
    const parts = await openReading({ dataFolder });
    const readers = openReaders(parts);
    const reports = [];
    for (const { s } of of('TracingOpened')) reports.push((await tracingReport(readers, s)).given);
    await readers.close();
    await parts.close();
    const told = reports.map(({ report, signatures }) => ({
      code: report.finding.code,
      agrees: report.tracing?.agrees,
      recommended: report.recommendations.length,
      signed: signatures.filter(({ holds }) => holds).length,
    }));
    expect(told.toSorted((one, other) => one.signed - other.signed)).toEqual([
      { code: 'W-12', agrees: true, recommended: 0, signed: 0 },
      { code: 'W-21', agrees: true, recommended: 2, signed: 2 },
    ]);
  });

  it('keeps each unlawful attempt, with the rules that refused it', () => {
    const scenario = new Scenario(made.size);
    const steps = [...scenario.steps(scenario.survey().order)];
    const attempts = steps.filter(({ refused }) => refused !== undefined);
    expect(of('CommandRefused').map(({ s }) => s)).toEqual(
      attempts.map(({ commandId }) => `refusal-${commandId}`),
    );
    const codes = of('CommandRefused').flatMap(({ b }) =>
      (b as unknown as { broken: { code: string }[] }).broken.map(({ code }) => code),
    );
    for (const code of [
      'R-00',
      'R-04',
      'R-07',
      'R-11',
      'R-14',
      'R-16',
      'R-17',
      'R-21',
      'R-23',
      'R-27',
      'R-38',
    ]) {
      expect([code, codes.includes(code)]).toEqual([code, true]);
    }
  });

  it('came through the command path alone: a command, its digest, and who gave it, in every entry', () => {
    const ledgers = new Set(['DemonstrationStarted', 'DemonstrationFinished']);
    const watches = new Set(['alert-watch', 'register-watch']);
    const acts = entries.filter(({ t, ac }) => !ledgers.has(t) && !watches.has(ac[0]?.u ?? ''));
    expect(acts.filter(({ cmd, ac }) => cmd.h === undefined || ac.length === 0)).toEqual([]);
    const inCases = acts.filter(({ s }) => s.startsWith('case-'));
    const people = new Set(entries.filter(({ t }) => t === 'OfficerRegistered').map(({ s }) => s));
    const accounts = new Set(entries.filter(({ t }) => t === 'RoleGranted').map(({ s }) => s));
    const strangers = inCases.flatMap(({ ac }) => ac).filter(({ u }) => !people.has(u) && !accounts.has(u));
    expect(strangers).toEqual([]);
  });

  it('says in its first record what it is, and in its last that it is whole', () => {
    expect(entries[0]).toMatchObject({
      t: 'DemonstrationStarted',
      b: { seed: 'district', cases: tales.length, until, clock: 'set', keys: 'drawn' },
    });
    expect(entries.at(-1)).toMatchObject({ t: 'DemonstrationFinished', b: { steps: made.steps } });
    const organs = of('OrganConfirmed').map(({ b }) => (b as { name: string }).name);
    expect(organs.filter((name) => !name.endsWith('（演示）'))).toEqual([]);
  });

  it('is recorded in order, after it happened, and not after its last day', () => {
    const recorded = entries.map(({ at }) => epochOf(at));
    expect(recorded).toEqual(recorded.toSorted((a, b) => a - b));
    expect(entries.filter(({ oc, at }) => epochOf(oc.at) > epochOf(at))).toEqual([]);
    expect(entries.filter(({ at }) => civilDateOf(instantInZone(epochOf(at))) > until)).toEqual([]);
  });

  it('verifies, and lets its people sign in', async () => {
    expect(await verifyLedger({ dataFolder }, {})).toMatchObject({ ok: true, events: entries.length });
    const facts = await readFacts(dataFolder);
    expect(facts?.organs.map(({ key }) => key)).toEqual(['demo', 'market', 'environment']);
    const henji = await openHenji({ dataFolder });
    const [first] = facts?.signIns ?? [];
    const account = await henji.identity.accounts.signIn(first?.name ?? '', first?.password ?? '');
    const grants = (await henji.identity.principals.of((await tokenOf(henji, account)).token)).grants;
    await henji.close();
    expect(grants).toEqual([{ role: 'officer', organ: facts?.organ }]);
  });

  it('does not take in a second one', async () => {
    await expect(makeDemonstration({ dataFolder, size: {}, keys: 'seeded', now })).rejects.toMatchObject({
      code: 'demonstration-refused',
    });
    expect(await entriesOf(dataFolder)).toHaveLength(entries.length);
  });
});

const tokenOf = (
  henji: Awaited<ReturnType<typeof openHenji>>,
  { id, tokenEpoch }: { readonly id: string; readonly tokenEpoch: number },
) => henji.identity.tokens.issue(id, tokenEpoch);

describe('a demonstration from a seed', () => {
  const whole = folder();
  beforeAll(() => makeDemonstration({ dataFolder: whole, size: few, keys: 'seeded' }), 60_000);

  const asked = ['--cases', String(few.cases), '--seed', few.seed, '--until', until];

  it('has the same entries each time, whoever makes it', async () => {
    const again = folder();
    const ran = await runHenji('demo', ...asked, '--data', again, '--json');
    expect(ran).toMatchObject({ code: 0, err: '', json: { ...few, alerts: expect.any(Number) } });
    expect(await rootOf(again)).toBe(await rootOf(whole));
    // But nobody signs in to the one with a password of the other.
    const passwordsOf = async (of: string) => (await readFacts(of))?.signIns.map(({ password }) => password);
    expect(await passwordsOf(again)).not.toEqual(await passwordsOf(whole));
  }, 60_000);

  it('has other steps from another seed', () => {
    const idsOf = (seed: string) => {
      const scenario = new Scenario({ ...few, seed });
      return [...scenario.steps(scenario.survey().order)].map(({ commandId }) => commandId);
    };
    const ids = new Set(idsOf('few'));
    expect(idsOf('few')).toEqual([...ids]);
    expect(idsOf('other').filter((id) => ids.has(id))).toEqual([]);
  });

  it('tells the same story with keys that are drawn', async () => {
    const drawn = folder();
    await makeDemonstration({ dataFolder: drawn, size: few, keys: 'drawn' });
    expect(await rootOf(drawn)).not.toBe(await rootOf(whole));
    // All but the streams that are named after the keyed pseudonym of a person.
    const plain = async (of: string) =>
      (await entriesOf(of))
        .filter(({ s }) => !s.startsWith('act-'))
        .map(({ s, n, t, oc, at }) => ({ s, n, t, oc, at }));
    expect(await plain(drawn)).toEqual(await plain(whole));
  }, 60_000);

  it('is finished as it was begun when it was killed while it was made', async () => {
    const dataFolder = folder();
    const { child, ran } = startHenji('demo', ...asked, '--data', dataFolder);
    while ((await sizeOf(dataFolder)) < 60) await pause(20);
    child.kill('SIGKILL');
    await ran;
    const held = await heldIn({ dataFolder });
    expect(held).toMatchObject({ ...few, isFinished: false });
    const other = makeDemonstration({ dataFolder, size: { ...few, cases: 5 }, keys: 'seeded' });
    await expect(other).rejects.toMatchObject({ code: 'demonstration-refused' });
    await prepareDistrict(held, 'on', { dataFolder });
    expect(await heldIn({ dataFolder })).toMatchObject({ isFinished: true });
    expect(await historyOf(dataFolder)).toBe(await historyOf(whole));
  }, 120_000);

  it('is never made beside real records', async () => {
    const dataFolder = folder();
    const henji = await openHenji({ dataFolder });
    await firstAdministrator(henji);
    await henji.close();
    const before = await rootOf(dataFolder);
    await expect(makeDemonstration({ dataFolder, size: few, keys: 'seeded' })).rejects.toMatchObject({
      code: 'demonstration-refused',
    });
    expect(await rootOf(dataFolder)).toBe(before);
  }, 60_000);

  it('is wrong use from the command line when it cannot be', async () => {
    const ran = await runHenji('demo', '--until', '2999-01-01', '--data', join(folder(), 'data'), '--json');
    expect(ran).toMatchObject({ code: 2, json: { ok: false, error: { code: 'bad-demonstration' } } });
  }, 30_000);

  it.each([
    [{ cases: 0 }, 'cases'],
    [{ cases: 1.5 }, 'cases'],
    [{ seed: '' }, 'seed'],
    [{ seed: 'a b' }, 'seed'],
    [{ until: '2999-01-01' }, 'until'],
    [{ until: '2020-01-01' }, 'until'],
    [{ until: '2026-02-30' }, 'until'],
  ])('is refused as %j before anything is opened', async (size, field) => {
    const dataFolder = join(folder(), 'data');
    await expect(makeDemonstration({ dataFolder, size, keys: 'seeded' })).rejects.toMatchObject({
      code: 'bad-demonstration',
      field,
    });
    expect(existsSync(dataFolder)).toBe(false);
  });
});

describe('the small demonstration', () => {
  it('is one organ without cases, finished where it was interrupted', async () => {
    const dataFolder = folder();
    const first = await openHenji({ dataFolder });
    const create = first.identity.accounts.create.bind(first.identity.accounts);
    let created = 0;
    first.identity.accounts.create = (wanted) => {
      created += 1;
      return created > 4 ? Promise.reject(new Error('the lights go out')) : create(wanted);
    };
    await expect(seedDemonstration(first)).rejects.toThrow('the lights go out');
    await first.close();
    expect(await heldIn({ dataFolder })).toMatchObject({ cases: 0, isFinished: false });
    await expect(prepareDistrict(await heldIn({ dataFolder }), 'off', { dataFolder })).rejects.toMatchObject({
      code: 'demonstration-refused',
    });

    const second = await openHenji({ dataFolder });
    await seedDemonstration(second);
    const { signIns = [] } = (await readFacts(dataFolder)) ?? {};
    expect(signIns).toHaveLength(12);
    for (const { name, password } of signIns) await second.identity.accounts.signIn(name, password);
    await second.close();
    expect(await heldIn({ dataFolder })).toMatchObject({ isFinished: true });
    const entries = await entriesOf(dataFolder);
    expect(entries.filter(({ t }) => t === 'OrganConfirmed')).toHaveLength(1);
    expect(entries.filter(({ s }) => s.startsWith('case-'))).toEqual([]);
  }, 60_000);
});

/** The real server on a data folder, until it has said where it listens. @returns what it said */
async function greetingOf(dataFolder: string, demo: string): Promise<string> {
  const server = spawn(process.execPath, [join(repoRoot, 'dist', 'src', 'main.js')], {
    env: { ...process.env, HENJI_LISTEN: '127.0.0.1:0', HENJI_DATA: dataFolder, HENJI_DEMO: demo },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(server, 'exit');
  let said = '';
  for await (const chunk of server.stdout) {
    said += String(chunk);
    if (said.includes('/docs')) break;
  }
  server.kill('SIGTERM');
  await exit;
  return said;
}

describe('what an empty data folder gets', () => {
  it('is an administrator where the demonstration is off, and one organ where that is asked for', async () => {
    const [off, organ] = [folder(), folder()];
    expect(await greetingOf(off, 'off')).toMatch(/administrator · 管理员 {2}administrator/u);
    expect(await readFacts(off)).toBeUndefined();
    expect(await heldIn({ dataFolder: off })).toBe('records');
    expect(await greetingOf(organ, 'organ')).toMatch(/演示数据，非真实执法.*demo-officer-1/su);
    expect(await heldIn({ dataFolder: organ })).toMatchObject({ cases: 0, isFinished: true });
  }, 60_000);

  it('is told once more at the next start, with a warning where nothing is secret', async () => {
    const seeded = folder();
    await makeDemonstration({ dataFolder: seeded, size: { ...few, cases: 1 }, keys: 'seeded' });
    const said = await greetingOf(seeded, 'on');
    expect(said).toMatch(/market-chief .*its keys follow from a seed/su);
    // However the folder is written, its files are called as they stand in it.
    const findings = await diagnose({ dataFolder: `${seeded}/.` });
    expect(findings.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['secrets', 'ledger.db', 'keys.db', 'accounts.db']),
    );
    const [found] = findings.filter(({ subject }) => subject === 'demonstration');
    expect(found).toMatchObject({ state: 'note', en: 'its keys follow from a seed: nothing is secret' });
  }, 60_000);

  it('is nothing where the demonstration is left out', async () => {
    const dataFolder = folder();
    await prepareDistrict(await heldIn({ dataFolder }), 'off', { dataFolder });
    expect(existsSync(join(dataFolder, 'ledger.db'))).toBe(false);
  });
});

/** Records in the ledger; 0 where there is none yet. */
async function sizeOf(dataFolder: string): Promise<bigint> {
  if (!existsSync(join(dataFolder, 'ledger.db'))) return 0n;
  try {
    const { store, close } = await openReading({ dataFolder });
    const { size = 0n } = await store.head();
    await close();
    return size;
  } catch {
    // Being made at this moment.
    return 0n;
  }
}
