import type { DutyHolder } from '../../domain/registers/duty-holders';
import type { Recorded } from '../../kernel/event';
import type { CaseRecord, Point } from './case-record';
import { commandOf } from './command';
import type { Finding } from './finding';
import { knowledgeOf, type Knowledge } from './knowledge';
import { holdersOf, omissionOf } from './omission';
import { clearing, decisionTypes, open, roleNames, type Pick } from './picks';
import { withSealedPeople } from './sealed-shares';
import { merged, type MatrixInput, type Share } from './share';
import { sourcesOf } from './sources';

/** The people of one row. */
export interface RowMatrix {
  readonly shares: readonly Share[];
  readonly knowledge: readonly Knowledge[];
  /** Who held the duty that was left undone, as the matrix of the organ allocated it. */
  readonly holders: readonly DutyHolder[];
}

export function matrixOf(input: MatrixInput): RowMatrix {
  const { finding, row } = input;
  if (row === 'V40') return { shares: [], knowledge: [], holders: [] };
  const picks = actsOf(input);
  const code = finding.code;
  const knowledge = picks.map((each) => knowledgeOf(code, each, input.record));
  const acting = picks.map((each, i) => commission(input, each, knowledge[i]));
  const holders = holdersOf(input);
  const omitting = finding.kind === 'omission' ? omissionOf(input, holders) : [];
  const direct = merged([...omitting, ...acting]);
  const shares = [...direct, ...commandOf(input, direct, holders)];
  return { shares: withSealedPeople(input, shares), knowledge, holders };
}

/** Acts of the row; of several decisions the last one up to the finding is meant. */
function actsOf({ row, record, finding }: MatrixInput): readonly Pick[] {
  const decision = record.of(decisionTypes).at(-1);
  return sourcesOf(row)
    .acts.flatMap((source) => source(record))
    .filter(({ act }) => !decisionTypes.includes(act.type) || act === decision)
    .filter(({ act }) => finding.kind === 'omission' || act.meta.legal.d <= finding.on || act === decision);
}

function commission({ row, record, finding }: MatrixInput, pick: Pick, known: Knowledge | undefined): Share {
  const { person, role, act } = pick;
  const point: Point = {
    code: 'acted',
    zh: '其行为在案',
    en: 'his act is on record',
    events: [record.ref(act)],
  };
  const base = { row, person, role, ...roleNames[role], level: 'DIRECT', how: 'commission' } as const;
  if (pick.cleared !== undefined) {
    const why: Point = { code: pick.cleared, ...clearing[pick.cleared], events: [record.ref(act)] };
    return { ...base, standing: 'not-named', for: [], against: [why] };
  }
  if (pick.open !== undefined) {
    const why: Point = { code: pick.open, ...open[pick.open], events: [record.ref(act)] };
    return { ...base, standing: 'not-provable', for: [point], against: [why] };
  }
  if (finding.kind === 'omission') return actedLate(base, finding, point, record, act);
  if (known?.visible === 'not-visible') {
    return {
      ...base,
      standing: role === 'handler' ? 'not-provable' : 'not-named',
      for: [],
      against: [known.because],
    };
  }
  const shown = known === undefined ? [] : [known.because];
  return known?.visible === 'not-provable' && role !== 'handler' && role !== 'officer'
    ? { ...base, standing: 'not-provable', for: [point], against: shown }
    : { ...base, standing: 'named', for: [point, ...shown], against: [] };
}

type Base = Omit<Share, 'standing' | 'for' | 'against'>;

/** Who at last did it after its day has a part in it; since when it was with him, the record does not say. */
function actedLate(base: Base, finding: Finding, point: Point, record: CaseRecord, act: Recorded): Share {
  if (act.meta.legal.d <= finding.on)
    return { ...base, standing: 'not-named', for: [], against: [inTime(record, act)] };
  const since: Point = {
    code: 'since-when',
    zh: '任务何时到达本人，记录无法证明',
    en: 'since when the task was with him is not provable from the record',
    events: [],
  };
  return { ...base, standing: 'named', for: [late(point)], against: [since] };
}

const late = (point: Point): Point => ({
  ...point,
  ...{ code: 'acted-late', zh: '届满之后方办理', en: 'it was done after its day' },
});

const inTime = (record: CaseRecord, act: Recorded): Point => ({
  ...{ code: 'acted-in-time', zh: '届满之前已办理', en: 'it was done by its day' },
  events: [record.ref(act)],
});
