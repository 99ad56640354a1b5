import type { DecisionEvent } from '../../../events/decision.events';
import type { DecisionMade } from '../../../events/decision.events';
import type { EventOf } from '../../../events/define-event';
import type { Recorded } from '../../../kernel/event';
import { present } from '../../../kernel/plain-data';
import type { Remedy } from '../remedy/state';
import type { Folds } from '../stage';
import { nothingImposed, type DecisionOnFile } from './state';

type Made = Recorded<EventOf<typeof DecisionMade>>;

function decided({ data, meta }: Made): DecisionOnFile {
  const { type, penalty, decidedBy } = data;
  const head = { type, date: meta.legal.d, decidedBy, lateFee: false };
  if (penalty === undefined) return { ...head, proposal: nothingImposed };
  const { proposal, terms, gains, propertyFen, correction } = penalty;
  const orders = { terms, confiscatedFen: gains.confiscatedFen, propertyFen };
  return { ...head, proposal, orders: { ...orders, ...present({ correctBy: correction.by }) } };
}

/** To decide anew is done by deciding. */
const decidedAnew = (remedy: Remedy): Remedy =>
  remedy.reversal === undefined
    ? remedy
    : {
        ...remedy,
        reversal: { ...remedy.reversal, past: true },
        duties: remedy.duties.filter((each) => each !== 'redo'),
      };

export const decisionFolds: Folds<DecisionEvent> = {
  CollectivelyDiscussed: (state, { data, meta }) => {
    const { subject, resolution, proposal, terms, minutes } = data;
    if (subject !== 'proposal') return state;
    const { discussed: _discussed, ...rest } = state;
    return resolution === 'adopted' && proposal !== undefined
      ? { ...rest, discussed: { on: meta.legal.d, proposal, terms, minutes } }
      : rest;
  },
  /** What was filed of an earlier decision, and that it was set aside, does not count for a new one. */
  DecisionMade: (state, event) => ({
    ...state,
    ...{ phase: 'decided', decision: decided(event), remedy: decidedAnew(state.remedy) },
    closing: { ...state.closing, majorFiled: false },
  }),
  DecisionDocumentIssued: (state, { data: { document, payment, remedies }, meta }) => {
    const { decision } = state;
    if (decision === undefined) return state;
    const { number } = document;
    const { reviewFirst } = remedies;
    const issued = { number, reviewFirst, lateFee: payment?.lateFee ?? false, issued: meta.legal.d };
    return { ...state, decision: { ...decision, ...issued } };
  },
};
