import { describe, expect, it } from '@jest/globals';
import { officer } from '../../src/domain/registers/officer';
import {
  IssueCertificate,
  RegisterOfficer,
  SuspendCertificate,
} from '../../src/domain/registers/officer-commands';
import { certificateAt, type OfficerState } from '../../src/domain/registers/officer-state';
import {
  CancelCertificate,
  DesignateReviewer,
  EndDutyCertificate,
  EndReviewer,
  HoldCertificate,
  IssueDutyCertificate,
  RecordAnnualCheck,
  RecordEstablishmentCheck,
  RecordExam,
  RecordLegalQualification,
  RecordTraining,
  ReturnCertificate,
  WaiveExam,
} from '../../src/domain/registers/qualification-commands';
import {
  chairCertificateAt,
  reviewerAt,
  supervisorCertificateAt,
  trainedBy,
} from '../../src/domain/registers/qualification-state';
import type { Entry } from '../../src/domain/registers/register';
import type { Decision } from '../../src/kernel/decision';
import { anOfficer, fit, monday, organHandle, register } from '../support/demo-facts';
import { command } from '../support/given';

const facts = { date: monday, by: 'account-admin', person: 'officer-o' };
const codes = (decision: Decision<unknown>): readonly string[] =>
  decision.outcome === 'refused' ? decision.broken.map(({ code, guard }) => `${code} ${guard}`) : [];

const person = (kind = 'officer', ...more: readonly object[]): OfficerState =>
  register(officer, 'officer-o', [
    command(RegisterOfficer, { name: '张三', organ: organHandle, kind, from: '2022-01-01' }),
    ...more,
  ]).state;

const issue = command(IssueCertificate, {
  ...{ number: '证-1', organ: organHandle, issuer: '省司法厅', from: '2023-01-01', until: '2027-12-31' },
});
const exam = (passed: boolean, on: string, subject = 'enforcement') =>
  command(RecordExam, { subject, passed, on });
const listed = (outcome: string, on = '2022-06-02') =>
  command(RecordEstablishmentCheck, { outcome, list: '编制名单', on });
const asked = (state: OfficerState) => codes(officer.decide(issue, state, facts));

describe('before a certificate', () => {
  it('the exam is passed by its first day, and the last result counts', () => {
    expect(asked(person('officer', listed('listed')))).toEqual(['R-04 G-EXAM']);
    expect(asked(person('officer', listed('listed'), exam(false, '2022-05-01')))).toEqual(['R-04 G-EXAM']);
    expect(asked(person('officer', listed('listed'), exam(true, '2023-01-02')))).toEqual(['R-04 G-EXAM']);
    const failedLast = person(
      'officer',
      listed('listed'),
      exam(true, '2022-05-01'),
      exam(false, '2022-09-01'),
    );
    expect(asked(failedLast)).toEqual(['R-04 G-EXAM']);
    expect(
      asked(person('officer', listed('listed'), exam(false, '2022-05-01'), exam(true, '2022-09-01'))),
    ).toEqual([]);
  });

  it('another exam does not do', () => {
    expect(asked(person('officer', listed('listed'), exam(true, '2022-05-01', 'supervision')))).toEqual([
      'R-04 G-EXAM',
    ]);
  });

  it('the exam is waived only for whoever holds 法律职业资格, and its number stays personal', () => {
    const waive = command(WaiveExam, { subject: 'enforcement', on: '2022-07-01' });
    const qualified = command(RecordLegalQualification, { qualification: 'A20221234', from: '2022-07-01' });
    expect(codes(officer.decide(waive, person(), facts))).toEqual(['R-04 G-EXAM.waiver']);
    expect(asked(person('officer', listed('listed'), qualified))).toEqual(['R-04 G-EXAM']);
    expect(asked(person('officer', listed('listed'), qualified, waive))).toEqual([]);
    const decision = officer.decide(qualified, person(), facts);
    expect(decision).toMatchObject({ events: [{ personal: { officer: { qualification: 'A20221234' } } }] });
    expect(JSON.stringify(decision)).not.toMatch(/"data":\{[^}]*A20221234/u);
  });

  it('the person is found on the establishment list, not on that of support workers', () => {
    const passed = exam(true, '2022-05-01');
    expect(asked(person('officer', passed))).toEqual(['R-04 G-ESTABLISHMENT']);
    for (const outcome of ['support', 'not-listed']) {
      expect(asked(person('officer', passed, listed('listed'), listed(outcome, '2022-12-01')))).toEqual([
        'R-04 G-ESTABLISHMENT',
      ]);
    }
    expect(asked(person('officer', passed, listed('support'), listed('listed', '2022-12-01')))).toEqual([]);
  });

  it('advisers are on the register and never get one', () => {
    const adviser = person('adviser', ...fit);
    expect(adviser).toMatchObject({ kind: 'adviser', organ: organHandle });
    expect(asked(adviser)).toEqual(['R-04 G-CERT']);
  });
});

