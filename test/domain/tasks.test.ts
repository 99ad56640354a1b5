import { describe, expect, it } from '@jest/globals';
import { dutiesOf } from '../../src/app/traceback/sources';
import { allSteps, clockWatches } from '../../src/domain/penalty-case/table';
import { remindedFrom } from '../../src/domain/penalty-case/reminders';
import { awaitedPhasesOf, clockKeysOf } from '../../src/domain/penalty-case/tasks';
import { sealedClocks } from '../../src/events/sealed-clocks';
import { roles, type Role } from '../../src/events/account.events';
import type { Clock } from '../../src/events/schemas';
import { addDays } from '../../src/kernel/time';
import type { AnswerabilityRow } from '../../src/law/violations/row';
import { demoFacts } from '../support/demo-facts';
import { stateOf } from '../support/stages/decided';
import { aFiledCase } from '../support/stages/filing';
import { aServedGeneralCase } from '../support/stages/service';

/** Which roles do what a duty of the matrix is about. */
const rolesOfDuty: Readonly<Record<string, readonly Role[]>> = {
  case: ['officer'],
  intake: ['officer'],
  service: ['officer'],
  execution: ['officer', 'approver'],
  transfer: ['officer', 'approver'],
  'filing-approval': ['approver'],
  'legal-review': ['legal-reviewer'],
  publication: ['publisher'],
  payment: ['finance'],
  litigation: ['legal-reviewer'],
  archive: ['archivist'],
};

describe('whose task a running clock is', () => {
  // A sealed clock is a task in no list: the sealed records tell it to discipline inspection.
  const watches = [...clockWatches].filter(([key]) => !sealedClocks.includes(key));
  const answered = watches.filter(([, { row, alert }]) => row !== undefined && alert !== undefined);

  // V40 names another authority, not the organ.
  it.each(answered.filter(([, { row }]) => row !== 'V40'))(
    '%s is with somebody whose duty its row of answerability names',
    (_key, { of, row, alert }) => {
      const answering = dutiesOf(alert!, row as AnswerabilityRow).flatMap((duty) => rolesOfDuty[duty] ?? []);
      expect(of.filter((role) => answering.includes(role))).not.toEqual([]);
    },
  );

  it('is somebody’s', () => {
    for (const [key, { of }] of watches) expect({ key, of: of.length > 0 }).toEqual({ key, of: true });
  });

  it('is looked for by the keys of each role', () => {
    expect(clockKeysOf(['legal-reviewer'])).toContain('review.time');
    expect(clockKeysOf(['legal-reviewer'])).not.toContain('publish.penalty.own_site');
    expect(new Set(clockKeysOf(roles))).toEqual(new Set(watches.map(([key]) => key)));
  });
});

describe('the day from which a period is reminded of', () => {
  const facts = demoFacts();
  const filed = stateOf(aFiledCase());
  const clock = (key: string): Clock => filed.clocks[key]!;

  it('is that on which 80 % of the days to decide are used up, those that do not count left out', () => {
    expect(clock('case.decide')).toMatchObject({ opened: '2024-05-20', due: '2024-08-18' });
    expect(remindedFrom(clock('case.decide'), filed, facts)).toBe('2024-07-31');
    const excluded = [{ why: 'suspended', from: '2024-08-05', to: '2024-08-15' }];
    const later = { ...filed, investigation: { ...filed.investigation, excluded } };
    const moved = { ...clock('case.decide'), due: '2024-08-28' };
    expect(remindedFrom(moved, later, facts)).toBe('2024-07-31');
    const earlier = [{ why: 'suspended', from: '2024-06-05', to: '2024-06-15' }];
    const first = { ...filed, investigation: { ...filed.investigation, excluded: earlier } };
    expect(remindedFrom(moved, first, facts)).toBe('2024-08-10');
  });

  it('lies fifteen days before the end of the time to apply to the court', () => {
    const served = stateOf(aServedGeneralCase());
    const apply = served.clocks['court.apply']!;
    expect(remindedFrom(apply, served, facts)).toBe(addDays(apply.due!, -15));
  });

  it('is none where no pack reminds, or where the last day is not known', () => {
    const { due: _unknown, ...open } = clock('case.decide');
    expect(remindedFrom(open, filed, facts)).toBeUndefined();
    const served = stateOf(aServedGeneralCase());
    expect(remindedFrom(served.clocks['fine.pay']!, served, facts)).toBeUndefined();
  });
});

describe('a step that is waited for', () => {
  it('is waited for only where it has a meaning', () => {
    for (const { command, awaited, from } of allSteps) {
      const elsewhere = (awaited?.in ?? []).filter((phase) => !from.includes(phase));
      expect({ command: command.name, elsewhere }).toEqual({ command: command.name, elsewhere: [] });
    }
  });

  it('is looked for in its phases, by its roles', () => {
    expect(awaitedPhasesOf(['hearing-chair'])).toEqual(['investigating', 'concluded', 'noticed']);
    expect(awaitedPhasesOf(['publisher'])).toEqual([]);
  });
});
