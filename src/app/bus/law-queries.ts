import type { CivilDate } from '../../kernel/time';
import type { Law } from '../law/laws';
import { answerPeriod, lawDayOf, type PeriodAnswer, type PeriodQuestion } from '../law/period-questions';
import { explainKey, rulesView, type ResolutionView, type RulesView } from '../law/rule-questions';
import { answering, Question, type Asking, type Reading } from './queries';

/** Whose law is asked for. With neither member: what holds in the whole country. */
interface Place {
  /** GB/T 2260 code. */
  readonly territory?: string;
  /** Handle of an organ: the packs that it adopted, and the territory of its seat. */
  readonly organ?: string;
}

/** Questions about the law of a place. Its answers rest on no case and name nobody, so they are everybody's. */
export interface PeriodAsking extends Asking {
  readonly place: Place;
  readonly question: PeriodQuestion;
}

export interface RulesAsking extends Asking {
  readonly place: Place;
  /** Today where it is absent. */
  readonly on?: CivilDate;
}

export interface RuleAsking extends RulesAsking {
  readonly key: string;
}

export class AskDeadline extends Question<PeriodAsking, PeriodAnswer> {}
export class ReadRules extends Question<RulesAsking, RulesView> {}
export class ExplainRule extends Question<RuleAsking, ResolutionView> {}

/** An organ decides by itself which packs speak and where its seat is; a territory beside it says nothing. */
const lawOf = async ({ commanding }: Reading, { organ, territory }: Place, on: CivilDate): Promise<Law> =>
  organ === undefined
    ? commanding.laws.ofTerritory(territory, on)
    : commanding.laws.ofOrgan(commanding.path, organ, on);

const period = async (reading: Reading, { place, question }: PeriodAsking): Promise<PeriodAnswer> =>
  answerPeriod(question, await lawOf(reading, place, lawDayOf(question.from)));

const rules = async (reading: Reading, { place, on = reading.today() }: RulesAsking): Promise<RulesView> =>
  rulesView((await lawOf(reading, place, on)).rules);

const rule = async (reading: Reading, { place, key, on = reading.today() }: RuleAsking) =>
  explainKey(key, (await lawOf(reading, place, on)).rules);

export const lawAnswers = [
  answering(AskDeadline, [], period),
  answering(ReadRules, [], rules),
  answering(ExplainRule, [], rule),
];