describe('what ends or interrupts a certificate', () => {
  const after = (...more: Parameters<typeof officer.decide>[0][]) => anOfficer('officer-o', more).state;
  const number = '证-officer-o';
  const on = (state: OfficerState, date: string) => certificateAt(state, date).status;
  const cancel = (ground: string, from: string) => command(CancelCertificate, { number, ground, from });
  const check = (passed: boolean, from: string) =>
    command(RecordAnnualCheck, { number, year: 2024, passed, from });

  it('a failed annual check, from its day on; a passed one changes nothing', () => {
    const failed = after(check(true, '2024-03-01'), check(false, '2024-04-01'));
    expect([on(failed, '2024-03-01'), on(failed, '2024-03-31'), on(failed, '2024-04-01')]).toEqual([
      ...['valid', 'valid', 'check-failed'],
    ]);
    expect(codes(officer.decide(check(true, '2024-05-01'), failed, facts))).toEqual(['R-00 G-ENTRY']);
  });

  it('cancellation for lost conditions, also of one that failed its check, and once', () => {
    const state = after(check(false, '2024-04-01'), cancel('annual-check', '2024-05-01'));
    expect([on(state, '2024-04-30'), on(state, '2024-05-01'), on(state, '2028-01-01')]).toEqual([
      ...['check-failed', 'cancelled', 'cancelled'],
    ]);
    expect(codes(officer.decide(cancel('retired', '2024-06-01'), state, facts))).toEqual(['R-00 G-ENTRY']);
  });

  const supervisors = ['officer-s1', 'officer-s2'];
  const supervisor = (s: string, from = '2023-01-01'): Entry<OfficerState> =>
    anOfficer(s, [
      exam(true, '2022-12-01', 'supervision'),
      command(IssueDutyCertificate, {
        ...{ kind: 'supervision', number: `监-${s}`, organ: organHandle, issuer: '市司法局', from },
      }),
    ]);
  const people = new Map(supervisors.map((s) => [s, supervisor(s)]));
  const hold = (changes: object = {}) =>
    command(HoldCertificate, {
      ...{ number, supervisors, ground: 'refused-inspection', from: '2024-03-01', until: '2024-03-10' },
      basis: { norm: '河南省行政执法条例', article: '第四十二条', rank: 'local-regulation' },
      ...changes,
    });
  const holding = { people };
  const held = register(officer, 'officer-o', [hold()], holding, anOfficer('officer-o')).state;

  it('a hold keeps it from use and ends by itself after its last day', () => {
    expect(['2024-02-29', '2024-03-01', '2024-03-10', '2024-03-11'].map((date) => on(held, date))).toEqual([
      ...['valid', 'held', 'held', 'valid'],
    ]);
  });

  it('it can be given back before, but only while it is held', () => {
    const giveBack = (from: string) => command(ReturnCertificate, { number, from, ground: 'mended' });
    expect(codes(officer.decide(giveBack('2024-03-11'), held, facts))).toEqual(['R-00 G-ENTRY']);
    const back = register(officer, 'officer-o', [giveBack('2024-03-05')], holding, {
      ...{ s: 'officer-o', n: 9, state: held },
    }).state;
    expect([on(back, '2024-03-04'), on(back, '2024-03-05')]).toEqual(['held', 'valid']);
  });

  it('an earlier suspension comes back when a hold ends', () => {
    const suspended = register(
      officer,
      'officer-o',
      [command(SuspendCertificate, { number, from: '2024-02-01', ground: 'inquiry' })],
      holding,
      { s: 'officer-o', n: 9, state: held },
    ).state;
    expect([on(suspended, '2024-03-05'), on(suspended, '2024-03-11')]).toEqual(['held', 'suspended']);
  });

  it('is the measure of two supervisors with certificates, not of the person, and has a basis above papers', () => {
    const { state } = anOfficer('officer-o');
    const refused = (given: HoldCertificate, known: ReadonlyMap<string, Entry<OfficerState>> = people) =>
      codes(officer.decide(given, state, { ...facts, people: known }));
    expect(refused(hold())).toEqual([]);
    const plainOfficer = new Map([...people, ['officer-s2', anOfficer('officer-s2')] as const]);
    expect(refused(hold(), plainOfficer)).toEqual(['R-04 G-CERT.supervisor']);
    const late = new Map([...people, ['officer-s2', supervisor('officer-s2', '2024-03-02')] as const]);
    expect(refused(hold(), late)).toEqual(['R-04 G-CERT.supervisor']);
    const own = new Map([...people, ['officer-o', supervisor('officer-o')] as const]);
    expect(refused(hold({ supervisors: ['officer-s1', 'officer-o'] }), own)).toEqual(['R-07 G-SEP']);
    const paper = { norm: '某通知', article: '第一条', rank: 'normative-document' };
    expect(refused(hold({ basis: paper }))).toEqual(['R-03 G-BASIS']);
    expect(() => hold({ supervisors: ['officer-s1'] })).toThrow();
  });
});

