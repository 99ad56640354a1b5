import { describe, expect, it } from '@jest/globals';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { servedOn } from '../../src/domain/penalty-case/service/proof';
import { anOrgan, demoFacts, monday, rulesOn } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';
import {
  anUnservedCase,
  announce,
  aServedGeneralCase,
  attempt,
  proofs,
  serve,
} from '../support/stages/service';

interface ServedData {
  service: { mode: string; on: string; servedOn: string; servers: string[] };
  remedyExpiry?: string;
  findings: { code: string; about: string; reasons: string[] }[];
  opens: { key: string; opened: string; due?: string; uncomputable?: string }[];
  closes: string[];
}

const given2 = (history: h.History, act: Parameters<typeof penaltyCase.decide>[0], date = monday) => {
  const { decision } = given(penaltyCase, history).when(act, demoFacts({ date }));
  if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.broken));
  const [event] = decision.events;
  return { data: event?.data as ServedData, personal: event?.personal?.['party'] };
};
const refused = (act: Parameters<typeof penaltyCase.decide>[0], ...codes: string[]) =>
  given(penaltyCase, anUnservedCase())
    .when(act, demoFacts({ date: '2024-05-21' }))
    .refused(...codes);

describe('the day of service', () => {
  it.each(['on-the-spot', 'direct', 'left', 'entrusted', 'forwarded', 'mail', 'electronic'] as const)(
    '%s: the day that the proof names',
    (mode) => {
      expect(servedOn({ mode, on: '2024-05-24' }, rulesOn(monday))).toBe('2024-05-24');
    },
  );

  it('announcement: its thirtieth day, holiday or not', () => {
    expect(servedOn({ mode: 'announcement', on: '2024-09-01' }, rulesOn(monday))).toBe('2024-10-01');
  });
});

describe('service of the decision (处罚法 61)', () => {
  it.each(['on-the-spot', 'direct', 'left', 'entrusted', 'forwarded', 'mail', 'electronic'] as const)(
    '%s is accepted with its proof, closes the seven days, and lets the periods run',
    (mode) => {
      const { data } = given2(anUnservedCase(), serve(proofs[mode]), '2024-05-22');
      expect(data.service).toMatchObject({ mode, servedOn: monday, servers: ['officer-li', 'officer-wang'] });
      expect(data.closes).toEqual(['service']);
      const due = Object.fromEntries(data.opens.map(({ key, ...clock }) => [key, clock.due]));
      expect(due).toEqual({
        'fine.pay': '2024-06-04',
        'publish.penalty.own_site': '2024-05-29',
        'court.apply': '2025-02-20',
      });
      expect(data.remedyExpiry).toBe('2024-11-20');
    },
  );

  it('by announcement takes effect on day 30, and what runs from it begins on day 31', () => {
    const { data } = given2(anUnservedCase(), announce());
    expect(data.service).toMatchObject({ on: '2024-05-20', servedOn: '2024-06-19' });
    const due = Object.fromEntries(data.opens.map(({ key, ...clock }) => [key, clock.due]));
    expect(due).toMatchObject({ 'fine.pay': '2024-07-04', 'publish.penalty.own_site': '2024-06-21' });
    expect(data.remedyExpiry).toBe('2024-12-19');
  });

  it('keeps what it says of the party apart, where it can be erased', () => {
    const { data, personal } = given2(anUnservedCase(), serve(proofs.electronic));
    expect(personal).toEqual({ system: 'a@example.invalid' });
    expect(JSON.stringify(data)).not.toContain('example');
  });

  it('sets the day, the last day to pay, and the phase', () => {
    const { state } = given(penaltyCase, aServedGeneralCase());
    expect(state).toMatchObject({ phase: 'delivered', served: monday, payBy: '2024-06-04' });
    expect(state.service.mode).toBe('direct');
  });

  it('ends the case where nothing is to be paid', () => {
    const proposal = { kinds: ['warning'], fineFen: 0, tier: 'normal' } as const;
    const history = anUnservedCase({ proposal });
    const keys = given2(history, serve()).data.opens.map(({ key }) => key);
    expect(keys).toEqual(['publish.penalty.own_site', 'case.close']);
  });

  it('leaves the end of the remedies open while no calendar reaches so far', () => {
    const late = anUnservedCase();
    const { data } = given2(late, serve({ ...proofs.direct, on: '2026-09-01' }), '2026-09-01');
    expect(data.remedyExpiry).toBeUndefined();
    expect(data.opens).toContainEqual(
      expect.objectContaining({ key: 'court.apply', uncomputable: 'calendar-year-not-loaded:2027' }),
    );
  });
});

