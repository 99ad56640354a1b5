import {
  day,
  flag,
  list,
  moment,
  named,
  object,
  orNull,
  pageOf,
  ref,
  rule,
  text,
  whole,
} from './schema-parts';
import { documentSchemas } from './document-schemas';
import { disclosureSchemas } from './disclosure-schemas';
import type { Schema } from './schema-of';
import { clock, supervisionSchemas } from './supervision-schemas';
import { taskSchemas } from './task-schemas';
import { tracingSchemas } from './tracing-schemas';

const stream = object({ s: text, n: whole });
const actor = object({ u: text, role: text, 'post?': text, 'cert?': stream });
const broken = object({ code: text, guard: text, article: list(text), zh: text, en: text, 'field?': text });
const place = { stream: text, revision: whole, legalDate: day, 'legalAt?': moment, recordedAt: moment };
const position = { ...text, description: '查询时作为 waitFor 给出 · give it to a query as waitFor' };

const caseMembers = {
  ...{ case: text, revision: whole, organ: orNull(named), item: orNull(named) },
  ...{ procedure: orNull(text), phase: text, number: orNull(text), party: orNull(text) },
  ...{ partyKind: orNull(text), kinds: list(text), currency: text },
  ...{
    fine: orNull(whole),
    paid: whole,
    lateFee: whole,
    openedOn: day,
    decidedOn: orNull(day),
    closedOn: orNull(day),
  },
  ...{ legalDate: day, recordedAt: moment },
};
const actOfActor = object({
  ...{ ...place, type: text, zh: text, en: text, 'detail?': text },
  ...{ actor: text, role: text, 'post?': text, 'cert?': stream, 'organ?': text },
});
const refusal = object({
  ...{ ...place, target: text, command: text, 'organ?': text, actors: list(actor), broken: list(rule) },
});
const act: Schema = {
  type: 'object',
  description: '行为及其依据、前后 · an act with its grounds, what it followed from and what followed',
};

const sealedMatter = {
  ...{ record: text, code: text, case: text, organ: text, dueOn: day },
};

/** Problems, sign-in, accounts, and what commands are answered with. */
const common: Readonly<Record<string, Schema>> = {
  Problem: object({
    ...{ type: text, title: text, status: whole, detail: text, instance: text, code: text, 'field?': text },
    ...{
      'wayOut?': text,
      'broken?': list(broken),
      'fields?': list(object({ field: text, zh: text, en: text })),
    },
  }),
  CommandReply: object({
    ...{ commandId: text, stream: text, firstRevision: whole, lastRevision: whole, position, repeated: flag },
  }),
  SealedPage: object({
    items: list(
      object({
        ...{ id: text, record: text, type: text, zh: text, en: text, legal: { type: 'object' } },
        ...{ recordedAt: moment, data: { type: 'object' }, 'sealed?': { type: 'object' } },
      }),
    ),
  }),
  SealedMatters: object({ items: list(object({ ...sealedMatter, recordedOn: day })) }),
  SealedAlerts: object({
    items: list(
      object({
        ...{ ...sealedMatter, detectedOn: day, severity: whole, row: text, level: text, levelSince: day },
      }),
    ),
  }),
  TracingPage: object({
    items: list(
      object({
        ...{ record: text, code: text, case: text, organ: text, number: text, openedOn: day, phase: text },
      }),
    ),
  }),
  SealedReply: object({ commandId: text, position, repeated: flag }),
  SignedIn: object({ token: text, tokenType: text, expiresIn: whole, mustChangePassword: flag }),
  Principal: object({
    ...{ account: text, name: text, mustChangePassword: flag, 'officer?': text },
    grants: list(object({ role: text, 'organ?': text })),
  }),
  Account: object({
    ...{
      account: text,
      name: text,
      mustChangePassword: flag,
      disabled: flag,
      locked: flag,
      createdAt: moment,
    },
  }),
  AccountPage: pageOf(ref('Account')),
  NewAccount: object({ account: text, name: text, password: text }),
  FirstPassword: object({ password: text }),
  Health: object({ status: text }),
  Readiness: object({ status: text, checks: list({ type: 'object' }) }),
};

