/** What one row of the bench found, before it is judged. */
export interface Measurement {
  /** Stable name, the one of `--json` and `--only`. */
  readonly name: string;
  /** In words, for the table. */
  readonly what: string;
  readonly value: number;
  /** `events/s`, `commands/s`, `s`, `MB` … */
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /** The peer or raw limit, measured in the same run in the same unit. */
  readonly peer?: { readonly name: string; readonly value: number };
  /** The floor: a share of the peer (`ratio`) or of the value itself. Absent where this run is too small to judge. */
  readonly bar?: { readonly of: 'ratio' | 'value'; readonly at: number };
  /** Anything that a reader of the figure should know: sizes, rounds, percentiles. */
  readonly note?: string;
}

/** A row that could not run here, and why. */
export interface Skipped {
  readonly name: string;
  readonly what: string;
  readonly skipped: string;
}

/** One line of `--json`. A ratio is 1 where row and peer are equal, and larger is better whatever the unit. */
export interface Finding {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string | null;
  readonly peer: string | null;
  readonly peerValue: number | null;
  readonly ratio: number | null;
  readonly bar: number | null;
  /** Null where there was nothing to judge. */
  readonly ok: boolean | null;
  readonly skipped?: string;
}

/** Judge a row. Figures are rounded to what a measurement on a shared machine can tell. */
export function findingOf(row: Measurement | Skipped): Finding {
  if ('skipped' in row) {
    const nothing = {
      value: null,
      unit: null,
      peer: null,
      peerValue: null,
      ratio: null,
      bar: null,
      ok: null,
    };
    return { name: row.name, ...nothing, skipped: row.skipped };
  }
  const { name, value, unit, peer, bar } = row;
  const ratio = ratioOf(row);
  return {
    name,
    value: rounded(value),
    unit,
    peer: peer?.name ?? null,
    peerValue: peer === undefined ? null : rounded(peer.value),
    ratio: ratio === undefined ? null : rounded(ratio),
    bar: bar?.at ?? null,
    ok: bar === undefined ? null : holds(row, bar, ratio),
  };
}

function ratioOf({ value, better, peer }: Measurement): number | undefined {
  if (peer === undefined) return undefined;
  return better === 'higher' ? value / peer.value : peer.value / value;
}

function holds(
  { value, better }: Measurement,
  bar: { readonly of: 'ratio' | 'value'; readonly at: number },
  ratio: number | undefined,
): boolean {
  if (bar.of === 'ratio') return ratio !== undefined && ratio >= bar.at;
  return better === 'higher' ? value >= bar.at : value <= bar.at;
}

/** Three significant digits, and whole numbers from 100 on. */
const rounded = (value: number): number => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
