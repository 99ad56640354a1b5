import { ActivityImported } from '../../events/imported.events';
import type { ActorRef } from '../../kernel/entry';
import { tryParseMajorUnits } from '../../kernel/money';
import { isCivilDate, type LegalTime } from '../../kernel/time';
import { unreadable, type ImportSource, type ReadRow } from './source';

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

const money = { 5: 'amount', 8: 'expense', 11: 'paymentAmount', 13: 'totalPaymentAmount' } as const;
const words = {
  6: 'article',
  7: 'dismissal',
  9: 'lastSent',
  10: 'notificationType',
  12: 'points',
  14: 'vehicleClass',
} as const;
const timestamp = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/u;

function read(row: readonly string[]): ReadRow {
  if (row.length !== trafficFines.columns.length) return unreadable(`${row.length} columns instead of 16`);
  const [caseId = '', seqText = '', activity = '', time = ''] = row;
  const seq = Number(seqText);
  if (caseId === '' || caseId.length > 120) return unreadable('case_id is empty or too long');
  if (!Number.isSafeInteger(seq) || seq < 1) return unreadable('seq is not a positive integer');
  if (activity === '' || activity.length > 120) return unreadable('concept:name is empty or too long');
  const date = timestamp.exec(time)?.[1];
  if (date === undefined || !isCivilDate(date)) return unreadable('time:timestamp is not a date with offset');
  const amounts: Record<string, number> = {};
  for (const [column, name] of Object.entries(money)) {
    const text = row[Number(column)] ?? '';
    if (text === '') continue;
    const amount = tryParseMajorUnits(text);
    if (amount === undefined || amount < 0) return unreadable(`${name} is not an amount`);
    amounts[name] = amount;
  }
  const legal: LegalTime = { at: time, p: 'day', d: date };
  const event = ActivityImported({
    activity,
    caseRef: caseId,
    seq,
    currency: 'EUR',
    ...(Object.keys(amounts).length === 0 ? {} : { amounts }),
    ...attributesOf(row),
  });
  const content = row.join('\u0000');
  return { ok: true, caseId, key: seqText, content, event, legal, actors: actorsOf(row), unread: [] };
}

function attributesOf(row: readonly string[]): { attributes?: Record<string, string> } {
  const attributes: Record<string, string> = {};
  for (const [column, name] of Object.entries(words)) {
    const text = row[Number(column)] ?? '';
    if (text !== '') attributes[name] = text;
  }
  return Object.keys(attributes).length === 0 ? {} : { attributes };
}

/** `org:resource` is known on Create Fine, `matricola` on Appeal to Judge; nobody is named anywhere else. */
function actorsOf(row: readonly string[]): readonly ActorRef[] {
  const known = row[4] !== undefined && row[4] !== '' ? row[4] : row[15];
  return known === undefined || known === '' ? [] : [{ u: `traffic-fines/${known}`, role: 'officer' }];
}
