/** What any procedure may record: out-of-band facts, interference. */

export type RecordCommand = never;
