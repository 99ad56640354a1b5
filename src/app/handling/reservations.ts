import type { Reservation } from '../../domain/procedure';
import type { CaseFacts } from '../../domain/penalty-case/facts';
import { fineReservation, ReleaseFine, ReserveFine } from '../../domain/reservations/fine-reservation';
import { numbering, numberOf, ReserveNumber, VoidNumber } from '../../domain/reservations/numbering';
import { hasCode } from '../../kernel/errors';
import { handling, type CommandMeta, type CommandPath } from '../command-path';
import { derivedStream } from '../handles';

/**
 * What must be unique across cases is taken on a stream of its own before the act is recorded (`decisions.md` §3): a
 * document number, and the one fine that an act of a party may carry. Taking it again for the same case adds nothing,
 * so a command that was interrupted between taking and recording goes on with what it has.
 */
export class Reservations {
  constructor(
    private readonly path: Pick<CommandPath, 'execute' | 'load'>,
    private readonly newId: () => string,
  ) {}

  /** What the case holds of these reservations, and who holds the fine where it is another case. */
  async of(
    wanted: readonly Reservation[],
    caseStream: string,
  ): Promise<Pick<CaseFacts, 'number' | 'fineHolder'>> {
    let found: Pick<CaseFacts, 'number' | 'fineHolder'> = {};
    for (const each of wanted) {
      const s = streamOf(each);
      if (each.kind === 'number') {
        const { state } = await this.path.load(numbering, s);
        const taken = numberOf(state, caseStream, each.docType);
        if (taken !== undefined) {
          const { number, seq, year, n } = taken;
          found = { ...found, number: { number, seq, year, s, n } };
        }
      } else {
        const { holder } = (await this.path.load(fineReservation, s)).state;
        if (holder !== undefined) found = { ...found, fineHolder: { ...holder, s } };
      }
    }
    return found;
  }

  /** Take what is missing. Whoever is second finds the holder when the facts are read again. */
  async take(wanted: readonly Reservation[], caseStream: string, meta: CommandMeta): Promise<void> {
    for (const each of wanted) {
      await this.#send(streamOf(each), takingOf(each, caseStream), meta);
    }
  }

  /** The act came to nothing: numbers are voided with the reason, never used again; the fine is free for others. */
  async giveBack(
    wanted: readonly Reservation[],
    caseStream: string,
    meta: CommandMeta,
    why: string,
  ): Promise<void> {
    const held = await this.of(wanted, caseStream);
    const reason = `refused: ${why}`.slice(0, 400);
    if (held.number !== undefined) {
      const { s, number } = held.number;
      await this.#send(s, Object.assign(new VoidNumber(), { number, case: caseStream, reason }), meta);
    }
    if (held.fineHolder?.case === caseStream) {
      await this.#send(
        held.fineHolder.s,
        Object.assign(new ReleaseFine(), { case: caseStream, reason }),
        meta,
      );
    }
  }

  async #send(stream: string, command: object, meta: CommandMeta): Promise<void> {
    const derived: CommandMeta = {
      ...meta,
      commandId: this.newId(),
      correlationId: meta.correlationId ?? meta.commandId,
      causationId: meta.commandId,
    };
    try {
      if (stream.startsWith('numbering-')) {
        await this.path.execute(numberingHandling, stream, command as ReserveNumber | VoidNumber, derived);
      } else {
        await this.path.execute(fineHandling, stream, command as ReserveFine | ReleaseFine, derived);
      }
    } catch (error) {
      // Another case was first. The decision on the fresh facts says so with its article.
      if (!hasCode(error, 'command-refused')) throw error;
    }
  }
}

const plainly = (_command: object, _state: unknown, { occurred, actors }: CommandMeta) =>
  Promise.resolve({ facts: { date: occurred.d, by: actors[0]?.u ?? '' }, rulePacks: [], calendars: [] });

const numberingHandling = handling({ decider: numbering, gather: plainly });
const fineHandling = handling({ decider: fineReservation, gather: plainly });

/** One series of an organ: a type of document in a year. Fines: act and party together, as a digest. */
function streamOf(reservation: Reservation): string {
  if (reservation.kind === 'fine') return derivedStream('act', reservation.actId, reservation.partyToken);
  const { organ, docType, year } = reservation;
  return `numbering-${organ}.${docType}.${year}`;
}

function takingOf(reservation: Reservation, caseStream: string): object {
  if (reservation.kind === 'fine') {
    const { actId, partyToken } = reservation;
    return Object.assign(new ReserveFine(), { actId, partyToken, case: caseStream });
  }
  const { docType, prefix, year } = reservation;
  return Object.assign(new ReserveNumber(), { docType, prefix, year, case: caseStream });
}
