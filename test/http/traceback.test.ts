import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GivenReport } from '../../src/app/traceback/given-report';
import { parseEntryTrusted } from '../../src/seal/entry-codec';
import { canonicalBytes } from '../../src/seal/canonical-json';
import { hashToHex, sha256 } from '../../src/seal/hash';
import { runHenji } from '../support/command-line';
import { ago } from '../support/test-clock';
import { CaseWalk } from './case-walk';
import { Door } from './door';

let door: Door;
let walk: CaseWalk;
beforeAll(async () => {
  door = await Door.open();
  walk = new CaseWalk(door);
  await walk.toDelivery(5000);
  await walk.read('supervisor');
}, 60_000);
afterAll(() => door.close());

const url = (code: string, purpose = '核查') =>
  `/v1/cases/${walk.stream}/traceback?code=${code}&purpose=${encodeURIComponent(purpose)}`;

/** The newest entry of the ledger. */
async function newest() {
  const { size } = await door.henji.store.head();
  const before = String(Number(size) - 1).padStart(19, '0');
  const [record] = await door.henji.store.readAll(before, 1);
  return parseEntryTrusted(record!.entry);
}

describe('a traceback report', () => {
  it('is given to discipline and supervisors, with its hash, and the reading is recorded', async () => {
    const answer = await door.get('discipline', url('R-24', '初核 2026-3'));
    expect(answer.statusCode).toBe(200);
    const { report, hash } = answer.json<GivenReport>();
    expect(hash).toBe(hashToHex(sha256(canonicalBytes(report))));
    expect(report).toMatchObject({ access: 'sealed', finding: { code: 'R-24', source: 'asserted' } });
    expect(report.matrix.map(({ person }) => person)).toContain(door.officer('officer-1'));
    expect(report.reconstruction.chain.unbroken).toBe(true);
    const entry = await newest();
    expect(entry).toMatchObject({ t: 'TracebackRead', ac: [{ role: 'discipline' }] });
    expect(entry.s).toMatch(/^reading-/u);
    expect(entry.b).toEqual({
      case: walk.stream,
      code: 'R-24',
      report: hash,
      revision: report.snapshot.case.revision,
    });
    expect(JSON.stringify(entry)).not.toContain('初核');
    expect((await door.get('supervisor', url('R-24'))).statusCode).toBe(200);
  });

  it('is the same for the same snapshot, whoever reads it', async () => {
    const hashes = await Promise.all(
      ['discipline', 'supervisor'].map(
        async (who) => (await door.get(who, url('R-21'))).json<GivenReport>().hash,
      ),
    );
    expect(new Set(hashes).size).toBe(1);
  });

  it('is the same from the command line, beside the server', async () => {
    const { hash } = (await door.get('discipline', url('R-21'))).json<GivenReport>();
    const asked = (code: string) =>
      runHenji('trace', walk.stream, '--report', code, '--data', door.folder, '--json');
    const { code, json } = await asked('R-21');
    expect([code, (json as GivenReport).hash]).toEqual([0, hash]);
    expect((await asked('X-1')).code).toBe(2);
  }, 30_000);

  it('needs a purpose and a code that can be one', async () => {
    const base = `/v1/cases/${walk.stream}/traceback`;
    for (const query of ['?code=R-21', '?purpose=x', '?code=X-1&purpose=x', '?code=R-21&purpose='])
      expect([query, (await door.get('discipline', base + query)).statusCode]).toEqual([query, 400]);
  });

  it('is not there for what the record has nothing of, and nothing is recorded then', async () => {
    const { size } = await door.henji.store.head();
    const answer = await door.get('discipline', url('W-35'));
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'no-finding']);
    expect((await door.henji.store.head()).size).toBe(size);
  });

  it('is given on paper as well, and that reading is recorded too', async () => {
    const url = `/v1/cases/${walk.stream}/traceback.pdf?code=R-21&purpose=x`;
    const [one, other] = [await door.get('supervisor', url), await door.get('supervisor', url)];
    expect([one.statusCode, one.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect(other.rawPayload.equals(one.rawPayload)).toBe(true);
    // Discipline inspection gets the sealed page with it, whether anything stands there or not.
    const sealed = await door.get('discipline', url);
    expect(sealed.statusCode).toBe(200);
    expect(sealed.rawPayload.length).toBeGreaterThan(one.rawPayload.length);
    expect((await door.get('supervisor', url)).statusCode).toBe(200);
    expect(await newest()).toMatchObject({ t: 'TracebackRead', ac: [{ role: 'supervisor' }] });
  }, 60_000);

  it('is for nobody else', async () => {
    for (const who of ['officer-1', 'chief', 'reviewer', 'admin'])
      expect((await door.get(who, url('R-21'))).statusCode).toBe(403);
  });

  it('is not for whoever took part in the case (R-07)', async () => {
    const { tracebacks } = door.henji;
    const reader = {
      account: 'account-x',
      role: 'supervisor',
      officer: door.officer('officer-1'),
      purpose: '核查',
    };
    await expect(tracebacks.read({ stream: walk.stream, code: 'R-21' }, reader)).rejects.toMatchObject({
      code: 'tracing-barred',
    });
  });
});

describe('the trace of a case', () => {
  it('says what was recorded later than the packs of its organ tolerate', async () => {
    const days = 86_400_000;
    const opened = async (back: number) => {
      const occurredAt = ago(back * days);
      const body = { ...walk.opening(), actId: `act-${back}-days`, occurredAt };
      const { stream } = (await door.post('officer-1', '/v1/cases', body)).json<{ stream: string }>();
      const trace = await door.get('supervisor', `/v1/cases/${stream}/trace`);
      return trace.json<{ gaps: { code: string }[] }>().gaps.map(({ code }) => code);
    };
    expect(await opened(3)).toContain('recorded-late');
    expect(await opened(1)).not.toContain('recorded-late');
  });
});
