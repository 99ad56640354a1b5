import { alertOutcomes } from '../../events/alert.events';
import { Handle, OneOf, Optional, Part, Text, Whole } from '../fields';

/** Say that the alert was seen, and what is going to be done about it. */
export class AcknowledgeAlert {
  @Optional() @Text(2000) note?: string;
}

/** Say how it came to it: whoever the alert is about may, and closes nothing by it. */
export class ExplainAlert {
  @Text(4000) explanation!: string;
}

/** The act on record that put right what the alert is about. */
export class RectifyingAct {
  @Handle() stream!: string;
  @Whole(0, 1_000_000) revision!: number;
}

/** End an alert: explained, put right, handed to another body, or raised for nothing. */
export class CloseAlert {
  @OneOf(alertOutcomes) outcome!: (typeof alertOutcomes)[number];
  @Text(4000) reasons!: string;
  /** Of what was put right. */
  @Optional() @Part(() => RectifyingAct) evidence?: RectifyingAct;
  /** Of what was handed on: to whom. */
  @Optional() @Text(200) body?: string;
}

/** Take up an alert again that was closed. */
export class ReopenAlert {
  @Text(4000) reasons!: string;
}

export type AlertCommand = AcknowledgeAlert | ExplainAlert | CloseAlert | ReopenAlert;
