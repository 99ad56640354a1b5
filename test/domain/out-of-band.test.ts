import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { RecordOutOfBandFact } from '../../src/domain/penalty-case/out-of-band/commands';
import { actSteps } from '../../src/domain/penalty-case/acts';
import { ruleName } from '../../src/domain/procedure';
import { slugOf } from '../../src/domain/slug';
import type { OutOfBandFactRecorded } from '../../src/events/out-of-band.events';
import { encodeEvent } from '../../src/events/codec';
import { demoFacts } from '../support/demo-facts';
import { given, invalidMembers, recorded } from '../support/given';
import * as h from '../support/histories';
import { late, lateFacts } from '../support/stages/out-of-band';
import { lawful, violating, type Example } from '../support/violating-examples';

/** 补录: what was done outside of the program is recorded with every rule that it broke, and nothing else is forced. */

const announced = (label: string): string => `AnnounceDecision ${label}`;

type Late = ReturnType<typeof OutOfBandFactRecorded>['data'];

const paper = { number: '示城管当罚〔2024〕52号', seq: 52 };

/** What becomes of an act that comes in afterwards. */
function afterwards({ history, given: act, facts = {}, state }: Example, changes: object = { paper }) {
  const entry = late(act, changes);
  const onFile = given(penaltyCase, history).state;
  const decision = penaltyCase.decide(entry, state?.(onFile) ?? onFile, lateFacts(entry, facts));
  const refused = decision.outcome === 'refused' ? decision.broken : [];
  const events = decision.outcome === 'accepted' ? decision.events : [];
  const told = (events[0]?.data as Late | undefined)?.broken ?? [];
  return { refused, events, told, names: told.map(({ code, guard }) => ruleName({ code, name: guard })) };
}

const onTheRecordItself = new Set(['CorrectRecord', 'CorrectPersonalData']);
/** The order of a procedure that the world did not keep; the record stays true. */
const onlyOrder = new Set([
  'R-00 G-ASSIGN',
  'R-00 G-FILE.verified',
  'R-00 G-STEP.told',
  'R-00 G-STEP.noticed',
]);
/** Rules whose breach leaves nothing that an event could say, or comes with a breach of the order. */
const unsayable = new Set([
  'FileCase R-11 G-FILE.head',
  'PublishDecision R-31 G-SECRECY',
  'AccrueLateFee R-26 G-LATEFEE.stated',
  'ServeDecision R-25 G-SERVE.announcement',
  'ApplyForRepair R-11 G-REPAIR.documents',
  'ClearSuspicion R-05 G-TWO.names',
  'RecordPoliceAnswer R-11 G-DOC.forwarded',
  ...[...onTheRecordItself].map((name) => `${name} R-07 G-SEP.correction`),
  // The example is a case of the simple procedure, which has no such step.
  ...['ReceiveStatement', 'WaiveStatement'].map((name) => `${name} R-00 G-STEP.noticed`),
  ...['R-04 G-CERT.service', 'R-05 G-TWO.service', 'R-09 G-SHOW.service'].map(announced),
  ...['R-25 G-SERVE', 'R-25 G-SERVE.electronic', 'R-25 G-SERVE.date'].map(announced),
]);
const acts = actSteps.map(({ command }) => command.name);
const rules = actSteps.flatMap((row) =>
  row.rules.map((rule) => ({ name: row.command.name, label: ruleName(rule), code: rule.code })),
);

