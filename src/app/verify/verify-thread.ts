import { parentPort, workerData } from 'node:worker_threads';
import { checkChunk } from './check-chunk';
import { openAudit } from './open-audit';
import { transferOf } from './packed-rows';

/** One thread of a verification: checks the ranges it is asked for, on a connection of its own. */
const port = parentPort;
if (port === null) throw new Error('verify-thread runs as a worker thread only');
/** Answers go out in the order of the questions. */
let turn = Promise.resolve();
const { audit, keys } = openAudit(workerData as string);

port.on('message', (range: { from: number; to: number } | 'close') => {
  if (range === 'close') {
    void turn.then(async () => {
      audit.close();
      await keys.close();
      port.close();
    });
    return;
  }
  turn = turn.then(async () => {
    const chunk = await checkChunk(audit, range.from, range.to, keys);
    port.postMessage(chunk, transferOf(chunk));
  });
});
