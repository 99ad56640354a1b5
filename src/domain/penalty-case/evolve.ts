import type { Clock } from '../../events/schemas';
import type { Recorded } from '../../kernel/event';
import { closingFolds } from './closing/folds';
import { correctionsFolds } from './corrections/folds';
import { decisionFolds } from './decision/folds';
import { disclosureFolds } from './disclosure/folds';
import { executionFolds } from './execution/folds';
import { filingFolds } from './filing/folds';
import { hearingFolds } from './hearing/folds';
import { investigationFolds } from './investigation/folds';
import { noticeFolds } from './notice/folds';
import { outOfBandFolds } from './out-of-band/folds';
import { paperFolds } from './paper/folds';
import { paymentFolds } from './payment/folds';
import { recomputingFolds } from './recomputing/folds';
import { recordingFolds } from './recording/folds';
import { recusalFolds } from './recusal/folds';
import { remedyFolds } from './remedy/folds';
import { reviewFolds } from './review/folds';
import { serviceFolds } from './service/folds';
import { simpleFolds } from './simple/folds';
import { transferFolds } from './transfer/folds';
import type { Folds } from './stage';
import type { CaseState, CaseStreamEvent } from './state';

const imported = (state: CaseState): CaseState => ({ ...state, phase: 'imported', procedure: 'imported' });

const folds: Folds<CaseStreamEvent> = {
  ...simpleFolds,
  ...recusalFolds,
  ...paymentFolds,
  ...closingFolds,
  ...correctionsFolds,
  ...paperFolds,
  ...recordingFolds,
  ...recomputingFolds,
  ...disclosureFolds,
  ...filingFolds,
  ...investigationFolds,
  ...reviewFolds,
  ...noticeFolds,
  ...hearingFolds,
  ...decisionFolds,
  ...serviceFolds,
  ...executionFolds,
  ...transferFolds,
  ...remedyFolds,
  ...outOfBandFolds,
  ActivityImported: imported,
  PenaltyDecisionImported: imported,
};

/** Fold of a case stream: records what was decided, judges nothing, reads public members only. */
export function evolveCase(state: CaseState, event: Recorded<CaseStreamEvent>): CaseState {
  const fold = folds[event.type] as (state: CaseState, event: Recorded<CaseStreamEvent>) => CaseState;
  return withClocks(fold(state, event), event.data as ClockMembers);
}

interface ClockMembers {
  readonly opens?: readonly Clock[];
  readonly closes?: readonly string[];
}

/** Closing comes first, so that an event may replace a clock by opening it anew. */
function withClocks(state: CaseState, data: ClockMembers): CaseState {
  if (data.opens === undefined && data.closes === undefined) return state;
  const left = Object.entries(state.clocks).filter(([key]) => data.closes?.includes(key) !== true);
  const opened = (data.opens ?? []).map((clock): [string, Clock] => [clock.key, clock]);
  return { ...state, clocks: Object.fromEntries([...left, ...opened]) };
}
