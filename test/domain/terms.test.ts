import { describe, expect, it } from '@jest/globals';
import { evolveOfficer, noOfficer, type OfficerState } from '../../src/domain/registers/officer-state';
import { remindersAt, termKinds, termTable, type TermKind } from '../../src/domain/registers/terms';
import { StandInNamed } from '../../src/events/duty.events';
import { AnnualCheckRecorded, DutyCertificateIssued } from '../../src/events/qualification.events';
import {
  CertificateIssued,
  CertificateRevoked,
  OfficerPosted,
  OfficerRegistered,
  type OfficerEvent,
} from '../../src/events/register.events';
import type { CivilDate } from '../../src/kernel/time';
import { chinaCalendars } from '../../src/law/calendar';
import { cn2021 } from '../../src/law/packs/cn-2021';
import { organHandle, rulesOn } from '../support/demo-facts';
import { recorded } from '../support/given';

/** What ends in the register of a person, and when it is remembered: by `register.warn` 30 and 7 days before; `post.rotation`. */

const day = '2023-01-02';
const organ = organHandle;
const certificate = (number: string, from: string, until: string): OfficerEvent =>
  CertificateIssued({ number, organ, issuer: '示范市', from, until });
const state = (...events: readonly OfficerEvent[]): OfficerState =>
  [OfficerRegistered({ organ, kind: 'officer', from: day }, { officer: { name: '李' } }), ...events]
    .map((event, i) => recorded(event, i, day))
    .reduce(evolveOfficer, noOfficer);

const law = (date: CivilDate) => ({ rules: rulesOn(date), calendar: chinaCalendars.for('990101') });
const due = (of: OfficerState, date: CivilDate, kind?: TermKind) =>
  remindersAt(of, date, law(date)).filter((each) => kind === undefined || each.kind === kind);
const days = (of: OfficerState, date: CivilDate, kind: TermKind) =>
  due(of, date, kind).map(({ what, on, before }) => [what, on, before]);

const held = OfficerPosted({ post: 'handler', organ, tier: 'staff', from: day, until: '2024-06-30' });
const examples: Readonly<Record<TermKind, { readonly of: OfficerState; readonly on: CivilDate }>> = {
  certificate: { of: state(certificate('A-1', day, '2024-06-30')), on: '2024-06-01' },
  'duty-certificate': {
    of: state(
      DutyCertificateIssued({
        ...{ kind: 'supervision', number: '监-1', organ, issuer: '示范市', from: day, until: '2024-06-30' },
      }),
    ),
    on: '2024-06-01',
  },
  'annual-check': { of: state(certificate('A-1', day, '2030-06-30')), on: '2024-12-10' },
  post: { of: state(held), on: '2024-06-01' },
  'stand-in': {
    of: state(StandInNamed({ post: 'chief', organ, tier: 'chief', from: day, until: '2024-06-30' })),
    on: '2024-06-01',
  },
  rotation: {
    of: state(OfficerPosted({ post: 'handler', organ, tier: 'staff', from: day })),
    on: '2027-12-20',
  },
};

describe('what ends in the register of a person', () => {
  it.each(termKinds)('is remembered (%s), and not once its row is taken out', (kind) => {
    const { of, on } = examples[kind];
    expect(due(of, on, kind)).toMatchObject([{ kind, organ, before: 30 }]);
    const { [kind]: _, ...others } = termTable;
    expect(remindersAt(of, on, law(on), others).filter((each) => each.kind === kind)).toEqual([]);
  });

  it('is remembered from the first point on, at the nearest one reached, and no longer once it is over', () => {
    const of = state(certificate('A-1', day, '2024-06-30'));
    expect(days(of, '2024-05-30', 'certificate')).toEqual([]);
    expect(days(of, '2024-05-31', 'certificate')).toEqual([['A-1', '2024-06-30', 30]]);
    expect(days(of, '2024-06-22', 'certificate')).toEqual([['A-1', '2024-06-30', 30]]);
    expect(days(of, '2024-06-23', 'certificate')).toEqual([['A-1', '2024-06-30', 7]]);
    expect(days(of, '2024-06-30', 'certificate')).toEqual([['A-1', '2024-06-30', 7]]);
    expect(days(of, '2024-07-01', 'certificate')).toEqual([]);
  });

  it('does not end where another certificate carries on, nor where it was revoked', () => {
    const renewed = state(
      certificate('A-1', day, '2024-06-30'),
      certificate('A-2', '2024-06-15', '2029-06-14'),
    );
    expect(days(renewed, '2024-06-20', 'certificate')).toEqual([]);
    const gap = state(certificate('A-1', day, '2024-06-30'), certificate('A-2', '2024-07-02', '2029-06-14'));
    expect(days(gap, '2024-06-20', 'certificate')).toHaveLength(1);
    const revoked = state(
      certificate('A-1', day, '2024-06-30'),
      CertificateRevoked({ number: 'A-1', from: '2024-06-01', ground: 'misuse' }),
    );
    expect(days(revoked, '2024-06-20', 'certificate')).toEqual([]);
  });

  it('is an annual check until the year has one, from the second year of the certificate on', () => {
    const of = state(certificate('A-1', day, '2030-06-30'));
    expect(days(of, '2023-12-20', 'annual-check')).toEqual([]);
    expect(days(of, '2024-12-28', 'annual-check')).toEqual([['A-1', '2024-12-31', 7]]);
    const checked = state(
      certificate('A-1', day, '2030-06-30'),
      AnnualCheckRecorded({ number: 'A-1', year: 2024, passed: true, from: '2024-11-01' }),
    );
    expect(days(checked, '2024-12-28', 'annual-check')).toEqual([]);
    expect(days(checked, '2025-12-28', 'annual-check')).toHaveLength(1);
  });

  it('is a post that goes on without a break for nobody', () => {
    const next = OfficerPosted({ post: 'handler', organ, tier: 'staff', from: '2024-07-01' });
    expect(days(state(held, next), '2024-06-20', 'post')).toEqual([]);
    expect(days(state(held), '2024-06-20', 'post')).toEqual([['handler', '2024-06-30', 30]]);
  });

  it('is a rotation that stays overdue until the post is left', () => {
    const { of } = examples.rotation;
    expect(days(of, '2027-12-01', 'rotation')).toEqual([]);
    expect(days(of, '2028-03-01', 'rotation')).toEqual([['handler', '2028-01-02', 0]]);
  });

  it('is no annual check and no rotation where no pack says so', () => {
    const rules = rulesOn('2027-12-20', [cn2021]);
    const calendar = chinaCalendars.for('990101');
    for (const kind of ['annual-check', 'rotation'] as const) {
      const { of, on } = examples[kind];
      const found = remindersAt(of, on, { rules, calendar }).map((each) => each.kind);
      expect(found).not.toContain(kind);
    }
  });
});
