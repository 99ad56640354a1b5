import { describe, expect, it } from '@jest/globals';
import { dutiesOf } from '../../src/app/traceback/sources';
import { allSteps, clockWatches } from '../../src/domain/penalty-case/table';
import { awaitedPhasesOf, clockKeysOf } from '../../src/domain/penalty-case/tasks';
import { sealedClocks } from '../../src/events/sealed-clocks';
import { roles, type Role } from '../../src/events/account.events';
import type { AnswerabilityRow } from '../../src/law/violations/row';

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
