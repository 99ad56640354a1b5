import type { Finding } from '../../../events/case-schemas';
import { RecordingIndexed } from '../../../events/recording.events';
import { breach, kept } from '../../../kernel/guard';
import { civilDateOf, epochOf } from '../../../kernel/time';
import { present } from '../../../kernel/plain-data';
import { deviceAt, lastCheck } from '../../registers/organ-record-state';
import { penaltyLaw } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import { targetKnown } from '../corrections/correct-record';
import type { CaseFacts } from '../facts';
import { commandRule } from '../guards/rule';
import type { Stage } from '../stage';
import { phases } from '../state';
import { IndexRecording } from './commands';

/** 音像记录 and the register of what makes them (处罚法 47; A021, A087, A090). */

const basis = [penaltyLaw(47)];
const head = { group: 'content', code: 'R-00', basis } as const;

const deviceOf = ({ device, start }: Pick<IndexRecording, 'device' | 'start'>, { organ }: CaseFacts) =>
  organ === undefined ? undefined : deviceAt(organ.state, device, civilDateOf(start));

const onFile = commandRule<IndexRecording>(
  { ...head, name: 'G-RECORDING.evidence' },
  ({ evidence }, state) =>
    (state.findings?.evidence ?? []).some(({ id }) => id === evidence)
      ? kept
      : breach(`没有证据 ${evidence}`, `there is no evidence ${evidence}`, 'evidence'),
);

const byKnownDevice = commandRule<IndexRecording>(
  { ...head, name: 'G-RECORDING.device' },
  (command, _state, facts) =>
    deviceOf(command, facts) === undefined
      ? breach(
          `设备 ${command.device} 当日不在本机关设备名册中`,
          `the device ${command.device} is not in the register of the organ on that day`,
          'device',
        )
      : kept,
);

const endsAfterStart = commandRule<IndexRecording>({ ...head, name: 'G-RECORDING.span' }, ({ start, end }) =>
  epochOf(start) < epochOf(end)
    ? kept
    : breach('结束时间不晚于开始时间', 'the recording ends before it begins', 'end'),
);

function findingsOf(command: IndexRecording, checked: boolean): Finding[] {
  const reasons = [
    ...(checked ? [] : ['device-clock-unchecked']),
    ...(command.agrees ? [] : ['recording-disagrees']),
  ];
  return reasons.length === 0 ? [] : [{ code: 'W-07', about: command.evidence, reasons }];
}

const steps: readonly CaseStep[] = [
  caseStep<IndexRecording>({
    no: 'A021',
    command: IndexRecording,
    zh: '音像记录编入索引',
    en: 'Index a recording',
    basis,
    who: ['officer'],
    from: phases.filter((phase) => phase !== 'none'),
    rules: [onFile, byKnownDevice, endsAfterStart, targetKnown],
    alerts: ['W-07'],
    emits: ['RecordingIndexed'],
    record: (command, _state, facts, reliance) => {
      const { evidence, device, officers, start, end, agrees, remark } = command;
      const known = deviceOf(command, facts);
      const clock = known === undefined ? undefined : lastCheck(known, civilDateOf(start));
      const { target } = facts;
      return [
        RecordingIndexed(
          {
            ...{ evidence, device, officers: [...officers], start, end, agrees, reliance },
            event: { id: target?.id ?? '', revision: target?.revision ?? 0, type: target?.type ?? '' },
            ...present({ clock }),
            findings: findingsOf(command, clock !== undefined),
          },
          { party: present({ remark }) },
        ),
      ];
    },
  }),
];

/** The index of recordings, in any procedure. */
export const recordingStage: Stage = { steps, watches: {} };
