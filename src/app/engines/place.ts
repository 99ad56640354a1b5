import { embedded, type Engines } from '../../engine-settings';

/** What an instance owns: its folder, and the engines that keep what does not lie there. */
export interface Place {
  readonly dataFolder: string;
  /** Files of the folder for everything, unless said. */
  readonly engines?: Engines;
}

/** The engines of a place. */
export const enginesAt = ({ engines = embedded }: Place): Engines => engines;
