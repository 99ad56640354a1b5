import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { CommandMeta } from '../../src/app/command-path';
import { Reservations } from '../../src/app/handling/reservations';
import { monday } from '../support/demo-facts';
import { handlingOn, everyRoute, lawfulAct } from '../support/every-command';
import { AlwaysOvertaken } from '../support/faulty-event-store';
import { openLedger } from '../support/open-ledger';
import { tempFolder } from '../support/temp-folder';
import { legalDay } from '../../src/kernel/time';

/** Whoever is told that others were faster learns no name that he did not have: neither of sealed nor of shared streams. */

const metaOf = (about?: string): CommandMeta => ({
  ...{ commandId: randomUUID(), occurred: legalDay(monday), ...(about === undefined ? {} : { about }) },
  actors: [{ u: 'officer-li', role: 'officer' }],
});

const overtakenAt = (start: string) =>
  openLedger({ dataFolder: tempFolder() }, { around: (store) => new AlwaysOvertaken(store, start) });

const conflictsOn = (named: string) => ({
  code: 'too-many-conflicts',
  zh: `${named} 正被频繁更新，请稍后重试`,
  en: `${named} keeps being changed by others; try again`,
});

describe('somebody whom others overtake again and again', () => {
  it('at a sealed stream is told the case that the command is about', async () => {
    const ledger = await overtakenAt('sealed-');
    const act = lawfulAct(everyRoute.find(({ category }) => category === 'sealed')!)!;
    const meta = metaOf('case-of-the-asker');
    const answer = ledger.path.execute(handlingOn('sealed', act.facts), 'sealed-5ec7e7', act.given, meta);
    await expect(answer).rejects.toMatchObject(conflictsOn('case-of-the-asker'));
    await ledger.close();
  });

  it.each([
    ['the fine for an act', 'act-', { kind: 'fine', actId: 'act-1', partyToken: 'party-1' }],
    [
      'a number',
      'numbering-',
      { kind: 'number', organ: 'organ-a', docType: 'on-spot-decision', prefix: '示当罚', year: 2026 },
    ],
  ] as const)('at %s is told his case', async (_, start, wanted) => {
    const ledger = await overtakenAt(start);
    const { path, store, reader } = ledger;
    const reservations = new Reservations({ path, store, reader, newId: randomUUID });
    const taking = reservations.take([wanted], 'case-of-the-asker', metaOf());
    await expect(taking).rejects.toMatchObject(conflictsOn('case-of-the-asker'));
    await ledger.close();
  });
});
