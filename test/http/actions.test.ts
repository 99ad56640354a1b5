import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionView } from '../../src/app/bus/case-queries';
import { CaseWalk } from './case-walk';
import { Door } from './door';

/** What may be done in a case: rules about who decides are answered to whoever may decide, and stay open for all others. */

let door: Door;
let walk: CaseWalk;
beforeAll(async () => {
  door = await Door.open();
  walk = new CaseWalk(door);
  await walk.toDelivery(5000);
}, 60_000);
afterAll(() => door.close());

const aboutDecider = ['R-07 G-SEP', 'R-08 G-TIER'];
const named = ({ broken }: ActionView) => broken.map(({ code, guard }) => `${code} ${guard}`);

async function deferral(person: string): Promise<ActionView> {
  const { items } = await walk.read<{ items: ActionView[] }>(person, '/actions');
  return items.find(({ slug }) => slug === 'approve-deferral')!;
}

describe('the rules about who decides', () => {
  it.each(['officer-1', 'supervisor'])('stay open where %s asks, who decides nothing', async (person) => {
    const action = await deferral(person);
    expect(action.yours).toBe(false);
    expect(named(action).filter((rule) => aboutDecider.includes(rule))).toEqual([]);
    expect(action.open).toEqual(expect.arrayContaining(aboutDecider));
  });

  it('are answered to the chief, about himself', async () => {
    const action = await deferral('chief');
    expect(action.yours).toBe(true);
    expect(action.open.filter((rule) => aboutDecider.includes(rule))).toEqual([]);
    expect(named(action).filter((rule) => aboutDecider.includes(rule))).toEqual([]);
  });

  it('say to an investigator who got the role of an approver that he is none here', async () => {
    const { account } = (await door.get('officer-1', '/v1/me')).json<{ account: string }>();
    await door.post('admin', `/v1/accounts/${account}/grant-role`, {
      ...{ role: 'approver', organ: door.demo.organ, occurredOn: '2026-01-05' },
    });
    const action = await deferral('officer-1');
    expect(action.yours).toBe(true);
    expect(named(action)).toEqual(expect.arrayContaining(aboutDecider));
  });
});
