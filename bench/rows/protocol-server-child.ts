import { TestEventStoreDb } from '../../test/support/eventstoredb/server';

/** The EventStoreDB protocol server of the tests, in a process of its own. */
async function main(): Promise<void> {
  const server = await TestEventStoreDb.start({ mostBytes: 1 << 23 });
  process.once('SIGTERM', () => {
    void server.stop().then(() => process.exit(0));
  });
  process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
}

void main();
