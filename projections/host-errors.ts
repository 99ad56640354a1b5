import { HenjiError } from '../src/kernel/errors';
import type { EventMeta } from '../src/kernel/event';

/** Two events claim one place of a stream: the log was swapped, truncated or forged. The projection stops. */
export class StreamConflict extends HenjiError {
  constructor(projection: string, meta: EventMeta, appliedId: string) {
    super({
      code: 'stream-conflict',
      zh: `${meta.stream} 第 ${meta.revision} 号记录与已处理的不是同一事件`,
      en: `${projection}: ${meta.stream} revision ${meta.revision} is ${meta.id}, but ${appliedId} was applied there`,
      wayOut: {
        zh: '核对账本（henji verify），确认后重建该读模型',
        en: 'check the ledger (henji verify), then rebuild the projection',
      },
    });
  }
}

/** Events are missing before this one, and the log does not have them either. The projection stops. */
export class GapUnrepaired extends HenjiError {
  constructor(projection: string, meta: EventMeta, missing: number) {
    super({
      code: 'gap-unrepaired',
      zh: `${meta.stream} 缺少第 ${missing} 号记录，账本中也没有`,
      en: `${projection}: ${meta.stream} goes on at revision ${meta.revision}, but revision ${missing} is not in the log`,
      wayOut: { zh: '核对账本（henji verify）', en: 'check the ledger (henji verify)' },
    });
  }
}

/** The log does not hold the event that the checkpoint names: another ledger, or one put back from an older copy. */
export class LedgerReplaced extends HenjiError {
  constructor(projection: string, eventId: string) {
    super({
      code: 'ledger-replaced',
      zh: `账本中没有读模型 ${projection} 最后处理的事件 ${eventId}`,
      en: `${projection} has applied ${eventId}, which is not in this ledger`,
      wayOut: {
        zh: '确认账本来源后重建读模型',
        en: 'make sure that it is the right ledger, then rebuild the projection',
      },
    });
  }
}

/** A topic holds records of another ledger. The projections stop. */
export class OtherLedgersTopic extends HenjiError {
  constructor(topic: string, logId: string) {
    super({
      code: 'other-ledgers-topic',
      zh: `主题 ${topic} 中有其他账本（${logId}）的记录`,
      en: `the topic ${topic} holds records of another ledger, ${logId}`,
      wayOut: { zh: '核对 LEDGER_URL 与 FEED_URL', en: 'check LEDGER_URL and FEED_URL' },
    });
  }
}

/** The read models cannot be asked just now how far they have come in a part. Asked again later they tell. */
export class PlaceUnknown extends HenjiError {
  constructor(part: string) {
    super({
      code: 'place-unknown',
      zh: `暂时无法得知分区 ${part} 的读模型进度`,
      en: `how far the read models have come in ${part} cannot be told just now`,
    });
  }
}

/** A handler failed while building anew; a rebuild never leaves anything out. */
export class HandlerFailed extends HenjiError {
  constructor(projection: string, meta: EventMeta, type: string, cause: unknown) {
    super({
      code: 'handler-failed',
      zh: `${projection} 处理 ${meta.stream} 第 ${meta.revision} 号记录（${type}）失败`,
      en: `${projection} failed on ${meta.stream} revision ${meta.revision} (${type}): ${reasonOf(cause)}`,
      cause,
    });
  }
}

/** What to write down of a thrown value: never more than its message. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
