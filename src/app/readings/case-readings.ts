import { penaltyCase } from '../../domain/penalty-case/decider';
import { CaseRead, readingKinds, readingPurposes } from '../../events/reading.events';
import { instantInZone, legalInstant } from '../../kernel/time';
import type { Clock } from '../clock';
import type { CommandPath } from '../command-path';
import type { Recorder } from '../recorder';
import { isOwnTask, rolesIn, type CaseReader } from './own-task';

export { readingKinds, readingPurposes };

/** What of which case is given out, and what for. */
export interface Given {
  readonly case: string;
  readonly organ: string | undefined;
  readonly what: (typeof readingKinds)[number];
  readonly of?: string;
  readonly purpose: (typeof readingPurposes)[number];
  readonly approval?: string;
  /** In his own words; erasable. */
  readonly reason?: string;
}

/** Records who read personal data of a case that is not his task (A094, A095); before it is given out. */
export class CaseReadings {
  constructor(
    private readonly parts: {
      readonly recorder: Pick<Recorder, 'record'>;
      readonly path: Pick<CommandPath, 'load'>;
      readonly clock: Clock;
      /** Handle for the stream of one reading. */
      readonly newId: () => string;
    },
  ) {}

  /** Whether a case is a task of whoever asks; then he says nothing and nothing is recorded. */
  async isOwn(stream: string, reader: CaseReader, organ: string | undefined): Promise<boolean> {
    const { state } = await this.parts.path.load(penaltyCase, stream);
    return isOwnTask(state, reader, organ);
  }

  /** @throws StoreUnavailable, OutcomeUnknown: then nothing is given out */
  async note({ organ, reason, ...said }: Given, reader: CaseReader): Promise<void> {
    const { recorder, clock, newId } = this.parts;
    const id = newId();
    const event = CaseRead(said, { reader: reason === undefined ? {} : { reason } });
    const [role = 'reader'] = rolesIn(reader.grants, organ);
    await recorder.record(`reading-${id}`, { revision: -1 }, [event], {
      ...{ commandId: id, digest: '', correlationId: id },
      occurred: legalInstant(instantInZone(clock.now())),
      actors: [{ u: reader.officer ?? reader.account, role }],
      ...(organ === undefined ? {} : { organ: { u: organ } }),
      ...{ rulePacks: [], calendars: [] },
    });
  }
}
