import { present } from '../../kernel/plain-data';
import { caseReservations, penaltyCase, streamsNeeded } from '../../domain/penalty-case/decider';
import type { StreamsNeeded } from '../../domain/penalty-case/decider';
import type { CaseFacts } from '../../domain/penalty-case/facts';
import { actedIn, actOf, RecordOutOfBandFact } from '../../domain/penalty-case/out-of-band/commands';
import { reviewedFile } from '../../domain/penalty-case/review/file';
import type { CaseState } from '../../domain/penalty-case/state';
import type { SetAside } from '../../domain/procedure';
import { guards, guardsStreamOf, setAsideAt } from '../../domain/registers/guards';
import { item } from '../../domain/registers/item';
import { officer } from '../../domain/registers/officer';
import type { OfficerState } from '../../domain/registers/officer-state';
import { organ } from '../../domain/registers/organ';
import type { Entry } from '../../domain/registers/register';
import { template } from '../../domain/registers/template';
import type { Decider } from '../../kernel/decider';
import type { DomainEvent } from '../../kernel/event';
import type { ActorRef } from '../../kernel/entry';
import { civilDateOf, instantInZone, type CivilDate } from '../../kernel/time';
import type { EventStore } from '../../ports/event-store';
import type { KeyVault } from '../../ports/key-vault';
import type { Clock } from '../clock';
import { handling, type CommandMeta, type CommandPath, type Gathered } from '../command-path';
import type { Laws } from '../law/laws';
import type { RecordReader } from '../record-reader';
import { canonicalBytes } from '../../seal/canonical-json';
import { hashToHex, sha256 } from '../../seal/hash';
import { withStanding } from './acting';
import { correctionTarget } from './correction-target';
import { partyTokenOf } from './party-token';
import { isHeld, Reservations } from './reservations';

/** What the handling of cases reads with. */
export interface CaseParts {
  readonly path: Pick<CommandPath, 'execute' | 'load'>;
  readonly store: Pick<EventStore, 'readStream'>;
  readonly reader: RecordReader;
  readonly vault: KeyVault;
  readonly laws: Laws;
  /** A fresh command id for a command that follows from another. */
  readonly newId: () => string;
  readonly clock: Clock;
}

/** Cases of administrative penalties on the command path. */
export function penaltyCaseHandling(parts: CaseParts) {
  const reservations = new Reservations(parts);
  const gather = new CaseGathering(parts, reservations);
  return handling({
    decider: penaltyCase,
    gather: (command, state, meta, stream) => gather.gather(command, state, meta, stream),
    reserve: async (command, state, meta, stream, facts) => {
      const missing = caseReservations(command, state, facts).filter((each) => !isHeld(each, facts, stream));
      await reservations.take(missing, stream, meta);
      return missing.length > 0;
    },
    release: async (command, state, meta, stream, facts, why) => {
      await reservations.giveBack(caseReservations(command, state, facts), stream, meta, why);
    },
  });
}

/** Reads what lies outside the stream of a case, as of the act. */
export class CaseGathering {
  constructor(
    private readonly parts: CaseParts,
    private readonly reservations: Reservations,
  ) {}

  /** The facts for a command on a case, with the actors as the registers know them on that day. */
  async gather(
    command: object,
    state: CaseState,
    meta: CommandMeta,
    stream: string,
  ): Promise<Gathered<CaseFacts>> {
    const date = meta.occurred.d;
    const needed = streamsNeeded(command, state);
    const registers = await this.#registers(needed);
    const { rules, calendar } = this.parts.laws.of(registers.organ, date);
    const setAside = await this.#setAside(needed, date);
    const fileHash = hashToHex(sha256(canonicalBytes(reviewedFile(state))));
    const partyToken = partyTokenOf(actOf(command), this.parts.vault);
    const target = await correctionTarget(this.parts, stream, needed.target);
    const late = await this.#outOfBand(command, registers, meta);
    // Put together at once: an object of many spreads costs more than all that is looked up for it.
    const base: CaseFacts = present({
      stream,
      date,
      at: meta.occurred,
      by: meta.actors[0]?.u ?? '',
      organ: registers.organ,
      acting: registers.acting,
      approver: registers.approver,
      people: registers.people,
      item: registers.item,
      otherItems: registers.otherItems,
      template: registers.template,
      fileHash,
      partyToken,
      target,
      rules,
      setAside,
      calendar,
      outOfBand: late?.facts,
    });
    const taken = await this.reservations.of(caseReservations(command, state, base), stream);
    return {
      facts: { ...base, ...taken },
      rulePacks: rules.labels,
      calendars: [calendar.version],
      actors: late?.actors ?? withStanding(meta.actors, knownIn(registers), date),
    };
  }

  /** Of a late entry: who acted then, as the registers know them on that day; it is entered and confirmed today. */
  async #outOfBand(command: object, registers: Registers, { actors, occurred }: CommandMeta) {
    if (!(command instanceof RecordOutOfBandFact)) return undefined;
    const own = await Promise.all(actors.map(({ u }) => this.#load(officer, u)));
    const today = civilDateOf(instantInZone(this.parts.clock.now()));
    const known = knownIn(registers);
    const entering = [...actors, ...command.confirmers.map((u): ActorRef => ({ u, role: 'confirmer' }))];
    return {
      facts: { today, acted: withStanding(actedIn(command), known, occurred.d) },
      actors: withStanding(entering, [...known, ...own], today),
    };
  }

  /** The rules that the organ has set aside on that day for the item of the case. */
  async #setAside({ organ: of, item: about }: StreamsNeeded, date: CivilDate): Promise<readonly SetAside[]> {
    if (of === undefined) return [];
    return setAsideAt(await this.#load(guards, guardsStreamOf(of)), date, about);
  }

  async #registers(needed: StreamsNeeded) {
    const [organEntry, acting, approver, people, itemEntry, otherItems, templateEntry] = await Promise.all([
      this.#entry(organ, needed.organ),
      Promise.all(needed.acting.map((each) => this.#load(officer, each))),
      this.#entry(officer, needed.approver),
      Promise.all(needed.people.map((each) => this.#load(officer, each))),
      this.#entry(item, needed.item),
      Promise.all(needed.otherItems.map((each) => this.#load(item, each))),
      this.#entry(template, needed.template),
    ]);
    return {
      organ: organEntry,
      acting,
      approver,
      people: new Map(people.map((each) => [each.s, each])),
      item: itemEntry,
      otherItems,
      template: templateEntry,
    };
  }

  async #entry<C, S, E extends DomainEvent, F>(
    decider: Decider<C, S, E, F>,
    stream: string | undefined,
  ): Promise<Entry<S> | undefined> {
    return stream === undefined ? undefined : this.#load(decider, stream);
  }

  /** A stream that does not exist, or is of another kind, is given as its initial state at −1. */
  async #load<C, S, E extends DomainEvent, F>(
    decider: Decider<C, S, E, F>,
    stream: string,
  ): Promise<Entry<S>> {
    if (!stream.startsWith(`${decider.category}-`)) return { s: stream, n: -1, state: decider.initial };
    const { state, revision } = await this.parts.path.load(decider, stream);
    return { s: stream, n: revision, state };
  }
}

type Registers = Pick<CaseFacts, 'acting' | 'people'> & {
  readonly approver: CaseFacts['approver'] | undefined;
};

const knownIn = ({ acting, approver, people }: Registers): readonly (Entry<OfficerState> | undefined)[] => [
  ...acting,
  approver,
  ...people.values(),
];
