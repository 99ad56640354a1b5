import { projections } from '../../projections/all';
import type { Coordination } from '../ports/coordination';
import type { EventStore } from '../ports/event-store';
import { asked, good, type Finding } from './doctor-finding';
import { openCoordination } from './engines/open-coordination';
import { openLedgerForReading } from './engines/open-ledger';
import { enginesAt, type Place } from './engines/place';
import { projectionLease } from './projections/elsewhere';
import { topicKey } from './relay/relay-hold';

/** Work that one process of an instance does at a time, and the role that takes it up. */
interface Shared {
  readonly lease: string;
  readonly role: 'api' | 'relay' | 'projections';
}

/** A ledger on a server, and who does what of the work on it, by what the processes have left in the database. */
export async function sharedFindings(place: Place): Promise<readonly Finding[]> {
  const ledger = await asked('ledger', () => onLedger(place, served));
  if (ledger.state === 'bad') return [ledger];
  const coordination = await openCoordination(place);
  try {
    return [
      ledger,
      ...(await Promise.all(
        sharedWork(place).map((work) => asked(work.lease, () => held(work, coordination))),
      )),
    ];
  } finally {
    await coordination.close();
  }
}

async function onLedger<T>(place: Place, look: (store: EventStore) => Promise<T>): Promise<T> {
  const store = await openLedgerForReading(place);
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

async function served(store: EventStore): Promise<Finding> {
  const { logId, engine } = await store.info();
  return good('ledger', `${engine} 可用，账本编号 ${logId}`, `${engine} answers, log ${logId}`);
}

function sharedWork(place: Place): readonly Shared[] {
  const { feed } = enginesAt(place);
  const perRole: readonly Shared[] = [
    { lease: 'alerts', role: 'api' },
    { lease: 'uploads', role: 'api' },
    { lease: 'sealer', role: 'relay' },
  ];
  if (feed.kind === 'kafka') return [...perRole, { lease: topicKey(feed.topic), role: 'relay' }];
  return [
    ...perRole,
    ...projections.map((projection): Shared => ({ lease: projectionLease(projection), role: 'projections' })),
  ];
}

async function held({ lease, role }: Shared, coordination: Coordination): Promise<Finding> {
  const found = await coordination.leaseOf(lease);
  if (found?.held === true)
    return good(lease, `有进程在做，第 ${found.epoch} 任`, `a process does it, epoch ${found.epoch}`);
  return {
    ...{ subject: lease, state: 'note', zh: '没有进程在做', en: 'no process does it' },
    wayOut: { zh: `启动带 ${role} 角色的进程`, en: `start a process with the role ${role}` },
  };
}

/** How far the topic of a place has come, whichever process relays; nothing where its feed is the ledger. */
export async function relayFindings(place: Place): Promise<readonly Finding[]> {
  const { feed } = enginesAt(place);
  if (feed.kind !== 'kafka') return [];
  const subject = `topic ${feed.topic}`;
  const look = async (): Promise<Finding> => {
    const coordination = await openCoordination(place);
    const progress = await coordination.progressOf(topicKey(feed.topic)).finally(() => coordination.close());
    if (progress === undefined)
      return { subject, state: 'note', zh: '尚未转发任何记录', en: 'nothing was relayed to it yet' };
    const { position: end } = await onLedger(place, (store) => store.head());
    if (progress.position >= end)
      return good(subject, '已转发到账本末尾', 'relayed up to the end of the ledger');
    return {
      ...{ subject, state: 'note' },
      zh: `已转发到 ${progress.position}，账本末尾为 ${end}`,
      en: `relayed up to ${progress.position}, the ledger ends at ${end}`,
    };
  };
  return [await asked(subject, look)];
}
