import { Readable } from 'node:stream';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { penaltyCase } from '../../domain/penalty-case/decider';
import { account } from '../../domain/registers/account';
import type { ActorRef } from '../../kernel/entry';
import { HenjiError } from '../../kernel/errors';
import { inScope } from '../accounts/principals';
import { actorsOf } from '../bus/actors';
import {
  commandCatalogue,
  type Category,
  type CommandRoute,
  type SealedCategory,
} from '../bus/command-catalogue';
import { CommandRefused, type CommandMeta } from '../command-path';
import type { Henji } from '../henji';
import { tracingReport } from '../traceback/tracing-report';
import type { Enclosures, Given, ScriptStep } from './script';

/** A step came to something else than its scenario says: a fault of the program, and no demonstration. */
export class DemonstrationFault extends HenjiError {
  constructor({ name, slug }: ScriptStep, problem: string) {
    super({
      code: 'demonstration-fault',
      zh: `演示场景 ${name}（${slug}）与预期不符：${problem}`,
      en: `step ${name} (${slug}) of the demonstration went otherwise: ${problem}`,
    });
  }
}

const routes: ReadonlyMap<string, CommandRoute> = new Map(
  commandCatalogue.flatMap((kind) => kind.routes.map((route) => [`${route.category}/${route.slug}`, route])),
);

/** Nobody has a role before somebody gave it to him: who fills the registers is named as what he is. */
const registrar: readonly ActorRef[] = [{ u: 'demonstration', role: 'administrator' }];

/** Most bytes of an enclosed file. */
const MOST_BYTES = 1 << 20;

/**
 * Plays steps through the command path that everybody uses: the same check of every member, the same naming of who acts, the
 * same roles, deciders and records as at the door; only the way there is shorter.
 */
export class Player {
  constructor(
    private readonly henji: Pick<
      Henji,
      'commanding' | 'files' | 'store' | 'pseudonyms' | 'projections' | 'readers'
    >,
  ) {}

  /** @throws DemonstrationFault */
  async play(step: ScriptStep): Promise<void> {
    const { commanding } = this.henji;
    const route = routes.get(`${step.category}/${step.slug}`);
    if (route === undefined) throw new DemonstrationFault(step, 'no such command');
    const command = make(step, route.type, await this.#bodyOf(step));
    const meta = await this.#metaOf(step, route, command);
    const broken = await outcomeOf(
      commanding.path.execute(commanding.handlings[step.category], this.#streamOf(step), command, meta),
    );
    const expected = step.refused ?? [];
    const missing = expected.filter((code) => !broken.includes(code));
    if (missing.length > 0 || (expected.length === 0 && broken.length > 0)) {
      throw new DemonstrationFault(step, `expected [${expected.join(' ')}], got [${broken.join(' ')}]`);
    }
  }

  /** Whether the step stands in the record already, as an act or as an attempt. */
  async isPlayed(step: ScriptStep): Promise<boolean> {
    const { category, commandId, refused } = step;
    if (refused !== undefined)
      return (await this.henji.store.streamHead(`refusal-${commandId}`)) !== undefined;
    const { path, handlings } = this.henji.commanding;
    return (await path.load(handlings[category].decider, this.#streamOf(step))).accepted.has(commandId);
  }

  #streamOf({ category, stream }: ScriptStep): string {
    return isSealed(category) ? this.henji.pseudonyms.streamOf(category, stream) : stream;
  }

  async #metaOf(step: ScriptStep, route: CommandRoute, command: object): Promise<CommandMeta> {
    const { commandId, occurred, organ, by } = step;
    const actors = by === undefined ? registrar : await this.#actors(step, by, route, command);
    if (isSealed(step.category)) {
      // As at the door: one alone gives it, and of whose case it is nothing stands in its entry.
      const sender = by === undefined ? {} : { account: by };
      return { commandId, occurred, about: step.stream, actors: actors.slice(0, 1), ...sender };
    }
    return {
      ...{ commandId, occurred, actors },
      ...(organ === undefined ? {} : { organ: { u: organ } }),
    };
  }

  async #actors(
    step: ScriptStep,
    by: string,
    { roles }: CommandRoute,
    command: object,
  ): Promise<readonly ActorRef[]> {
    const { grants, officer } = (await this.henji.commanding.path.load(account, by)).state;
    const may = grants.some(
      ({ role, organ }) =>
        roles.includes(role) && inScope(organ === undefined ? 'every-organ' : [organ], step.organ),
    );
    if (!may) throw new DemonstrationFault(step, `${by} has none of the roles ${roles.join(' ')}`);
    const principal = { account: by, grants, ...(officer === undefined ? {} : { officer }) };
    return actorsOf(roles, principal, { actors: undefined, command }, step.organ);
  }

  async #bodyOf(step: ScriptStep): Promise<object> {
    const { body, stream, category, enclosures = {} } = step;
    // Reports and alerts are judged on rows, too: they have to hold what went before.
    if (category === 'tracing' || category === 'alert') await this.#caughtUp();
    if (typeof body !== 'function') return body;
    return (body as (given: Given) => object)({
      enclosed: await this.#enclose(stream, enclosures),
      decision: isSealed(category) ? await this.#decisionOf(stream) : '',
      report: category === 'tracing' ? await this.#reportOf(stream) : '',
    });
  }

  async #caughtUp(): Promise<void> {
    const { store, projections } = this.henji;
    await projections.reached((await store.head()).position);
  }

  async #decisionOf(stream: string): Promise<string> {
    return (await this.henji.commanding.path.load(penaltyCase, stream)).state.decision?.number ?? '';
  }

  async #reportOf(stream: string): Promise<string> {
    return (await tracingReport(this.henji.readers, stream)).given.hash;
  }

  async #enclose(stream: string, enclosures: Enclosures): Promise<Given['enclosed']> {
    const found = new Map<string, string>();
    for (const [name, text] of Object.entries(enclosures)) {
      const declared = { subject: 'party', most: MOST_BYTES };
      const { blob } = await this.henji.files.keep(stream, Readable.from([Buffer.from(text)]), declared);
      found.set(name, blob);
    }
    return (name) => found.get(name) ?? '';
  }
}

const isSealed = (category: Category): category is SealedCategory =>
  category === 'sealed' || category === 'discipline';

/** The codes of the rules that a command broke; none where it was carried out. */
async function outcomeOf(sent: Promise<unknown>): Promise<readonly string[]> {
  try {
    await sent;
    return [];
  } catch (error) {
    if (error instanceof CommandRefused) return error.broken.map(({ code }) => code);
    throw error;
  }
}

/** A command, checked as the door would check it. */
function make(step: ScriptStep, type: new () => object, members: object): object {
  const command = plainToInstance(type, members);
  const errors = validateSync(command, {
    forbidUnknownValues: true,
    whitelist: true,
    forbidNonWhitelisted: true,
  });
  if (errors.length > 0) throw new DemonstrationFault(step, errors.map(String).join('; '));
  return command;
}
