import { Readable } from 'node:stream';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { account } from '../../domain/registers/account';
import type { ActorRef } from '../../kernel/entry';
import { HenjiError } from '../../kernel/errors';
import { inScope } from '../accounts/principals';
import { actorsOf } from '../bus/actors';
import { commandCatalogue, type CommandRoute } from '../bus/command-catalogue';
import { CommandRefused, type CommandMeta } from '../command-path';
import type { Henji } from '../henji';
import type { Enclosed, Enclosures, ScriptStep } from './script';

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
  constructor(private readonly henji: Pick<Henji, 'commanding' | 'files' | 'store'>) {}

  /** @throws DemonstrationFault */
  async play(step: ScriptStep): Promise<void> {
    const { commanding } = this.henji;
    const route = routes.get(`${step.category}/${step.slug}`);
    if (route === undefined) throw new DemonstrationFault(step, 'no such command');
    const command = make(step, route.type, await this.#bodyOf(step));
    const meta = await this.#metaOf(step, route, command);
    const broken = await outcomeOf(
      commanding.path.execute(commanding.handlings[step.category], step.stream, command, meta),
    );
    const expected = step.refused ?? [];
    const missing = expected.filter((code) => !broken.includes(code));
    if (missing.length > 0 || (expected.length === 0 && broken.length > 0)) {
      throw new DemonstrationFault(step, `expected [${expected.join(' ')}], got [${broken.join(' ')}]`);
    }
  }

  /** Whether the step stands in the record already, as an act or as an attempt. */
  async isPlayed({ category, stream, commandId, refused }: ScriptStep): Promise<boolean> {
    if (refused !== undefined)
      return (await this.henji.store.streamHead(`refusal-${commandId}`)) !== undefined;
    const { path, handlings } = this.henji.commanding;
    return (await path.load(handlings[category].decider, stream)).accepted.has(commandId);
  }

  async #metaOf(step: ScriptStep, route: CommandRoute, command: object): Promise<CommandMeta> {
    const { commandId, occurred, organ, by } = step;
    return {
      ...{ commandId, occurred },
      actors: by === undefined ? registrar : await this.#actors(step, by, route, command),
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

  async #bodyOf({ body, stream, enclosures = {} }: ScriptStep): Promise<object> {
    if (typeof body !== 'function') return body;
    const enclosed = await this.#enclose(stream, enclosures);
    return (body as (given: Enclosed) => object)(enclosed);
  }

  async #enclose(stream: string, enclosures: Enclosures): Promise<Enclosed> {
    const found = new Map<string, string>();
    for (const [name, text] of Object.entries(enclosures)) {
      const declared = { subject: 'party', most: MOST_BYTES };
      const { blob } = await this.henji.files.keep(stream, Readable.from([Buffer.from(text)]), declared);
      found.set(name, blob);
    }
    return (name) => found.get(name) ?? '';
  }
}

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
