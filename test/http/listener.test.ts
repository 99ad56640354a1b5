import { afterEach, describe, expect, it } from '@jest/globals';
import type { DutyCheck } from '../../src/app/roles/duty';
import { startListener, type RunningListener } from '../../src/http/listener';
import type { ProjectionState, Served } from '../../src/http/service-state';
import { ORIGIN } from '../../src/ports/read-model';

const local = { host: '127.0.0.1', port: 0 };
const publishing = {
  ...{ ok: true, state: 'relaying', lease: 'held', topic: 'henji', epoch: 7, lagSeconds: 1.5 },
  position: '00000000000000004711-00000000000000004711',
  ...{ published: 900, batches: 12, restarts: 3, takeovers: 1, refills: 0 },
};
const projection: ProjectionState = {
  ...{ name: 'cases', version: 1, state: 'catching-up', checkpoint: ORIGIN, lagSeconds: 2, parkedStreams: 0 },
  ...{ unread: 40, counts: { applied: 0, duplicates: 0, gapsRepaired: 0 }, eventsPerSecond: 0 },
};

describe('a process that nobody sends commands to', () => {
  let listener: RunningListener | undefined;
  afterEach(() => listener?.close());

  /** What it answers at an address. */
  async function ask(path: string, served: Partial<Served>): Promise<{ status: number; text: string }> {
    // As EventStoreDB has it: a log whose records nobody counts.
    const store = { head: () => Promise.resolve({ position: publishing.position }) };
    listener = await startListener({ store, ...served }, local);
    const answer = await fetch(`${listener.url}${path}`);
    return { status: answer.status, text: await answer.text() };
  }
  const relay = (check: DutyCheck) => [
    { name: 'relay', check: () => Promise.resolve(check), stop: () => Promise.resolve() },
  ];

  it('tells programs how its relay fares: lease, position, lag, batches, failures, epoch', async () => {
    const { text } = await ask('/metrics', { duties: relay(publishing) });
    const figures = Object.fromEntries(
      Array.from(text.matchAll(/^henji_relay_(\w+) (.+)$/gmu), ([, name = '', value]): [string, number] => [
        name,
        Number(value),
      ]),
    );
    expect(figures).toEqual({
      ...{ lease_held: 1, lag_seconds: 1.5, position: 4711, epoch: 7 },
      ...{ published_records: 900, batches: 12, failures: 3, refills: 0 },
    });
  });

  it('that stands by is ready, says that another one has the lease, and has no lag', async () => {
    const { lagSeconds: _, ...rest } = publishing;
    const duties = relay({ ...rest, state: 'standby', lease: 'standby' });
    const ready = await ask('/ready', { duties });
    expect(ready.status).toBe(200);
    expect(JSON.parse(ready.text)).toMatchObject({
      checks: [
        { name: 'ledger', ok: true },
        { name: 'relay', ok: true, state: 'standby', lease: 'standby', topic: 'henji', epoch: 7 },
      ],
    });
    for (const figure of ['position', 'published', 'batches', 'records'])
      expect(ready.text).not.toContain(figure);
    await listener?.close();
    const { text } = await ask('/metrics', { duties });
    expect(text).toContain('henji_relay_lease_held 0');
    expect(text).toContain('henji_duty_ok{duty="relay"} 1');
    expect(text).not.toMatch(/^henji_relay_lag_seconds /mu);
  });

  it('tells what its projections have not taken from the topic, and nothing where nobody counts', async () => {
    const projections = { status: () => Promise.resolve([projection]) };
    const { text } = await ask('/metrics', { projections });
    expect(text).toContain('henji_projection_unread_records{projection="cases"} 40');
    expect(text).toContain('henji_projection_lag_seconds{projection="cases"} 2');
    expect(text).not.toMatch(/^henji_(?:projection_behind_records|ledger_records)[ {]/mu);
  });

  it('goes on to tell the rest while its database is away', async () => {
    const gone = Object.assign(new Error('away'), { code: 'database-unavailable' });
    const served = { projections: { status: () => Promise.reject(gone) }, duties: relay(publishing) };
    const { status, text } = await ask('/metrics', served);
    expect(status).toBe(200);
    expect(text).toContain('henji_relay_epoch 7');
    expect(text).not.toMatch(/^henji_projection_lag_seconds\{/mu);
    await listener?.close();
    const ready = await ask('/ready', served);
    expect(ready.status).toBe(503);
    expect(JSON.parse(ready.text)).toMatchObject({
      checks: [{ name: 'ledger' }, { name: 'projections', ok: false, error: 'database-unavailable' }, {}],
    });
  });
});
