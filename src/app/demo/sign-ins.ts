import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../kernel/errors';
import { Passwords } from '../accounts/passwords';
import type { Henji } from '../henji';
import type { Cast } from './registers';

/** A sign-in of the demonstration, told at every start. */
export interface SignIn {
  readonly name: string;
  readonly password: string;
  readonly zh: string;
  /** Entry of the officers' register, where the person is an officer. */
  readonly officer?: string;
}

/** An organ of the demonstration: what a walk through it needs to know. */
export interface OrganFacts {
  /** With what the names of its people's sign-ins begin. */
  readonly key: string;
  readonly name: string;
  readonly organ: string;
  /** Item whose fines fit on the spot, and template of that decision. */
  readonly item: string;
  readonly template: string;
  /** Item for the general procedure. */
  readonly generalItem: string;
  /** Template of each type of document. */
  readonly templates: Readonly<Record<string, string>>;
}

/** What is kept beside a demonstration: its first organ, whoever can sign in, and every organ. */
export interface DemonstrationFacts extends OrganFacts {
  readonly signIns: readonly SignIn[];
  readonly organs: readonly OrganFacts[];
}

const file = (dataFolder: string): string => join(dataFolder, 'demonstration.json');

/**
 * Let the people of the demonstration sign in. Passwords are drawn at random, whatever the demonstration is made from, and
 * kept beside the ledger before they are used, so that whoever is interrupted can go on.
 */
export async function openSignIns(
  { dataFolder, identity }: Pick<Henji, 'dataFolder' | 'identity'>,
  casts: readonly Cast[],
): Promise<void> {
  const facts = (await readFacts(dataFolder)) ?? factsOf(casts);
  await keepFacts(dataFolder, facts);
  const passwords = new Map(facts.signIns.map(({ name, password }) => [name, password]));
  const members = casts.flatMap((cast) => [...cast.members.values()]);
  await Promise.all(
    members.map(async ({ account, name }) => {
      const password = passwords.get(name);
      if (password === undefined || (await isThere(identity.accounts.find(account)))) return;
      await identity.accounts.create({ account, name, password, mustChange: false });
    }),
  );
}

async function isThere(looking: Promise<unknown>): Promise<boolean> {
  try {
    await looking;
    return true;
  } catch (error) {
    if (hasCode(error, 'unknown-account')) return false;
    throw error;
  }
}

function factsOf(casts: readonly Cast[]): DemonstrationFacts {
  const passwords = new Passwords();
  const organs = casts.map(organFacts);
  const [first] = organs;
  if (first === undefined) throw new TypeError('a demonstration has an organ');
  const signIns = casts.flatMap((cast) =>
    [...cast.members.values()].map(({ name, zh, officer }): SignIn => ({
      ...{ name, password: passwords.draw(), zh },
      ...(officer === undefined ? {} : { officer }),
    })),
  );
  return { ...first, signIns, organs };
}

const organFacts = ({ plan, organ, items, templates }: Cast): OrganFacts => ({
  ...{ key: plan.key, name: plan.name },
  ...{ organ, item: items.simple, generalItem: items.general, templates },
  template: templates['on-spot-decision'] ?? '',
});

/** Keep the handles and sign-ins of the demonstration beside its ledger, readable by the owner of the folder. */
async function keepFacts(dataFolder: string, facts: DemonstrationFacts): Promise<void> {
  const draft = `${file(dataFolder)}.${randomUUID()}.draft`;
  await writeFile(draft, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, file(dataFolder));
}

/** As it may lie in the file: that of Henji 0.1 knows one organ, without a name. */
type KeptFacts = Omit<DemonstrationFacts, 'organs'> & Partial<Pick<DemonstrationFacts, 'organs'>>;

/** The demonstration of a data folder; `undefined` where it has none. */
export async function readFacts(dataFolder: string): Promise<DemonstrationFacts | undefined> {
  try {
    const facts = JSON.parse(await readFile(file(dataFolder), 'utf8')) as KeptFacts;
    return { ...facts, organs: facts.organs ?? [{ ...facts, key: 'demo', name: '' }] };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