describe('every act of a case', () => {
  it.each(acts)('%s is recorded afterwards as it would have been at once, or refused by name', (name) => {
    const act = lawful[name]!();
    const { refused, events, told } = afterwards(act);
    if (onTheRecordItself.has(name)) {
      expect(refused.map(({ guard }) => guard)).toEqual(['G-OUTOFBAND.kind']);
      return;
    }
    expect(refused).toEqual([]);
    expect(told).toEqual([]);
    const { state } = given(penaltyCase, act.history);
    const number = act.facts?.number ?? demoFacts(act.facts).number;
    const live = penaltyCase.decide(act.given, act.state?.(state) ?? state, demoFacts(act.facts));
    const types = live.outcome === 'accepted' ? live.events.map(({ type }) => type) : [];
    expect(events.map(({ type }) => type)).toEqual(['OutOfBandFactRecorded', ...types]);
    expect(events[0]?.data).toMatchObject({ act: name, events: types.length, broken: [] });
    expect(() => events.map(encodeEvent)).not.toThrow();
    expect(JSON.stringify(events.slice(1))).not.toContain(`"number":"${number?.number}"`);
  });

  it.each(rules)(
    '$name that broke $label is recorded and tells of it, or is refused',
    ({ name, label, code }) => {
      const act = violating(name, label)!;
      const { refused, events, names } = afterwards(act);
      expect(() => events.map(encodeEvent)).not.toThrow();
      const unsaid = label === 'R-03 G-PACK' || unsayable.has(`${name} ${label}`);
      if ((code === 'R-00' && !onlyOrder.has(label)) || unsaid) {
        expect(refused.map(({ code }) => code)).toContain('R-00');
        expect(refused.filter(({ guard }) => !guard.startsWith('G-OUTOFBAND.'))).toEqual([]);
        return;
      }
      expect(refused).toEqual([]);
      expect(names).toContain(label);
      const kept = events
        .slice(1)
        .flatMap(({ data }) => (data as { reliance?: { rules: string[] } }).reliance?.rules);
      expect(kept).not.toContain(label);
    },
  );
});

