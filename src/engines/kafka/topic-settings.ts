import { ConfigResourceTypes, type Admin } from 'kafkajs';
import { TopicUnfit, type Reason } from '../../ports/relay-publisher';

/** How a topic is made. */
export interface TopicSettings {
  readonly topic: string;
  /** For the life of the topic: a stream that changed its part would lose its order. */
  readonly parts: number;
  readonly replication: number;
}

/** The largest group of records that is sent to one part. */
export const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;
/** What an existing topic must take: the largest entry with a ciphertext, and room. */
const LEAST_MESSAGE_BYTES = 1_048_576;

const FOREVER = '-1';

/** Copies that must have a record before it is acknowledged. */
const leastInSync = (replication: number): number => Math.max(1, replication - 1);

/**
 * Make the topic where there is none; where there is one, look whether it keeps what it is given.
 *
 * @returns how many parts it has
 * @throws TopicUnfit with every reason
 */
export async function ensureTopic(admin: Admin, settings: TopicSettings): Promise<number> {
  const { topic } = settings;
  if (!(await admin.listTopics()).includes(topic)) await make(admin, settings);
  const [found] = (await admin.fetchTopicMetadata({ topics: [topic] })).topics;
  const partitions = found?.partitions ?? [];
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic }],
  });
  const stored = new Map(
    resources.flatMap(({ configEntries }) => configEntries.map((one) => [one.configName, one.configValue])),
  );
  const replication = Math.min(...partitions.map(({ replicas }) => replicas.length));
  const reasons = reasonsAgainst(stored, replication, settings);
  if (reasons.length > 0) throw new TopicUnfit(topic, reasons);
  return partitions.length;
}

async function make(admin: Admin, { topic, parts, replication }: TopicSettings): Promise<void> {
  await admin.createTopics({
    waitForLeaders: true,
    topics: [
      {
        topic,
        numPartitions: parts,
        replicationFactor: replication,
        configEntries: Object.entries({
          'cleanup.policy': 'delete',
          'retention.ms': FOREVER,
          'retention.bytes': FOREVER,
          'min.insync.replicas': String(leastInSync(replication)),
          'unclean.leader.election.enable': 'false',
          'max.message.bytes': String(MAX_MESSAGE_BYTES),
          'message.timestamp.type': 'CreateTime',
        }).map(([name, value]) => ({ name, value })),
      },
    ],
  });
}

/** Why a topic with these settings cannot be trusted with the log. */
export function reasonsAgainst(
  stored: ReadonlyMap<string, string>,
  replication: number,
  wanted: Pick<TopicSettings, 'replication'>,
): readonly Reason[] {
  const value = (name: string): string => stored.get(name) ?? '';
  const inSync = Number(value('min.insync.replicas'));
  const least = leastInSync(wanted.replication);
  const checks: readonly (readonly [boolean, zh: string, en: string])[] = [
    [
      value('cleanup.policy') !== 'delete',
      `cleanup.policy 为 ${value('cleanup.policy')}，会删去案件的记录`,
      `cleanup.policy is ${value('cleanup.policy')}, which drops records of a stream`,
    ],
    [
      value('retention.ms') !== FOREVER,
      `retention.ms 为 ${value('retention.ms')}，记录到期即删`,
      `retention.ms is ${value('retention.ms')}: records would go with time`,
    ],
    [
      value('retention.bytes') !== FOREVER,
      `retention.bytes 为 ${value('retention.bytes')}，记录超量即删`,
      `retention.bytes is ${value('retention.bytes')}: records would go with size`,
    ],
    [
      value('unclean.leader.election.enable') === 'true',
      'unclean.leader.election.enable 为 true，会丢失已确认的记录',
      'unclean.leader.election.enable loses acknowledged records',
    ],
    [
      value('message.timestamp.type') === 'LogAppendTime',
      'message.timestamp.type 为 LogAppendTime，看不出记录形成的时间',
      'message.timestamp.type hides when records were made',
    ],
    [
      Number(value('max.message.bytes')) < LEAST_MESSAGE_BYTES,
      `max.message.bytes 为 ${value('max.message.bytes')}，小于 ${LEAST_MESSAGE_BYTES}`,
      `max.message.bytes is ${value('max.message.bytes')}, less than ${LEAST_MESSAGE_BYTES}`,
    ],
    [
      replication < wanted.replication,
      `只有 ${replication} 个副本，应有 ${wanted.replication} 个`,
      `it has ${replication} copies, not ${wanted.replication}`,
    ],
    [
      inSync < least,
      `min.insync.replicas 为 ${inSync}，小于 ${least}`,
      `min.insync.replicas is ${inSync}, less than ${least}`,
    ],
    [
      inSync > replication,
      `min.insync.replicas 为 ${inSync}，多于副本数 ${replication}`,
      `min.insync.replicas is ${inSync}, more than its ${replication} copies`,
    ],
  ];
  return checks.flatMap(([wrong, zh, en]) => (wrong ? [{ zh, en }] : []));
}
