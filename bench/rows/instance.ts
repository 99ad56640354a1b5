import { seedDemonstration } from '../../src/app/demo/small';
import { readFacts, type DemonstrationFacts } from '../../src/app/demo/sign-ins';
import type { Place } from '../../src/app/engines/place';
import { openHenji, type Henji } from '../../src/app/henji';
import { alertDuty } from '../../src/app/roles/alert-duty';
import { stopDuties, type Duty } from '../../src/app/roles/duty';
import { startRelay } from '../../src/app/roles/relay-duty';
import { startSealer } from '../../src/app/roles/sealer-duty';

/** An instance with the demonstration organ in it. */
export interface Instance {
  readonly henji: Henji;
  readonly facts: DemonstrationFacts;
  close(): Promise<void>;
}

/** Open a new place in all roles, as the program does. */
export async function openInstance(place: Place): Promise<Instance> {
  let committed = (): void => undefined;
  const henji = await openHenji({
    ...{ ...place, reading: 'aside', early: true, onAlarm: complain },
    onCommit: () => {
      committed();
    },
  });
  const relay = await startRelay(place, { store: henji.store, onAlarm: complain });
  committed = () => {
    relay?.committed();
  };
  const sealer = await startSealer(place, complain);
  await seedDemonstration(henji);
  const alerts = alertDuty(henji, (error) => {
    complain({ en: String(error) });
  });
  const duties = [relay, sealer, alerts].filter((duty): duty is Duty => duty !== undefined);
  const facts = await readFacts(henji.dataFolder);
  if (facts === undefined) throw new TypeError('there is no demonstration');
  return {
    ...{ henji, facts },
    close: async () => {
      await stopDuties(duties);
      await henji.close();
    },
  };
}

/** Nothing is to go wrong in a bench; what does is told by whoever started this. */
const complain = (alarm: { readonly en: string }): void => {
  process.stderr.write(`${alarm.en}\n`);
};

/** S1 of the simple procedure, but for the act. */
export function opening({ organ, item, signIns }: DemonstrationFacts): Readonly<Record<string, unknown>> {
  const officers = officersOf(signIns).map(({ officer }) => officer);
  return {
    organ,
    item,
    contact: 'first',
    officers,
    place: '990101',
    placeText: '演示路2号门前',
    party: {
      name: '张某某',
      kind: 'citizen',
      ageBand: 'adult',
      capacity: 'full',
      idType: 'resident-id',
      idNumber: '990101199001010018',
      address: '演示市演示区演示路3号',
    },
    declarations: officers.map((officer) => ({ officer, conflict: false })),
  };
}

/** Who may open a case there. */
export const officersOf = (signIns: DemonstrationFacts['signIns']): DemonstrationFacts['signIns'] =>
  signIns.filter(({ name }) => name.startsWith('demo-officer-'));
