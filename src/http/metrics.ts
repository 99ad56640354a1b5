import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { isSealedRoute } from './sealed-routes';
import type { ServiceState } from './service-state';

/** What is counted and measured. No label ever holds a person, a case, or what was asked for. */
export class Metrics {
  readonly registry = new Registry();
  readonly #seconds = new Histogram({
    name: 'henji_http_request_seconds',
    help: 'Time from the request to the end of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });
  readonly #refused = new Counter({
    name: 'henji_rules_broken_total',
    help: 'Rules found broken by commands, by their codes',
    labelNames: ['code'] as const,
    registers: [this.registry],
  });

  constructor(state: ServiceState) {
    const gauge: MakeGauge = (name, help, labelNames, collect) => {
      new Gauge({
        ...{ name, help, labelNames, registers: [this.registry] },
        async collect() {
          await collect(this);
        },
      });
    };
    gauge('henji_ledger_records', 'Records in the ledger', [], async (it) => {
      it.set(await state.records());
    });
    gauge(
      'henji_projection_behind_records',
      'Records that a projection has not seen yet',
      ['projection'],
      async (it) => {
        for (const { name, behind } of await state.projections()) it.set({ projection: name }, behind ?? 0);
      },
    );
    gauge(
      'henji_projection_lag_seconds',
      'Age of what a projection shows; 0 when live',
      ['projection'],
      async (it) => {
        for (const { name, lagSeconds } of await state.projections())
          it.set({ projection: name }, lagSeconds);
      },
    );
    gauge(
      'henji_projection_parked_streams',
      'Streams that wait behind an event that could not be applied',
      ['projection'],
      async (it) => {
        for (const { name, parkedStreams } of await state.projections())
          it.set({ projection: name }, parkedStreams);
      },
    );
    gaugeDuties(gauge, state);
    gauge('henji_process_resident_bytes', 'Resident memory of the process', [], (it) => {
      it.set(process.memoryUsage.rss());
      return Promise.resolve();
    });
  }

  /** Measure every request of an instance, by the template of its route. */
  observe(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'none';
      if (!isSealedRoute(route)) {
        this.#seconds.observe(
          { method: request.method, route, status: reply.statusCode },
          reply.elapsedTime / 1000,
        );
      }
      done();
    });
  }

  /** Rules that stood in the way of a command. */
  refused(codes: readonly string[]): void {
    for (const code of codes) this.#refused.inc({ code });
  }
}

type MakeGauge = (
  name: string,
  help: string,
  labelNames: string[],
  collect: (gauge: Gauge) => Promise<void>,
) => void;

/** What the process does beside answering. */
function gaugeDuties(gauge: MakeGauge, state: ServiceState): void {
  gauge(
    'henji_duty_ok',
    'Whether what this process does beside answering fares well',
    ['duty'],
    async (it) => {
      for (const { name, ok } of await state.duties()) it.set({ duty: name }, ok ? 1 : 0);
    },
  );
  gauge(
    'henji_relay_lag_seconds',
    'Age of what the relay has published last; 0 at the end of the ledger',
    [],
    async (it) => {
      const relay = (await state.duties()).find(({ name }) => name === 'relay');
      if (typeof relay?.['lagSeconds'] === 'number') it.set(relay['lagSeconds']);
    },
  );
}
