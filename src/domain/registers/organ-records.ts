import {
  DeviceClockChecked,
  DeviceCustodianChanged,
  LeaderOrderDone,
  LeaderReportHeard,
  RecordingDeviceRegistered,
  RecordingDeviceRetired,
} from '../../events/organ-record.events';
import type { OrganEvent } from '../../events/register.events';
import { breach, kept } from '../../kernel/guard';
import type { CivilDate } from '../../kernel/time';
import { plain } from '../../kernel/plain-data';
import { penaltyLaw } from '../statute';
import type { DutyFacts } from './organ-duties';
import * as c from './organ-record-commands';
import { deviceAt } from './organ-record-state';
import type { OrganState } from './organ-state';
import { tierAt } from './posting-state';
import { registerRows, registerRule, rightWayRound } from './register';

/** Rows on recording devices and rooms (处罚法 47), and on what the head of the organ heard and ordered. */

const newDevice = registerRule<c.RegisterDevice, OrganState, DutyFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ device }, { devices }) =>
    devices.some((each) => each.device === device)
      ? breach(`设备 ${device} 已登记`, `the device ${device} is registered already`, 'device')
      : kept,
);

const inUse = (dayOf: (command: never) => CivilDate) =>
  registerRule<{ readonly device: string }, OrganState, DutyFacts>(
    'R-00',
    'G-DEVICE.register',
    [penaltyLaw(47)],
    (command, state) =>
      deviceAt(state, command.device, dayOf(command as never)) === undefined
        ? breach(`没有在用的设备 ${command.device}`, `there is no device ${command.device} in use`, 'device')
        : kept,
  );
const inUseFrom = inUse(({ from }: { readonly from: CivilDate }) => from);
const inUseOn = inUse(({ on }: { readonly on: CivilDate }) => on);

const newReport = registerRule<c.RecordReportHeard, OrganState, DutyFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ report, orders }, { reports }) => [
    ...(reports.some((each) => each.report === report)
      ? breach(`汇报 ${report} 已登记`, `the report ${report} is registered already`, 'report')
      : kept),
    ...(new Set(orders.map(({ code }) => code)).size < orders.length
      ? breach('部署事项代码重复', 'two orders have the same code', 'orders')
      : kept),
  ],
);

/** 第一责任人 is the head, or who stands in for him; a deputy is not (A110). */
const heardByHead = registerRule<c.RecordReportHeard, OrganState, DutyFacts>(
  'R-08',
  'G-TIER.head',
  [],
  ({ leader, on }, _state, { people, organ = '' }) => {
    const known = people?.get(leader)?.state;
    return known !== undefined && tierAt(known, organ, on) === 'chief'
      ? kept
      : breach(`${leader} 在 ${on} 不是主要负责人`, `${leader} is not the head on ${on}`, 'leader');
  },
);

const openOrder = registerRule<c.RecordOrderDone, OrganState, DutyFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ report, order, on }, { reports }) => {
    const heard = reports.find((each) => each.report === report);
    const found = heard?.orders.find(({ code }) => code === order);
    return heard !== undefined && found !== undefined && found.done === undefined && heard.on <= on
      ? kept
      : breach(`没有待办的部署事项 ${order}`, `no order ${order} is open`, 'order');
  },
);

const row = registerRows<OrganState, DutyFacts, OrganEvent>({
  basis: [penaltyLaw(47)],
  who: ['administrator'],
  from: ['confirmed'],
});

/** Rows G15 to G20. */
export const organRecordRows = [
  row('G15', c.RegisterDevice, '登记音像记录设备、场所', 'Register a recording device or room', {
    rules: [newDevice, rightWayRound<OrganState>()],
    emits: ['RecordingDeviceRegistered'],
    record: (command) => [RecordingDeviceRegistered(plain(command))],
  }),
  row('G16', c.ChangeDeviceCustodian, '变更设备保管人', 'Change the custodian of a device', {
    rules: [inUseFrom],
    emits: ['DeviceCustodianChanged'],
    record: (command) => [DeviceCustodianChanged(plain(command))],
  }),
  row('G17', c.CheckDeviceClock, '登记设备校时', 'Record a check of the clock of a device', {
    rules: [inUseOn],
    emits: ['DeviceClockChecked'],
    record: (command) => [DeviceClockChecked(plain(command))],
  }),
  row('G18', c.RetireDevice, '停用设备、场所', 'Retire a device or room', {
    rules: [inUseFrom],
    emits: ['RecordingDeviceRetired'],
    record: (command) => [RecordingDeviceRetired(plain(command))],
  }),
  row('G19', c.RecordReportHeard, '登记听取汇报', 'Record a report that the head heard', {
    basis: [],
    rules: [newReport, heardByHead],
    emits: ['LeaderReportHeard'],
    record: (command) => [LeaderReportHeard(plain(command))],
  }),
  row('G20', c.RecordOrderDone, '登记部署事项办结', 'Record that an order was done', {
    basis: [],
    rules: [openOrder],
    emits: ['LeaderOrderDone'],
    record: (command) => [LeaderOrderDone(plain(command))],
  }),
];
