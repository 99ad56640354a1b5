import type { Reliance } from '../../events/case-schemas';
import type { EventCorrected } from '../../events/ledger.events';
import type { EventOf } from '../../events/define-event';
import type { ParameterKey } from '../../law/parameter-keys';
import { valueText } from '../../law/parameter-value';
import { asideBy, ruleName, step, type AnyStep, type Step } from '../procedure';
import type { CaseFacts } from './facts';
import { parametersSet } from './guards/authority';
import type { CaseState, CaseStreamEvent } from './state';

/** What a command on a case may record. */
export type CaseRecord = CaseStreamEvent | EventOf<typeof EventCorrected>;

/** A row of a table on cases. */
export type CaseStep = AnyStep<CaseState, CaseFacts, CaseRecord>;

type Row<C extends object> = Omit<Step<C, CaseState, CaseFacts, CaseRecord>, 'record' | 'parameters'> & {
  readonly parameters?: readonly ParameterKey[];
  /** As in {@link Step}, with what the act rested on. */
  readonly record: (
    command: C,
    state: CaseState,
    facts: CaseFacts,
    reliance: Reliance,
  ) => readonly CaseRecord[];
};

/** Write a row on cases: its parameters must be set, and what it rested on goes into the record. */
export function caseStep<C extends object>(row: Row<C>): CaseStep {
  const { parameters = [], record } = row;
  const rules = parameters.length === 0 ? row.rules : [...row.rules, parametersSet(parameters)];
  return step<C, CaseState, CaseFacts, CaseRecord>({
    ...row,
    rules,
    record: (command, state, facts) => {
      const aside = rules.flatMap((rule) => asideBy(rule, facts) ?? []);
      const applied = rules.filter((rule) => asideBy(rule, facts) === undefined).map(ruleName);
      const { parameters: used, entries } = restsOn(parameters, facts);
      const reliance = { rules: applied, parameters: used, entries: [...entries, ...aside.map(entryOf)] };
      return record(command, state, facts, reliance);
    },
  });
}

const entryOf = ({ s, n }: { readonly s: string; readonly n: number }) => ({ s, n });

function restsOn(
  keys: readonly ParameterKey[],
  facts: CaseFacts,
): { parameters: Reliance['parameters']; entries: Reliance['entries'] } {
  const parameters = keys.flatMap((key) => {
    const found = facts.rules.find(key);
    return found === undefined
      ? []
      : [{ key, value: valueText(found.value).slice(0, 400), pack: found.pack }];
  });
  const relied = [
    facts.organ,
    ...facts.acting,
    facts.approver,
    ...facts.people.values(),
    facts.item,
    ...facts.otherItems,
    facts.template,
    facts.number,
    facts.fineHolder,
  ];
  return {
    parameters,
    entries: relied.flatMap((each) => (each === undefined || each.n < 0 ? [] : [entryOf(each)])),
  };
}
