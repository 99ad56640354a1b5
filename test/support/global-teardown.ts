import { stopServers } from '../servers/running';

/** Stops the servers that the tests of this run have asked for. */
export default async function stopWhatWasStarted(): Promise<void> {
  const root = process.env['HENJI_TEST_SERVERS'];
  if (root !== undefined) await stopServers(root);
}
