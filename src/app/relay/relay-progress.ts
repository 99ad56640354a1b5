import { z } from 'zod';
import { HenjiError } from '../../kernel/errors';

/** What a relay wants to find again beside the position: of what log it is, and what it has put where. */
export interface RelayNote {
  readonly logId: string;
  /** One filling of the topic from the beginning. */
  readonly generation: string;
  /** The record at the position: a ledger without it is another one, or an older copy. */
  readonly last?: { readonly stream: string; readonly revision: string; readonly id: string };
  /** How many parts the topic had: with another number, streams would change their part and lose their order. */
  readonly parts?: number;
  /** By part, the offset of the first record of what was published last. */
  readonly offsets: Readonly<Record<string, string>>;
}

const noteSchema = z.object({
  logId: z.string(),
  generation: z.string(),
  last: z.object({ stream: z.string(), revision: z.string(), id: z.string() }).optional(),
  parts: z.number().int().optional(),
  offsets: z.record(z.string(), z.string()),
});

/** The note of a relay, as it was stored. */
export function noteOf(stored: unknown): RelayNote {
  const { last, parts, ...rest } = noteSchema.parse(stored);
  return { ...rest, ...(last === undefined ? {} : { last }), ...(parts === undefined ? {} : { parts }) };
}

/** The ledger is not the one, or not all of the one, that was published so far. The relay stops. */
export class RelayedOtherLedger extends HenjiError {
  constructor(topic: string, zh: string, en: string) {
    super({
      code: 'relayed-other-ledger',
      zh: `主题 ${topic} 中已发布的记录与账本不符：${zh}`,
      en: `what was published to ${topic} is not of this ledger: ${en}`,
      wayOut: {
        zh: '确认账本来源；若确系换用此账本，请在 FEED_URL 中改用新主题名',
        en: 'make sure that it is the right ledger; to go on with it, name a new topic in FEED_URL',
      },
    });
  }
}
