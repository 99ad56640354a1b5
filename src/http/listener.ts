import { createServer, type Server, type ServerResponse } from 'node:http';
import { Metrics } from './metrics';
import { ServiceState, type Served } from './service-state';

/** A process that answers nothing but how it fares. */
export interface RunningListener {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Tell how a process without the role `api` fares, at the addresses under which one with it does: `/health`, `/ready`,
 * `/metrics`. It reads no bodies and knows no people; it is for the network of those who run the service.
 *
 * @throws the error of the operating system where the address cannot be listened on
 */
export async function startListener(
  served: Served,
  listen: { readonly host: string; readonly port: number },
): Promise<RunningListener> {
  const state = new ServiceState(served);
  const metrics = new Metrics(state);
  const answers: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    '/health': (response) => {
      json(response, 200, { status: 'ok' });
      return Promise.resolve();
    },
    '/ready': async (response) => {
      const { ready, checks } = await state.ready();
      json(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not-ready', checks });
    },
    '/metrics': async (response) => {
      const text = await metrics.registry.metrics();
      response.setHeader('content-type', metrics.registry.contentType).end(text);
    },
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (request.method !== 'GET' || answer === undefined) {
      json(response, 404, { code: 'not-found' });
      return;
    }
    answer(response).catch(() => {
      json(response, 503, { status: 'not-ready' });
    });
  });
  return { url: await listening(server, listen), close: () => closed(server) };
}

function json(response: ServerResponse, status: number, body: object): void {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

function listening(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const { port: given } = server.address() as { port: number };
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${given}`);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
