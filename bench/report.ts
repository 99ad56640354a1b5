import Table from 'cli-table3';
import pc from 'picocolors';
import { findingOf, type Measurement, type Skipped } from './measurement';

/** One line for machines. */
export const jsonLine = (row: Measurement | Skipped): string => `${JSON.stringify(findingOf(row))}\n`;

/** The table for people. */
export function tableOf(rows: readonly (Measurement | Skipped)[]): string {
  const table = new Table({
    head: ['what', 'measured', 'peer or limit', 'ratio', 'at least', ''],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'left', 'right', 'right', 'center'],
    wordWrap: true,
    colWidths: [44, 20, 44, 8, 14, 4],
  });
  for (const row of rows) table.push('skipped' in row ? skippedCells(row) : cells(row));
  return table.toString();
}

function cells(row: Measurement): string[] {
  const { value, peerValue, ratio, ok } = findingOf(row);
  const note = row.note === undefined ? '' : `\n${pc.dim(row.note)}`;
  return [
    `${row.what}${note}`,
    withUnit(value, row.unit),
    row.peer === undefined ? '' : `${withUnit(peerValue, row.unit)}\n${pc.dim(row.peer.name)}`,
    ratio === null ? '' : ratio.toFixed(2),
    barText(row),
    ok === null ? '' : ok ? pc.green('✓') : pc.red('✗'),
  ];
}

const skippedCells = ({ what, skipped }: Skipped): string[] => [
  what,
  pc.yellow('skipped'),
  skipped,
  '',
  '',
  '',
];

function barText({ bar, better, unit }: Measurement): string {
  if (bar === undefined) return pc.dim('not judged');
  if (bar.of === 'ratio') return `${bar.at} × peer`;
  return `${better === 'higher' ? '≥' : '≤'} ${withUnit(bar.at, unit)}`;
}

const withUnit = (value: number | null, unit: string): string =>
  value === null ? '' : `${value.toLocaleString('en', { maximumFractionDigits: 2 })} ${unit}`;
