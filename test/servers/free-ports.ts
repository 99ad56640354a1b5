import { createServer, type AddressInfo } from 'node:net';

/** So many loopback ports that nobody listens on now. */
export async function freePorts(count: number): Promise<readonly number[]> {
  // All are held before the first is given back, so that they differ.
  const held = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
      });
      return server;
    }),
  );
  const ports = held.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
