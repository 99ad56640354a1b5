import { DemonstrationFinished, DemonstrationStarted } from '../../events/ledger.events';
import { HenjiError } from '../../kernel/errors';
import type { DomainEvent } from '../../kernel/event';
import { instantInZone, legalInstant, type CivilDate } from '../../kernel/time';
import type { Henji } from '../henji';
import { DEMONSTRATION_STREAM } from './held';

/** What a ledger says of the demonstration that it holds. */

/** Raised whenever the same size makes other steps than before: what was begun with another one cannot be finished. */
export const SCENARIO = 6;

/** The ledger holds something else, or a demonstration of another size. Nothing was written. */
export class DemonstrationRefused extends HenjiError {
  constructor(zh: string, en: string) {
    super({
      ...{ code: 'demonstration-refused', zh, en },
      wayOut: { zh: '请使用空的数据文件夹', en: 'use an empty data folder' },
    });
  }
}

/** How a demonstration is made. */
export interface Beginning {
  readonly seed: string;
  /** 0: registers alone. */
  readonly cases: number;
  readonly until?: CivilDate;
  readonly clock: 'machine' | 'set';
  readonly keys: 'drawn' | 'seeded';
}

type Noting = Pick<Henji, 'clock' | 'recorder'>;

/** Say first what the ledger is going to hold. */
export const noteBeginning = (henji: Noting, how: Beginning): Promise<void> =>
  note(henji, DemonstrationStarted({ ...how, scenario: SCENARIO }));

/** Say that it is whole. */
export const noteEnd = (henji: Noting, steps: number): Promise<void> =>
  note(henji, DemonstrationFinished({ steps }));

async function note(henji: Noting, event: DomainEvent): Promise<void> {
  await henji.recorder.recordNext(DEMONSTRATION_STREAM, [event], {
    ...{
      commandId: DEMONSTRATION_STREAM,
      correlationId: DEMONSTRATION_STREAM,
      digest: '',
      rulePacks: [],
      calendars: [],
    },
    occurred: legalInstant(instantInZone(henji.clock.now())),
    actors: [{ u: 'demonstration', role: 'administrator' }],
  });
}
