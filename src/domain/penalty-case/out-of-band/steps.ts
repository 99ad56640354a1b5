import { OutOfBandFactRecorded } from '../../../events/out-of-band.events';
import { present } from '../../../kernel/plain-data';
import { statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { phases, type CaseState } from '../state';
import { RecordOutOfBandFact } from './commands';
import { eventsOf, examined, reservationsOf, rowOf } from './examined';
import * as rules from './rules';

/** 补录: possible in every phase, also before there is a case; the act itself says whether it has a place. */
export const outOfBandSteps: readonly CaseStep[] = [
  caseStep<RecordOutOfBandFact>({
    no: 'C.0',
    command: RecordOutOfBandFact,
    zh: '补录体制外事实',
    en: 'Record an out-of-band fact',
    basis: [statute('penalty', 47)],
    who: ['officer', 'approver'],
    from: phases,
    rules: [
      rules.confirmersApart,
      rules.confirmersStand,
      rules.actorsKnown,
      rules.doneOutside,
      rules.hasPlace,
      rules.proofNamed,
      rules.fitsRecord,
    ],
    alerts: ['W-01', 'W-25'],
    emits: ['OutOfBandFactRecorded'],
    reserves: reservationsOf,
    record: (command, state, facts, reliance) => {
      const events = eventsOf(command, state, facts);
      const { told } = examined(command, state, facts);
      const { blob, evidence, sha256 } = command.proof;
      const opens = events.some(({ type }) => type === 'OnSiteCaseOpened') ? 'simple' : 'general';
      const late = OutOfBandFactRecorded(
        {
          ...{ act: command.act.constructor.name, ...named(command, state) },
          procedure: state.procedure === 'simple' ? 'simple' : opens,
          events: events.length,
          broken: told.map(({ basis, field, ...each }) => ({
            ...{ ...each, basis: [...basis] },
            ...present({ field }),
          })),
          ...{
            recordedBy: facts.by,
            confirmers: [...command.confirmers],
            proof: present({ blob, evidence }),
          },
          findings: [{ code: 'W-01', about: command.command, reasons: ['out-of-band'] }],
          reliance,
        },
        { party: { reason: command.reason, ...present({ proofSha256: sha256 }) } },
      );
      return [late, ...events];
    },
  }),
];

function named(command: RecordOutOfBandFact, state: CaseState): { no: string; zh: string; en: string } {
  const { no = '', zh = '', en = '' } = rowOf(command, state) ?? {};
  return { no, zh, en };
}
