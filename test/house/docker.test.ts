import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readConfig } from '../../src/config';
import { properties } from '../servers/kafka';
import { repoRoot } from '../support/repo-root';

interface Service {
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly stop_grace_period?: string;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const read = (file: string): string => readFileSync(join(repoRoot, 'docker', file), 'utf8');

/** A file as Compose reads it: merged, with the defaults of its variables. */
const compose = (file: string): Compose =>
  parse(read(file).replace(/\$\{[A-Z_]+:-([^}]*)\}/gu, '$1'), { merge: true }) as Compose;

/** Compose merges the members of a service; of lists it keeps both. */
function over(base: Compose, more: Compose): Compose {
  const names = new Set([...Object.keys(base.services), ...Object.keys(more.services)]);
  const services = [...names].map((name): [string, Service] => {
    const [under = {}, top = {}]: (Service | undefined)[] = [base.services[name], more.services[name]];
    const environment = { ...under.environment, ...top.environment };
    const depends_on = { ...under.depends_on, ...top.depends_on };
    const volumes = [...new Set([...(under.volumes ?? []), ...(top.volumes ?? [])])];
    return [name, { ...under, ...top, environment, depends_on, volumes }];
  });
  return { services: Object.fromEntries(services), volumes: { ...base.volumes, ...more.volumes } };
}

const single = compose('compose.yaml');
const layouts: readonly (readonly [string, Compose, number])[] = [
  ['one of each', single, 1],
  ['three of each', over(single, compose('compose.cluster.yaml')), 3],
];
const roles = ['api', 'relay', 'projections'];

describe.each(layouts)('the layout with %s', (_name, { services, volumes }, nodes) => {
  const all = Object.entries(services);

  it.each(roles)('runs %s with settings that the program takes', (role) => {
    const { environment = {} } = services[role] ?? {};
    const config = readConfig(environment);
    expect([...config.roles]).toEqual([role]);
    const { ledger, feed, readModels, blobs } = config.engines;
    expect([ledger.kind, feed.kind, readModels.kind, blobs.kind]).toEqual([
      'esdb',
      'kafka',
      'postgres',
      's3',
    ]);
    expect(feed).toMatchObject({ replication: nodes });
    expect(feed.kind === 'kafka' ? feed.brokers.length : 0).toBe(nodes);
  });

  it('waits for what is healthy, and everything that is waited for says whether it is', () => {
    for (const role of roles) {
      const waits = Object.keys(services[role]?.depends_on ?? {});
      const servers = all.map(([name]) => name).filter((name) => !roles.includes(name));
      expect(waits).toEqual(expect.arrayContaining(servers));
    }
    for (const [, { depends_on = {} }] of all) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(condition).toBe('service_healthy');
        // Henji's own check is in its image.
        expect(roles.includes(name) || services[name]?.healthcheck !== undefined).toBe(true);
      }
    }
  });

  it('keeps everything in volumes with names, and asks for time to stop', () => {
    const used = all.flatMap(([, service]) =>
      (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? ''),
    );
    expect(new Set(used)).toEqual(new Set(Object.keys(volumes)));
    for (const [, service] of all) expect(service.volumes).not.toHaveLength(0);
    for (const role of roles)
      expect(Number.parseInt(services[role]?.stop_grace_period ?? '0', 10)).toBeGreaterThan(10);
  });

  it('lets nothing but the interface out, to this machine alone', () => {
    const ports = all.flatMap(([name, service]) => (service.ports ?? []).map((port) => [name, port]));
    expect(ports).toEqual([['api', '127.0.0.1:3000:3000']]);
  });

  it('names images with versions', () => {
    for (const [name, { image = '' }] of all)
      if (!roles.includes(name)) expect(image).toMatch(/^[a-z/]+:v?\d+/u);
  });

  it('runs Kafka as the tests do', () => {
    const controllers = Array.from({ length: nodes }, () => 0);
    const tested = new Map(
      properties({ id: 1, port: 0, data: '', controllers, count: nodes })
        .split('\n')
        .map((line) => line.split('=') as [string, string]),
    );
    const own = /^(node[.]id|log[.]dirs|listeners|advertised[.]listeners|controller[.]quorum[.]voters)$/u;
    const brokers = all.filter(([name]) => name.startsWith('kafka'));
    expect(brokers).toHaveLength(nodes);
    for (const [, { environment = {} }] of brokers) {
      const settings = Object.entries(environment).filter(([name]) => name.startsWith('KAFKA_'));
      const named = settings.map(
        ([name, value]) => [name.slice(6).toLowerCase().replaceAll('_', '.'), value] as const,
      );
      for (const [name, value] of named.filter(([each]) => !own.test(each)))
        expect([name, tested.get(name)]).toEqual([name, value]);
      const mustBe = [...tested.keys()].filter((name) => /replication|isr|insync|auto[.]create/u.test(name));
      expect(named.map(([name]) => name)).toEqual(expect.arrayContaining(mustBe));
    }
    expect(new Set(brokers.map(([, { environment }]) => environment?.['KAFKA_NODE_ID'])).size).toBe(nodes);
  });
});

describe('the image', () => {
  const lines = read('Dockerfile').split('\n');
  const said = (word: string): readonly string[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

  it('copies what is there and what is let in', () => {
    const allowed = new Set(
      read('Dockerfile.dockerignore')
        .split('\n')
        .filter((line) => line.startsWith('!'))
        .map((line) => line.slice(1)),
    );
    const copied = said('COPY')
      .filter((line) => !line.startsWith('--from'))
      .flatMap((line) => line.split(' ').slice(0, -1));
    for (const path of copied)
      expect([path, existsSync(join(repoRoot, path)), allowed.has(path)]).toEqual([path, true, true]);
    expect(new Set(copied)).toEqual(allowed);
  });

  it('runs as nobody special, on the oldest Node that is supported, and tells how it fares', () => {
    const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
    expect(last[0]).toBe('FROM node:20-bookworm-slim');
    expect(last).toContain('USER node');
    expect(last.some((line) => line.startsWith('HEALTHCHECK '))).toBe(true);
    expect(last).toContain('STOPSIGNAL SIGTERM');
    const entry = last.find((line) => line.startsWith('ENTRYPOINT '))?.slice(11) ?? '[]';
    const program = (JSON.parse(entry) as string[]).at(-1) ?? '';
    expect(existsSync(join(repoRoot, program))).toBe(true);
  });
});
