import { expect, it } from '@jest/globals';
import { CommandPath, handling, type CommandMeta } from '../../src/app/command-path';
import { KeyedQueue } from '../../src/app/keyed-queue';
import { StreamCache } from '../../src/app/stream-cache';
import { GrantRole, RevokeRole, account } from '../../src/domain/registers/account';
import { legalInstant } from '../../src/kernel/time';
import { systemClock, type Clock } from '../../src/app/clock';
import type { EventStore } from '../../src/ports/event-store';
import { parseEntry } from '../../src/seal/entry-codec';
import { onLayouts } from '../support/layouts';
import { openLedger } from '../support/open-ledger';

/** A clock that stands where it is put. */
function clockAt(text: string): Clock & { set(text: string): void } {
  let now = Date.parse(text);
  return {
    now: () => now,
    set: (other) => {
      now = Date.parse(other);
    },
  };
}

const NOON = '2026-03-02T04:00:00.000Z';
const accounts = handling({
  decider: account,
  gather: (_command, _state, meta: CommandMeta, stream) =>
    Promise.resolve({
      facts: { date: meta.occurred.d, by: meta.actors[0]?.u ?? '', account: stream },
      rulePacks: ['pack@1'],
      calendars: ['calendar@1'],
    }),
});

const grant = (role: GrantRole['role']): GrantRole => withRole(new GrantRole(), role);
const revoke = (role: RevokeRole['role']): RevokeRole => withRole(new RevokeRole(), role);

function withRole<C extends GrantRole | RevokeRole>(command: C, role: C['role']): C {
  command.role = role;
  return command;
}

const meta = (commandId: string, more: Partial<CommandMeta> = {}): CommandMeta => ({
  commandId,
  occurred: legalInstant('2026-03-02T11:00:00+08:00'),
  actors: [{ u: 'account-admin', role: 'administrator' }],
  ...more,
});

async function entriesOf(store: EventStore, stream: string) {
  const page = await store.readStream(stream, 0n, 100);
  return page.records.map(({ entry }) => parseEntry(entry));
}

