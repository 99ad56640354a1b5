import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { seedDemonstration } from '../../src/app/demo/small';
import { readFacts, type DemonstrationFacts } from '../../src/app/demo/sign-ins';
import { openHenji, type Henji } from '../../src/app/henji';
import type { Limits } from '../../src/http/limits';
import { startServer, type RunningServer } from '../../src/http/server';

type Answer = Awaited<ReturnType<NestFastifyApplication['inject']>>;

/** The door of a data folder with the demonstration organ, on embedded engines, with nobody listening outside. */
export class Door {
  readonly #tokens = new Map<string, string>();

  private constructor(
    readonly folder: string,
    readonly henji: Henji,
    readonly server: RunningServer,
    readonly demo: DemonstrationFacts,
  ) {}

  /** @param folder one that was left open by {@link leave}, or a new one */
  static async open(options: { folder?: string; limits?: Partial<Limits> } = {}): Promise<Door> {
    const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'henji-http-'));
    const henji = await openHenji({ dataFolder: folder });
    if (options.folder === undefined) await seedDemonstration(henji);
    const log = pino({ level: 'silent' });
    const server = await startServer(henji, { version: '0.0.0', log, limits: options.limits ?? {} });
    return new Door(folder, henji, server, (await readFacts(folder))!);
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

  /** Close, and leave the folder for another {@link open}. */
  async leave(): Promise<string> {
    await this.server.close();
    await this.henji.close();
    return this.folder;
  }

  async close(): Promise<void> {
    rmSync(await this.leave(), { recursive: true });
  }

  async #signIn(name: string): Promise<string> {
    const password = this.demo.signIns.find((each) => each.name === name)?.password;
    const answer = await this.app.inject({ method: 'POST', url: '/v1/sign-in', payload: { name, password } });
    return answer.json<{ token: string }>().token;
  }
}
