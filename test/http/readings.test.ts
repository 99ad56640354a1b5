import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseWalk } from './case-walk';
import { Door } from './door';

/** What cases are read for by those whose task they are not (A094, A095), and all cases of one party (A092, A219). */

let door: Door;
let walk: CaseWalk;
beforeAll(async () => {
  door = await Door.open();
  walk = new CaseWalk(door);
  await walk.toDelivery(5000);
}, 60_000);
afterAll(() => door.close());

interface Items {
  readonly items: readonly Record<string, unknown>[];
}

const readingsOf = async (query: string): Promise<Items['items']> => {
  const position = (await door.henji.store.head()).position;
  const url = `/v1/accountability/readings?${query}&waitFor=${position}`;
  const answer = await door.get('discipline', url);
  expect(answer.statusCode).toBe(200);
  return answer.json<Items>().items;
};
const own = () => `/v1/cases/${walk.stream}`;

describe('a case that is read', () => {
  it('asks nothing of those whose task it is, and leaves no trace of them', async () => {
    for (const person of ['officer-1', 'officer-2', 'chief', 'reviewer', 'archivist']) {
      const answer = await door.get(person, `${own()}?waitFor=${walk.position}`);
      expect([person, answer.statusCode]).toEqual([person, 200]);
    }
    expect(await readingsOf(`case=${walk.stream}`)).toEqual([]);
  });

  it('is given to others only with a purpose, and nothing of it without', async () => {
    for (const what of ['', '/documents', '/documents/on-spot-decision-4.pdf', `/files/${'a'.repeat(64)}`]) {
      const answer = await door.get('supervisor', `${own()}${what}`);
      expect(answer.json()).toMatchObject({ status: 400, code: 'purpose-needed' });
      expect(answer.body).not.toContain('王小明');
    }
    expect((await door.get('supervisor', `${own()}?purpose=curiosity`)).statusCode).toBe(400);
    expect(await readingsOf(`case=${walk.stream}`)).toEqual([]);
  });

  it('is on record then: who, as what, which part, what for, by whose approval', async () => {
    const query = `purpose=file-review&approval=${encodeURIComponent('批-1')}&reason=${encodeURIComponent('年度评查抽取')}`;
    const answer = await door.get('supervisor', `${own()}?${query}`);
    expect(answer.statusCode).toBe(200);
    const paper = await door.get(
      'discipline',
      `${own()}/documents/on-spot-decision-4.json?purpose=supervision`,
    );
    expect(paper.statusCode).toBe(200);
    const found = await readingsOf(`case=${walk.stream}`);
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(
      expect.objectContaining({ what: 'case', role: 'supervisor', purpose: 'file-review', approval: '批-1' }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ what: 'document', part: 'on-spot-decision-4', purpose: 'supervision' }),
    );
    expect(JSON.stringify(found)).not.toContain('年度评查');
    const [one] = await readingsOf('case=case-other');
    expect(one).toBeUndefined();
  });

  it('does not tell a case that is not there from one that is not his', async () => {
    const answer = await door.get('supervisor', '/v1/cases/case-nothing');
    expect(answer.statusCode).toBe(404);
  });
});

describe('all cases of one party', () => {
  const li = { name: '李四', kind: 'citizen', ageBand: 'adult', capacity: 'full' };
  const withNumber = { ...li, idType: 'id-card', idNumber: '41018419900101999x' };
  const opened = async (party?: object): Promise<CaseWalk> => {
    const one = new CaseWalk(door);
    await one.open(party === undefined ? {} : { party });
    return one;
  };
  const found = async (person: string, url: string) => {
    const answer = await door.get(person, url);
    expect(answer.statusCode).toBe(200);
    return answer.json<Items>().items.map((item) => item['case']);
  };

  it('are found from one of them, and only those', async () => {
    const again = await opened();
    const other = await opened(li);
    const url = `${own()}/same-party?waitFor=${other.position}`;
    expect((await found('officer-1', url)).sort()).toEqual([walk.stream, again.stream].sort());
    expect(await found('officer-1', `${own()}/same-party?asOf=1999-01-01`)).toEqual([]);
    expect(await found('officer-1', `/v1/cases/${other.stream}/same-party`)).toEqual([other.stream]);
  });

  it('are found by the number, whatever its spelling and the name, and by the name where there is none', async () => {
    const one = await opened(withNumber);
    const two = await opened({ ...withNumber, name: '李四（改名）' });
    const by = async (body: object) => {
      const answer = await door.post('chief', `/v1/parties/cases?waitFor=${two.position}`, body);
      return answer.json<Items>().items.map((item) => item['case']);
    };
    const { kind, name, idType } = withNumber;
    expect((await by({ kind, name: '不论', idType, idNumber: ' 41018419900101999X' })).sort()).toEqual(
      [one.stream, two.stream].sort(),
    );
    expect(await by({ kind, name })).toHaveLength(1);
  });

  it('are none of a party that nobody knows', async () => {
    const body = { kind: 'citizen', name: '无此人', idType: 'id-card', idNumber: '000' };
    expect((await door.post('chief', '/v1/parties/cases', body)).json()).toEqual({ items: [] });
    expect((await door.post('chief', '/v1/parties/cases', { kind: 'citizen' })).statusCode).toBe(400);
  });
});
