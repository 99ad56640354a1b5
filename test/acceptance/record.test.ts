import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { copyLedger } from '../../src/app/copy/copy-ledger';
import { openReading, type ReadingParts } from '../../src/app/open-reading';
import { projectionNames, rebuildProjection } from '../../src/app/projections/rebuilding';
import { verifyLedger } from '../../src/app/verify/verify';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import { CaseWalk } from '../http/case-walk';
import { Door } from '../http/door';
import { GeneralWalk } from '../http/general-walk';
import { everyField } from '../projections/disclosed';
import { runHenjiWith } from '../support/command-line';
import { onLayouts, type TestPlace } from '../support/layouts';
import { rowsIn, rowsOf } from '../support/rows';
import { tempFolder } from '../support/temp-folder';
import { unzip } from '../support/unzip';

/** What is left of a day's work, looked at from all sides: it is one record, wherever its parts lie. */

/** Why a person may be named. */
const shownForItsImpact = {
  basis: { norm: '中华人民共和国行政处罚法', article: '第四十八条', rank: 'law' },
  ...{ consent: false, socialImpact: true, reason: '公众关注' },
};

onLayouts('the record of a day', (layout) => {
  let place: TestPlace;
  let door: Door;
  let parts: ReadingParts;
  let paid: readonly CaseWalk[];
  let revoked: GeneralWalk;
  const photos = new Map<string, Buffer>();

  beforeAll(async () => {
    place = await layout.place();
    door = await Door.open({ place });
    parts = await openReading(place);
    paid = [1, 2, 3].map(() => new CaseWalk(door));
    revoked = new GeneralWalk(door);
    await Promise.all([...paid.map(onTheSpot), decidedAndRevoked()]);
  }, 300_000);
  afterAll(async () => {
    await parts.close();
    await door.close();
  });

  async function onTheSpot(walk: CaseWalk): Promise<void> {
    await walk.open();
    await walk.show();
    await withPhoto(walk);
    await walk.inform(20_000);
    await walk.decide(20_000);
    await walk.deliver();
    await walk.file();
    await walk.publish({ fields: everyField, assessment: 'PIA-1', identity: shownForItsImpact });
    await walk.pay(20_000);
  }

  /** Facts with a photograph that was uploaded before. */
  async function withPhoto(walk: CaseWalk): Promise<void> {
    const photo = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(90_000)]);
    photos.set(walk.stream, photo);
    const answer = await door.app.inject({
      ...{ method: 'POST', url: `/v1/cases/${walk.stream}/files`, payload: photo },
      headers: { 'content-type': 'image/png', ...(await door.as('officer-1')) },
    });
    const { blob, sha256 } = answer.json<{ blob: string; sha256: string }>();
    const facts = walk.facts();
    const evidence = facts.evidence.map((each) => ({ ...each, blob, sha256 }));
    await walk.send('officer-2', 'record-facts', { ...facts, evidence });
  }

  async function decidedAndRevoked(): Promise<void> {
    await revoked.toServed();
    expect(await revoked.refused('archivist', 'close-case')).toContain('R-00');
    await revoked.pay();
    await revoked.publish();
    await revoked.reverse('revoked');
    await revoked.send('publisher', 'withdraw-disclosure', {
      ...{ channel: 'own-site', reason: 'reversal', publicReason: '行政处罚决定已被依法撤销' },
    });
  }

  /** The rows of every projection, once they hold all that was recorded. */
  async function liveRows() {
    const { position } = await parts.store.head();
    await door.henji.projections.reached(position);
    return rowsIn(parts.models);
  }

  it('is shown by rows that a rebuild makes again, and that go on from there', async () => {
    const live = await liveRows();
    expect(live).toEqual(await rowsOf(parts.store, parts.keys));
    for (const name of projectionNames)
      await rebuildProjection(place, name, new AbortController().signal, () => undefined);
    expect(await rowsIn(parts.models)).toEqual(live);
    const walk = new CaseWalk(door);
    await walk.toDelivery(5_000);
    const later = await liveRows();
    expect(later).not.toEqual(live);
    expect(later).toEqual(await rowsOf(parts.store, parts.keys));
    expect(door.alarms).toEqual([]);
  }, 300_000);

  it('is sound from the first event to the last file, also to an operator', async () => {
    await door.henji.sealed();
    const found = await verifyLedger(place);
    expect(found).toMatchObject({
      ...{ ok: true, payloads: { unopened: 0 }, files: { sound: paid.length, unnamed: 0, absent: 0 } },
    });
    const { code, json } = await runHenjiWith(place.environment, 'verify', '--json');
    expect([code, json]).toEqual([0, found]);
  }, 300_000);

  it('has the same root and rows where it is copied to files', async () => {
    const to = tempFolder();
    const from = place.environment['LEDGER_URL'] ?? `sqlite:${place.dataFolder}`;
    const copied = await copyLedger(from, `sqlite:${to}`, { now: new Date().toISOString() });
    expect(copied).toMatchObject({ ok: true, from: copied.to });
    const copy = await openSqliteLedger({ folder: to, mode: 'read' });
    expect((await copy.head()).size).toBe(BigInt(copied.records));
    expect(await rowsOf(copy, parts.keys)).toEqual(await liveRows());
    await copy.close();
  }, 300_000);

  it('is exported as far as it may be shown', async () => {
    await liveRows();
    const { code, out } = await runHenjiWith(place.environment, 'export', '--format', 'json');
    const { records, gaps } = JSON.parse(out) as {
      records: readonly Record<string, string>[];
      gaps: readonly { case: string }[];
    };
    expect([code, gaps]).toEqual([0, []]);
    expect(records.map(({ CF_XDR_MC: party, CF_NR_FK: fine }) => [party, fine])).toEqual(
      paid.map(() => ['王某某', '0.020000']),
    );
    expect(out).not.toContain('王小明');
  }, 300_000);

  it('is packed for a court with the files that were uploaded', async () => {
    const [walk] = paid;
    const answer = await door.get('reviewer', `/v1/cases/${walk!.stream}/evidence-file?volume=open`);
    expect(answer.statusCode).toBe(200);
    const members = unzip(answer.rawPayload);
    expect([...members.values()].some((content) => content.equals(photos.get(walk!.stream)!))).toBe(true);
  });

  it('tells who answers for the reversal, in the same bytes each time', async () => {
    const asked = `/v1/cases/${revoked.stream}/traceback?code=reversal&purpose=x`;
    const [one, other] = [await door.get('discipline', asked), await door.get('discipline', asked)];
    expect([one.statusCode, other.body]).toEqual([200, one.body]);
    const { report } = one.json<{ report: { matrix: readonly { person: string; standing: string }[] } }>();
    expect(report.matrix).toContainEqual(
      expect.objectContaining({ person: door.officer('chief'), standing: 'named' }),
    );
  });
});
