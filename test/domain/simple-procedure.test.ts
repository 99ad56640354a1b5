import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { encodeEvent, InvalidEvent } from '../../src/events/codec';
import { demoFacts } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';

const phaseOf = (history: h.History): string => given(penaltyCase, history).state.phase;
const typesOf = (history: h.History): readonly string[] => history.map(({ type }) => type);

describe('a case in the simple procedure', () => {
  it('walks S1 to S10, paid at the bank', () => {
    const history = h.play(h.aClosedCase(), [h.publish()], [h.archive()]);
    expect(typesOf(history)).toEqual([
      ...['OnSiteCaseOpened', 'CredentialShown', 'FactsRecorded', 'InformedAndHeard', 'OnSpotDecisionIssued'],
      ...[
        'OnSpotDelivered',
        'PaymentReceived',
        'OnSpotFiled',
        'CaseClosed',
        'DecisionPublished',
        'CaseArchived',
      ],
    ]);
    expect(phaseOf(history)).toBe('archived');
  });

  it('walks S1 to S10, collected on the spot', () => {
    const history = h.play(h.aCollectedCase(), [h.handIn()], [h.bank()], [h.close()], [h.archive()]);
    expect(typesOf(history).slice(5)).toEqual([
      ...['OnSpotDelivered', 'FineCollectedOnSpot', 'OnSpotFiled', 'CollectedFineHandedIn'],
      ...['CollectedFineBanked', 'CaseClosed', 'CaseArchived'],
    ]);
    expect(phaseOf(history)).toBe('archived');
  });

  it('ends with a warning once it is delivered and filed', () => {
    const history = h.play(h.aWarnedCase(), [h.deliver()], [h.file()], [h.close()]);
    expect(phaseOf(history)).toBe('closed');
  });

  it('leaves the table when it is converted, and nothing of it can follow', () => {
    const converted = h.play(h.anInformedCase(), [h.convert()]);
    const { state, when } = given(penaltyCase, converted);
    expect(state).toMatchObject({ phase: 'converted', procedure: 'general' });
    when(h.decide(), demoFacts()).refused('R-00');
    when(h.open(), demoFacts()).refused('R-00');
    when(h.request(), demoFacts()).accepted('RecusalRequested');
  });

  it('keeps only what every procedure has for an imported case', () => {
    const imported = given(penaltyCase, h.anImportedCase());
    expect(imported.state).toMatchObject({ phase: 'imported', procedure: 'imported' });
    imported.when(h.show(), demoFacts()).refused('R-00');
  });
});

describe('the decision on record', () => {
  const decided = h.aDecidedCase().at(-1)?.data;

  it('carries number, range, norms and the document as the template has it', () => {
    expect(decided).toMatchObject({
      partyToken: 'party-7f3a',
      proposal: { kinds: ['fine'], fineFen: 10_000, tier: 'normal' },
      range: { minFen: 5000, maxFen: 20_000 },
      basis: [{ norm: '示范省市容条例', article: '第二十条', rank: 'local-regulation' }],
      document: { type: 'on-spot-decision', number: '示城管当罚〔2024〕1号', seq: 1, version: 1 },
      payment: { bank: '示范银行', address: '示范路1号', days: 15, lateFee: true },
    });
  });

  it('says that reconsideration comes first, where, and in which time (复议法 23, 32)', () => {
    expect(decided).toMatchObject({
      remedies: {
        reviewFirst: true,
        text:
          '对本决定不服的，应当先申请行政复议：自知道或者应当知道本决定之日起六十日内向示范区人民政府提出，' +
          '也可以通过作出本决定的行政机关提交；对行政复议决定不服的，' +
          '可以自收到行政复议决定书之日起十五日内向示范区人民法院提起行政诉讼。',
      },
    });
  });

  it('names the rules applied, the parameters with their pack, and the register entries as of the act', () => {
    const { reliance } = decided as {
      reliance: { rules: string[]; parameters: object[]; entries: object[] };
    };
    expect(reliance.rules).toEqual(expect.arrayContaining(['R-05 G-TWO', 'R-24 G-ONCE', 'R-03 G-PACK']));
    expect(reliance.parameters).toContainEqual({ key: 'onspot.citizen', value: '200.00', pack: 'cn-2021@2' });
    expect(reliance.entries).toEqual([
      { s: 'organ-demo', n: 0 },
      { s: 'officer-li', n: 3 },
      { s: 'officer-wang', n: 3 },
      { s: 'item-stall', n: 0 },
      { s: 'template-onspot', n: 0 },
      { s: 'numbering-demo', n: 0 },
      { s: 'act-1', n: 0 },
    ]);
  });

  it('has no payment part and no range for a warning', () => {
    const warned = h.aWarnedCase().at(-1)?.data;
    expect(warned).toMatchObject({ range: { minFen: 0, maxFen: 0 } });
    expect(warned).not.toHaveProperty('payment');
  });

  it.each([
    ['the number', { number: undefined }],
    ['the fine for this act', { fineHolder: undefined }],
  ])('cannot be recorded before %s is reserved', (_what, missing) => {
    const facts = { ...demoFacts(), ...missing } as unknown as ReturnType<typeof demoFacts>;
    const [event] = given(penaltyCase, h.anInformedCase())
      .when(h.decide(), facts)
      .accepted('OnSpotDecisionIssued');
    expect(event).toMatchObject({ data: { document: { number: '', seq: 0 } } });
    expect(() => event && encodeEvent(event)).toThrow(InvalidEvent);
  });
});

describe('what identifies a person', () => {
  const personal = ['王小明', '110105', '在示范路占道经营', '现场照片', '示范路'];

  it('never stands among the public members', () => {
    const party = { ...h.bodies.open.party, idType: 'resident-id', idNumber: '11010519491231002X' };
    const history = h.play(
      [],
      [h.open({ party, placeText: '示范路3号' })],
      [h.show()],
      [h.record()],
      [
        h.inform({
          answer: 'statement',
          statement: '我在示范路',
          review: { outcome: 'rejected', reasons: '示范路不得占道' },
        }),
      ],
      [h.decide()],
    );
    const open = JSON.stringify(history.map(({ data }) => data));
    // The address of the bank is public.
    expect(personal.filter((each) => open.replaceAll('示范路1号', '').includes(each))).toEqual([]);
    expect(history[0]?.personal).toMatchObject({ party: { name: '王小明', place: '示范路3号' } });
    expect(history[3]?.personal).toMatchObject({
      party: { statement: '我在示范路', reviewReasons: '示范路不得占道' },
    });
  });
});
