import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino, type Logger } from 'pino';
import type { Henji } from '../app/henji';
import type { Duty } from '../app/roles/duty';
import { HenjiModule, type DoorParts } from '../app/henji.module';
import { serveDocs } from './docs';
import { fastifyAdapter } from './fastify';
import { controllers, HttpModule } from './http.module';
import { standardLimits, type Limits } from './limits';
import { logRequests, nestLog } from './log';
import { Metrics } from './metrics';
import { ServiceState } from './service-state';

/** How the door is opened. */
export interface ServerOptions {
  /** Where to listen; without it nobody outside can reach it (tests inject requests). Port 0 takes a free one. */
  readonly listen?: { readonly host: string; readonly port: number };
  readonly version: string;
  readonly limits?: Partial<Limits>;
  /** What else the process does, for readiness. */
  readonly duties?: readonly Duty[];
  readonly log?: Logger;
}

/** The door, open. */
export interface RunningServer {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  readonly app: NestFastifyApplication;
  /** Takes no new requests, lets those in flight end, closes the listener. The ledger is closed by who opened it. */
  close(): Promise<void>;
}

/** What the door stands in front of. */
export type ServedHenji = DoorParts & Pick<Henji, 'store' | 'projections'>;

/**
 * Open the HTTP door of a data folder.
 *
 * @throws the error of the operating system where the address cannot be listened on
 */
export async function startServer(henji: ServedHenji, options: ServerOptions): Promise<RunningServer> {
  const limits = { ...standardLimits, ...options.limits };
  const log = options.log ?? pino({ name: 'henji', level: 'info' });
  const state = new ServiceState({ ...henji, duties: options.duties ?? [] });
  const metrics = new Metrics(state);
  const module = HttpModule.open({ limits, metrics, state, app: HenjiModule.of(henji) });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest takes its options as a literal
  const app = await NestFactory.create<NestFastifyApplication>(module, fastifyAdapter(limits), {
    logger: nestLog(log),
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  metrics.observe(fastify);
  logRequests(fastify, log);
  serveDocs(app, controllers, options.version);
  await app.init();
  await fastify.ready();
  await henji.projections.started();
  const url = options.listen === undefined ? '' : await listen(app, options.listen);
  return { url, app, close: () => close(app) };
}

/** How long requests in flight may take once the door is closing, in milliseconds. */
const DRAIN_MS = 5_000;

/**
 * Connections that are kept open for a next request are closed as soon as their last one is answered, and all of them
 * after a while: who is asked to go must not wait for somebody who uploads slowly.
 */
async function close(app: NestFastifyApplication): Promise<void> {
  const idle = setInterval(() => {
    app.getHttpServer().closeIdleConnections();
  }, 25);
  const late = setTimeout(() => {
    app.getHttpServer().closeAllConnections();
  }, DRAIN_MS);
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(late);
  }
}

async function listen(
  app: NestFastifyApplication,
  { host, port }: { host: string; port: number },
): Promise<string> {
  await app.listen(port, host);
  const { port: given } = app.getHttpServer().address() as { port: number };
  return `http://${host.includes(':') ? `[${host}]` : host}:${given}`;
}
