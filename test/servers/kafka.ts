import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { freePorts } from './free-ports';
import { kafkaJars, type KafkaVersion } from './kafka-jars';
import type { NodePlan, ServerKind } from './server-plan';

const v41: KafkaVersion = { kafka: '4.1.1', slf4j: '2.0.17' };
const v39: KafkaVersion = { kafka: '3.9.1', slf4j: '1.7.36' };

/** Apache Kafka in KRaft mode, each node broker and controller at once. The URL is `kafka://HOST:PORT,HOST:PORT`. */
const kafka = (name: string, version: KafkaVersion, count: number): ServerKind => ({
  name,
  missing: () => {
    const jars = kafkaJars(version);
    return 'missing' in jars ? jars.missing : undefined;
  },
  prepare: async (folder) => {
    const jars = kafkaJars(version);
    if ('missing' in jars) throw new Error(jars.missing);
    const classPath = join(jars.folder, '*');
    const ports = await freePorts(2 * count);
    const brokers = ports.slice(0, count);
    const controllers = ports.slice(count);
    // Not one that begins like an option, as one in 64 would.
    const cluster = `henji-${randomBytes(12).toString('base64url')}`;
    const nodes = brokers.map((port, i): NodePlan => {
      const file = join(folder, `node-${String(i)}.properties`);
      const data = join(folder, `data-${String(i)}`);
      mkdirSync(data);
      writeFileSync(file, properties({ id: i + 1, port, data, controllers, count }));
      const format = [
        '-cp',
        classPath,
        ...quiet,
        'kafka.tools.StorageTool',
        'format',
        '-t',
        cluster,
        '-c',
        file,
      ];
      execFileSync('java', format, { stdio: 'pipe' });
      return { command: 'java', args: [...memory, ...quiet, '-cp', classPath, 'kafka.Kafka', file] };
    });
    return {
      url: `kafka://${brokers.map((port) => `127.0.0.1:${String(port)}`).join(',')}`,
      nodes,
      endWith: 'SIGKILL',
      ready: () => answers(brokers),
    };
  },
});

/** As small as a broker runs well, and quick to start. */
const memory = ['-Xms96m', '-Xmx320m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];
const quiet = ['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];

interface NodeSettings {
  readonly id: number;
  readonly port: number;
  readonly data: string;
  readonly controllers: readonly number[];
  /** Nodes of the cluster. */
  readonly count: number;
}

/** The settings of one node, as `server.properties` has them; docker/ runs with the same. */
export function properties({ id, port, data, controllers, count }: NodeSettings): string {
  const voters = controllers.map((controller, i) => `${String(i + 1)}@127.0.0.1:${String(controller)}`);
  const copies = String(count);
  const least = String(Math.max(1, count - 1));
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': String(id),
    'controller.quorum.voters': voters.join(','),
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${String(port)},CONTROLLER://127.0.0.1:${String(controllers[id - 1])}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${String(port)}`,
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'log.dirs': data,
    'default.replication.factor': copies,
    'min.insync.replicas': least,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': least,
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': least,
    'group.initial.rebalance.delay.ms': '0',
    'auto.create.topics.enable': 'false',
    'delete.topic.enable': 'true',
    // A broker that is killed or paused is missed soon.
    'broker.session.timeout.ms': '3000',
    'broker.heartbeat.interval.ms': '500',
    'controller.quorum.election.timeout.ms': '500',
    'controller.quorum.fetch.timeout.ms': '1000',
    'replica.lag.time.max.ms': '3000',
    // Tests that kill a member of a group do not wait long for the others to notice.
    'group.min.session.timeout.ms': '1000',
    'num.network.threads': '2',
    'num.io.threads': '4',
  })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

/** Every broker is in, and there is somebody who leads. */
async function answers(ports: readonly number[]): Promise<void> {
  const admin = new Kafka({
    brokers: ports.map((port) => `127.0.0.1:${String(port)}`),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    const { brokers } = await admin.describeCluster();
    if (brokers.length !== ports.length)
      throw new Error(`${String(brokers.length)} of ${String(ports.length)} brokers`);
  } finally {
    await admin.disconnect();
  }
}

/** One node of 4.1; one of 3.9; three of 4.1. */
export const kafkaKinds: readonly ServerKind[] = [
  kafka('kafka', v41, 1),
  kafka('kafka-3.9', v39, 1),
  kafka('kafka-three', v41, 3),
];
