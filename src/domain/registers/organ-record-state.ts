import type { OrganRecordEvent } from '../../events/organ-record.events';
import type { Recorded } from '../../kernel/event';
import type { CivilDate } from '../../kernel/time';
import { covers, earliest, type Validity } from './register';

/** What an organ keeps of itself: its recording devices, and the orders of its head. */

/** A device or a room, with who keeps it and when its clock was checked. */
export interface Device extends Validity {
  readonly device: string;
  readonly kind: string;
  readonly number: string;
  readonly custodians: readonly { readonly custodian: string; readonly from: CivilDate }[];
  readonly checks: readonly {
    readonly on: CivilDate;
    readonly offSeconds: number;
    readonly adjusted: boolean;
  }[];
}

/** What the head heard and ordered. */
export interface ReportHeard {
  readonly report: string;
  readonly leader: string;
  readonly on: CivilDate;
  readonly matter: string;
  readonly orders: readonly {
    readonly code: string;
    readonly unit?: string;
    readonly due?: CivilDate;
    readonly done?: CivilDate;
  }[];
}

export interface OrganRecords {
  readonly devices: readonly Device[];
  readonly reports: readonly ReportHeard[];
}

export const noRecords: OrganRecords = { devices: [], reports: [] };

type DeviceEvent = Exclude<OrganRecordEvent, { readonly type: `Leader${string}` }>;

/** Fold of these records on the stream of an organ. */
export function evolveRecords<S extends OrganRecords>(state: S, event: Recorded<OrganRecordEvent>): S {
  if (event.type === 'LeaderReportHeard') {
    const { report, leader, on, matter, orders } = event.data;
    const known = orders.map(({ text: _text, ...order }) => order);
    return { ...state, reports: [...state.reports, { report, leader, on, matter, orders: known }] };
  }
  if (event.type === 'LeaderOrderDone') {
    const { report, order, on } = event.data;
    return {
      ...state,
      reports: state.reports.map((each) =>
        each.report === report
          ? { ...each, orders: each.orders.map((one) => (one.code === order ? { ...one, done: on } : one)) }
          : each,
      ),
    };
  }
  return { ...state, devices: devicesAfter(state.devices, event) };
}

function devicesAfter(devices: readonly Device[], event: Recorded<DeviceEvent>): readonly Device[] {
  if (event.type === 'RecordingDeviceRegistered') {
    const { custodian, unit: _unit, keepDays: _keep, ...data } = event.data;
    return [...devices, { ...data, custodians: [{ custodian, from: data.from }], checks: [] }];
  }
  return devices.map((each) => (each.device === event.data.device ? deviceAfter(each, event) : each));
}

function deviceAfter(
  device: Device,
  event: Recorded<Exclude<DeviceEvent, { readonly type: 'RecordingDeviceRegistered' }>>,
): Device {
  switch (event.type) {
    case 'DeviceCustodianChanged': {
      const { custodian, from } = event.data;
      return { ...device, custodians: [...device.custodians, { custodian, from }] };
    }
    case 'DeviceClockChecked': {
      const { on, offSeconds, adjusted } = event.data;
      return { ...device, checks: [...device.checks, { on, offSeconds, adjusted }] };
    }
    case 'RecordingDeviceRetired':
      return { ...device, ended: earliest(device.ended, event.data.from) };
  }
}

/** A device that is in use on a day. */
export const deviceAt = (
  { devices }: Pick<OrganRecords, 'devices'>,
  code: string,
  date: CivilDate,
): Device | undefined => devices.find((each) => each.device === code && covers(each, date));

/** The last check of the clock of a device up to a day. */
export const lastCheck = ({ checks }: Device, date: CivilDate): Device['checks'][number] | undefined =>
  checks
    .filter(({ on }) => on <= date)
    .toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))
    .at(-1);
