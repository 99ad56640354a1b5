import { Code, Flag, Handles, Instant, Optional, Text, Whole } from '../../fields';

/** 音像记录编入索引 (A021, A087): what made a recording, and which act or document it goes with. */
export class IndexRecording {
  /** The item of evidence that the recording is. */
  @Code() evidence!: string;
  /** Code of the device or room in the register of the organ. */
  @Code() device!: string;
  @Handles(1, 20) officers!: string[];
  @Instant() start!: string;
  @Instant() end!: string;
  /** Revision of the act that it goes with. */
  @Whole(0, 1_000_000) revision!: number;
  /** Recording and written record were compared and say the same. */
  @Flag() agrees!: boolean;
  /** In what they differ. */
  @Optional() @Text(2000) remark?: string;
}
