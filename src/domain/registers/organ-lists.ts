import {
  FilingRegistered,
  LegalBasisRecorded,
  OwnRulesPublished,
  OwnRulesRepealed,
  PublicationChannelsPublished,
  RecordingListPublished,
} from '../../events/list.events';
import type { OrganEvent } from '../../events/register.events';
import { breach, kept } from '../../kernel/guard';
import { plain } from '../../kernel/plain-data';
import { penaltyLaw } from '../statute';
import {
  PublishChannels,
  PublishOwnRules,
  PublishRecordingList,
  RecordLegalBasis,
  RecordRulesFiling,
  RepealOwnRules,
} from './list-commands';
import type { DutyFacts } from './organ-duties';
import type { OrganState } from './organ-state';
import { covers, registerRows, registerRule, rightWayRound } from './register';

/** What an organ lays down for itself and makes public: its rules, and what it records on video (A021, A069, A089). */

/** 处罚法 5, 39: what is not public binds nobody. */
const publicFirst = <C extends { readonly published: string; readonly from: string }>() =>
  registerRule<C, OrganState, DutyFacts>('R-03', 'G-LIST', [penaltyLaw(5), penaltyLaw(39)], (command) => {
    const { published, from } = command as C;
    return published <= from
      ? kept
      : breach('应当先公布后施行', 'it is published before it holds', 'published');
  });

const linesOnce = registerRule<PublishRecordingList, OrganState, DutyFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ lines }) =>
    new Set(lines.map(({ code }) => code)).size < lines.length
      ? breach('清单事项代码重复', 'two lines have the same code', 'lines')
      : kept,
);

const rulesInForce = registerRule<RepealOwnRules | RecordRulesFiling, OrganState, DutyFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ code, from }, { ownRules }) =>
    ownRules.some((each) => each.code === code && covers(each, from))
      ? kept
      : breach(`${from} 没有制度办法 ${code}`, `there are no rules ${code} on ${from}`, 'code'),
);

const channelsOnce = registerRule<PublishChannels, OrganState, DutyFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ channels }) =>
    new Set(channels.map(({ code }) => code)).size < channels.length
      ? breach('公示渠道代码重复', 'two channels have the same code', 'channels')
      : kept,
);

/** 立、改、废 in their order: only what holds is changed or ended. */
const basisInOrder = registerRule<RecordLegalBasis, OrganState, DutyFacts>(
  'R-00',
  'G-ENTRY',
  [],
  ({ code, change }, { bases }) =>
    bases.includes(code) === (change !== 'enacted')
      ? kept
      : breach(`执法依据 ${code} 的状态不符`, `the basis ${code} does not stand so`, 'change'),
);

const row = registerRows<OrganState, DutyFacts, OrganEvent>({
  basis: [penaltyLaw(39)],
  who: ['administrator'],
  from: ['confirmed'],
});

/** Rows G11 to G14, G21 and G22. */
export const organListRows = [
  row('G11', PublishOwnRules, '公布本机关制度办法', 'Publish rules of the organ', {
    rules: [publicFirst<PublishOwnRules>(), rightWayRound<OrganState>()],
    emits: ['OwnRulesPublished'],
    record: (c) => [OwnRulesPublished(plain(c))],
  }),
  row('G12', RepealOwnRules, '废止本机关制度办法', 'Repeal rules of the organ', {
    rules: [rulesInForce],
    emits: ['OwnRulesRepealed'],
    record: (c) => [OwnRulesRepealed(plain(c))],
  }),
  row('G13', RecordRulesFiling, '登记制度办法备案', 'Record the filing of rules', {
    basis: [],
    rules: [rulesInForce],
    emits: ['FilingRegistered'],
    record: ({ code, number, body, from }) => [FilingRegistered({ of: code, number, body, from })],
  }),
  row('G14', PublishRecordingList, '公布音像记录事项清单', 'Publish the list of acts to be recorded', {
    rules: [linesOnce, publicFirst<PublishRecordingList>(), rightWayRound<OrganState>()],
    emits: ['RecordingListPublished'],
    record: (c) => [RecordingListPublished(plain(c))],
  }),
  row('G21', PublishChannels, '公布公示渠道', 'Make channels of publication public', {
    rules: [channelsOnce, publicFirst<PublishChannels>()],
    emits: ['PublicationChannelsPublished'],
    record: (c) => [PublicationChannelsPublished(plain(c))],
  }),
  row('G22', RecordLegalBasis, '梳理执法依据', 'Record a legal basis', {
    basis: [penaltyLaw(5)],
    rules: [basisInOrder],
    emits: ['LegalBasisRecorded'],
    record: (c) => [LegalBasisRecorded(plain(c))],
  }),
];
