import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import type { Clock } from '../../src/app/clock';
import { heldBy } from '../../src/app/demo/held';
import { seedDemonstration } from '../../src/app/demo/small';
import { readFacts, type DemonstrationFacts } from '../../src/app/demo/sign-ins';
import type { Place } from '../../src/app/engines/place';
import { openWhole, type WholePlace } from '../../src/app/roles/open-whole';
import type { Limits } from '../../src/http/limits';
import { startServer, type RunningServer } from '../../src/http/server';
import type { Alarm } from '../../projections/status';
import { testClock } from '../support/test-clock';

type Answer = Awaited<ReturnType<NestFastifyApplication['inject']>>;

/** How a door is opened. */
export interface DoorOptions {
  /** Where nothing lies yet, or what {@link Door.leave} left. Without it files of a new folder, gone with the door. */
  readonly place?: Place;
  readonly limits?: Partial<Limits>;
  /** Without it {@link testClock}. */
  readonly clock?: Clock;
}

/** The door of an instance with all its roles in this process, with nobody listening outside. */
export class Door {
  readonly #tokens = new Map<string, string>();

  private constructor(
    private readonly place: Place,
    readonly henji: WholePlace,
    readonly server: RunningServer,
    readonly demo: DemonstrationFacts,
    /** What was told of since the door was opened. */
    readonly alarms: readonly Alarm[],
  ) {}

  /** Open the door; where nothing lies yet the demonstration organ is put there first. */
  static async open({
    place = newFolder(),
    limits = {},
    clock = testClock,
  }: DoorOptions = {}): Promise<Door> {
    const alarms: Alarm[] = [];
    const henji = await openWhole({
      ...place,
      clock,
      early: true,
      onAlarm: (alarm) => void alarms.push(alarm),
    });
    try {
      if ((await heldBy(henji.store)) === 'nothing') await seedDemonstration(henji);
      const log = pino({ level: 'silent' });
      const server = await startServer(henji, { version: '0.0.0', log, limits });
      return new Door(place, henji, server, (await readFacts(place.dataFolder))!, alarms);
    } catch (error) {
      await henji.close();
      throw error;
    }
  }

  get folder(): string {
    return this.place.dataFolder;
  }

  /** The clock of the instance; what is sent to it happened by this one. */
  get clock(): Clock {
    return this.henji.clock;
  }

  get app(): NestFastifyApplication {
    return this.server.app;
  }

  /** Headers with which one of the demonstration's people asks: `officer-1`, `admin`. */
  async as(person: string): Promise<{ authorization: string }> {
    const name = `demo-${person}`;
    const token = this.#tokens.get(name) ?? (await this.#signIn(name));
    this.#tokens.set(name, token);
    return { authorization: `Bearer ${token}` };
  }

  /** Officers' register entry of one of the demonstration's people. */
  officer(person: string): string {
    return this.demo.signIns.find(({ name }) => name === `demo-${person}`)?.officer ?? '';
  }

  async get(person: string | undefined, url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.app.inject({
      url,
      headers: { ...headers, ...(person === undefined ? {} : await this.as(person)) },
    });
  }

  /** Send a body; commands get a fresh command id unless the headers bring one. */
  async post(
    person: string | undefined,
    url: string,
    payload?: string | object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const signed = person === undefined ? {} : await this.as(person);
    const json = typeof payload === 'string' ? { 'content-type': 'application/json' } : {};
    return this.app.inject({
      method: 'POST',
      url,
      headers: { 'idempotency-key': randomUUID(), ...json, ...signed, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
  }

  /** Close, and leave the place for another {@link open}. */
  async leave(): Promise<Place> {
    await this.server.close();
    await this.henji.close();
    return this.place;
  }

  async close(): Promise<void> {
    const { dataFolder } = await this.leave();
    rmSync(dataFolder, { recursive: true });
  }

  async #signIn(name: string): Promise<string> {
    const password = this.demo.signIns.find((each) => each.name === name)?.password;
    const answer = await this.app.inject({ method: 'POST', url: '/v1/sign-in', payload: { name, password } });
    return answer.json<{ token: string }>().token;
  }
}

const newFolder = (): Place => ({ dataFolder: mkdtempSync(join(tmpdir(), 'henji-http-')) });
