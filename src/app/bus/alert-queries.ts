import { alertsRaised, type AlertRow } from '../../../projections/supervision/alert.queries';
import { supervision } from '../../../projections/supervision/supervision.projection';
import { alert as alerting } from '../../domain/alerts/decider';
import { organOf } from '../../domain/penalty-case/state';
import { penaltyCase } from '../../domain/penalty-case/decider';
import { definitionOf } from '../../events/codec';
import type { Instant, LegalTime } from '../../kernel/time';
import { alerts, isAlertCode } from '../../law/violations';
import { inScope } from '../accounts/principals';
import { AnswerNotFound, answering, Question, type Asking, type Reading } from './queries';

/** An alert as readers see it. */
export interface AlertView extends AlertRow {
  readonly zh: string;
  readonly en: string;
  /** It reminds, and is no finding about anybody. */
  readonly reminder: boolean;
}

/** What was done about an alert, from its raising on. */
export interface AlertStep {
  readonly type: string;
  readonly zh: string;
  readonly en: string;
  readonly legal: LegalTime;
  readonly recordedAt: Instant;
  readonly by: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
  /** What was said; absent where nothing was, or where its key is gone. */
  readonly words?: string;
}

/** One alert with all that was done about it. */
export interface AlertDetail extends AlertView {
  readonly steps: readonly AlertStep[];
}

export class ReadAlert extends Question<Asking & { readonly stream: string }, AlertDetail> {}
export class ReadCaseAlerts extends Question<
  Asking & { readonly stream: string },
  { readonly items: readonly AlertView[] }
> {}

/** Alerts of one case in an answer; no case has as many. */
const MOST = 500;

/** A row with the words of its code. */
export function alertView(row: AlertRow): AlertView {
  const said = isAlertCode(row.code) ? alerts[row.code] : undefined;
  const { zh = row.code, en = row.code, reminder = false } = said ?? {};
  return { ...row, zh, en, reminder };
}

async function alertsOf(
  reading: Reading,
  { stream, scope }: ReadCaseAlerts['asking'],
): Promise<{ readonly items: readonly AlertView[] }> {
  const { state } = await reading.commanding.path.load(penaltyCase, stream);
  if (state.phase === 'none' || !inScope(scope, organOf(state))) throw new AnswerNotFound(stream);
  return { items: await viewsOn(reading, stream) };
}

async function viewsOn(reading: Reading, about: string): Promise<readonly AlertView[]> {
  const query = { case: about, limit: MOST, today: reading.today() };
  return (await alertsRaised(reading.readers.of(supervision), query)).rows.map(alertView);
}

async function alertOf(reading: Reading, { stream, scope }: ReadAlert['asking']): Promise<AlertDetail> {
  const { state } = await reading.commanding.path.load(alerting, stream);
  const row = (await viewsOn(reading, state.about)).find((each) => each.alert === stream);
  if (row === undefined || !inScope(scope, state.organ)) throw new AnswerNotFound(stream);
  const events = await reading.readers.stream(stream);
  const steps = events.map(({ type, data, meta, personal }): AlertStep => {
    const { zh, en } = definitionOf(type);
    const { text } = (personal?.['words'] ?? {}) as { readonly text?: string };
    return {
      ...{ type, zh, en, legal: meta.legal, recordedAt: meta.recordedAt },
      ...{ by: meta.actors.map(({ u }) => u), data: data as Readonly<Record<string, unknown>> },
      ...(text === undefined ? {} : { words: text }),
    };
  });
  return { ...row, steps };
}

export const alertAnswers = [
  answering(ReadAlert, [supervision], alertOf),
  answering(ReadCaseAlerts, [supervision], alertsOf),
];
