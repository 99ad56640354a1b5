import type { EvidenceItem } from '../../../events/case-schemas';
import { breach, kept } from '../../../kernel/guard';
import { penaltyLaw, statute } from '../../statute';
import { commandRule } from '../guards/rule';
import type { CaseState } from '../state';
import type {
  RegisterEvidence,
  DisposePreserved,
  Inspect,
  Interview,
  OrderTest,
  PreserveEvidence,
  ReceiveTestResult,
  ReleasePreserved,
  ReviewDeviceRecord,
  TellTestResult,
} from './evidence-commands';
import { goesBack, undisposed } from './state';

/** What P6a to P6f ask besides the rules that all stages share. */

const evidenceOf = ({ findings }: CaseState): readonly EvidenceItem[] => findings?.evidence ?? [];

const evidenceHead = { group: 'content', code: 'R-00', basis: [penaltyLaw(46)] } as const;

/** Items of evidence are told apart by their ids. */
const alreadyOnFile = (ids: readonly string[], state: CaseState, field: string) =>
  ids
    .filter((id, place) => ids.indexOf(id) < place || evidenceOf(state).some((item) => item.id === id))
    .flatMap((id) => breach(`证据编号 ${id} 已使用`, `evidence ${id} is on file already`, field));

/** A record that an act brings about is a new item of evidence. */
export const newRecord = commandRule<{ readonly record: { readonly id: string } }>(
  { ...evidenceHead, name: 'G-EVID.id' },
  ({ record }, state) => alreadyOnFile([record.id], state, 'record.id'),
);

/** Things in a sheet or an inventory are new items of evidence. */
export const newThings = commandRule<{ readonly things: readonly { readonly id: string }[] }>(
  { ...evidenceHead, name: 'G-EVID.id' },
  ({ things }, state) =>
    alreadyOnFile(
      things.map(({ id }) => id),
      state,
      'things',
    ),
);

/** What is registered is a new item of evidence. */
export const newEvidence = commandRule<{ readonly id: string }>(
  { ...evidenceHead, name: 'G-EVID.id' },
  ({ id }, state) => alreadyOnFile([id], state, 'id'),
);

/** What is verified or excluded is on file, and was not excluded before. */
export const evidenceStands = commandRule<{ readonly id: string }>(
  { ...evidenceHead, name: 'G-EVID.known' },
  ({ id }, state) =>
    evidenceOf(state).some((item) => item.id === id && item.status !== 'excluded')
      ? kept
      : breach(`没有可用的证据 ${id}`, `evidence ${id} is not on file, or was excluded`, 'id'),
);

/** G-RIGHTS: a party is questioned only once it was told its rights in the same contact (处罚法 43, 55). */
export const rightsToldBefore = commandRule<Interview>(
  { group: 'sequence', code: 'R-10', name: 'G-RIGHTS', basis: [penaltyLaw(43), penaltyLaw(55)] },
  ({ contact, whom }, { investigation }) =>
    whom === 'party' && !investigation.rightsTold.includes(contact)
      ? breach(
          '本次接触中未告知当事人权利义务',
          'the party was not told its rights in this contact',
          'contact',
        )
      : kept,
);

/** G-BASIS of an inspection: a 法律 or 法规 names the power (处罚法 54). */
export const inspectionPower = commandRule<Inspect>(
  { group: 'authority', code: 'R-03', name: 'G-BASIS.inspection', basis: [penaltyLaw(54)] },
  ({ power }) =>
    ['law', 'administrative-regulation', 'local-regulation'].includes(power.rank)
      ? kept
      : breach('检查须有法律、法规依据', 'only a 法律 or 法规 gives the power to inspect', 'power'),
);

const preserveHead = { basis: [penaltyLaw(56)] } as const;

/** A preservation is approved once. */
export const newPreservation = commandRule<{ readonly id: string }>(
  { ...preserveHead, group: 'sequence', code: 'R-00', name: 'G-PRESERVE.new' },
  ({ id }, { investigation }) =>
    Object.hasOwn(investigation.preserved, id)
      ? breach(`先行登记保存 ${id} 已经批准`, `the preservation ${id} has been approved`, 'id')
      : kept,
);

