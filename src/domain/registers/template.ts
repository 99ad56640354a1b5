import { FilingRegistered } from '../../events/list.events';
import { TemplatePublished, TemplateRetired, type TemplateEvent } from '../../events/register.events';
import { breach, kept } from '../../kernel/guard';
import type { Recorded } from '../../kernel/event';
import type { CivilDate } from '../../kernel/time';
import { Code, Codes, Day, Handle, Optional, Sha256, Text, Whole } from '../fields';
import { plain } from '../../kernel/plain-data';
import { RecordTemplateFiling } from './list-commands';
import { procedure, type Procedure } from '../procedure';
import { penaltyLaw } from '../statute';
import {
  covers,
  registerRows,
  registerRule,
  rightWayRound,
  type RegisterFacts,
  type Validity,
} from './register';

/** What the on-the-spot decision must say (处罚法 52; 复议法 23: reconsideration first). */
export const onSpotFields = [
  'act',
  'penalty-kind',
  'basis',
  'fine',
  'time',
  'place',
  'remedies',
  'remedies.review-first',
  'organ-name',
  'officers-signature',
  'number',
] as const;

/** What the documents of an execution must say (强制法 35, 37, 51(一)). */
export const executionFields = {
  urge: ['perform-by', 'perform-how', 'amount-and-payment', 'statement-right'],
  'execution-decision': ['party', 'reason-and-basis', 'manner-and-time', 'remedies', 'organ-seal-date'],
  'substitute-decision': [
    ...['party', 'reason-and-basis', 'manner-and-time', 'object'],
    ...['cost-budget', 'performer'],
  ],
} as const;

/** What the document of every decision of the general procedure must say (处罚法 59, 28). */
const generalFields = [
  ...['party', 'party-address', 'facts', 'evidence', 'basis', 'correction'],
  ...['remedies', 'organ-name', 'date', 'seal', 'number'],
] as const;

/** What a decision of penalty must say besides; one with a fine says how to pay, too (罚缴分离办法 7). */
export const penaltyDecisionFields = [...generalFields, 'penalty-kind', 'performance'] as const;

/** What a decision of no penalty must say: its ground, and what goes along with it (处罚法 33). */
export const noPenaltyDecisionFields = [...generalFields, 'reasons'] as const;

/** What a paper must say that ends a case without a decision under 57. */
export const terminationFields = [
  'party',
  'reasons',
  'basis',
  'organ-name',
  'date',
  'seal',
  'number',
] as const;

/** Fields that documents of a type must have; a type that is not named here has none yet. */
const mandatoryFields: Readonly<Record<string, readonly string[]>> = {
  'on-spot-decision': onSpotFields,
  ...executionFields,
  'penalty-decision': penaltyDecisionFields,
  'no-penalty-decision': noPenaltyDecisionFields,
  'termination-decision': terminationFields,
};

/** Mandatory fields of a type of document that a template leaves out. */
export const missingFields = (docType: string, fields: readonly string[]): readonly string[] =>
  (mandatoryFields[docType] ?? []).filter((field) => !fields.includes(field));

export class PublishTemplate {
  @Handle() organ!: string;
  @Code() docType!: string;
  @Whole(1, 10_000) version!: number;
  /** 机关代字 and 文书类型字, the part of the number before the year. */
  @Text(60) prefix!: string;
  @Codes(1, 60) fields!: string[];
  @Optional() @Sha256() contentHash?: string;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

export class RetireTemplate {
  @Whole(1, 10_000) version!: number;
  @Day() from!: CivilDate;
}

export interface TemplateVersion extends Validity {
  readonly organ: string;
  readonly docType: string;
  readonly version: number;
  readonly prefix: string;
  readonly fields: readonly string[];
}

export interface TemplateState {
  readonly phase: 'template';
  readonly versions: readonly TemplateVersion[];
}

/** The newest version of a template in force on a day. */
export const templateAt = (state: TemplateState, date: CivilDate): TemplateVersion | undefined =>
  state.versions
    .filter((each) => covers(each, date))
    .toSorted((a, b) => a.version - b.version)
    .at(-1);

function evolve(state: TemplateState, event: Recorded<TemplateEvent>): TemplateState {
  switch (event.type) {
    case 'TemplatePublished':
      return { ...state, versions: [...state.versions, event.data] };
    case 'TemplateRetired': {
      const { version, from } = event.data;
      const versions = state.versions.map((each) =>
        each.version === version && each.ended === undefined ? { ...each, ended: from } : each,
      );
      return { ...state, versions };
    }
    // For readers alone: an unfiled template refuses nothing.
    case 'FilingRegistered':
      return state;
  }
}

const whole = registerRule<PublishTemplate, TemplateState>(
  'R-11',
  'G-DOC',
  [penaltyLaw(52), penaltyLaw(59)],
  ({ docType, fields }) =>
    missingFields(docType, fields).map((field) => ({
      zh: `模板缺少必备事项 ${field}`,
      en: `the template lacks the mandatory field ${field}`,
      field: 'fields',
    })),
);

const newVersion = registerRule<PublishTemplate, TemplateState>(
  'R-00',
  'G-ENTRY',
  [],
  ({ version, docType }, { versions }) => [
    ...(versions.some((each) => each.version >= version)
      ? breach(
          `版本号 ${version} 不高于已有版本`,
          `version ${version} is not above those published`,
          'version',
        )
      : kept),
    ...(versions.some((each) => each.docType !== docType)
      ? breach('同一模板不能改变文书类型', 'a template keeps its type of document', 'docType')
      : kept),
  ],
);

const known = registerRule<RetireTemplate | RecordTemplateFiling, TemplateState>(
  'R-00',
  'G-ENTRY',
  [],
  ({ version }, { versions }) =>
    versions.some((each) => each.version === version && each.ended === undefined)
      ? kept
      : breach(`没有在用的版本 ${version}`, `there is no version ${version} in use`, 'version'),
);

const row = registerRows<TemplateState, RegisterFacts, TemplateEvent>({
  basis: [penaltyLaw(52), penaltyLaw(59)],
  who: ['administrator'],
  from: ['template'],
});

const rows = [
  row('T1', PublishTemplate, '启用文书模板', 'Publish a document template', {
    rules: [whole, newVersion, rightWayRound()],
    emits: ['TemplatePublished'],
    record: (c) => [TemplatePublished(plain(c))],
  }),
  row('T2', RetireTemplate, '停用文书模板', 'Retire a document template', {
    rules: [known],
    emits: ['TemplateRetired'],
    record: (c) => [TemplateRetired(plain(c))],
  }),
  row('T3', RecordTemplateFiling, '登记文书格式备案', 'Record the filing of a template', {
    basis: [],
    rules: [known],
    emits: ['FilingRegistered'],
    record: ({ version, number, body, from }) => [
      FilingRegistered({ of: `v${version}`, number, body, from }),
    ],
  }),
];

/** Document templates (文书模板), version by version. Stream `template-…`, one per organ and type of document. */
export const template: Procedure<
  PublishTemplate | RetireTemplate | RecordTemplateFiling,
  TemplateState,
  TemplateEvent,
  RegisterFacts
> = procedure({
  category: 'template',
  initial: { phase: 'template', versions: [] },
  evolve,
  steps: rows,
  table: () => rows,
});
