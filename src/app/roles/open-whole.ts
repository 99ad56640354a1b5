import { openHenji, type Henji, type OpenOptions } from '../henji';
import { stopDuties, type Duty } from './duty';
import { startRelay, type RelayDuty } from './relay-duty';
import { startSealer, type SealerDuty } from './sealer-duty';

/** A place opened by a process that may be the only one to work on it. */
export interface WholePlace extends Henji {
  /** Settles when everything that was appended so far is sealed, at once where the engine seals with the append. */
  sealed(): Promise<void>;
}

/**
 * Open a place for work that ends, such as an import, with whatever its engines need behind the ledger: a relay that
 * fills the topic from which its projections read, and a sealer. Where servers have these roles already, leases keep
 * them apart.
 *
 * @throws as {@link openHenji}, and BadSettings
 */
export async function openWhole(options: OpenOptions): Promise<WholePlace> {
  const { onAlarm = () => undefined } = options;
  const duties: Duty[] = [];
  let relay: RelayDuty | undefined;
  let sealer: SealerDuty | undefined;
  // Projections over a topic begin once it is there: they are waited for behind the relay.
  const henji = await openHenji({
    ...options,
    early: true,
    onCommit: () => {
      relay?.committed();
      options.onCommit?.();
    },
  });
  const close = async (): Promise<void> => {
    try {
      await stopDuties(duties);
    } finally {
      await henji.close();
    }
  };
  try {
    relay = await startRelay(options, { store: henji.store, onAlarm });
    if (relay !== undefined) duties.push(relay);
    sealer = await startSealer(options, onAlarm);
    if (sealer !== undefined) duties.push(sealer);
    if (options.early !== true) await henji.projections.started();
  } catch (error) {
    await close();
    throw error;
  }
  return { ...henji, close, sealed: async () => sealer?.sealed() };
}