describe('a late entry', () => {
  const decided = (changes: object = {}) =>
    afterwards({ history: h.aRecordedCase(), given: h.decide(changes) });

  it('says which act it was, what it broke with code, name and article, and who confirms it', () => {
    const { events, told } = decided();
    expect(events.map(({ type }) => type)).toEqual(['OutOfBandFactRecorded', 'OnSpotDecisionIssued']);
    expect(events[0]!.data).toMatchObject({
      ...{ act: 'DecideOnSpot', no: 'S5', procedure: 'simple', events: 1 },
      ...{ recordedBy: 'account-li', confirmers: ['officer-sun', 'officer-qian'], proof: {} },
      findings: [{ code: 'W-01', about: 'decide-on-spot', reasons: ['out-of-band'] }],
    });
    expect(told).toEqual([
      expect.objectContaining({ code: 'R-15', guard: 'G-HEARD', zh: expect.any(String) }),
    ]);
    expect(told[0]!.basis).toContain('中华人民共和国行政处罚法 第四十四条');
    expect(events[0]!.personal).toEqual({
      party: { reason: '当日系统停机，先以纸质文书办理', proofSha256: 'c'.repeat(64) },
    });
  });

  it('keeps the number of the paper, and gives out none', () => {
    const { events } = decided();
    expect(events[1]!.data).toMatchObject({ document: { ...paper, year: 2024 } });
    const act = lawful['DecideOnSpot']!();
    const entry = late(act.given, { paper });
    const row = penaltyCase.steps.find(({ command }) => command === RecordOutOfBandFact)!;
    const { state } = given(penaltyCase, act.history);
    expect(row.reserves?.(entry as never, state, lateFacts(entry))).toEqual([
      { kind: 'fine', actId: 'act-0520', partyToken: 'party-7f3a' },
    ]);
  });

  it('names those who acted then, not who enters it', () => {
    const act = h.decide();
    const entry = late(act, { paper, others: [{ person: 'officer-chief', role: 'approver' }] });
    const { state } = given(penaltyCase, h.anInformedCase());
    const decision = penaltyCase.decide(entry, state, lateFacts(entry));
    const [own, issued] = decision.outcome === 'accepted' ? decision.events : [];
    expect(own?.actors).toBeUndefined();
    expect(issued?.actors).toEqual([
      { u: 'officer-li', role: 'officer' },
      { u: 'officer-wang', role: 'officer' },
      { u: 'officer-chief', role: 'approver' },
    ]);
  });

  it('records a second fine for the same act, and says that it was one', () => {
    const holder = { fineHolder: { case: 'case-other', s: 'act-1', n: 0 } };
    const act = { history: h.anInformedCase(), given: h.decide(), facts: holder };
    expect(afterwards(act)).toMatchObject({ refused: [], names: ['R-24 G-ONCE'] });
    const alone = { fineHolder: { case: 'case-under-test', s: 'act-1', n: 0 } };
    expect(afterwards({ ...act, facts: alone }).names).toEqual([]);
  });

  it('passes over steps that were skipped, and says so', () => {
    const closedEarly = afterwards({ history: h.aDecidedCase(), given: h.pay() });
    expect(closedEarly).toMatchObject({ refused: [], names: ['R-00 G-STEP'] });
    expect(closedEarly.events.map(({ type }) => type)).toEqual(['OutOfBandFactRecorded', 'PaymentReceived']);
  });

  it('does not go back, nor past a decision that is not there', () => {
    const back = afterwards({ history: h.aDecidedCase(), given: h.inform() });
    expect(back.refused.map(({ guard }) => guard)).toEqual(['G-OUTOFBAND.place']);
    const past = afterwards({ history: h.anInformedCase(), given: h.pay() });
    expect(past.refused.map(({ guard }) => guard)).toContain('G-OUTOFBAND.place');
  });

  it('opens a case that was opened on paper', () => {
    const { events, names } = afterwards({
      ...{ history: [], given: h.open(), facts: { acting: [] } },
    });
    expect(names).toEqual(['R-05 G-TWO']);
    expect(events.map(({ type }) => type)).toEqual(['OutOfBandFactRecorded', 'OnSiteCaseOpened']);
    const after = events.map((event, at) => recorded(event, at, '2024-05-20'));
    expect(given(penaltyCase, after).state).toMatchObject({ phase: 'opened', procedure: 'simple' });
  });

  it('is confirmed by two who have a certificate or a post on the day of the entry', () => {
    const entry = late(h.deliver());
    const { state } = given(penaltyCase, h.aDecidedCase());
    const on = (today: string) => {
      const outOfBand = { today, acted: [{ u: 'officer-li', role: 'officer' }] };
      const decision = penaltyCase.decide(entry, state, lateFacts(entry, { outOfBand }));
      return decision.outcome === 'refused'
        ? decision.broken.map(({ code, guard }) => `${code} ${guard}`)
        : [];
    };
    expect(on('2024-06-12')).toEqual([]);
    expect(on('2026-12-31')).toEqual([]);
    expect(on('2027-01-01')).toEqual(['R-04 G-CERT.confirm', 'R-04 G-CERT.confirm']);
  });
});

describe('its body', () => {
  const body = {
    ...{ command: 'deliver', act: h.bodies.deliver, confirmers: ['officer-sun', 'officer-qian'] },
    ...{ reason: '系统停机', proof: { evidence: 'e1' } },
  };
  it('is checked together with the body of the act', () => {
    expect(invalidMembers(RecordOutOfBandFact, body)).toEqual([]);
    expect(invalidMembers(RecordOutOfBandFact, { ...body, act: { mode: 'thrown' } })).toEqual(['act']);
    expect(invalidMembers(RecordOutOfBandFact, { ...body, act: { ...body.act, force: true } })).toEqual([
      'act',
    ]);
    expect(invalidMembers(RecordOutOfBandFact, { ...body, act: [] })).toEqual(['act']);
  });

  it('names an act of a case, two confirmers, a reason and a proof', () => {
    for (const [member, value] of [
      ['command', 'forgive'],
      ['command', slugOf('RecordOutOfBandFact')],
      ['confirmers', ['officer-sun']],
      ['confirmers', ['officer-sun', 'officer-sun']],
      ['reason', ' '],
      ['proof', undefined],
    ] as const)
      expect(invalidMembers(RecordOutOfBandFact, { ...body, [member]: value })).toContain(member);
  });
});
