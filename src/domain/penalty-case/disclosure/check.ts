import type { Finding } from '../../../events/case-schemas';
import type { CaseState } from '../state';
import type { CheckPublication } from './commands';
import { fields as knownFields } from './fields';
import { showsPerson } from './guards';

/** What a look at a channel finds (C.10): W-36 for personal data shown unmasked, W-37 for what the decision does not say. */

/** Clock of the task to take down what shows a person unmasked (个保法 57(1)). */
export const takeDown = (channel: string): string => `privacy.withdraw/${channel}`;
/** Clock of the task to tell the department and the persons (个保法 57). */
export const tellBreach = (channel: string): string => `privacy.tell/${channel}`;

/** The findings of a check, W-36 before W-37. */
export const findingsOfCheck = (command: CheckPublication, state: CaseState): Finding[] => [
  ...found('W-36', command.channel, unmaskedReasons(command, state)),
  ...found('W-37', command.channel, differingReasons(command, state)),
];

const found = (code: string, about: string, reasons: readonly string[]): Finding[] =>
  reasons.length === 0 ? [] : [{ code, about, reasons: [...reasons] }];

/** W-36: said to be unmasked; a field of the closed exchange; a field that tells the person, published without any. */
function unmaskedReasons({ channel, fields, unmasked }: CheckPublication, state: CaseState): string[] {
  const told = showsPerson(fields, state) && state.published[channel]?.showsPerson === false;
  return [
    ...(unmasked.length > 0 ? ['unmasked'] : []),
    ...(fields.some((field) => knownFields[field]?.closed !== false) ? ['closed-field'] : []),
    ...(told ? ['identifies-without-basis'] : []),
  ];
}

/** W-37, by the kind of content: the fields of a summary one by one, the text as a whole. */
function differingReasons({ channel, fields, differing, contentHash }: CheckPublication, state: CaseState) {
  const shown = state.published[channel];
  const other = shown?.content === 'summary' && !sameSet(shown.fields, fields);
  const text = shown?.content === 'text' ? shown.contentHash : undefined;
  return [
    ...(differing.length > 0 ? ['field-differs'] : []),
    ...(other ? ['other-fields'] : []),
    ...(text !== undefined && contentHash !== undefined && text !== contentHash ? ['text-differs'] : []),
  ];
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.every((each) => b.includes(each)) && b.every((each) => a.includes(each));
