import type { EvidenceItem } from '../../../events/case-schemas';
import { breach, kept, type Breach } from '../../../kernel/guard';
import { itemAt, rangeFor } from '../../registers/item';
import { penaltyLaw } from '../../statute';
import type {
  AssertedFact,
  Circumstances,
  EvidenceStatement,
  PenaltyProposal,
  UnlawfulGains,
} from '../command-parts';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { itemApplied, type AppliesNorms } from './applied';
import { commandRule, fileRule } from './rule';

/** What a decision may rest on: evidence, and the person and act of the party. */

const evidenceHead = {
  group: 'content',
  code: 'R-18',
  basis: [40, 41, 46].map((article) => penaltyLaw(article)),
} as const;

/** A monitoring record counts only after device and content were reviewed (处罚法 41). */
const barred = ({ status, monitoring }: Pick<EvidenceItem, 'status' | 'monitoring'>): boolean =>
  status === 'excluded' ||
  (monitoring !== undefined && !(monitoring.deviceReviewed && monitoring.contentReviewed));

/** What asserts facts, and the evidence that it names for each. */
type Asserted = readonly { readonly id: string; readonly evidence: readonly string[] }[];

function carried(
  facts: Asserted,
  items: readonly EvidenceItem[],
  suffices: (item: EvidenceItem) => boolean,
): readonly Breach[] {
  return facts.flatMap(({ id, evidence }) => {
    const cited = items.filter((item) => evidence.includes(item.id));
    return [
      ...(cited.some((item) => suffices(item) && !barred(item))
        ? kept
        : breach(`事实 ${id} 没有查证属实的证据`, `no sufficient evidence carries fact ${id}`, 'facts')),
      ...cited
        .filter(barred)
        .flatMap((item) =>
          breach(
            `证据 ${item.id} 不得作为认定事实的根据`,
            `evidence ${item.id} may carry no fact`,
            'evidence',
          ),
        ),
    ];
  });
}

/** G-EVID when facts are recorded: each has evidence, none of it excluded. */
export const factsHaveEvidence = commandRule<{
  readonly facts: readonly AssertedFact[];
  readonly evidence: readonly EvidenceStatement[];
}>({ ...evidenceHead, name: 'G-EVID.light' }, ({ facts, evidence }, { findings }) =>
  carried(facts, [...(findings?.evidence ?? []), ...evidence], () => true),
);

/** G-EVID at the decision: each fact has evidence that was verified. */
export const factsVerified = fileRule({ ...evidenceHead, name: 'G-EVID' }, ({ findings }, facts) =>
  findings === undefined || findings.facts.length === 0
    ? breach('未认定违法事实', 'no facts are on record')
    : verified(findings.facts, findings.evidence, facts),
);

/** G-EVID at the end of the investigation: as at the decision, for the facts that are asserted now. */
export const assertedFactsVerified = commandRule<{ readonly facts: readonly AssertedFact[] }>(
  { ...evidenceHead, name: 'G-EVID.concluded' },
  ({ facts: asserted }, { findings }, facts) => verified(asserted, findings?.evidence ?? [], facts),
);

const verified = (
  asserted: Asserted,
  items: readonly EvidenceItem[],
  facts: CaseFacts,
): readonly Breach[] => [
  ...carried(asserted, items, ({ status }) => status === 'verified'),
  ...uncorroborated(asserted, items, facts),
];

const spoken: readonly string[] = ['party-statement', 'witness-testimony'];

/** Where a pack says so, what was said in an interview carries no fact by itself (A176). */
function uncorroborated(
  asserted: Asserted,
  items: readonly EvidenceItem[],
  { rules }: CaseFacts,
): readonly Breach[] {
  if (rules.find('evidence.interview.plus')?.value.flag !== true) return kept;
  return asserted
    .filter(({ evidence }) => {
      const cited = items.filter((item) => evidence.includes(item.id) && item.status === 'verified');
      return cited.length > 0 && cited.every(({ kind }) => spoken.includes(kind));
    })
    .flatMap(({ id }) =>
      breach(
        `事实 ${id} 仅有言词证据，须有其他证据印证`,
        `fact ${id} rests on interviews alone; another item has to corroborate it`,
        'facts',
      ),
    );
}

/** What decides a penalty with its circumstances. */
export interface DecidesOnPerson {
  readonly proposal: PenaltyProposal;
  readonly circumstances: Circumstances;
  readonly gains: UnlawfulGains;
}

