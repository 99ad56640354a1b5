import { epochOfDay } from '../../kernel/time';
import type { Henji } from '../henji';
import { heldBy, type Held } from './held';
import { DemonstrationRefused, noteBeginning, noteEnd } from './notes';
import { demonstrationOrgan } from './organs';
import { Player } from './player';
import { castOf, registerSteps, type Cast } from './registers';
import { ScriptIds } from './seeded';
import { openSignIns } from './sign-ins';

/** The day from which its registers hold. */
const SMALL_SINCE = '2025-01-01';

/**
 * Give an open, empty ledger the small demonstration: one organ with officers, certificates, items, document templates
 * and sign-ins for both procedures, and no case. One that was interrupted is finished.
 *
 * @throws DemonstrationRefused, DemonstrationFault
 */
export async function seedDemonstration(henji: Henji): Promise<void> {
  const held = await heldBy(henji.store);
  const seed = seedOf(held) ?? henji.entropy.bytes(16).toString('hex');
  if (held === 'nothing') await noteBeginning(henji, { seed, cases: 0, clock: 'machine', keys: 'drawn' });
  const { cast, steps } = smallDemonstration(seed);
  const player = new Player(henji);
  for (const step of steps) if (!(await player.isPlayed(step))) await player.play(step);
  await openSignIns(henji, [cast]);
  await noteEnd(henji, steps.length);
}

function seedOf(held: Held): string | undefined {
  if (held === 'nothing') return undefined;
  if (held !== 'records' && !held.isFinished && held.cases === 0) return held.seed;
  throw new DemonstrationRefused('账本中已有记录', 'the ledger holds records already');
}

function smallDemonstration(seed: string): {
  readonly cast: Cast;
  readonly steps: ReturnType<typeof registerSteps>;
} {
  const ids = new ScriptIds(seed, epochOfDay(SMALL_SINCE));
  const cast = castOf(demonstrationOrgan, ids);
  return { cast, steps: registerSteps([cast], ids, { since: SMALL_SINCE, expiry: SMALL_SINCE }) };
}
