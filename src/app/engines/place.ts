import { embedded, type Engines } from '../../engine-settings';
import { EngineMissing } from './engine-missing';

/** What an instance owns: its folder, and the engines that keep what does not lie there. */
export interface Place {
  readonly dataFolder: string;
  /** Files of the folder for everything, unless said. */
  readonly engines?: Engines;
  /** Folder with calendars beside those of the build, in place of `calendars` in the data folder. */
  readonly calendarFolder?: string;
}

/** The engines of a place. */
export const enginesAt = ({ engines = embedded }: Place): Engines => engines;

/**
 * The database in which processes share what lies beside the ledger: keys, accounts, leases. `undefined` where the
 * ledger is a file, whose one writer keeps them in files too.
 */
export function sharedDatabase(place: Place): { readonly url: string } | undefined {
  const { ledger, readModels } = enginesAt(place);
  if (ledger.kind === 'sqlite') return undefined;
  // The settings refuse such a ledger without a database; who makes engines by hand is told as well.
  if (readModels.kind !== 'postgres') throw new EngineMissing('esdb: without postgres:');
  return { url: readModels.url };
}
