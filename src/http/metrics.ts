import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { isSealedRoute } from './sealed-routes';
import type { Check, ServiceState } from './service-state';

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
          // What cannot be told now is left out, and nothing else with it: `/ready` says why.
          await collect(this).catch(() => {
            this.reset();
            if (labelNames.length === 0) this.remove();
          });
        },
      });
    };
    gauge('henji_ledger_records', 'Records in the ledger, where its engine counts them', [], async (it) => {
      const records = await state.records();
      if (records === undefined) it.remove();
      else it.set(records);
    });
    gauge(
      'henji_projection_behind_records',
      'Records that a projection has not seen yet, where the engine counts them',
      ['projection'],
      async (it) => {
        for (const { name, behind } of await state.projections())
          if (behind !== undefined) it.set({ projection: name }, behind);
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
      'henji_projection_unread_records',
      'Records of the topic in the parts of this process that were not taken yet',
      ['projection'],
      async (it) => {
        for (const { name, unread } of await state.projections())
          if (unread !== undefined) it.set({ projection: name }, unread);
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
  for (const [name, help, read] of relayGauges) {
    gauge(name, help, [], async (it) => {
      const relay = (await state.duties()).find((duty) => duty.name === 'relay');
      const value = relay === undefined ? undefined : read(relay);
      if (value === undefined) it.remove();
      else it.set(value);
    });
  }
}

const relayGauges: readonly (readonly [
  name: string,
  help: string,
  read: (relay: Check) => number | undefined,
])[] = [
  [
    'henji_relay_lease_held',
    '1 where this process is the relay that publishes, 0 where it stands by for another one',
    ({ lease }) => (lease === 'held' ? 1 : 0),
  ],
  [
    'henji_relay_lag_seconds',
    'Age of what the relay has published last; 0 at the end of the ledger; absent where it stands by',
    ({ lagSeconds }) => number(lagSeconds),
  ],
  [
    'henji_relay_position',
    'Where in the ledger the last published record lies: its number, or its commit position on EventStoreDB',
    ({ position }) => number(Number.parseInt(String(position), 10)),
  ],
  ['henji_relay_epoch', 'Of the lease under which was published last', ({ epoch }) => number(epoch)],
  [
    'henji_relay_published_records',
    'Records that this process has published',
    ({ published }) => number(published),
  ],
  ['henji_relay_batches', 'Batches in which it did', ({ batches }) => number(batches)],
  ['henji_relay_failures', 'Times that it began anew after a failure', ({ restarts }) => number(restarts)],
  [
    'henji_relay_refills',
    'Times that it filled the topic from the beginning',
    ({ refills }) => number(refills),
  ],
];

const number = (value: unknown): number | undefined =>
  typeof value === 'number' && !Number.isNaN(value) ? value : undefined;
