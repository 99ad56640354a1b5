import { parentPort, workerData } from 'node:worker_threads';
import { checkChunk } from './check-chunk';
import { openAudit, type AuditFolder } from './open-audit';

/** One thread of a verification: checks the ranges it is asked for, on a connection of its own. */
const port = parentPort;
if (port === null) throw new Error('verify-thread runs as a worker thread only');
const { audit, keyOf } = openAudit(workerData as AuditFolder);

port.on('message', (range: { from: number; to: number } | 'close') => {
  if (range === 'close') {
    audit.close();
    port.close();
    return;
  }
  const chunk = checkChunk(audit, range.from, range.to, keyOf);
  port.postMessage(chunk, [chunk.leaves.buffer as ArrayBuffer, chunk.digests.buffer as ArrayBuffer]);
});