describe('legal reviewers (处罚法 58)', () => {
  const name = (changes: object = {}) =>
    command(DesignateReviewer, {
      ...{ organ: organHandle, capacity: 'reviewer', first: true, legalBackground: true },
      ...{ from: '2024-01-01', ...changes },
    });
  const qualified = command(RecordLegalQualification, { qualification: 'A1', from: '2023-06-01' });

  it('need 法律职业资格 by the first day when they review for the first time', () => {
    expect(codes(officer.decide(name(), person(), facts))).toEqual(['R-14 G-REVIEWER']);
    expect(codes(officer.decide(name(), person('officer', qualified), facts))).toEqual([]);
    const early = name({ from: '2023-05-31' });
    expect(codes(officer.decide(early, person('officer', qualified), facts))).toEqual(['R-14 G-REVIEWER']);
    expect(codes(officer.decide(name({ first: false }), person(), facts))).toEqual([]);
  });

  it('are staff of the organ; an adviser assists and is no reviewer', () => {
    const adviser = person('adviser', qualified);
    expect(codes(officer.decide(name(), adviser, facts))).toEqual(['R-14 G-REVIEWER']);
    const assisting = person('adviser', name({ capacity: 'adviser' }));
    expect(reviewerAt(assisting, organHandle, monday)).toBe('adviser');
  });

  it('hold the office in that organ, in that interval', () => {
    const state = person(
      'officer',
      qualified,
      name({ until: '2024-12-31' }),
      command(EndReviewer, { organ: organHandle, from: '2024-07-01' }),
    );
    expect(
      ['2023-12-31', '2024-01-01', '2024-06-30', '2024-07-01'].map((on) =>
        reviewerAt(state, organHandle, on),
      ),
    ).toEqual([undefined, 'reviewer', 'reviewer', undefined]);
    expect(reviewerAt(state, 'organ-other', '2024-02-01')).toBeUndefined();
    const end = command(EndReviewer, { organ: organHandle, from: '2024-08-01' });
    expect(codes(officer.decide(end, state, facts))).toEqual(['R-00 G-ENTRY']);
    expect(codes(officer.decide(name({ from: '2024-02-01' }), state, facts))).toEqual(['R-00 G-ENTRY']);
  });
});

describe('certificates of chairs and supervisors', () => {
  const give = (kind: string, changes: object = {}) =>
    command(IssueDutyCertificate, {
      ...{ kind, number: `${kind}-1`, organ: organHandle, issuer: '省人民政府', from: '2024-01-01' },
      ...changes,
    });
  const chair = person(
    'officer',
    exam(true, '2023-10-01', 'hearing-chair'),
    give('hearing-chair', { until: '2025-12-31' }),
  );

  it('follow the exam of their own subject', () => {
    expect(codes(officer.decide(give('hearing-chair'), person(), facts))).toEqual(['R-04 G-EXAM']);
    const enforcement = person('officer', exam(true, '2023-10-01'));
    expect(codes(officer.decide(give('hearing-chair'), enforcement, facts))).toEqual(['R-04 G-EXAM']);
    expect(codes(officer.decide(give('hearing-chair'), chair, facts))).toEqual(['R-00 G-ENTRY']);
  });

  it('are valid for their kind and their days', () => {
    expect(chairCertificateAt(chair, '2023-12-31')).toBeUndefined();
    expect(chairCertificateAt(chair, '2025-12-31')).toMatchObject({ number: 'hearing-chair-1' });
    expect(chairCertificateAt(chair, '2026-01-01')).toBeUndefined();
    expect(supervisorCertificateAt(chair, '2024-06-01')).toBeUndefined();
    const end = command(EndDutyCertificate, {
      ...{ kind: 'hearing-chair', number: 'hearing-chair-1', from: '2024-06-01', ground: 'left-post' },
    });
    const ended = register(officer, 'o', [end], {}, { s: 'o', n: 3, state: chair }).state;
    expect(chairCertificateAt(ended, '2024-05-31')).toBeDefined();
    expect(chairCertificateAt(ended, '2024-06-01')).toBeUndefined();
    expect(codes(officer.decide(end, ended, facts))).toEqual(['R-00 G-ENTRY']);
  });
});

it('induction is done before the first act, or not', () => {
  const state = person(
    'officer',
    command(RecordTraining, { kind: 'induction', hours: 40, on: '2022-03-01' }),
  );
  expect(trainedBy(state, 'induction', '2022-02-28')).toBe(false);
  expect(trainedBy(state, 'induction', '2022-03-01')).toBe(true);
  expect(trainedBy(state, 'regular', '2022-03-01')).toBe(false);
});
