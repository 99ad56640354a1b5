import { ActivityImported } from '../../events/imported.events';
import type { ActorRef } from '../../kernel/entry';
import { tryParseMajorUnits } from '../../kernel/money';
import { isCivilDate, type LegalTime } from '../../kernel/time';
import { member, unreadable, type ImportSource, type ReadRow } from './source';

/**
 * Road Traffic Fine Management Process (M. de Leoni, F. Mannhardt, 4TU.ResearchData,
 * doi:10.4121/uuid:270fd440-1057-4fb9-89a9-b699b47990f5): one row is one event of an Italian fine procedure.
 *
 * Every time is local midnight with its offset, so the source knows days: the local date is kept, never converted to
 * UTC. Order within a case is `seq`; times tie. Members that the row leaves empty stay absent.
 */
export const trafficFines: ImportSource = {
  name: 'traffic-fines',
  columns: [
    'case_id',
    'seq',
    'concept:name',
    'time:timestamp',
    'org:resource',
    'amount',
    'article',
    'dismissal',
    'expense',
    'lastSent',
    'notificationType',
    'paymentAmount',
    'points',
    'totalPaymentAmount',
    'vehicleClass',
    'matricola',
  ],
  rulePacks: ['it-traffic-fines'],
  read,
};

const moneyColumns = [
  [5, 'amount'],
  [8, 'expense'],
  [11, 'paymentAmount'],
  [13, 'totalPaymentAmount'],
] as const;
const wordColumns = [
  [6, 'article'],
  [7, 'dismissal'],
  [9, 'lastSent'],
  [10, 'notificationType'],
  [12, 'points'],
  [14, 'vehicleClass'],
] as const;
const timestamp = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/u;

function read(row: readonly string[]): ReadRow {
  const [caseId, seqText, activity, time] = [0, 1, 2, 3].map((column) => member(row, column)) as FirstMembers;
  const amounts = amountsOf(row);
  const problem = problemOf(row) ?? (typeof amounts === 'string' ? `${amounts} is not an amount` : undefined);
  if (problem !== undefined) return unreadable(problem);
  const legal: LegalTime = { at: time, p: 'day', d: time.slice(0, 10) };
  const event = ActivityImported({
    activity,
    caseRef: caseId,
    seq: Number(seqText),
    currency: 'EUR',
    ...(amounts as { amounts?: Record<string, number> }),
    ...attributesOf(row),
  });
  const content = row.join('\u0000');
  return { ok: true, caseId, key: seqText, content, event, legal, actors: actorsOf(row), unread: [] };
}

type FirstMembers = [caseId: string, seq: string, activity: string, time: string];

const isName = (text: string): boolean => text !== '' && text.length <= 120;

/** Why the row is no event; nothing when it is one. */
function problemOf(row: readonly string[]): string | undefined {
  if (row.length !== trafficFines.columns.length) return `${row.length} columns instead of 16`;
  const [caseId, seq, activity, time] = [0, 1, 2, 3].map((column) => member(row, column)) as FirstMembers;
  if (!isName(caseId)) return 'case_id is empty or too long';
  if (!/^[1-9]\d{0,8}$/u.test(seq)) return 'seq is not a positive integer';
  if (!isName(activity)) return 'concept:name is empty or too long';
  const date = timestamp.exec(time)?.[1];
  return date !== undefined && isCivilDate(date) ? undefined : 'time:timestamp is not a date with offset';
}

/** The amounts that the row fills, in cents; the name of the column that holds none. */
function amountsOf(row: readonly string[]): { amounts?: Record<string, number> } | string {
  const amounts: Record<string, number> = {};
  for (const [column, name] of moneyColumns) {
    const text = row[column] ?? '';
    if (text === '') continue;
    const amount = tryParseMajorUnits(text);
    if (amount === undefined || amount < 0) return name;
    amounts[name] = amount;
  }
  return Object.keys(amounts).length === 0 ? {} : { amounts };
}

function attributesOf(row: readonly string[]): { attributes?: Record<string, string> } {
  const attributes: Record<string, string> = {};
  for (const [column, name] of wordColumns) {
    const text = row[column] ?? '';
    if (text !== '') attributes[name] = text;
  }
  return Object.keys(attributes).length === 0 ? {} : { attributes };
}

/** `org:resource` is known on Create Fine, `matricola` on Appeal to Judge; nobody is named anywhere else. */
function actorsOf(row: readonly string[]): readonly ActorRef[] {
  const known = row[4] !== undefined && row[4] !== '' ? row[4] : row[15];
  return known === undefined || known === '' ? [] : [{ u: `traffic-fines/${known}`, role: 'officer' }];
}
