import { DutyAssigned, DutyEnded, PostRegistered } from '../../events/duty.events';
import {
  EntrustmentEnded,
  EntrustmentRecorded,
  OrganConfirmed,
  OrganEnded,
  OrganParticularsPublished,
  OrganRenamed,
  RulePackAdopted,
  UnitRegistered,
  type OrganEvent,
} from '../../events/register.events';
import { breach, kept } from '../../kernel/guard';
import { plain } from '../../kernel/plain-data';
import { penaltyLaw } from '../statute';
import { procedure, type Procedure } from '../procedure';
import {
  AdoptRulePack,
  AssignDuty,
  ConfirmOrgan,
  EndDuty,
  EndEntrustment,
  EndOrgan,
  PublishParticulars,
  RecordEntrustment,
  RegisterPost,
  RegisterUnit,
  RenameOrgan,
} from './organ-commands';
import {
  assignedDuty,
  fitForDuty,
  holdsPost,
  newAssignment,
  newPostName,
  type DutyFacts,
} from './organ-duties';
import type * as lists from './list-commands';
import { organListRows } from './organ-lists';
import type * as records from './organ-record-commands';
import { organRecordRows } from './organ-records';
import { evolveOrgan, noOrgan, type OrganState } from './organ-state';
import { registerPhases, registerRows, registerRule, rightWayRound } from './register';

/** Something that keeps packs from being put into force: a key that is not set, a norm of too low a rank … */
export interface PackFlaw {
  readonly zh: string;
  readonly en: string;
}

/** What organ commands are decided on. `completeness`: of the packs to adopt, as resolved for this organ. */
export interface OrganFacts extends DutyFacts {
  /** What the organ that entrusts is, where the register has it. */
  readonly entrusting?: 'organ' | 'authorised' | 'entrusted';
  readonly completeness?: { readonly packs: readonly string[]; readonly flaws: readonly PackFlaw[] };
}

export type OrganCommand =
  | ConfirmOrgan
  | RenameOrgan
  | EndOrgan
  | RecordEntrustment
  | EndEntrustment
  | RegisterUnit
  | RegisterPost
  | AdoptRulePack
  | AssignDuty
  | EndDuty
  | PublishParticulars
  | lists.PublishOwnRules
  | lists.RepealOwnRules
  | lists.RecordRulesFiling
  | lists.PublishRecordingList
  | lists.PublishChannels
  | lists.RecordLegalBasis
  | records.RegisterDevice
  | records.ChangeDeviceCustodian
  | records.CheckDeviceClock
  | records.RetireDevice
  | records.RecordReportHeard
  | records.RecordOrderDone;

const entrustable = registerRule<RecordEntrustment, OrganState, OrganFacts>(
  'R-01',
  'G-ORG',
  [penaltyLaw(20), penaltyLaw(21)],
  ({ published, from }, { organ }, { entrusting }) => [
    ...(entrusting === 'entrusted'
      ? breach('受委托组织不得再委托', 'an entrusted organisation entrusts nobody else', 'entrusting')
      : kept),
    ...(organ !== undefined && organ.kind !== 'entrusted'
      ? breach(
          '只有登记为受委托组织的主体才能接受委托',
          'only an organisation registered as entrusted takes an entrustment',
        )
      : kept),
    ...(published > from
      ? breach('委托书应当先公布后生效', 'the entrustment is published before it takes effect', 'published')
      : kept),
  ],
);

const entrustedByOther = registerRule<EndEntrustment, OrganState, OrganFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ entrusting }, { entrustments }) =>
    entrustments.some((each) => each.entrusting === entrusting && each.ended === undefined)
      ? kept
      : breach(
          `没有来自 ${entrusting} 的有效委托`,
          `there is no entrustment by ${entrusting} to end`,
          'entrusting',
        ),
);

const newUnit = registerRule<RegisterUnit, OrganState, OrganFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ unit }, { units }) =>
    units.some((each) => each.unit === unit && each.until === undefined)
      ? breach(`机构代码 ${unit} 已登记`, `the unit ${unit} is registered already`, 'unit')
      : kept,
);

