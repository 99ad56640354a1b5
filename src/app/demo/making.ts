import type { Alarm } from '../../../projections/status';
import { addDays, epochOf, epochOfDay, type CivilDate } from '../../kernel/time';
import type { EventStore } from '../../ports/event-store';
import { parseEntryTrusted } from '../../seal/entry-codec';
import type { AlertWatch } from '../alerts/alert-watch';
import type { RegisterWatch } from '../alerts/register-watch';
import { alertWatchOf, registerWatchOf, sealedWatchOf } from '../alerts/start-watch';
import type { Place } from '../engines/place';
import type { Henji } from '../henji';
import { openWhole } from '../roles/open-whole';
import type { SealedWatch } from '../sealed/sealed-watch';
import { heldBy, heldIn, type Held } from './held';
import { DemonstrationRefused, noteBeginning, noteEnd, SCENARIO, type Beginning } from './notes';
import { Player } from './player';
import { checkSize, districtSize, Scenario, type DemonstrationSize } from './scenario';
import { DemonstrationClock, SeededEntropy } from './seeded';
import { openSignIns } from './sign-ins';

/** Supervision looks at the cases and registers of the demonstration every four weeks. */
const SWEEP_MS = 28 * 24 * 3_600_000;

/** How a demonstration is made. */
export interface MakingOptions extends Place {
  /** What is left out is as in the district of an empty data folder. */
  readonly size: Partial<DemonstrationSize>;
  /** `seeded`: keys and nonces follow from the seed, so that the entries are the same each time, and nothing is secret. */
  readonly keys: Beginning['keys'];
  /** When it is made, epoch milliseconds: nothing in it lies ahead of this. Absent: now. */
  readonly now?: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly onAlarm?: (alarm: Alarm) => void;
}

/** What came of it. */
export interface MadeDemonstration {
  readonly size: DemonstrationSize;
  /** Commands given, unlawful attempts included. */
  readonly steps: number;
  /** Alerts of supervision, sealed ones and those before an interruption left out. */
  readonly alerts: number;
}

/**
 * Make a demonstration in a data folder that holds nothing, or finish one of the same size that was interrupted. The
 * folder is opened with the clock of the story, and closed again; nothing else ever has that clock, or seeded keys.
 *
 * @throws BadDemonstration, DemonstrationRefused, DemonstrationFault, and what opening throws
 */
export async function makeDemonstration(options: MakingOptions): Promise<MadeDemonstration> {
  const { dataFolder, engines, keys, now = Date.now(), onAlarm } = options;
  const size = { ...districtSize(now), ...options.size };
  checkSize(size, now);
  refuseOthers(await heldIn(options), size, keys);
  const scenario = new Scenario(size);
  const clock = new DemonstrationClock(scenario.begins - 1000);
  const entropy = keys === 'seeded' ? new SeededEntropy(size.seed) : undefined;
  const henji = await openWhole({
    ...{ dataFolder, clock },
    ...(engines === undefined ? {} : { engines }),
    ...(entropy === undefined ? {} : { entropy }),
    ...(onAlarm === undefined ? {} : { onAlarm }),
  });
  try {
    // Once more, under the lock: another process may have been faster.
    const held = await heldBy(henji.store);
    refuseOthers(held, size, keys);
    return await new Making(henji, { scenario, clock, entropy, options }).run(held !== 'nothing');
  } finally {
    await henji.close();
  }
}

function refuseOthers(held: Held, size: DemonstrationSize, keys: Beginning['keys']): void {
  if (held === 'nothing') return;
  if (held === 'records' || held.isFinished) {
    throw new DemonstrationRefused('数据文件夹中已有记录', 'the data folder holds records already');
  }
  const wanted: Omit<typeof held, 'isFinished'> = { ...size, keys, scenario: SCENARIO };
  const differs = (Object.keys(wanted) as (keyof typeof wanted)[]).some(
    (each) => held[each] !== wanted[each],
  );
  if (differs) {
    throw new DemonstrationRefused(
      '数据文件夹中有另一份未完成的演示数据',
      'the data folder holds another demonstration that is not finished',
    );
  }
}

interface MakingParts {
  readonly scenario: Scenario;
  readonly clock: DemonstrationClock;
  readonly entropy: SeededEntropy | undefined;
  readonly options: Pick<MakingOptions, 'keys' | 'onProgress'>;
}

/** One demonstration being made. */
class Making {
  readonly #watch: AlertWatch;
  readonly #sealedWatch: SealedWatch;
  readonly #registerWatch: RegisterWatch;
  #alerts = 0;

  constructor(
    private readonly henji: Henji,
    private readonly parts: MakingParts,
  ) {
    this.#watch = alertWatchOf(henji);
    this.#sealedWatch = sealedWatchOf(henji);
    this.#registerWatch = registerWatchOf(henji);
  }

  async run(resumed: boolean): Promise<MadeDemonstration> {
    const { scenario, options } = this.parts;
    const { size } = scenario;
    // What supervision noticed before an interruption it does not notice again.
    const recorded = resumed ? await lastRecorded(this.henji.store) : 0;
    this.#moveTo(scenario.begins, 'start');
    if (!resumed) await noteBeginning(this.henji, { ...size, keys: options.keys, clock: 'set' });
    const steps = await this.#play(recorded);
    await openSignIns(this.henji, scenario.casts);
    this.#moveTo(0, 'end');
    await noteEnd(this.henji, steps);
    return { size, steps, alerts: this.#alerts };
  }

  /** @param recorded what was recorded up to then is there already. @returns how many steps there are */
  async #play(recorded: number): Promise<number> {
    const { scenario, options } = this.parts;
    const { steps, order, casesBegin } = scenario.survey();
    const player = new Player(this.henji);
    const sweeps = sweepTimes(casesBegin, scenario.size.until);
    let [done, known] = [0, recorded > 0];
    let sweep = sweeps.next();
    for (const step of scenario.steps(order)) {
      for (; sweep.done !== true && sweep.value < step.recordedAt; sweep = sweeps.next())
        await this.#sweep(sweep.value, recorded);
      this.#moveTo(step.recordedAt, step.name);
      // Steps are played one after the other: what follows the first that is missing is missing, too.
      known &&= await player.isPlayed(step);
      if (!known) await player.play(step);
      done += 1;
      options.onProgress?.(done, steps);
    }
    for (; sweep.done !== true; sweep = sweeps.next()) await this.#sweep(sweep.value, recorded);
    return steps;
  }

  /** What supervision notices in a night. */
  async #sweep(at: number, recorded: number): Promise<void> {
    const { store, projections } = this.henji;
    this.#moveTo(at, `sweep ${at}`);
    if (at <= recorded) return;
    await projections.reached((await store.head()).position);
    this.#alerts += (await this.#watch.sweep()).raised;
    await this.#sealedWatch.sweep();
    this.#alerts += (await this.#registerWatch.sweep()).raised;
  }

  #moveTo(moment: number, step: string): void {
    this.parts.clock.moveTo(moment);
    this.parts.entropy?.startStep(step);
  }
}

/** Nights on which supervision looks, the last one at the end of the last day. */
function* sweepTimes(begins: number, until: CivilDate): Generator<number> {
  const last = epochOfDay(addDays(until, 1)) - 60_000;
  for (let back = Math.floor((last - begins) / SWEEP_MS); back >= 0; back--) yield last - back * SWEEP_MS;
}

async function lastRecorded(store: Pick<EventStore, 'last'>): Promise<number> {
  const last = await store.last();
  return last === undefined ? 0 : epochOf(parseEntryTrusted(last.entry).at);
}