describe('W-09: the seven days', () => {
  it('are kept by a first attempt at the decision, and by no other', () => {
    expect(given2(anUnservedCase(), attempt()).data.closes).toEqual(['service']);
    expect(given2(anUnservedCase(), attempt({ document: 'urge' })).data.closes).toEqual([]);
  });
});

describe('W-30: sound and picture', () => {
  it('are missed at 留置 and 公告, and nowhere else', () => {
    const { recording: _left, ...left } = proofs.left;
    const { recording: _announced, ...announced } = proofs.announcement;
    const finding = [{ code: 'W-30', about: 'decision', reasons: ['recording-missing'] }];
    expect(given2(anUnservedCase(), serve(left)).data.findings).toEqual(finding);
    expect(given2(anUnservedCase(), announce(announced)).data.findings).toEqual(finding);
    expect(given2(anUnservedCase(), serve(proofs.left)).data.findings).toEqual([]);
    expect(given2(anUnservedCase(), serve()).data.findings).toEqual([]);
  });
});

describe('R-25', () => {
  it('wants the proof of each way', () => {
    expect(
      refused(serve({ mode: 'direct', on: monday, shownBy: ['officer-li', 'officer-wang'] }), 'R-25'),
    ).toHaveLength(2);
    refused(serve({ ...proofs.left, witness: undefined, recording: undefined }), 'R-25');
    refused(serve({ ...proofs.entrusted, agency: undefined }), 'R-25');
    refused(serve({ ...proofs.forwarded, institution: undefined }), 'R-25');
    refused(serve({ ...proofs.mail, course: undefined }), 'R-25');
    refused(announce({ ...proofs.announcement, course: undefined }), 'R-25');
  });

  it('lets nobody sign for the party who may not', () => {
    refused(serve({ ...proofs.direct, receiver: 'mail-person' }), 'R-25');
    given2(anUnservedCase(), serve({ ...proofs.direct, receiver: 'adult-family' }));
  });

  it('wants signed consent and the online way to a remedy', () => {
    refused(serve({ ...proofs.electronic, consent: undefined }), 'R-25');
    refused(serve({ ...proofs.electronic, onlineRemedy: false }), 'R-25');
  });

  it('announces only when whereabouts are unknown, or the other ways were tried for this document', () => {
    const failed = { ...proofs.announcement, ground: 'other-ways-failed' };
    refused(announce(failed), 'R-25');
    refused(announce({ ...proofs.announcement, ground: undefined }), 'R-25');
    const once = h.play(anUnservedCase(), [attempt()]);
    given(penaltyCase, once).when(announce(failed), demoFacts()).refused('R-25');
    const other = h.play(once, [attempt({ mode: 'mail', document: 'prior-notice' })]);
    given(penaltyCase, other).when(announce(failed), demoFacts()).refused('R-25');
    given2(h.play(once, [attempt({ mode: 'mail' })]), announce(failed));
  });

  it('names a day from the decision to the act', () => {
    refused(serve({ ...proofs.direct, on: '2024-05-19' }), 'R-25');
    refused(serve({ ...proofs.direct, on: '2024-05-22' }), 'R-25');
  });
});

describe('who serves', () => {
  it('two with their credentials in person and 留置, one otherwise', () => {
    const one = { officers: ['officer-li'] };
    refused(serve({ ...proofs.left, shownBy: ['officer-li'] }, one), 'R-05');
    given2(anUnservedCase(), serve(proofs.mail, one));
    refused(serve({ ...proofs.left, shownBy: undefined }), 'R-09');
  });
});

describe('an announcement under way', () => {
  const announced = () => h.play(anUnservedCase(), [announce()]);

  it('is overtaken by a service that reaches the party, and then the earlier day counts', () => {
    const history = h.play(announced(), [
      serve({ ...proofs.direct, on: '2024-06-03' }),
      { date: '2024-06-03' },
    ]);
    expect(given(penaltyCase, history).state).toMatchObject({ served: '2024-06-03', payBy: '2024-06-18' });
  });

  it('is final when its days are over', () => {
    given(penaltyCase, announced())
      .when(
        serve({ ...proofs.direct, on: '2024-06-19' }),
        demoFacts({ date: '2024-06-19', organ: anOrgan() }),
      )
      .refused('R-00');
  });
});
