import { cite, type Citation } from '../article';
import type { AnswerabilityRow } from '../violations/row';
import { said, type Wording } from './row';

/** A norm of liability that asks for a result beside the breach (D.3 step 5): it is tested, never assumed. */
export interface AskedResult {
  readonly basis: Citation;
  readonly result: Wording;
  /** Rows whose breach the norm is about; absent: every row. */
  readonly rows?: readonly AnswerabilityRow[];
  /** Stored names of the events that show the result; none does where the ledger has no such event. */
  readonly shownBy: readonly string[];
}

/** 处罚法 76(三) asks for no harm and so is not here. */
export const askedResults: readonly AskedResult[] = [
  {
    basis: cite('penalty', 80),
    result: said('对当事人造成损失', 'loss of the party'),
    rows: ['V20'],
    shownBy: [],
  },
  {
    basis: cite('penalty', 81),
    result: said('给公民人身或者财产造成损害、给法人或者其他组织造成损失', 'harm to a person, or loss'),
    rows: ['V04', 'V29'],
    shownBy: [],
  },
  {
    basis: cite('penalty', 83),
    result: said(
      '致使合法权益、公共利益和社会秩序遭受损害',
      'harm to rights, the public interest or public order',
    ),
    rows: ['V01', 'V02'],
    shownBy: [],
  },
  {
    basis: cite('official-sanctions', 39),
    result: said('造成不良后果或者影响', 'bad consequences or effects'),
    shownBy: ['DecisionReversed'],
  },
];
