import { describe, expect, it } from '@jest/globals';
import { officer } from '../../src/domain/registers/officer';
import {
  EndPost,
  IssueCertificate,
  PostOfficer,
  RegisterOfficer,
  ResumeCertificate,
  RevokeCertificate,
  SuspendCertificate,
} from '../../src/domain/registers/officer-commands';
import { certificateAt } from '../../src/domain/registers/officer-state';
import { tierAt } from '../../src/domain/registers/posting-state';
import { anOfficer, fit, monday, organHandle } from '../support/demo-facts';
import type { Decision } from '../../src/kernel/decision';
import { command } from '../support/given';

const facts = { date: monday, by: 'account-admin' };
const codes = (decision: Decision<unknown>): readonly string[] =>
  decision.outcome === 'refused' ? decision.broken.map(({ code }) => code) : [];

describe('certificates, as of the act', () => {
  const change = (from: string) => ({ number: '证-o', from, ground: 'inquiry' });
  const { state } = anOfficer('o', [
    command(SuspendCertificate, change('2024-03-01')),
    command(ResumeCertificate, change('2024-04-01')),
    command(RevokeCertificate, change('2025-01-01')),
  ]);

  it.each([
    ['2022-12-31', 'none'],
    ['2023-01-01', 'valid'],
    ['2024-02-29', 'valid'],
    ['2024-03-01', 'suspended'],
    ['2024-03-31', 'suspended'],
    ['2024-04-01', 'valid'],
    ['2024-12-31', 'valid'],
    ['2025-01-01', 'revoked'],
    ['2027-01-01', 'revoked'],
  ])('on %s: %s', (date, status) => {
    expect(certificateAt(state, date).status).toBe(status);
  });

  it('expire after their last day, and a new one takes over', () => {
    const renewed = anOfficer('o', [
      command(IssueCertificate, {
        ...{
          number: '证-new',
          organ: organHandle,
          issuer: '省司法厅',
          from: '2027-02-01',
          until: '2031-12-31',
        },
      }),
    ]).state;
    expect(certificateAt(renewed, '2026-12-31')).toMatchObject({ status: 'valid', number: '证-o' });
    expect(certificateAt(anOfficer('o').state, '2027-01-01').status).toBe('expired');
    expect(certificateAt(renewed, '2027-02-01')).toMatchObject({ status: 'valid', number: '证-new' });
    expect(certificateAt(officer.initial, monday)).toEqual({ status: 'none' });
  });

  it('do not move in the past when something happens later', () => {
    const before = anOfficer('o').state;
    const after = anOfficer('o', [command(RevokeCertificate, change('2024-06-01'))]).state;
    expect(certificateAt(after, monday)).toEqual(certificateAt(before, monday));
  });

  it('are given to officers alone, each number once, and change only from where they stand', () => {
    const issue = command(IssueCertificate, {
      ...{ number: '证-o', organ: organHandle, issuer: '省司法厅', from: '2023-01-01', until: '2026-12-31' },
    });
    expect(codes(officer.decide(issue, anOfficer('o', fit, 'auxiliary').state, facts))).toEqual(['R-04']);
    expect(codes(officer.decide(issue, anOfficer('o').state, facts))).toEqual(['R-00']);
    const resume = command(ResumeCertificate, change('2024-05-01'));
    expect(codes(officer.decide(resume, anOfficer('o').state, facts))).toEqual(['R-00']);
    const unknown = command(SuspendCertificate, { ...change('2024-05-01'), number: '证-?' });
    expect(codes(officer.decide(unknown, anOfficer('o').state, facts))).toEqual(['R-00']);
    const again = command(RegisterOfficer, {
      name: '李四',
      organ: organHandle,
      kind: 'officer',
      from: monday,
    });
    expect(codes(officer.decide(again, anOfficer('o').state, facts))).toEqual(['R-00']);
  });

  it('keep the name of the person out of the public members', () => {
    const one = command(RegisterOfficer, { name: '李四', organ: organHandle, kind: 'officer', from: monday });
    const decision = officer.decide(one, officer.initial, facts);
    expect(decision).toMatchObject({ events: [{ personal: { officer: { name: '李四' } } }] });
    expect(decision).not.toHaveProperty('events.0.data.name');
  });
});

describe('posts', () => {
  const post = (tier: string, from: string, more: object = {}) =>
    command(PostOfficer, { post: tier, organ: organHandle, tier, from, ...more });
  it('give the highest tier held on the day, in that organ', () => {
    const { state } = anOfficer('o', [
      post('unit-head', '2022-01-01'),
      post('deputy-chief', '2024-01-01', { until: '2024-12-31' }),
      command(EndPost, { post: 'unit-head', from: '2024-06-01' }),
    ]);
    expect(tierAt(state, organHandle, '2023-12-31')).toBe('unit-head');
    expect(tierAt(state, organHandle, '2024-12-31')).toBe('deputy-chief');
    expect(tierAt(state, organHandle, '2025-01-01')).toBe('staff');
    expect(tierAt(state, 'organ-other', '2024-02-01')).toBe('staff');
  });

  it('end only when they are held', () => {
    const end = command(EndPost, { post: 'chief', from: monday });
    expect(codes(officer.decide(end, anOfficer('o').state, facts))).toEqual(['R-00']);
    const backwards = post('chief', '2024-02-01', { until: '2024-01-31' });
    expect(codes(officer.decide(backwards, anOfficer('o').state, facts))).toEqual(['R-00']);
  });
});
