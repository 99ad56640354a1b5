import { mayRead } from '../../domain/sealed/rules';
import type { Recorded } from '../../kernel/event';
import { sealedView, type SealedView } from './views';

/** Who reads: his roles where the case belongs, and his pseudonyms by account and by officer entry. */
export interface SealedReader {
  readonly roles: readonly string[];
  readonly me: readonly string[];
}

type Members = Readonly<Record<string, unknown>>;

/** What opens a record, by the member that is its code, and the member that says whose it is. */
const openers: Readonly<Record<string, { readonly code: string; readonly owner: string }>> = {
  InterferenceRecorded: { code: 'record', owner: 'recorder' },
  RetaliationReported: { code: 'report', owner: 'reporter' },
  OrderReceived: { code: 'order', owner: 'receiver' },
  ExemptionClaimed: { code: 'claim', owner: 'person' },
  SealedItemProduced: { code: 'production', owner: 'approver' },
};

/** By which member what follows names its record. */
const followers = ['record', 'order', 'claim'] as const;

/**
 * The events of a sealed stream that a reader may see: discipline inspection all that does not name him, the supervision
 * organ the interference that is routed to it, everybody else what is his own (D.5). Whom a record names never sees it.
 */
export function visibleSealed(events: readonly Recorded[], reader: SealedReader): readonly SealedView[] {
  const orders = new Map(
    events.flatMap(({ type, data }) =>
      type === 'OrderReceived' ? [[textIn(data, 'order'), barredIn(data)] as const] : [],
    ),
  );
  const seen = new Set(
    events.flatMap((event) => {
      const opener = openers[event.type];
      return opener !== undefined &&
        isShown(event, opener.owner, orders.get(textIn(event.data, 'order')) ?? [], reader)
        ? [textIn(event.data, opener.code)]
        : [];
    }),
  );
  return events.flatMap((event) => {
    const record = recordOf(event);
    return seen.has(record) ? [sealedView(event, record)] : [];
  });
}

/** @param ordered whom the order names that the record rests on: what is kept from them is kept with the claim, too */
function isShown(
  event: Recorded,
  owner: string,
  ordered: readonly string[],
  { roles, me }: SealedReader,
): boolean {
  const data = event.data as Members;
  if (me.includes(textIn(data, owner))) return true;
  const barred = [...barredIn(data), ...ordered];
  const routing = data['routing'] === 'supervision' ? 'supervision' : 'discipline';
  return roles.some((role) => mayRead({ routing, barred }, role, me));
}

function recordOf({ type, data }: Recorded): string {
  const member = openers[type]?.code ?? followers.find((name) => name in data);
  return member === undefined ? '' : textIn(data, member);
}

const barredIn = (data: object): readonly string[] =>
  ((data as Members)['barred'] ?? []) as readonly string[];

const textIn = (data: object, member: string): string => {
  const value = (data as Members)[member];
  return typeof value === 'string' ? value : '';
};

/** Of a hand-over: discipline inspection sees all, a reader whom the record names what concerns that person. */
export function visibleDiscipline(
  events: readonly Recorded[],
  { roles, me }: SealedReader,
): readonly SealedView[] {
  const own = new Set(
    events.flatMap(({ data }) => {
      const readers = ((data as Members)['readers'] ?? []) as readonly string[];
      return readers.some((each) => me.includes(each)) ? [textIn(data, 'person')] : [];
    }),
  );
  return events.flatMap((event) => {
    const person = textIn(event.data, 'person');
    return roles.includes('discipline') || own.has(person) ? [sealedView(event, person)] : [];
  });
}
