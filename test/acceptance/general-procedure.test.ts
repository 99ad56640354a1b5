import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Door } from '../http/door';
import { GeneralWalk } from '../http/general-walk';

let door: Door;
beforeAll(async () => {
  door = await Door.open();
}, 60_000);
afterAll(() => door.close());

interface Timeline {
  readonly items: readonly { readonly type: string }[];
}
interface Actions {
  readonly phase: string;
  readonly items: readonly {
    readonly slug: string;
    readonly possible: boolean;
    readonly yours: boolean;
    readonly broken: readonly { readonly code: string }[];
  }[];
}

describe('P1 to P28 over HTTP', () => {
  it('from the clue to the archived file', async () => {
    const walk = new GeneralWalk(door);
    await walk.toServed();
    await walk.pay();
    await walk.publish();
    await walk.major();
    await walk.identity();
    await walk.close();
    await walk.archive();

    const shown = await walk.read<Record<string, unknown>>('officer-2');
    expect(shown).toMatchObject({ phase: 'archived', procedure: 'general', paid: 600_000 });
    const { items } = await walk.read<Timeline>('archivist', '/timeline');
    expect(items.map(({ type }) => type)).toEqual([
      ...['ClueRegistered', 'ClueVerified', 'CaseFiled', 'OfficersAssigned', 'CredentialShown'],
      ...['RightsNotified', 'InterviewRecorded', 'InspectionRecorded', 'EvidenceRegistered'],
      ...['EvidenceVerified', 'EvidenceVerified', 'EvidenceVerified', 'InvestigationConcluded'],
      ...['ReviewSubmitted', 'ReviewPassed', 'PriorNoticeServed', 'StatementReceived', 'StatementReviewed'],
      ...['HearingWaived', 'CollectivelyDiscussed', 'DecisionMade', 'DecisionDocumentIssued'],
      ...['Served', 'PaymentReceived', 'DecisionPublished', 'MajorDecisionFiled', 'IdentityChecked'],
      ...['CaseClosed', 'CaseArchived'],
    ]);
  });
});
