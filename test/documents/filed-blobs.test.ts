import { describe, expect, it } from '@jest/globals';
import {
  closedByRecord,
  filedBlobs,
  normsCited,
  sealedBlobs,
  withoutSealed,
} from '../../src/documents/filed-blobs';
import { EvidenceRegistered } from '../../src/events/evidence.events';
import { ClueRegistered } from '../../src/events/filing.events';
import type { FactsRecorded } from '../../src/events/case.events';
import type { Recorded } from '../../src/kernel/event';
import { onSpotFile } from '../projections/on-spot-file';
import { recorded } from '../support/given';

const reliance = { rules: [], parameters: [], entries: [] };
const letter = 'a'.repeat(64);
const photo = 'b'.repeat(64);

const clue = (source: 'complaint' | 'patrol'): Recorded =>
  recorded(
    ClueRegistered(
      {
        ...{ organ: 'organ-demo', source, reference: 'paper-1', receivedBy: 'account-x' },
        attachments: [{ kind: 'letter', blob: letter }],
        ...{ opens: [], closes: [], reliance },
      },
      { party: { facts: '有人反映' } },
    ),
    0,
    '2024-05-20',
  );
const found = (blob: string): Recorded => {
  const facts = onSpotFile()[2] as Recorded<ReturnType<typeof FactsRecorded>>;
  return {
    ...facts,
    data: { ...facts.data, evidence: facts.data.evidence.map((each) => ({ ...each, blob })) },
  };
};

describe('files that events name', () => {
  it('are each there once, with the event that named them first', () => {
    expect(filedBlobs([clue('patrol'), found(photo), found(photo)])).toEqual([
      { blob: letter, label: 'letter', evidence: false, revision: 0 },
      { blob: photo, label: 'e1', evidence: true, revision: 2 },
    ]);
  });

  it('of a complaint are sealed, also where one of them is named as evidence', () => {
    const events = [clue('complaint'), found(letter)];
    expect([...sealedBlobs(events)]).toEqual([letter]);
    expect(filedBlobs([clue('complaint')])).toEqual([]);
    expect(filedBlobs(events).map(({ label }) => label)).toEqual(['e1']);
    expect([...sealedBlobs([clue('patrol')])]).toEqual([]);
  });

  it('and the reference of a complaint are left out of what is shown', () => {
    expect(JSON.stringify(withoutSealed([clue('complaint')]))).not.toMatch(/paper-1|a{64}/u);
    expect(JSON.stringify(withoutSealed([clue('patrol')]))).toMatch(/paper-1.*a{64}/u);
  });

  it('come with the norms that were applied, each article once', () => {
    const cited = normsCited(onSpotFile());
    expect(cited).toContainEqual({ norm: '示范省市容条例', article: '第二十条' });
    expect(new Set(cited.map(({ norm, article }) => norm + article)).size).toBe(cited.length);
  });
});

describe('what the record itself says is closed', () => {
  const registered = (id: string, revision: number, closed?: ['trade-secret']): Recorded =>
    recorded(
      EvidenceRegistered({
        officers: ['officer-li'],
        evidence: {
          id,
          kind: 'documentary',
          status: 'unverified',
          collected: '2024-05-20',
          fromDefence: false,
        },
        ...{ held: 'copy', findings: [], reliance, ...(closed === undefined ? {} : { closed }) },
      }),
      revision,
      '2024-05-20',
    );

  it('is evidence that was registered as such, with the event that did it, and no other', () => {
    const { ids, revisions } = closedByRecord([registered('e1', 3), registered('e2', 4, ['trade-secret'])]);
    expect([[...ids], [...revisions]]).toEqual([['e2'], [4]]);
  });
});