const cases: Readonly<Record<string, Schema>> = {
  Case: object(caseMembers),
  CasePage: pageOf(ref('Case')),
  CaseDetail: object({ ...caseMembers, clocks: list(clock) }),
  Timeline: object({
    items: list(
      object({
        ...{ revision: whole, type: text, zh: text, en: text, detail: orNull(text), legalDate: day },
        ...{ legalAt: orNull(moment), recordedAt: moment, actors: list(actor), phase: text },
      }),
    ),
  }),
  CaseTrace: object({
    ...{ header: { type: 'object' as const }, timeline: list({ type: 'object' }), acts: list(act) },
    ...{
      corrections: list({ type: 'object' }),
      clocks: list({ type: 'object' }),
      gaps: list({ type: 'object' }),
    },
  }),
  DryRun: object({
    ...{ command: text, slug: text, phase: text, yours: flag, possible: flag, broken: list(rule) },
  }),
  TracebackReport: object({ hash: text, report: { type: 'object' }, 'sealed?': { type: 'object' } }),
  CaseActions: object({
    phase: text,
    items: list(
      object({
        ...{ no: text, command: text, slug: text, zh: text, en: text, who: list(text), yours: flag },
        ...{ possible: flag, broken: list(rule), open: list(text) },
      }),
    ),
  }),
};

const leader = object({ officer: text, post: text, postName: text, how: text });
const registers: Readonly<Record<string, Schema>> = {
  OrganDuties: object({
    ...{ organ: text, on: day },
    duties: list(
      object({
        duty: text,
        holders: list(
          object({
            ...{ officer: text, how: text, post: text, postName: text, 'unit?': text, 'instead?': text },
            assignment: text,
          }),
        ),
      }),
    ),
    leaders: object({ head: list(leader), inCharge: list(leader), unitHeads: list(leader) }),
    staffing: object({ officers: whole, reviewers: whole }),
  }),
  RegisterPage: pageOf(
    object({ stream: text, name: orNull(text), organ: orNull(text), 'template?': ref('TemplateView') }),
  ),
  TemplateView: object({
    document: object({ type: text, zh: text, en: text }),
    versions: list(
      object({ version: whole, prefix: text, fields: list(text), from: day, until: orNull(day) }),
    ),
    acts: list(object({ no: text, slug: text, zh: text, en: text })),
  }),
  RegisterEntry: object({
    ...{ stream: text, revision: whole, name: orNull(text), organ: orNull(text) },
    state: { type: 'object', description: '决定所依据的现状 · as decisions rely on it now' },
    'template?': ref('TemplateView'),
  }),
};

const words = { zh: text, en: text };
const step = object({
  ...{ pack: text, outcome: text, value: text, basis: list(text), confidence: text, ...words },
});
const rulesOfLaw: Readonly<Record<string, Schema>> = {
  Rule: object({
    ...{
      key: text,
      ...words,
      need: text,
      changedBy: orNull(text),
      onlyToLengthen: flag,
      value: orNull(text),
    },
    ...{ pack: orNull(text), confidence: orNull(text), demonstration: flag, note: orNull(object(words)) },
    ...{ validFrom: orNull(day), validUntil: orNull(day), trail: list(step) },
  }),
  Rules: object({
    ...{ territory: text, organ: orNull(text), on: day, packs: list(text), complete: flag },
    ...{
      defects: list(object({ code: text, key: text, 'pack?': text, ...words })),
      items: list(ref('Rule')),
    },
  }),
  PeriodAnswer: object({
    ...{ from: text, due: text, kind: text, lastDay: text, excluded: whole, provisional: flag },
    ...{ period: object({ amount: whole, kind: text, roll: text }), territory: text, zone: text },
    ...{
      calendar: orNull(text),
      reasons: list(object(words)),
      rule: { allOf: [ref('Rule')], nullable: true },
    },
  }),
};

const accountability: Readonly<Record<string, Schema>> = {
  ActOfActorPage: pageOf(actOfActor),
  ActList: object({ acts: list(act), complete: flag }),
  RefusalPage: pageOf(refusal),
  CitationPage: pageOf(
    object({
      ...{ norm: text, article: text, rank: text, stream: text, revision: whole, type: text },
      ...{ zh: text, en: text, legalDate: day, recordedAt: moment, 'organ?': text },
    }),
  ),
  ReadingPage: pageOf(
    object({
      ...{ reading: text, case: text, reader: text, role: text, legalDate: day, recordedAt: moment },
      ...{ what: text, 'part?': text, purpose: text, 'approval?': text, 'organ?': text },
    }),
  ),
  RuleCounts: object({ items: list(object({ code: text, refusals: whole })) }),
  RuleRefusalPage: pageOf(
    object({
      ...{ code: text, stream: text, revision: whole, legalDate: day, recordedAt: moment },
      ...{ target: text, command: text, 'organ?': text },
    }),
  ),
};

/** Answers that follow from no class with checks. */
export const answerSchemas: Readonly<Record<string, Schema>> = {
  ...common,
  ...cases,
  ...documentSchemas,
  ...taskSchemas,
  ...disclosureSchemas,
  ...rulesOfLaw,
  ...registers,
  ...supervisionSchemas,
  ...accountability,
  ...tracingSchemas,
};
