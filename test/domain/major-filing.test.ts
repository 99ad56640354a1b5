import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { cite } from '../../src/law/article';
import { currentPacks } from '../../src/law/packs/released-packs';
import type { ParameterKey } from '../../src/law/parameter-keys';
import type { ActPredicate } from '../../src/law/act-predicate';
import { demoFacts, organHandle, rulesOn } from '../support/demo-facts';
import { given } from '../support/given';
import { play, type History } from '../support/histories';
import { fileMajor } from '../support/stages/closing';
import * as d from '../support/stages/decided';
import * as x from '../support/stages/deciding';

/** P22, W-11: a major decision of penalty is filed within 15 days of the decision. */

const date = d.days.decided;
const fines: readonly ActPredicate[] = [{ act: 'penalty', kinds: ['fine'], zh: '罚款', en: 'fines' }];
/** The rules with lists of the organ's own. */
const under = (lists: Partial<Record<ParameterKey, readonly ActPredicate[]>>) => {
  const parameters = Object.entries(lists).map(([key, any]) => ({
    ...{ key: key as ParameterKey, value: { type: 'acts' as const, any } },
    ...{ basis: [cite('penalty', 57)], confidence: 'D' as const, from: '2021-07-15' },
  }));
  const scope = { level: 'organ', organ: organHandle } as const;
  const own = { ...{ id: 'organ-demo', version: '1', zh: '本机关', en: 'the organ' }, scope, parameters };
  return demoFacts({
    ...{ date, ...x.everybody, ...x.chiefActs },
    rules: rulesOn(date, [...currentPacks, own]),
  });
};
const major = under({ 'collective.list': fines });
const discussed = (): History => d.and(x.aToldCase(), [d.discussed(), date]);
const decided = (history: History, facts = major) => d.stateOf(play(history, [x.penalise(), facts]));

describe('the filing of a decision', () => {
  it('that is major by the list of the organ is due 15 days after the decision', () => {
    const { clocks } = decided(discussed());
    expect(clocks['major.filing']).toMatchObject({ opened: date, due: '2024-06-15', amount: 15, kind: 'cd' });
    expect(clocks['service']).toBeDefined();
  });

  it('is not owed for one that the list does not name', () => {
    expect(Object.keys(decided(discussed(), under({})).clocks)).toEqual(['service']);
  });

  it('is not owed where decisions of penalty are not filed', () => {
    const licences: readonly ActPredicate[] = [{ act: 'licence', zh: '行政许可', en: 'licences' }];
    const facts = under({ 'collective.list': fines, 'major.filing.acts': licences });
    expect(Object.keys(decided(discussed(), facts).clocks)).toEqual(['service']);
  });

  it('ends with the filing, and a new decision is filed anew', () => {
    const once = play(discussed(), [x.penalise(), major]);
    const filed = play(once, [fileMajor(), { date: '2024-06-03' }]);
    expect(Object.keys(d.stateOf(filed).clocks)).toEqual(['service']);
    given(penaltyCase, filed).when(fileMajor(), demoFacts()).refused('R-00');
    const again = d.and(filed, [d.penalised(), '2024-07-01']);
    given(penaltyCase, again).when(fileMajor(), demoFacts()).accepted('MajorDecisionFiled');
  });
});