/** A unit acts in its own name only under a 法律, 法规 or 规章 (处罚法 17, 19). */
const ownNameRank = registerRule<RegisterUnit, OrganState, OrganFacts>(
  'R-20',
  'G-OWN',
  [penaltyLaw(17), penaltyLaw(19)],
  ({ ownName }) =>
    ownName?.rank === 'normative-document'
      ? breach(
          '规范性文件不能授权机构以自己的名义执法',
          'a normative document gives no power to act in its own name',
          'ownName',
        )
      : kept,
);

/**
 * 处罚法 5 and C.14: a set of packs that leaves a key open, or changes a value by a norm of too low a rank, cannot be put
 * into force.
 */
const complete = registerRule<AdoptRulePack, OrganState, OrganFacts>(
  'R-03',
  'G-PACK',
  [penaltyLaw(5)],
  ({ packs }, _state, { completeness }) => {
    if (completeness === undefined || completeness.packs.join() !== packs.join())
      return breach('未对这组规则包做完整性检查', 'the packs were not checked for completeness', 'packs');
    return completeness.flaws.map(({ zh, en }) => ({ zh, en, field: 'packs' }));
  },
);

const row = registerRows<OrganState, OrganFacts, OrganEvent>({
  basis: [penaltyLaw(17), penaltyLaw(39)],
  who: ['administrator'],
  from: ['confirmed'],
});

const rows = [
  row('G1', ConfirmOrgan, '确认并公告执法主体', 'Confirm and announce an organ', {
    from: ['none'],
    to: 'confirmed',
    rules: [rightWayRound()],
    emits: ['OrganConfirmed'],
    record: (c) => [OrganConfirmed(plain(c))],
  }),
  row('G2', RenameOrgan, '执法主体更名', 'Rename an organ', {
    rules: [],
    emits: ['OrganRenamed'],
    record: (c) => [OrganRenamed(plain(c))],
  }),
  row('G3', EndOrgan, '终止执法主体', 'End an organ', {
    rules: [],
    emits: ['OrganEnded'],
    record: (c) => [OrganEnded(plain(c))],
  }),
  row('G4', RecordEntrustment, '登记委托', 'Record an entrustment', {
    rules: [entrustable, rightWayRound()],
    emits: ['EntrustmentRecorded'],
    record: (c) => [EntrustmentRecorded(plain(c))],
  }),
  row('G5', EndEntrustment, '终止委托', 'End an entrustment', {
    rules: [entrustedByOther],
    emits: ['EntrustmentEnded'],
    record: (c) => [EntrustmentEnded(plain(c))],
  }),
  row('G6', RegisterUnit, '登记机构', 'Register a unit', {
    rules: [newUnit, ownNameRank, rightWayRound()],
    emits: ['UnitRegistered'],
    record: (c) => [UnitRegistered(plain(c))],
  }),
  row('G7', AdoptRulePack, '启用规则包', 'Adopt rule packs', {
    rules: [complete],
    emits: ['RulePackAdopted'],
    record: (c) => [RulePackAdopted(plain(c))],
  }),
  row('G8', AssignDuty, '职权分解到岗到人', 'Assign a duty', {
    rules: [newAssignment, holdsPost, fitForDuty, rightWayRound()],
    emits: ['DutyAssigned'],
    record: (c) => [DutyAssigned(plain(c))],
  }),
  row('G9', EndDuty, '解除岗位职责', 'End a duty', {
    rules: [assignedDuty],
    emits: ['DutyEnded'],
    record: (c) => [DutyEnded(plain(c))],
  }),
  row('G10', PublishParticulars, '公布执法主体信息', 'Publish the particulars of an organ', {
    rules: [],
    emits: ['OrganParticularsPublished'],
    record: (c) => [OrganParticularsPublished(plain(c))],
  }),
  row('G23', RegisterPost, '登记岗位', 'Register a post', {
    rules: [newPostName, rightWayRound()],
    emits: ['PostRegistered'],
    record: (c) => [PostRegistered(plain(c))],
  }),
  ...organListRows,
  ...organRecordRows,
];

/** Organs (执法主体): who may act at all, in whose name, under which rule packs. Stream `organ-…`. */
export const organ: Procedure<OrganCommand, OrganState, OrganEvent, OrganFacts> = procedure({
  category: 'organ',
  initial: noOrgan,
  evolve: evolveOrgan,
  steps: rows,
  table: () => rows,
  phases: registerPhases,
});
