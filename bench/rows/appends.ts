import { randomUUID } from 'node:crypto';
import { openSqliteLedger } from '../../src/engines/sqlite/sqlite-event-store';
import type { EventStore } from '../../src/ports/event-store';
import type { Bench, Context } from '../context';
import { newCommand, newStream, nextRecord, type End } from '../entries';
import type { Measurement } from '../measurement';
import { alternating, timed, type Timed } from '../rounds';
import { BareGroupCommit } from './bare-group-commit';

const WRITERS = 64;
/** A writer then goes on to a new case. */
const EVENTS_PER_STREAM = 8;

/** Durable appends by many writers, each of which waits for its answer before it goes on. */
export const appends: Bench = {
  name: 'append',
  rows: ['append'],
  run: async (context) => [await run(context)],
};

async function run(context: Context): Promise<Measurement> {
  const each = context.quick ? 80 : 1_600;
  const store = await openSqliteLedger({
    folder: context.folder('append'),
    mode: 'write',
    genesis: { logId: randomUUID(), createdAt: new Date().toISOString() },
  });
  const entryBytes = nextRecord(nextRecord(newStream(), newCommand()).end, newCommand()).record.entry.length;
  const bare = await BareGroupCommit.open(context.folder('append-peer'), entryBytes);
  const bar = context.progress('append', context.rounds + 1);
  try {
    const rates = await alternating(
      context.rounds,
      () => append(store, each),
      () => bare.run(each, WRITERS, EVENTS_PER_STREAM),
      bar.update,
    );
    return {
      name: 'append',
      what: `durable appends, ${WRITERS} writers, whole record, writer in its thread`,
      value: rates.ours,
      unit: 'events/s',
      better: 'higher',
      peer: { name: 'bare better-sqlite3 group commit, one thread, same table', value: rates.peer },
      bar: { of: 'ratio', at: 0.5 },
      note: `${context.rounds} rounds of ${(each * WRITERS).toLocaleString('en')}, entries of ${entryBytes} bytes`,
    };
  } finally {
    bar.stop();
    await store.close();
    bare.close();
  }
}

/** Sealing is part of what is timed: building the entry is a part of recording it. */
function append(store: EventStore, each: number): Promise<Timed> {
  return timed(each * WRITERS, async () => {
    await Promise.all(Array.from({ length: WRITERS }, () => writer(store, each)));
  });
}

async function writer(store: EventStore, events: number): Promise<void> {
  let end: End = newStream();
  for (let done = 0; done < events; done++) {
    if (done > 0 && done % EVENTS_PER_STREAM === 0) end = newStream();
    const expected = end.revision < 0 ? 'no-stream' : { revision: BigInt(end.revision) };
    const next = nextRecord(end, newCommand());
    await store.append(end.stream, expected, [next.record]);
    end = next.end;
  }
}
