import type { DisciplineEvent } from '../../events/discipline.events';
import type { Recorded } from '../../kernel/event';
import type { SealedRecords } from '../sealed/sealed-readings';
import { refOf, type Leafed, type Point } from './case-record';
import { roleNames, type TraceRole } from './picks';
import { acknowledges, isSealedCode, sealedFindingOf, type Interference } from './sealed-finding';
import { merged, type MatrixInput, type Share } from './share';

/**
 * People of a row whom sealed records show, and what they show of those whom the registers name. Whoever a record keeps
 * away could not have handled it; of a hand-over whoever it lay with on its last day answers, not who had done his part.
 *
 * @param named the people of the row as case and registers have them
 */
export function withSealedPeople(input: MatrixInput, named: readonly Share[]): readonly Share[] {
  const { sealed, finding } = input;
  if (sealed === undefined || !isSealedCode(finding.code)) return named;
  const matter = sealedFindingOf(finding.code, sealed)?.matter;
  switch (finding.code) {
    case 'W-16':
      return handover(input, sealed, named);
    case 'W-26':
      return matter === undefined ? [] : [retaliator(input, matter)];
    case 'W-39':
      return matter === undefined ? [] : acknowledging(input, sealed, matter, named);
  }
}

type Said = Readonly<Record<string, unknown>>;
interface Named {
  readonly name: string;
  readonly officer?: string;
}
const saidIn = ({ personal }: Recorded): Said => personal?.['sealed'] ?? {};
const whoIn = ({ event }: Leafed): Named => (saidIn(event)['who'] ?? { name: '某人' }) as Named;
/** Who acted: his handle is among the words, beside the pseudonym; nobody once their key is gone. */
const actorIn = ({ event }: Leafed): readonly string[] => {
  const { by } = saidIn(event);
  return typeof by === 'string' ? [by] : [];
};

/** V35: who retaliated or ordered it, by the report of whoever suffers it. */
function retaliator({ row }: MatrixInput, report: Leafed): Share {
  const { name, officer } = whoIn(report);
  return {
    ...{ row, person: officer ?? name, role: 'retaliator', ...roleNames.retaliator, level: 'DIRECT' },
    ...{ how: 'commission', standing: 'named', against: [] },
    for: [
      {
        code: 'reported',
        zh: '记录人报告其打击报复',
        en: 'the recorder reports it',
        events: [refOf(report)],
      },
    ],
  };
}

/** V36: the supervision organ, unless the record goes past it (D.5): then nobody of this organ had to take note of it. */
function acknowledging(
  input: MatrixInput,
  { record, is }: SealedRecords,
  matter: Leafed,
  named: readonly Share[],
): readonly Share[] {
  const { routing, barred, record: code } = matter.event.data as Interference;
  const late = record.filter(({ event }) => acknowledges(event, code));
  const done = late.flatMap((act) => actorIn(act).map((who) => acted(input, act, who, 'duty-holder')));
  if (routing === 'discipline') return done;
  const kept = named.map((share) =>
    barred.some((each) => is(each, share.person)) ? keptAway(share, matter) : share,
  );
  return merged([...done, ...kept]);
}

function keptAway(share: Share, matter: Leafed): Share {
  const why: Point = {
    ...{ code: 'kept-away', zh: '记录涉及本人，不得接触', en: 'the record names him: he could not have it' },
    events: [refOf(matter)],
  };
  return { ...share, standing: 'not-named', for: [], against: [why] };
}

/**
 * V23: before anything is on record it lay with whom the case was assigned to; once a status was confirmed with whoever
 * was to decide; and once it was decided with both, until it was handed over.
 */
function handover(
  input: MatrixInput,
  { handover: events, is }: SealedRecords,
  named: readonly Share[],
): readonly Share[] {
  const { finding, registers } = input;
  const inTime = events.filter(({ event }) => event.meta.legal.d <= finding.on);
  const acts = events.flatMap((act) =>
    actorIn(act).map((who) => acted(input, act, who, roleOf(act.event as Recorded<DisciplineEvent>))),
  );
  const confirmed = inTime.filter(({ event }) => event.type === 'OfficialStatusConfirmed');
  if (confirmed.length === 0) return merged([...named, ...acts]);
  const decided = inTime.filter(({ event }) => event.type === 'DisciplineNeedDecided');
  const readers = (registers?.people ?? []).filter(({ s }) =>
    confirmed.some(({ event }) => (event.data as Confirmed).readers.some((each) => is(each, s))),
  );
  const confirmers = new Set(confirmed.flatMap(actorIn));
  const waiting = decided.length > 0 ? readers : readers.filter(({ s }) => !confirmers.has(s));
  const command = named.filter(({ level }) => level !== 'DIRECT');
  return [
    ...merged([
      ...waiting.map(({ s }) => waitedFor(input, s, confirmers.has(s) ? 'handler' : 'approver', inTime)),
      ...acts,
    ]),
    ...command,
  ];
}

type Confirmed = Extract<DisciplineEvent, { type: 'OfficialStatusConfirmed' }>['data'];

const roleOf = ({ type }: Recorded<DisciplineEvent>): TraceRole =>
  type === 'DisciplineNeedDecided' ? 'approver' : 'handler';

function waitedFor({ row }: MatrixInput, person: string, role: TraceRole, before: readonly Leafed[]): Share {
  return {
    ...{ row, person, role, ...roleNames[role], level: 'DIRECT', how: 'omission', standing: 'named' },
    for: [
      {
        ...{ code: 'lay-with', zh: '届满时由其办理', en: 'it lay with him at the due instant' },
        events: before.slice(-1).map(refOf),
      },
    ],
    against: [],
  };
}

/** An act by its day speaks for who did it; one after it against him. */
function acted({ row, finding }: MatrixInput, act: Leafed, person: string, role: TraceRole): Share {
  const inTime = act.event.meta.legal.d <= finding.on;
  const events = [refOf(act)];
  const base = { row, person, role, ...roleNames[role], level: 'DIRECT', how: 'commission' } as const;
  return inTime
    ? {
        ...{ ...base, standing: 'not-named', for: [] },
        against: [{ code: 'acted-in-time', zh: '届满之前已办理', en: 'it was done by its day', events }],
      }
    : {
        ...{ ...base, standing: 'named', against: [] },
        for: [{ code: 'acted-late', zh: '届满之后方办理', en: 'it was done after its day', events }],
      };
}
