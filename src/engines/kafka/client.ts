import { Kafka, logLevel } from 'kafkajs';

/** Where a topic lies. */
export interface KafkaPlace {
  /** `host:port` */
  readonly brokers: readonly string[];
  readonly topic: string;
}

/** How long one request may take. kafkajs would sit on a dead socket far longer. */
const REQUEST_MS = 15_000;

/**
 * A client. It does not log: what fails is thrown, told in the status and tried again, and what it prints by itself at
 * the start of a broker is noise.
 */
export const kafkaClient = (brokers: readonly string[], clientId: string): Kafka =>
  new Kafka({
    brokers: [...brokers],
    clientId,
    logLevel: logLevel.NOTHING,
    connectionTimeout: 5_000,
    requestTimeout: REQUEST_MS,
    // A silent connection is noticed by its own timer.
    enforceRequestTimeout: true,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5 },
  });
