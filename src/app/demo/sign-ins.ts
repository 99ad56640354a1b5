import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A sign-in of the demonstration, told at every start. */
export interface SignIn {
  readonly name: string;
  readonly password: string;
  readonly zh: string;
  /** Entry of the officers' register, where the person is an officer. */
  readonly officer?: string;
}

/** What a walk through the demonstration needs to know. */
export interface DemonstrationFacts {
  readonly organ: string;
  /** Item whose fines fit on the spot, and template of that decision. */
  readonly item: string;
  readonly template: string;
  /** Item for the general procedure. */
  readonly generalItem: string;
  /** Template of each type of document. */
  readonly templates: Readonly<Record<string, string>>;
  readonly signIns: readonly SignIn[];
}

const file = (dataFolder: string): string => join(dataFolder, 'demonstration.json');

/** Keep the handles and sign-ins of the demonstration beside its ledger, readable by the owner of the folder. */
export async function keepFacts(dataFolder: string, facts: DemonstrationFacts): Promise<void> {
  const draft = `${file(dataFolder)}.${randomUUID()}.draft`;
  await writeFile(draft, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, file(dataFolder));
}

/** The demonstration of a data folder; `undefined` where it has none. */
export async function readFacts(dataFolder: string): Promise<DemonstrationFacts | undefined> {
  try {
    return JSON.parse(await readFile(file(dataFolder), 'utf8')) as DemonstrationFacts;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The sign-ins of the demonstration; none where the folder has no demonstration. */
export const readSignIns = async (dataFolder: string): Promise<readonly SignIn[]> =>
  (await readFacts(dataFolder))?.signIns ?? [];