/** G-PARTY: penalties and fines that the party's person or act excludes; duties to go lower; gains stated. */
export const partyMayBePenalised = commandRule<DecidesOnPerson & AppliesNorms>(
  {
    group: 'content',
    code: 'R-38',
    name: 'G-PARTY',
    basis: [28, 29, 30, 31, 32, 33, 35].map((article) => penaltyLaw(article)),
  },
  (command, state, facts) => [
    ...excluded(command.circumstances, state),
    ...mustBeLower(command, state),
    ...higherNorm(command, state, facts),
    ...gainsStated(command.gains),
  ],
);

function excluded(circumstances: Circumstances, { opening }: CaseState): readonly Breach[] {
  const { slightCorrectedNoHarm, noFault, noFaultException } = circumstances;
  return [
    ...(opening?.party.ageBand === 'under-14'
      ? breach('不满十四周岁，不予行政处罚', 'the party was under 14: no penalty')
      : kept),
    ...(opening?.party.capacity === 'none'
      ? breach('不能辨认或者控制自己行为，不予行政处罚', 'the party had no capacity: no penalty')
      : kept),
    ...(slightCorrectedNoHarm
      ? breach('轻微并及时改正，没有造成危害后果，不予行政处罚', 'slight, corrected and harmless: no penalty')
      : kept),
    ...(noFault && noFaultException === undefined
      ? breach('当事人没有主观过错，不予行政处罚', 'the party proved that there was no fault: no penalty')
      : kept),
  ];
}

/** Grounds on which a penalty must or may go below what it would be (处罚法 30–32). */
export const groundsToGoLower = (circumstances: Circumstances, { opening }: CaseState): readonly string[] => [
  ...(opening?.party.ageBand === '14-to-18' ? ['age-14-to-18'] : []),
  ...(opening?.party.capacity === 'partial' ? ['partial-capacity'] : []),
  ...circumstances.grounds,
];

function mustBeLower(
  { proposal, circumstances }: DecidesOnPerson,
  { opening, transfer }: CaseState,
): readonly Breach[] {
  // Partial capacity (31) only allows it; the age of 14 to 18 (30) and the grounds of 32 demand it.
  const demanded = opening?.party.ageBand === '14-to-18' || circumstances.grounds.length > 0;
  const courtFined = opening !== undefined && transfer.courtFined.includes(opening.actId);
  const lower = proposal.tier === 'lighter' || proposal.tier === 'mitigated';
  return [
    ...(demanded && !lower
      ? breach('应当从轻或者减轻处罚', 'the penalty must be lighter or mitigated', 'proposal.tier')
      : kept),
    ...((circumstances.courtFine || courtFined) && proposal.fineFen > 0
      ? breach(
          '人民法院已判处罚金，不再给予罚款',
          'a court has imposed a fine; no second one',
          'proposal.fineFen',
        )
      : kept),
  ];
}

/** 29: of several norms breached, the one with the higher fine applies. */
function higherNorm(
  command: DecidesOnPerson & AppliesNorms,
  { opening }: CaseState,
  facts: CaseFacts,
): readonly Breach[] {
  if (opening === undefined || !command.proposal.kinds.includes('fine')) return kept;
  const highest = (entry: CaseFacts['item']): number => {
    const version = entry && itemAt(entry.state, facts.date);
    return (version && rangeFor(version, opening.party.kind)?.maxFen) ?? 0;
  };
  const applied = itemApplied(command, facts);
  const own = highest(applied);
  return [...(facts.item === undefined ? [] : [facts.item]), ...facts.otherItems]
    .filter((entry) => entry.s !== applied?.s && highest(entry) > own)
    .flatMap(({ s }) =>
      breach(
        `${s} 规定的罚款数额更高，应当适用`,
        `${s} provides for the higher fine and applies`,
        'circumstances.others',
      ),
    );
}

function gainsStated({
  kind,
  amountFen,
  restitutionFen,
  confiscatedFen,
  reason,
}: UnlawfulGains): readonly Breach[] {
  if (kind === 'none') {
    return amountFen + restitutionFen + confiscatedFen === 0 && reason !== undefined
      ? kept
      : breach('无违法所得的，应当写明理由且金额为零', '"no gains" needs its reason and no amounts', 'gains');
  }
  return amountFen > 0 && amountFen === restitutionFen + confiscatedFen
    ? kept
    : breach('违法所得应当等于退赔与没收之和', 'gains have to equal restitution and confiscation', 'gains');
}
