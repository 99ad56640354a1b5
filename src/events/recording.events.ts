import { z } from 'zod';
import { code, finding, reliance } from './case-schemas';
import { defineEvent, type EventDefinition, type EventOf } from './define-event';
import { civilDate, handle, instant, text } from './schemas';

/** 音像记录索引: which device made a recording, from when to when, and which act or document it goes with (A021, A087). */
export const RecordingIndexed = defineEvent('RecordingIndexed', 1, {
  zh: '音像记录编入索引',
  en: 'Recording indexed',
  data: z.strictObject({
    /** The item of evidence that the recording is. */
    evidence: code,
    /** Of the register of the organ. */
    device: code,
    officers: z.array(handle).min(1).max(20),
    start: instant,
    end: instant,
    /** The act, or the document about it, that the recording goes with. */
    event: z.strictObject({ id: handle, revision: z.int().min(0), type: text(60) }),
    /** The last check of the clock of the device before; absent where there was none. */
    clock: z.strictObject({ on: civilDate, offSeconds: z.int(), adjusted: z.boolean() }).exactOptional(),
    /** Whether recording and written record say the same. */
    agrees: z.boolean(),
    findings: z.array(finding),
    reliance,
  }),
  personal: { party: z.strictObject({ remark: text(2000).exactOptional() }) },
});

export const recordingEvents = [RecordingIndexed] as unknown as readonly EventDefinition[];

export type RecordingEvent = EventOf<typeof RecordingIndexed>;
