import { cite, citeSection, type Citation } from '../article';
import { said, type Wording } from './row';

/** Grounds on which an official is not held to account, or less (D.6), and what shuts each of them out. */
export interface ExemptionGround {
  readonly ground: string;
  readonly name: Wording;
  readonly basis: readonly Citation[];
  /** What shuts it out, by the codes of the record. */
  readonly excludedBy: readonly string[];
}

const anything = [
  ...['intent', 'private-benefit', 'concealment', 'tampering'],
  ...['repeated-after-notice', 'manifestly-unlawful-order'],
];

export const exemptionLaw: readonly ExemptionGround[] = [
  {
    ground: 'due-performance',
    name: said('严格按照监管责任和履职标准履职', 'acted strictly by the standards of the duty'),
    basis: [citeSection('funing', '二（十二）')],
    excludedBy: anything,
  },
  {
    ground: 'unlawful-demand-refused',
    name: said('拒绝违法要求', 'refused an unlawful demand'),
    basis: [citeSection('funing', '二（十二）')],
    excludedBy: anything,
  },
  {
    ground: 'no-causal-link',
    name: said('事故与履职无直接关系', 'no direct link between the accident and the duty'),
    basis: [citeSection('funing', '二（十二）')],
    excludedBy: [],
  },
  {
    ground: 'superior-order',
    name: said('执行上级决定、命令', 'carried out an order of a superior'),
    basis: [cite('civil-servants', 60)],
    excludedBy: ['manifestly-unlawful-order'],
  },
  {
    ground: 'lighter-by-law',
    name: said('依法从轻、减轻、免予处分', 'lighter, mitigated or none, by law'),
    basis: [
      cite('official-sanctions', 11),
      cite('official-sanctions', 12),
      cite('servant-sanctions', 13),
      cite('servant-sanctions', 14),
      cite('civil-servants', 61),
    ],
    excludedBy: anything,
  },
  {
    ground: 'no-statutory-ground',
    name: said('非因法定事由、非经法定程序不受处分', 'no sanction without statutory ground and procedure'),
    basis: [cite('official-sanctions', 6)],
    excludedBy: [],
  },
  {
    ground: 'reform',
    name: said('改革探索中的失误，符合规定条件', 'errors in a recorded reform that meets its conditions'),
    basis: [cite('business-environment', 7)],
    excludedBy: anything,
  },
];

/** The ground of a code. */
export const exemptionGround = (ground: string): ExemptionGround | undefined =>
  exemptionLaw.find((each) => each.ground === ground);