/** 56: the chief approves before anything is preserved, and only what he approved is. */
export const preservationApproved = commandRule<PreserveEvidence>(
  { ...preserveHead, group: 'authority', code: 'R-08', name: 'G-TIER.preserve' },
  ({ id, things }, { investigation }) => {
    const approved = investigation.preserved[id]?.approved;
    if (approved === undefined) {
      return breach('先行登记保存未经负责人批准', 'no chief has approved the preservation', 'id');
    }
    return things
      .filter((thing) => !approved.includes(thing.id))
      .flatMap((thing) =>
        breach(`${thing.id} 不在批准范围内`, `${thing.id} is not among what was approved`, 'things'),
      );
  },
);

/** One approval carries one preservation. */
export const notPreservedYet = commandRule<PreserveEvidence>(
  { ...preserveHead, group: 'sequence', code: 'R-00', name: 'G-PRESERVE.once' },
  ({ id }, { investigation }) =>
    investigation.preserved[id]?.held === undefined
      ? kept
      : breach(`先行登记保存 ${id} 已经实施`, `the preservation ${id} was carried out already`, 'id'),
);

/** A disposal is about things that are kept, each once. */
export const disposesOfKept = commandRule<DisposePreserved>(
  { ...preserveHead, group: 'content', code: 'R-00', name: 'G-PRESERVE.kept' },
  ({ id, ways }, { investigation }) => {
    const preservation = investigation.preserved[id];
    const open = preservation === undefined ? [] : undisposed(preservation);
    return ways
      .filter(({ thing }, place) => {
        const again = ways.findIndex((each) => each.thing === thing) < place;
        return again || !open.includes(thing);
      })
      .flatMap(({ thing }) =>
        breach(`${thing} 未在保存或者已经处理`, `${thing} is not kept, or disposed of already`, 'ways'),
      );
  },
);

/** What is given back was decided to be returned, or its preservation has ended by itself. */
export const releasable = commandRule<ReleasePreserved>(
  { ...preserveHead, group: 'content', code: 'R-00', name: 'G-PRESERVE.release' },
  ({ id, ground, things }, { investigation }) => {
    const preservation = investigation.preserved[id];
    const open = preservation === undefined ? [] : undisposed(preservation);
    const returned = (thing: string): boolean =>
      goesBack(preservation?.ways[thing]) && preservation?.released.includes(thing) === false;
    return things
      .filter((thing) => !(ground === 'decided' ? returned(thing) : open.includes(thing)))
      .flatMap((thing) => breach(`${thing} 不能解除`, `${thing} cannot be released so`, 'things'));
  },
);

/** Preservation ends by itself only where a 规章 in the pack says so, and only once its time is over. */
export const endsByItself = commandRule<ReleasePreserved>(
  { ...preserveHead, group: 'authority', code: 'R-03', name: 'G-PRESERVE.expired' },
  ({ id, ground }, { clocks }, { rules, date }) => {
    if (ground === 'decided') return kept;
    const due = clocks[`preserve.evidence/${id}`]?.due;
    return [
      ...(rules.find('preserve.release')?.value.flag === true
        ? kept
        : breach(
            '没有规章规定期满自动解除，应当作出处理决定',
            'no norm ends a preservation by itself; it has to be decided',
            'ground',
          )),
      ...(due !== undefined && date <= due
        ? breach(`保存期限至 ${due}，尚未届满`, `the time runs until ${due}`, 'ground')
        : kept),
    ];
  },
);

const testHead = { group: 'sequence', code: 'R-00', basis: [penaltyLaw(46)] } as const;

/** A test is ordered once, of evidence that is on file. */
export const testable = commandRule<OrderTest>(
  { ...testHead, name: 'G-TEST.new' },
  ({ id, evidence }, state) => [
    ...(Object.hasOwn(state.investigation.tests, id)
      ? breach(`检测 ${id} 已经委托`, `the test ${id} has been ordered`, 'id')
      : kept),
    ...evidence
      .filter((each) => !evidenceOf(state).some((item) => item.id === each))
      .flatMap((each) => breach(`没有证据 ${each}`, `there is no evidence ${each}`, 'evidence')),
  ],
);

