import {
  DoNotFile,
  ExtendVerification,
  FileCase,
  RegisterClue,
  TellReporter,
  VerifyClue,
} from '../../../src/domain/penalty-case/filing/commands';
import type { CaseFacts } from '../../../src/domain/penalty-case/facts';
import type { Entry } from '../../../src/domain/registers/register';
import { PublishTemplate, template, type TemplateState } from '../../../src/domain/registers/template';
import { demonstrationTerritory } from '../../../src/law/packs/demonstration';
import { aChief, anItem, anOfficer, monday, organHandle, register } from '../demo-facts';
import { command } from '../given';
import { play, withRecusal, type History } from '../histories';
import type { Example } from '../violating-examples';
import * as h from '../histories';

/** P1 to P3b: bodies, commands, histories, and what breaks each rule. */

const officers = ['officer-li', 'officer-wang'];

export const filingBodies = {
  clue: {
    ...{ organ: organHandle, source: 'patrol', facts: '巡查发现示范路有人占道经营', suspected: '王小明' },
    ...{ place: demonstrationTerritory, attachments: [] },
  },
  complaint: {
    ...{ organ: organHandle, source: 'complaint', reference: 'complaint-7f3a' },
    ...{ facts: '有人反映示范路长期占道经营', attachments: [] },
  },
  extend: { approver: 'officer-chief', reason: '当事人外出，需再次现场核查' },
  verify: { officers, passed: true, onSite: true, findings: '现场查见摊位，属实' },
  file: {
    ...{ approver: 'officer-chief', item: 'item-stall', actId: 'act-0520', place: demonstrationTerritory },
    party: { name: '王小明', kind: 'citizen', ageBand: 'adult', capacity: 'full' },
    violation: { from: monday, continuing: false, harm: 'none' },
    ...{ investigators: officers, approvalForm: 'LA-2024-1', template: 'template-filing' },
  },
  notFile: { approver: 'officer-chief', ground: 'no-violation', reason: '经核查，摊位在许可范围内' },
  tell: { outcome: 'told', attempts: 1 },
};

export const clue = (changes: object = {}) => command(RegisterClue, { ...filingBodies.clue, ...changes });
export const complaint = (changes: object = {}) =>
  command(RegisterClue, { ...filingBodies.complaint, ...changes });
export const extendVerification = (changes: object = {}) =>
  command(ExtendVerification, { ...filingBodies.extend, ...changes });
export const verifyClue = (changes: object = {}) =>
  command(VerifyClue, { ...filingBodies.verify, ...changes });
export const fileCase = (changes: object = {}) => command(FileCase, { ...filingBodies.file, ...changes });
/** The filing of a case that was opened on the spot: what is on file already is left out. */
export const fileConverted = (changes: object = {}) =>
  fileCase({ item: undefined, actId: undefined, place: undefined, party: undefined, ...changes });
export const doNotFile = (changes: object = {}) =>
  command(DoNotFile, { ...filingBodies.notFile, ...changes });
export const tellReporter = (changes: object = {}) =>
  command(TellReporter, { ...filingBodies.tell, ...changes });

const filingTemplateBody = {
  ...{ organ: organHandle, docType: 'case-filing', version: 1, prefix: '示城管立' },
  ...{ fields: ['number', 'facts', 'basis'], from: '2021-09-01' },
};

export const aFilingTemplate = (changes: object = {}): Entry<TemplateState> =>
  register(template, 'template-filing', [command(PublishTemplate, { ...filingTemplateBody, ...changes })]);

/** The entries of those who are named, by handle. */
export const people = (...entries: readonly CaseFacts['acting'][number][]): CaseFacts['people'] =>
  new Map(entries.map((each) => [each.s, each]));

export const investigators = people(anOfficer('officer-li'), anOfficer('officer-wang'));

/** What a chief files on: the officers named, the template, the number reserved. */
export const filingFacts = (changes: Partial<CaseFacts> = {}): Partial<CaseFacts> => ({
  ...{ approver: aChief(), people: investigators, template: aFilingTemplate() },
  number: { number: '示城管立〔2024〕1号', seq: 1, year: 2024, s: 'numbering-filing', n: 0 },
  ...changes,
});

