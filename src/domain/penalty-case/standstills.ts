import type { Interval } from '../../law/interval';
import { intervalsOf } from './investigation/case-clock';
import type { CaseState } from './state';

/** The stretches that do not count for a clock that runs, as the file has them. */
export function standstills(key: string, { investigation, disclosure }: CaseState): readonly Interval[] {
  if (key === 'case.decide') return intervalsOf(investigation.excluded);
  const stood = disclosure.stoodStill[key];
  return stood === undefined ? [] : [stood];
}
