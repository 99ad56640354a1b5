import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { Appending } from './appending';
import { batchAppend } from './batch-appending';
import { EventLog, type LogRecord } from './event-log';
import { Faults } from './faults';
import { readLog, writeRecord } from './log-file';
import { Reading, type ReadCall } from './reading';
import { Subscribing } from './subscribing';

/** How a test server is set up. */
export interface TestServerOptions {
  /** Where events outlive a restart; in memory they outlive it too, and are gone with the process. */
  readonly file?: string;
  /** `MaxAppendSize`; the server's own default is 1 MiB. */
  readonly mostBytes?: number;
  /** Whether batch append is announced and served. */
  readonly batchAppend?: boolean;
}

const MIB = 1 << 20;
const MOST_REQUEST_BYTES = 16 * MIB;

/**
 * EventStoreDB's client protocol on a loopback port, for the real client to speak to: what it answers is what the source of
 * 24.10 says that the server answers. It proves our use of the protocol, not the server.
 */
export class TestEventStoreDb {
  readonly faults = new Faults();
  #server = new Server();
  #log: EventLog;
  #port = 0;
  #stopping = new AbortController();

  private constructor(private readonly options: TestServerOptions) {
    this.#log = this.#open(options.file === undefined ? [] : readLog(options.file));
  }

  static async start(options: TestServerOptions = {}): Promise<TestEventStoreDb> {
    const server = new TestEventStoreDb(options);
    await server.#listen();
    return server;
  }

  /** For the client: this node alone, without TLS. */
  get url(): string {
    return `esdb://127.0.0.1:${this.#port}?tls=false`;
  }

  get port(): number {
    return this.#port;
  }

  /** What is stored: for tests. */
  get log(): EventLog {
    return this.#log;
  }

  /** Calls end, connections break; what was stored stays. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#server.forceShutdown();
    await Promise.resolve();
  }

  /** The same port again, with what was stored. */
  async restart(): Promise<void> {
    await this.#again(this.options.file === undefined ? this.#log.records : readLog(this.options.file));
  }

  /** The same port again with an empty store, as after a lost disk. */
  async restartEmpty(): Promise<void> {
    if (this.options.file !== undefined) rmSync(this.options.file, { force: true });
    await this.#again([]);
  }

  /** A backup as of now. */
  backup(): readonly LogRecord[] {
    const { file } = this.options;
    if (file !== undefined && existsSync(file)) copyFileSync(file, `${file}.backup`);
    return [...this.#log.records];
  }

  /** The same port again, with what a backup holds. */
  async restore(backup: readonly LogRecord[]): Promise<void> {
    const { file } = this.options;
    if (file !== undefined) copyFileSync(`${file}.backup`, file);
    await this.#again(backup);
  }

  async #again(records: readonly LogRecord[]): Promise<void> {
    await this.stop();
    this.#log = this.#open(records);
    await this.#listen();
  }

  #open(records: readonly LogRecord[]): EventLog {
    const { file } = this.options;
    return new EventLog(records, (record) => {
      if (file !== undefined) writeRecord(file, record);
    });
  }

  async #listen(): Promise<void> {
    this.#stopping = new AbortController();
    this.#server = new Server({ 'grpc.max_receive_message_length': MOST_REQUEST_BYTES });
    this.#serve();
    const credentials = ServerCredentials.createInsecure();
    this.#port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync(`127.0.0.1:${this.#port}`, credentials, (error, port) => {
        if (error === null) resolve(port);
        else reject(error);
      });
    });
  }

  #serve(): void {
    const appending = new Appending(this.#log, this.faults, this.options.mostBytes ?? MIB);
    const reading = new Reading(this.#log, this.faults);
    const subscribing = new Subscribing(this.#log, this.faults);
    const { signal } = this.#stopping;
    this.#server.addService(StreamsService, {
      append: appending.append.bind(appending),
      delete: appending.delete.bind(appending),
      tombstone: appending.tombstone.bind(appending),
      batchAppend: (call: Parameters<typeof batchAppend>[0]) => batchAppend(call, appending),
      read: (call: ReadCall) => {
        const options = call.request.getOptions();
        if (options === undefined) return void call.end();
        if (!options.hasSubscription()) return void reading.answer(call, options);
        const ended = new AbortController();
        call.on('cancelled', () => ended.abort());
        void subscribing.answer(call, options, AbortSignal.any([signal, ended.signal]));
      },
    });
    this.#server.addService(ServerFeaturesService, { getSupportedMethods: this.#features.bind(this) });
    this.#server.addService(GossipService, { read: this.#gossip.bind(this) });
  }

  #features(_: ServerUnaryCall<unknown, SupportedMethods>, answer: sendUnaryData<SupportedMethods>): void {
    const serviceName = 'event_store.client.streams.streams';
    const methods = ['append', 'read', 'delete', 'tombstone', 'batchappend']
      .filter((name) => name !== 'batchappend' || this.options.batchAppend !== false)
      .map((name) => {
        const features = { read: ['position', 'events'], batchappend: ['deadline_duration'] }[name] ?? [];
        const method = new SupportedMethod().setServiceName(serviceName).setMethodName(name);
        for (const feature of features) method.addFeatures(feature);
        return method;
      });
    answer(null, new SupportedMethods().setEventStoreServerVersion('24.10.4').setMethodsList(methods));
  }

  #gossip(_: ServerUnaryCall<unknown, ClusterInfo>, answer: sendUnaryData<ClusterInfo>): void {
    const endPoint = new EndPoint().setAddress('127.0.0.1').setPort(this.#port);
    const leader = MemberInfo.VNodeState.LEADER;
    const member = new MemberInfo().setState(leader).setIsAlive(true).setHttpEndPoint(endPoint);
    answer(null, new ClusterInfo().setMembersList([member]));
  }
}