export const aClueCase = (changes: object = {}): History => play([], [clue(changes)]);
export const aVerifiedCase = (changes: object = {}): History => play(aClueCase(), [verifyClue(changes)]);
export const aFiledCase = (changes: object = {}): History =>
  play(aVerifiedCase(), [fileCase(changes), filingFacts()]);
/** A complaint that led to nothing, and its reporter still to be told. */
export const aRefusedComplaint = (): History =>
  play([], [complaint()], [verifyClue({ passed: false })], [doNotFile(), { approver: aChief() }]);
/** An encounter on the spot that goes on in the general procedure, with its evidence. */
export const aConvertedCase = (): History => play(h.aRecordedCase(), [h.convert()]);

export const lawfulFiling: Readonly<Record<string, () => Example>> = {
  RegisterClue: () => ({ history: [], given: complaint() }),
  ExtendVerification: () => ({
    history: aClueCase(),
    given: extendVerification(),
    facts: { approver: aChief() },
  }),
  VerifyClue: () => ({ history: aClueCase(), given: verifyClue() }),
  FileCase: () => ({ history: aVerifiedCase(), given: fileCase(), facts: filingFacts() }),
  DoNotFile: () => ({
    history: aVerifiedCase({ passed: false }),
    given: doNotFile(),
    facts: { approver: aChief() },
  }),
  TellReporter: () => ({ history: aRefusedComplaint(), given: tellReporter() }),
};

const expired = {
  ...{ norm: '示范省市容条例', article: '第二十条', rank: 'local-regulation' },
  ...{ published: '2019-11-01', from: '2020-01-01', until: '2023-12-31' },
};
const helper = anOfficer('officer-helper', [], 'auxiliary');

export const specialFiling: Readonly<Record<string, () => Partial<Example>>> = {
  'RegisterClue R-31 G-SEALED': () => ({ given: complaint({ reference: undefined }) }),
  'ExtendVerification R-03 G-EXTEND.clue': () => ({ facts: { date: '2024-06-12' } }),
  'VerifyClue R-06 G-RECUSE': () => ({ history: withRecusal(aConvertedClue()) }),
  'VerifyClue R-05 G-TWO.clue': () => ({ given: verifyClue({ officers: ['officer-li'] }) }),
  'FileCase R-02 G-ITEM': () => ({ given: fileCase({ place: '990202' }) }),
  'FileCase R-03 G-BASIS': () => ({ facts: { item: anItem({ basis: [expired] }) } }),
  'FileCase R-04 G-CERT.named': () => ({
    given: fileCase({ investigators: [...officers, 'officer-helper'] }),
    facts: { people: new Map([...investigators, [helper.s, helper]]) },
  }),
  'FileCase R-05 G-TWO.named': () => ({ given: fileCase({ investigators: ['officer-li'] }) }),
  'FileCase R-07 G-SEP.approver': () => ({ given: fileCase({ approver: 'officer-li' }) }),
  'FileCase R-00 G-FILE.verified': () => ({ history: aVerifiedCase({ passed: false }) }),
  'FileCase R-11 G-FILE.head': () => ({ given: fileCase({ actId: undefined }) }),
  'FileCase R-11 G-DOC.filing': () => ({ facts: { template: aFilingTemplate({ docType: 'other' }) } }),
  'FileCase R-13 G-LIMIT.filed': () => ({
    given: fileCase({ violation: { ...filingBodies.file.violation, from: '2022-05-19' } }),
  }),
  'DoNotFile R-07 G-SEP.approver': () => ({ given: doNotFile({ approver: 'officer-wang' }) }),
  'TellReporter R-30 G-TELL.reporter': () => ({ given: tellReporter({ attempts: 0 }) }),
};

/** A clue that an encounter on the spot became, in which officers had acted already. */
const aConvertedClue = (): History => play(aConvertedCase(), [clue()]);
