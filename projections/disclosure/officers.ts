import type { Recorded } from '../../src/kernel/event';
import type { CivilDate } from '../../src/kernel/time';
import {
  CertificateIssued,
  CertificateResumed,
  CertificateRevoked,
  CertificateSuspended,
  OfficerRegistered,
} from '../../src/events/register.events';
import {
  AnnualCheckRecorded,
  CertificateCancelled,
  CertificateHeld,
  CertificateReturned,
} from '../../src/events/qualification.events';
import { dispatcher, when } from '../dispatch';
import { textOf } from '../personal';
import { personSearchText } from '../pinyin';
import { changesOf, follow, type Change, type Step, type StreamHandling } from '../projection';
import type { CertificateChange } from './certificate';
import { tables } from './tables';

interface Certificate {
  readonly number: string;
  readonly organ: string;
  readonly issuer: string;
  readonly from: CivilDate;
  readonly until: CivilDate;
}

/** What an event says of an officer's certificates. */
export type CertificateFact =
  | { readonly is: 'registered'; readonly name: string | null }
  | { readonly is: 'issued'; readonly certificate: Certificate }
  | { readonly is: 'changed'; readonly number: string; readonly change: CertificateChange };

/** What is remembered of an officer: the facts about his certificates, each with its revision. */
type OfficerDoc = readonly (readonly [revision: number, fact: CertificateFact])[];

const changed =
  (status: CertificateChange['status']) =>
  ({ data }: { readonly data: { readonly number: string; readonly from: CivilDate } }): CertificateFact => ({
    is: 'changed',
    number: data.number,
    change: { status, from: data.from },
  });

/** The fact of an event; nothing where it says nothing of certificates. */
export const factOf = dispatcher<CertificateFact | undefined>(undefined, [
  when(OfficerRegistered, (event) => ({ is: 'registered', name: textOf(event, 'officer', 'name') })),
  when(CertificateIssued, ({ data: { number, organ, issuer, from, until } }) => ({
    is: 'issued',
    certificate: { number, organ, issuer, from, until },
  })),
  when(CertificateSuspended, changed('suspended')),
  when(CertificateResumed, changed('valid')),
  when(CertificateRevoked, changed('revoked')),
  when(CertificateReturned, changed('valid')),
  when(CertificateCancelled, changed('cancelled')),
  when(CertificateHeld, ({ data: { number, from, until } }) => ({
    is: 'changed',
    number,
    change: { status: 'suspended', from, until },
  })),
  when(AnnualCheckRecorded, (event) => (event.data.passed ? undefined : changed('invalid')(event))),
]);

const { put, remove } = changesOf(tables);

function rowsOf(doc: OfficerDoc, officer: string): ReadonlyMap<string, Change> {
  const facts = doc.map(([, fact]) => fact);
  const name = facts.reduce<string | null>(
    (held, fact) => (fact.is === 'registered' ? fact.name : held),
    null,
  );
  const rows = new Map<string, Change>();
  for (const fact of facts) {
    if (fact.is !== 'issued') continue;
    const { number, organ, issuer, from, until } = fact.certificate;
    const row = {
      ...{ officer, number, name, organ, issuer, valid_from: from, valid_until: until },
      changes: facts.flatMap((each) =>
        each.is === 'changed' && each.number === number ? [each.change] : [],
      ),
      search: name === null ? null : personSearchText(name),
    };
    rows.set(number, put('certificates', row));
  }
  return rows;
}

function step(before: OfficerDoc, doc: OfficerDoc, officer: string): Step<OfficerDoc> {
  const was = rowsOf(before, officer);
  const is = rowsOf(doc, officer);
  const gone = [...was.keys()].filter((number) => !is.has(number));
  const fresh = [...is].filter(([number, row]) => JSON.stringify(row) !== JSON.stringify(was.get(number)));
  return {
    doc,
    changes: [
      ...gone.map((number) => remove('certificates', { officer, number })),
      ...fresh.map(([, row]) => row),
    ],
  };
}

const joined = (doc: OfficerDoc, event: Recorded): OfficerDoc => {
  const fact = factOf(event);
  return fact === undefined ? doc : [...doc, [event.meta.revision, fact]];
};

const reread = (doc: OfficerDoc, now: Recorded): OfficerDoc => {
  const fact = factOf(now);
  if (fact === undefined) return doc;
  return doc.map((entry) => (entry[0] === now.meta.revision ? [entry[0], fact] : entry));
};

/** Officers' streams: what the public register says of their certificates. */
export const followOfficers: StreamHandling = follow<OfficerDoc>({
  initial: [],
  on: [],
  otherwise: (event, doc) => step(doc, joined(doc, event), event.meta.stream),
  corrected: (_correction, { now }, doc) => step(doc, reread(doc, now), now.meta.stream),
});
