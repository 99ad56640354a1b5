import type { NoticeEvent } from '../../../events/notice.events';
import type { Folds } from '../stage';

export const noticeFolds: Folds<NoticeEvent> = {};
