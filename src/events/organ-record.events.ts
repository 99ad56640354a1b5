import { z } from 'zod';
import { code } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, handle, sha256Hex, text, validity } from './schemas';

/** What an organ keeps of itself on its stream: devices and rooms that record (A021, A090), and what its head heard (A110). */

/** Kinds of devices and rooms. The codes stand in records and never change. */
export const deviceKinds = [
  ...(['body-camera', 'hand-held', 'vehicle', 'drone', 'fixed', 'interview-room', 'hearing-room'] as const),
] as const;

export const RecordingDeviceRegistered = defineEvent('RecordingDeviceRegistered', 1, {
  zh: '音像记录设备、场所登记',
  en: 'Recording device or room registered',
  data: z.strictObject({
    device: code,
    kind: z.enum(deviceKinds),
    /** Serial number of the device, or number of the room. */
    number: text(100),
    unit: code.exactOptional(),
    custodian: handle,
    /** How long its recordings are kept at least. */
    keepDays: z.int().min(1).max(36_500),
    ...validity,
  }),
});

export const DeviceCustodianChanged = defineEvent('DeviceCustodianChanged', 1, {
  zh: '设备保管人变更',
  en: 'Custodian of a device changed',
  data: z.strictObject({ device: code, custodian: handle, from: civilDate }),
});

export const DeviceClockChecked = defineEvent('DeviceClockChecked', 1, {
  zh: '设备校时',
  en: 'Clock of a device checked',
  data: z.strictObject({
    device: code,
    on: civilDate,
    /** Seconds by which it was fast; negative where it was slow. */
    offSeconds: z.int().min(-86_400).max(86_400),
    adjusted: z.boolean(),
    checkedBy: handle,
  }),
});

export const RecordingDeviceRetired = defineEvent('RecordingDeviceRetired', 1, {
  zh: '音像记录设备、场所停用',
  en: 'Recording device or room retired',
  data: z.strictObject({
    device: code,
    ground: z.enum(['broken', 'replaced', 'lost', 'other']),
    from: civilDate,
  }),
});

/** 第一责任人: the head of the organ heard a report, and what he ordered (A110, A228). Names nobody but by handle. */
export const LeaderReportHeard = defineEvent('LeaderReportHeard', 1, {
  zh: '主要负责人听取汇报',
  en: 'The head of the organ heard a report',
  data: z.strictObject({
    report: code,
    leader: handle,
    matter: z.enum(['enforcement', 'three-systems', 'case', 'supervision', 'other']),
    summary: text(2000),
    /** Figures or papers that lay before him, by the SHA-256 of each. */
    papers: z.array(sha256Hex).max(20),
    /** What was ordered, to which unit and by when. */
    orders: z
      .array(
        z.strictObject({
          code,
          text: text(1000),
          unit: code.exactOptional(),
          due: civilDate.exactOptional(),
        }),
      )
      .max(50),
    on: civilDate,
  }),
});

export const LeaderOrderDone = defineEvent('LeaderOrderDone', 1, {
  zh: '部署事项办结',
  en: 'What the head ordered was done',
  data: z.strictObject({ report: code, order: code, result: text(1000), on: civilDate }),
});

export const organRecordEvents = [
  RecordingDeviceRegistered,
  DeviceCustodianChanged,
  DeviceClockChecked,
  RecordingDeviceRetired,
  LeaderReportHeard,
  LeaderOrderDone,
] as unknown as readonly EventDefinition[];

export type OrganRecordEvent =
  | EventOf<typeof RecordingDeviceRegistered>
  | EventOf<typeof DeviceCustodianChanged>
  | EventOf<typeof DeviceClockChecked>
  | EventOf<typeof RecordingDeviceRetired>
  | EventOf<typeof LeaderReportHeard>
  | EventOf<typeof LeaderOrderDone>;