/** The time of testing is left out only by a 法律, 法规 or 规章 that a pack names (处罚法 60). */
export const testingLeftOut = commandRule<OrderTest>(
  { group: 'authority', code: 'R-03', name: 'G-INTERVAL', basis: [penaltyLaw(60)] },
  ({ excluded }, _state, { rules }) =>
    excluded && rules.find('interval.case.testing') === undefined
      ? breach(
          '没有法律、法规、规章规定检测鉴定期间不计入办案期限',
          'no norm says that testing does not count towards the time to decide',
          'excluded',
        )
      : kept,
);

/** A result is that of a test that is under way. */
export const testUnderWay = commandRule<ReceiveTestResult>(
  { ...testHead, name: 'G-TEST.open' },
  ({ id }, { investigation }) => {
    const test = investigation.tests[id];
    return test !== undefined && test.result === undefined
      ? kept
      : breach(`没有待结果的检测 ${id}`, `no test ${id} is under way`, 'id');
  },
);

/** A result is told once it is there, and once. */
export const resultToTell = commandRule<TellTestResult>(
  { ...testHead, name: 'G-TEST.told' },
  ({ id }, { investigation }) => {
    const test = investigation.tests[id];
    return test?.result !== undefined && !test.told
      ? kept
      : breach(`检测 ${id} 没有待告知的结果`, `the test ${id} has no result to tell`, 'id');
  },
);

const deviceHead = { group: 'content', code: 'R-18', basis: [penaltyLaw(41)] } as const;

/** 41: a monitoring record is verified only after its device and content were reviewed. */
export const recordReviewed = commandRule<{ readonly id: string }>(
  { ...deviceHead, name: 'G-DEVICE.reviewed' },
  ({ id }, state) => {
    const monitoring = evidenceOf(state).find((item) => item.id === id)?.monitoring;
    return monitoring === undefined || (monitoring.deviceReviewed && monitoring.contentReviewed)
      ? kept
      : breach('监控记录未经审核，不得作为证据', 'the monitoring record was not reviewed', 'id');
  },
);

/** The review is one of a monitoring record. */
export const isMonitoringRecord = commandRule<ReviewDeviceRecord>(
  { ...deviceHead, code: 'R-00', name: 'G-DEVICE.record' },
  ({ id }, state) =>
    evidenceOf(state).some((item) => item.id === id && item.monitoring !== undefined)
      ? kept
      : breach(`${id} 不是监控记录`, `${id} is no monitoring record`, 'id'),
);

/** 41: what a record needs before it may carry a fact; anything less excludes it, alone or with others. */
export const deviceLawful = commandRule<ReviewDeviceRecord>(
  { ...deviceHead, name: 'G-DEVICE' },
  ({ id, outcome, power, legalReview, technicalReview, published, contentFit, partyTold }, state) => {
    if (outcome === 'excluded') return kept;
    const made = evidenceOf(state).find((item) => item.id === id)?.collected ?? '';
    const before = (day: string | undefined): boolean => day !== undefined && day <= made;
    return [
      ...(['law', 'administrative-regulation'].includes(power.rank)
        ? kept
        : breach('使用监控设备须有法律、行政法规依据', 'no 法律 or 行政法规 names the device', 'power')),
      ...(before(legalReview)
        ? kept
        : breach('设备未经法制审核', 'the device had not passed legal review', 'legalReview')),
      ...(before(technicalReview)
        ? kept
        : breach('设备未经技术审核', 'the device had not passed technical review', 'technicalReview')),
      ...(before(published)
        ? kept
        : breach('设置地点未向社会公布', 'the location was not public', 'published')),
      ...(contentFit ? kept : breach('记录内容不符合要求', 'the content is not fit', 'contentFit')),
      ...(partyTold === undefined ? breach('未及时告知当事人', 'the party was not told', 'partyTold') : kept),
    ];
  },
);

/** B.7: a state secret never enters an ordinary network; here stands that there is something, and no file and no hash of it. */
export const secretsElsewhere = commandRule<RegisterEvidence>(
  { group: 'content', code: 'R-31', name: 'G-SECRET', basis: [statute('information-disclosure', 14)] },
  ({ closed, blob, sha256 }) =>
    closed?.includes('state-secret') === true && (blob !== undefined || sha256 !== undefined)
      ? breach(
          '涉及国家秘密的证据不得录入本系统，只登记其存在和保管处',
          'a state secret stays outside of this program; only that it is there and where is registered',
          'closed',
        )
      : kept,
);
