import type { Reservation } from '../../domain/procedure';
import type { CaseFacts } from '../../domain/penalty-case/facts';
import { fineReservation, ReleaseFine, ReserveFine } from '../../domain/reservations/fine-reservation';
import { numbering, numberOf, ReserveNumber, VoidNumber } from '../../domain/reservations/numbering';
import type { Reliance } from '../../events/case-schemas';
import { hasCode } from '../../kernel/errors';
import type { EventStore } from '../../ports/event-store';
import { handling, type CommandMeta, type CommandPath } from '../command-path';
import { derivedStream } from '../handles';
import type { RecordReader } from '../record-reader';

/** What reservations are taken with. */
export interface ReservationParts {
  readonly path: Pick<CommandPath, 'execute' | 'load'>;
  readonly store: Pick<EventStore, 'readStream'>;
  readonly reader: RecordReader;
  /** A fresh command id for a command that follows from another. */
  readonly newId: () => string;
}

/** Whether the facts of a case hold a reservation already. */
export const isHeld = (
  { kind }: Reservation,
  { number, fineHolder }: Pick<CaseFacts, 'number' | 'fineHolder'>,
  caseStream: string,
): boolean => (kind === 'number' ? number !== undefined : fineHolder?.case === caseStream);

/**
 * What must be unique across cases is taken on a stream of its own before the act is recorded (`decisions.md` §3): a
 * document number, and the one fine that an act of a party may carry. Taking it again for the same case adds nothing,
 * so a command that was interrupted between taking and recording goes on with what it has.
 */
export class Reservations {
  constructor(private readonly parts: ReservationParts) {}

  /** What the case holds of these reservations, and who holds the fine where it is another case. */
  async of(
    wanted: readonly Reservation[],
    caseStream: string,
  ): Promise<Pick<CaseFacts, 'number' | 'fineHolder'>> {
    let found: Pick<CaseFacts, 'number' | 'fineHolder'> = {};
    for (const each of wanted) {
      const s = streamOf(each);
      if (each.kind === 'number') {
        const { state } = await this.parts.path.load(numbering, s);
        const taken = numberOf(state, caseStream, each.docType);
        if (taken !== undefined) {
          const { number, seq, year, n } = taken;
          found = { ...found, number: { number, seq, year, s, n } };
        }
      } else {
        const { holder } = (await this.parts.path.load(fineReservation, s)).state;
        if (holder !== undefined) found = { ...found, fineHolder: { ...holder, s } };
      }
    }
    return found;
  }

  /** Take what is missing. Whoever is second finds the holder when the facts are read again. */
  async take(wanted: readonly Reservation[], caseStream: string, meta: CommandMeta): Promise<void> {
    for (const each of wanted) {
      await this.#send(streamOf(each), takingOf(each, caseStream), caseStream, meta);
    }
  }

  /**
   * The act came to nothing: numbers are voided with the reason, never used again; the fine is free for others. What the
   * record of the case rests on stays: somebody else's act in the same case was recorded on it meanwhile.
   */
  async giveBack(
    wanted: readonly Reservation[],
    caseStream: string,
    meta: CommandMeta,
    why: string,
  ): Promise<void> {
    const held = await this.of(wanted, caseStream);
    const reason = `refused: ${why}`.slice(0, 400);
    const used = await this.#reliedOn(caseStream);
    if (held.number !== undefined && !used.has(entryOf(held.number))) {
      const { s, number } = held.number;
      await this.#send(
        s,
        Object.assign(new VoidNumber(), { number, case: caseStream, reason }),
        caseStream,
        meta,
      );
    }
    if (held.fineHolder?.case === caseStream && !used.has(entryOf(held.fineHolder))) {
      await this.#send(
        held.fineHolder.s,
        Object.assign(new ReleaseFine(), { case: caseStream, reason }),
        caseStream,
        meta,
      );
    }
  }

  /** Register entries and reservations that the acts of a case rest on. */
  async #reliedOn(caseStream: string): Promise<ReadonlySet<string>> {
    const used = new Set<string>();
    for (let next: bigint | undefined = 0n; next !== undefined;) {
      const page = await this.parts.store.readStream(caseStream, next, PAGE);
      for (const record of page.records) {
        const { reliance } = this.parts.reader.open(record).event.data as { readonly reliance?: Reliance };
        for (const entry of reliance?.entries ?? []) used.add(entryOf(entry));
      }
      next = page.next;
    }
    return used;
  }

  async #send(stream: string, command: object, caseStream: string, meta: CommandMeta): Promise<void> {
    const derived: CommandMeta = {
      ...meta,
      // Errors name the case, and no stream that it shares with cases of others.
      about: meta.about ?? caseStream,
      commandId: this.parts.newId(),
      correlationId: meta.correlationId ?? meta.commandId,
      causationId: meta.commandId,
    };
    try {
      if (stream.startsWith('numbering-')) {
        await this.parts.path.execute(
          numberingHandling,
          stream,
          command as ReserveNumber | VoidNumber,
          derived,
        );
      } else {
        await this.parts.path.execute(fineHandling, stream, command as ReserveFine | ReleaseFine, derived);
      }
    } catch (error) {
      // Another case was first. The decision on the fresh facts says so with its article.
      if (!hasCode(error, 'command-refused')) throw error;
    }
  }
}

const PAGE = 500;

const entryOf = ({ s, n }: { readonly s: string; readonly n: number }): string => `${s}@${n}`;

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
