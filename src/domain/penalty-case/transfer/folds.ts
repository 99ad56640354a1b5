import type { TransferEvent } from '../../../events/transfer.events';
import type { Folds } from '../stage';

export const transferFolds: Folds<TransferEvent> = {};