onLayouts('the command path', (layout) => {
  it('records the whole envelope of an accepted command', async () => {
    const ledger = await openLedger(await layout.place(), { clock: clockAt(NOON) });
    const more = { correlationId: 'corr-1', causationId: 'cause-1', organ: { u: 'organ-a' } };
    const done = await ledger.path.execute(accounts, 'account-x', grant('officer'), meta('c-1', more));
    expect(done).toMatchObject({ stream: 'account-x', firstRevision: 0, lastRevision: 0, repeated: false });
    const [entry] = await entriesOf(ledger.store, 'account-x');
    expect(entry).toMatchObject({
      t: 'RoleGranted',
      tv: 1,
      n: 0,
      at: NOON,
      oc: { at: '2026-03-02T11:00:00+08:00', p: 'instant', d: '2026-03-02' },
      ac: [{ u: 'account-admin', role: 'administrator' }],
      org: { u: 'organ-a' },
      cmd: { id: 'c-1' },
      cor: 'corr-1',
      cau: 'cause-1',
      rp: ['pack@1'],
      cal: ['calendar@1'],
      b: { role: 'officer' },
    });
    expect(entry?.p).toBeUndefined();
    await ledger.close();
  });

  it('takes a repeated command for one act, also after a restart, and refuses the id for another body', async () => {
    const place = await layout.place();
    const first = await openLedger(place);
    const done = await first.path.execute(accounts, 'account-x', grant('officer'), meta('c-1'));
    const again = await first.path.execute(accounts, 'account-x', grant('officer'), meta('c-1'));
    expect(again).toEqual({ ...done, repeated: true });
    await first.close();

    const second = await openLedger(place);
    const later = await second.path.execute(accounts, 'account-x', grant('officer'), meta('c-1'));
    expect(later).toEqual({ ...done, repeated: true });
    await expect(
      second.path.execute(accounts, 'account-x', grant('finance'), meta('c-1')),
    ).rejects.toMatchObject({ code: 'command-id-reused' });
    expect(await second.store.streamHead('account-x')).toBe(0n);
    await second.close();
  });

  it('records a refusal with every broken rule before it answers, and decides a refused command anew', async () => {
    const ledger = await openLedger(await layout.place());
    const refused = ledger.path.execute(accounts, 'account-x', revoke('officer'), meta('c-1'));
    await expect(refused).rejects.toMatchObject({ code: 'command-refused', broken: [{ code: 'R-00' }] });
    const [refusal] = await entriesOf(ledger.store, 'refusal-c-1');
    expect(refusal).toMatchObject({
      t: 'CommandRefused',
      b: { command: 'RevokeRole', stream: 'account-x', broken: [{ code: 'R-00', guard: 'G-ENTRY' }] },
    });
    expect(await ledger.store.streamHead('account-x')).toBeUndefined();

    await ledger.path.execute(accounts, 'account-x', grant('officer'), meta('c-2'));
    const done = await ledger.path.execute(accounts, 'account-x', revoke('officer'), meta('c-1'));
    expect(done).toMatchObject({ lastRevision: 1, repeated: false });
    await ledger.close();
  });

  it('refuses an act that is dated after now', async () => {
    const ledger = await openLedger(await layout.place(), { clock: clockAt(NOON) });
    const occurred = legalInstant('2026-03-02T12:00:00.001+08:00');
    await expect(
      ledger.path.execute(accounts, 'account-x', grant('officer'), meta('c-1', { occurred })),
    ).rejects.toMatchObject({ code: 'occurred-in-future', field: 'occurredAt' });
    await ledger.close();
  });

  it('decides again when somebody else was first, on what he recorded', async () => {
    const ledger = await openLedger(await layout.place());
    // Another process would have a cache and a queue of its own; so has this one.
    const rivalCache = new StreamCache(ledger.store, ledger.reader);
    const rival = new CommandPath(rivalCache, ledger.recorder, new KeyedQueue(), systemClock);
    const roles = ['officer', 'finance', 'archivist', 'publisher', 'supervisor', 'discipline'] as const;
    const done = await Promise.all(
      roles.map((role, index) =>
        (index % 2 === 0 ? ledger.path : rival).execute(
          accounts,
          'account-x',
          grant(role),
          meta(`c-${role}`),
        ),
      ),
    );
    expect(done.map(({ lastRevision }) => lastRevision).toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
    const twice = await Promise.allSettled([
      ledger.path.execute(accounts, 'account-y', grant('officer'), meta('d-1')),
      rival.execute(accounts, 'account-y', grant('officer'), meta('d-2')),
    ]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await ledger.store.streamHead('account-y')).toBe(0n);
    await ledger.close();
  });

  it('never lets recorded time go back, and reports a clock that does', async () => {
    const clock = clockAt(NOON);
    const ledger = await openLedger(await layout.place(), { clock });
    await ledger.path.execute(accounts, 'account-x', grant('officer'), meta('c-1'));
    clock.set('2026-03-02T03:30:00.000Z');
    await ledger.path.execute(accounts, 'account-x', grant('finance'), meta('c-2'));
    clock.set('2026-03-02T04:00:01.000Z');
    await ledger.path.execute(accounts, 'account-x', grant('archivist'), meta('c-3'));
    const entries = await entriesOf(ledger.store, 'account-x');
    expect(entries.map(({ at }) => at)).toEqual([NOON, NOON, '2026-03-02T04:00:01.000Z']);
    await ledger.close();
  });

  it('carries a chain of causes through the store', async () => {
    const ledger = await openLedger(await layout.place());
    await ledger.path.execute(
      accounts,
      'account-a',
      grant('officer'),
      meta('c-1', { correlationId: 'corr' }),
    );
    await ledger.path.execute(
      accounts,
      'account-b',
      grant('officer'),
      meta('c-2', { correlationId: 'corr', causationId: 'c-1' }),
    );
    await ledger.path.execute(
      accounts,
      'account-c',
      grant('officer'),
      meta('c-3', { correlationId: 'corr', causationId: 'c-2' }),
    );
    const all = (await ledger.store.readAll('', 10)).map(({ entry }) => parseEntry(entry));
    const chain: string[] = [];
    for (let id: string | undefined = 'c-3'; id !== undefined;) {
      chain.unshift(id);
      id = all.find(({ cmd }) => cmd.id === id)?.cau;
    }
    expect(chain).toEqual(['c-1', 'c-2', 'c-3']);
    expect(new Set(all.map(({ cor }) => cor))).toEqual(new Set(['corr']));
    await ledger.close();
  });
});
