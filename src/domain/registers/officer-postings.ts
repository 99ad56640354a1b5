import {
  AbsenceEnded,
  AbsenceRecorded,
  StandInEnded,
  StandInNamed,
  UnitChargeEnded,
  UnitChargeGiven,
} from '../../events/duty.events';
import { breach, kept } from '../../kernel/guard';
import { plain } from '../../kernel/plain-data';
import { officerRow, type OfficerFacts } from './officer-facts';
import type { OfficerState } from './officer-state';
import * as commands from './posting-commands';
import { absentAt, inChargeAt, postsAt, reaches, standInsAt, tierAt } from './posting-state';
import { registerRule, rightWayRound } from './register';

/** Stand-ins, absences, units in the charge of a person. */

/** Who stands in is on the staff, and the post is held by whom the command says: then its duties pass for those days. */
const mayStandIn = registerRule<commands.NameStandIn, OfficerState, OfficerFacts>(
  'R-00',
  'G-STANDIN',
  [],
  ({ post, organ, unit, tier, instead, from }, { kind }, facts) => {
    const holder = instead === undefined ? undefined : facts.people?.get(instead);
    const held =
      instead === undefined ||
      (holder !== undefined &&
        postsAt(holder.state, from).some(
          (each) => each.post === post && each.organ === organ && each.tier === tier && each.unit === unit,
        ));
    return [
      ...(kind === 'officer'
        ? kept
        : breach('只有本机关工作人员可以代理职务', 'only one of the staff stands in for a post')),
      ...(instead !== undefined && instead === facts.person
        ? breach('不得代理本人职务', 'nobody stands in for himself', 'instead')
        : kept),
      ...(held
        ? kept
        : breach(
            `${instead} 在 ${from} 未任该职务`,
            `${instead} does not hold this post on ${from}`,
            'instead',
          )),
    ];
  },
);

const standsIn = registerRule<commands.EndStandIn, OfficerState>(
  'R-00',
  'G-ENTRY',
  [],
  ({ post, organ, from }, state) =>
    standInsAt(state, from).some((each) => each.post === post && each.organ === organ)
      ? kept
      : breach(`${from} 未代理 ${post} 职务`, `on ${from} there is no standing in for ${post}`, 'post'),
);

const notAbsent = registerRule<commands.RecordAbsence, OfficerState>(
  'R-00',
  'G-ENTRY',
  [],
  ({ from }, state) =>
    absentAt(state, from) ? breach('已登记离岗', 'the absence is on record already', 'from') : kept,
);

const isAbsent = registerRule<commands.EndAbsence, OfficerState>('R-00', 'G-ENTRY', [], ({ from }, state) =>
  absentAt(state, from) ? kept : breach('未登记离岗', 'no absence is on record', 'from'),
);

/** 分管 belongs to chiefs and deputies. */
const leads = registerRule<commands.GiveUnitCharge, OfficerState>(
  'R-08',
  'G-TIER',
  [],
  ({ organ, from }, state) =>
    reaches(tierAt(state, organ, from), 'deputy-chief')
      ? kept
      : breach('只有行政机关负责人可以分管机构', 'only a chief of the organ has charge of a unit', 'organ'),
);

const notInCharge = registerRule<commands.GiveUnitCharge, OfficerState>(
  'R-00',
  'G-ENTRY',
  [],
  ({ organ, unit, from }, state) =>
    inChargeAt(state, organ, unit, from)
      ? breach(`已分管 ${unit}`, `${unit} is in his charge already`, 'unit')
      : kept,
);

const inCharge = registerRule<commands.EndUnitCharge, OfficerState>(
  'R-00',
  'G-ENTRY',
  [],
  ({ organ, unit, from }, state) =>
    inChargeAt(state, organ, unit, from)
      ? kept
      : breach(`未分管 ${unit}`, `${unit} is not in his charge`, 'unit'),
);

/** Rows F21 to F26. */
export const postingRows = [
  officerRow('F21', commands.NameStandIn, '指定代理', 'Name a stand-in', {
    basis: [],
    rules: [mayStandIn, rightWayRound()],
    emits: ['StandInNamed'],
    record: (c) => [StandInNamed(plain(c))],
  }),
  officerRow('F22', commands.EndStandIn, '终止代理', 'End standing in', {
    basis: [],
    rules: [standsIn],
    emits: ['StandInEnded'],
    record: (c) => [StandInEnded(plain(c))],
  }),
  officerRow('F23', commands.RecordAbsence, '登记离岗', 'Record an absence', {
    basis: [],
    rules: [notAbsent, rightWayRound()],
    emits: ['AbsenceRecorded'],
    record: (c) => [AbsenceRecorded(plain(c))],
  }),
  officerRow('F24', commands.EndAbsence, '登记返岗', 'End an absence', {
    basis: [],
    rules: [isAbsent],
    emits: ['AbsenceEnded'],
    record: (c) => [AbsenceEnded(plain(c))],
  }),
  officerRow('F25', commands.GiveUnitCharge, '确定分管', 'Give the charge of a unit', {
    basis: [],
    rules: [leads, notInCharge, rightWayRound()],
    emits: ['UnitChargeGiven'],
    record: (c) => [UnitChargeGiven(plain(c))],
  }),
  officerRow('F26', commands.EndUnitCharge, '解除分管', 'End the charge of a unit', {
    basis: [],
    rules: [inCharge],
    emits: ['UnitChargeEnded'],
    record: (c) => [UnitChargeEnded(plain(c))],
  }),
];
