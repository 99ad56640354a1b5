import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseTrace } from '../../projections/accountability/trace';
import type { TracebackReport } from '../../src/app/traceback/report';
import { Door } from '../http/door';
import { GeneralWalk } from '../http/general-walk';
import { onLayouts } from '../support/layouts';

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

onLayouts('the general procedure', (layout) => {
  let door: Door;
  beforeAll(async () => {
    door = await Door.open({ place: await layout.place() });
  }, 60_000);
  afterAll(() => door.close());

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
      expect(shown).toMatchObject({ phase: 'archived', procedure: 'general', fine: 600_000, paid: 600_000 });
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
      const { acts } = await walk.read<{ acts: readonly { type: string; follows: readonly number[] }[] }>(
        'discipline',
        '/trace',
      );
      expect(acts.map(({ type }) => type)).toEqual(items.map(({ type }) => type));
      // Nothing but the clue comes out of nowhere.
      expect(acts.filter(({ follows }) => follows.length === 0).map(({ type }) => type)).toEqual([
        'ClueRegistered',
      ]);
    });
  });

  describe('what was done outside of the program (补录)', () => {
    it('a decision on paper, without review, notice, hearing and discussion, is recorded as what it was', async () => {
      const walk = new GeneralWalk(door);
      await walk.toConcluded();
      const entry = (command: string, act: object, more: object = {}) => ({
        ...{ command, act, reason: '停电期间以纸质文书办理', proof: { evidence: 'e3' } },
        confirmers: [door.officer('reviewer'), door.officer('hearing-chair')],
        ...more,
      });
      const late = (command: string, act: object, more?: object) =>
        walk.send('officer-1', 'record-out-of-band-fact', entry(command, act, more));
      const would = await walk.wouldBreak('chief', 'decide-penalty', walk.decision());
      expect([...new Set(would)].toSorted()).toEqual(['R-14', 'R-15', 'R-16', 'R-17']);
      await late('decide-penalty', walk.decision());
      // A paper that bears a number is recorded with it, or not at all.
      const paper = walk.document();
      const unnumbered = entry('issue-document', paper, {
        others: [{ person: walk.officers[0], role: 'officer' }],
      });
      expect(await walk.refused('officer-2', 'record-out-of-band-fact', unnumbered)).toContain('R-00');
      await late('issue-document', paper, {
        others: [{ person: walk.officers[1], role: 'officer' }],
        paper: { number: '演综执罚〔2025〕100号', seq: 100 },
      });
      await walk.serve();
      await walk.pay();
      expect((await walk.acts()).slice(-6)).toEqual([
        ...['OutOfBandFactRecorded', 'DecisionMade', 'OutOfBandFactRecorded', 'DecisionDocumentIssued'],
        ...['Served', 'PaymentReceived'],
      ]);
      const answer = await door.get('discipline', `/v1/cases/${walk.stream}/traceback?code=W-01&purpose=x`);
      const { report } = answer.json<{ report: TracebackReport }>();
      expect(report.outOfBand.map(({ act, broken }) => [act, broken.map(({ code }) => code)])).toEqual([
        ['DecidePenalty', would],
        ['IssueDocument', []],
      ]);
      expect(report.matrix).toContainEqual(
        expect.objectContaining({ row: 'V06', person: walk.chief, level: 'DIRECT', standing: 'named' }),
      );
      const { acts, gaps } = await walk.read<CaseTrace>('discipline', '/trace');
      const decided = acts.find(({ type }) => type === 'DecisionMade')!;
      expect(decided.follows).toContain(decided.revision - 1);
      expect(gaps.find(({ code }) => code === 'out-of-band')?.revisions).toEqual([
        ...[decided.revision - 1, decided.revision + 1],
      ]);
    });
  });

  describe('branches of C.2 over HTTP', () => {
    it('not filed: the reporter is told', async () => {
      const walk = new GeneralWalk(door);
      await walk.clue('report');
      await walk.verify(false);
      expect(await walk.wouldBreak('chief', 'file-case', walk.filing())).toContain('R-00');
      await walk.send('chief', 'do-not-file', {
        ...{ approver: walk.chief, ground: 'no-violation', reason: '未发现违法事实' },
      });
      await walk.send('officer-1', 'tell-reporter', { outcome: 'told', attempts: 1 });
      expect(await walk.phase()).toBe('not-filed');
      expect(await walk.refused('officer-1', 'tell-reporter', { outcome: 'told', attempts: 1 })).toEqual([
        'R-30',
      ]);
    });

    it('no penalty: slight, corrected and harmless; the party is educated', async () => {
      const walk = new GeneralWalk(door);
      await walk.toConcluded('no-penalty');
      const decision = {
        ...{ approver: walk.chief, ground: 'slight-corrected', reasons: '轻微并及时改正，没有造成危害后果' },
        circumstances: { ...walk.circumstances, slightCorrectedNoHarm: true },
        correction: { kind: 'done' },
      };
      expect(await walk.refused('chief', 'decide-no-penalty', decision)).toEqual(['R-38']);
      await walk.send('chief', 'decide-no-penalty', {
        ...{ ...decision, measure: 'education', measureText: '批评教育' },
      });
      await walk.issue('no-penalty-decision');
      await walk.serve();
      await walk.identity();
      await walk.close();
      expect(await walk.acts()).toContain('DecisionMade');
      expect(await walk.phase()).toBe('closed');
    });

    it('hearing held: seven working days ahead, reviewed after it, decided on its record', async () => {
      const walk = new GeneralWalk(door);
      await walk.toConcluded();
      await walk.notice();
      await walk.on('2025-03-05').send('officer-1', 'request-hearing', { form: 'written' });
      const notification = (day: string): object => ({
        ...{ officers: walk.officers, at: `${day}T09:30:00+08:00`, place: '演示厅', open: true },
        ...{ chair: door.officer('hearing-chair'), service: walk.proof() },
      });
      expect(await walk.refused('officer-1', 'notify-hearing', notification('2025-03-13'))).toEqual(['R-16']);
      await walk.send('officer-1', 'notify-hearing', notification('2025-03-17'));
      walk.on('2025-03-17');
      await walk.send('hearing-chair', 'hold-hearing', {
        ...{ presiding: door.officer('hearing-chair'), heardOfficers: walk.officers, partyPresent: true },
        ...{ agents: 1, record: 'TZ-1', signed: 'signed', newFacts: false, course: '双方陈述、质证' },
      });
      await walk.submit();
      await walk.opinion();
      await walk.discuss();
      expect(await walk.refused('chief', 'decide-penalty', walk.decision())).toEqual(['R-16']);
      await walk.decide({ hearingRecord: 'TZ-1' });
      expect(await walk.phase()).toBe('decided');
    });

    it('review finds problems: nothing is decided before they are answered and reviewed again', async () => {
      const walk = new GeneralWalk(door);
      await walk.toConcluded();
      await walk.submit();
      await walk.opinion('裁量理由不足');
      await walk.notice();
      await walk.send('officer-1', 'waive-statement', { proof: 'FQ-2' });
      await walk.noHearing();
      await walk.discuss();
      expect(await walk.refused('chief', 'decide-penalty', walk.decision())).toEqual(['R-14']);
      expect(await walk.refused('officer-1', 'submit-review', { answers: [] })).toEqual(['R-14']);
      await walk.submit([{ problem: 'p1', text: '已补充裁量说明' }]);
      await walk.opinion();
      await walk.decide();
      expect(await walk.phase()).toBe('decided');
    });

    it('an opinion is stale once the file has changed', async () => {
      const walk = new GeneralWalk(door);
      await walk.toDecidable();
      expect(await walk.wouldBreak('chief', 'decide-penalty', walk.decision())).toEqual([]);
      await walk.send('chief', 'continue-investigation', {
        ...{ approver: walk.chief, ground: 'new-facts', reason: '补充证据' },
      });
      await walk.evidence('e4');
      await walk.verified('e4');
      await walk.conclude();
      expect(await walk.wouldBreak('chief', 'decide-penalty', walk.decision())).toContain('R-14');
      await walk.submit();
      await walk.opinion();
      expect(await walk.wouldBreak('chief', 'decide-penalty', walk.decision())).toEqual([]);
    });

    it('to the police and back: meanwhile nothing is decided', async () => {
      const walk = new GeneralWalk(door);
      await walk.toDecidable();
      const onTransfer = { transfer: 't1' };
      await walk.send('officer-1', 'suspect-crime', { ...onTransfer, kind: 'ordinary', grounds: '数额较大' });
      await walk.send('chief', 'form-transfer-group', { ...onTransfer, members: walk.officers });
      await walk.send('officer-1', 'report-transfer', { ...onTransfer, to: walk.chief });
      await walk.send('chief', 'decide-transfer', {
        ...{ ...onTransfer, approved: true, approver: walk.chief, reasons: '涉嫌犯罪' },
      });
      const none = '本案没有';
      await walk.send('officer-1', 'send-to-police', {
        ...{ ...onTransfer, to: 'police', addressee: '演示区公安分局（演示）', copies: ['procuratorate'] },
        documents: [
          { kind: 'transfer-letter', blob: 'a'.repeat(64) },
          { kind: 'investigation-report', blob: 'b'.repeat(64) },
          ...['item-list', 'expert-report', 'other'].map((kind) => ({ kind, none })),
        ],
      });
      expect(await walk.refused('chief', 'decide-penalty', walk.decision())).toContain('R-12');
      await walk.send('officer-1', 'record-police-answer', { ...onTransfer, answer: 'receipt' });
      await walk.send('officer-1', 'record-police-answer', { ...onTransfer, answer: 'refused' });
      await walk.send('officer-1', 'accept-police-refusal', onTransfer);
      expect(await walk.refused('chief', 'decide-penalty', walk.decision())).toEqual(['R-00']);
      await walk.conclude();
      await walk.decide();
    });

    it('reconsideration revokes: the fine is refunded, the publication withdrawn, the case closed', async () => {
      const walk = new GeneralWalk(door);
      await walk.toServed();
      await walk.pay();
      await walk.publish();
      await walk.reverse('revoked');
      expect(await walk.refused('archivist', 'close-case')).toContain('R-00');
      await walk.send('finance', 'pay-refund', { amountFen: 600_000, receipt: 'TK-1' });
      await walk.send('publisher', 'withdraw-disclosure', {
        ...{ channel: 'own-site', reason: 'reversal', publicReason: '行政处罚决定已被依法撤销' },
      });
      await walk.identity();
      await walk.close();
      expect(await walk.acts()).toEqual(expect.arrayContaining(['DecisionReversed', 'DisclosureWithdrawn']));
      expect(await walk.phase()).toBe('closed');
    });

    it('converted from the simple procedure: filed on what was opened on the spot', async () => {
      const walk = new GeneralWalk(door);
      const { officers, declarations } = walk;
      const { organ, item } = door.demo;
      await walk.send('officer-1', '', {
        ...{ contact: 'first', officers, organ, item, actId: 'act-converted', place: '990101' },
        ...{ party: { name: '王小明', kind: 'citizen', ageBand: 'adult', capacity: 'full' } },
        declarations: declarations(),
      });
      await walk.send('officer-2', 'convert-to-general', { ground: 'disputed' });
      const {
        item: _item,
        actId: _actId,
        place: _place,
        party: _party,
        ...filing
      } = walk.filing() as Record<string, unknown>;
      expect(await walk.refused('chief', 'file-case', walk.filing())).toContain('R-11');
      await walk.send('chief', 'file-case', filing);
      expect(await walk.phase()).toBe('filed');
      expect(await walk.acts()).toEqual(['OnSiteCaseOpened', 'ConvertedToGeneral', 'CaseFiled']);
    });

    it('reopened: what has to be decided anew is reviewed, told and discussed anew', async () => {
      const walk = new GeneralWalk(door);
      await walk.toServed();
      await walk.reverse('redo');
      await walk.send('chief', 'reopen-case', { ground: 'redo', approver: walk.chief });
      expect(await walk.phase()).toBe('investigating');
      await walk.conclude();
      expect(await walk.wouldBreak('chief', 'decide-penalty', walk.decision())).toEqual(
        expect.arrayContaining(['R-14', 'R-15', 'R-17']),
      );
      await walk.submit();
      await walk.opinion();
      await walk.notice();
      await walk.state('s2');
      await walk.answer('s2');
      await walk.noHearing();
      await walk.discuss();
      await walk.decide();
      await walk.issue();
      await walk.serve();
      expect(await walk.phase()).toBe('delivered');
    });
  });

  describe('what may be done next', () => {
    it('is told for every command of the procedure, with the rules that stand in the way', async () => {
      const walk = new GeneralWalk(door);
      await walk.toFiled();
      const { phase, items } = await walk.read<Actions>('officer-1', '/actions');
      const of = (slug: string) => items.find((item) => item.slug === slug);
      expect(phase).toBe('investigating');
      expect(of('record-contact')).toMatchObject({ possible: true, yours: true, broken: [] });
      expect(of('decide-penalty')).toMatchObject({ possible: false, yours: false });
      expect(of('decide-penalty')?.broken.map(({ code }) => code)).toEqual(
        expect.arrayContaining(['R-00', 'R-15', 'R-18']),
      );
      expect(of('decide-on-spot')).toBeUndefined();
    });
  });
});
