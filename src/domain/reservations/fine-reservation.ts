import { FineReleased, FineReserved, type FineReservationEvent } from '../../events/reservation.events';
import { breach, kept } from '../../kernel/guard';
import type { Recorded } from '../../kernel/event';
import { Handle, Text } from '../fields';
import { plain } from '../../kernel/plain-data';
import { penaltyLaw } from '../statute';
import { procedure, type Procedure } from '../procedure';
import { registerRows, registerRule, type RegisterFacts } from '../registers/register';

/** Take the only fine that one act of one party may carry (处罚法 29). Taking it again for the same case adds nothing. */
export class ReserveFine {
  @Handle() actId!: string;
  @Handle() partyToken!: string;
  @Handle() case!: string;
}

/** Give it back: the decision came to nothing, or was set aside. */
export class ReleaseFine {
  @Handle() case!: string;
  @Text(400) reason!: string;
}

export interface FineReservationState {
  readonly phase: 'act';
  readonly holder?: { readonly case: string; readonly n: number };
}

function evolve(state: FineReservationState, event: Recorded<FineReservationEvent>): FineReservationState {
  switch (event.type) {
    case 'FineReserved':
      return { phase: 'act', holder: { case: event.data.case, n: event.meta.revision } };
    case 'FineReleased':
      return { phase: 'act' };
  }
}

const twentyNine = [penaltyLaw(29)];

const free = registerRule<ReserveFine, FineReservationState>(
  'R-24',
  'G-ONCE',
  twentyNine,
  (command, { holder }) =>
    holder === undefined || holder.case === command.case
      ? kept
      : breach(
          '同一违法行为已在另一案件中对该当事人处以罚款',
          'this party has been fined for this act in another case',
          'actId',
        ),
);

const own = registerRule<ReleaseFine, FineReservationState>(
  'R-24',
  'G-ONCE',
  twentyNine,
  (command, { holder }) =>
    holder?.case === command.case
      ? kept
      : breach('该案未持有此项预留', 'the case does not hold this reservation', 'case'),
);

const row = registerRows<FineReservationState, RegisterFacts, FineReservationEvent>({
  basis: twentyNine,
  who: ['officer', 'approver'],
  from: ['act'],
});

const rows = [
  row('B1', ReserveFine, '一事一罚预留', 'Reserve the fine for an act', {
    rules: [free],
    emits: ['FineReserved'],
    record: (command, { holder }) => (holder === undefined ? [FineReserved(plain(command))] : []),
  }),
  row('B2', ReleaseFine, '一事一罚释放', 'Release the fine for an act', {
    rules: [own],
    emits: ['FineReleased'],
    record: (command) => [FineReleased(plain(command))],
  }),
];

/** Who may fine one party for one act. Stream `act-<hash of act and party>`. */
export const fineReservation: Procedure<
  ReserveFine | ReleaseFine,
  FineReservationState,
  FineReservationEvent,
  RegisterFacts
> = procedure({ category: 'act', initial: { phase: 'act' }, evolve, steps: rows, table: () => rows });
