import type { ExecutionEvent } from '../../../events/execution.events';
import type { Folds } from '../stage';

export const executionFolds: Folds<ExecutionEvent> = {};
