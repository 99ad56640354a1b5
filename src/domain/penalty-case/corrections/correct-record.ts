import { PersonalDataCorrected } from '../../../events/case.events';
import { catalogue } from '../../../events/catalogue';
import { EventCorrected } from '../../../events/ledger.events';
import { breach, kept } from '../../../kernel/guard';
import { isCivilDate, isOfOurTime } from '../../../kernel/time';
import { Parts, Text, Whole } from '../../fields';
import { statute } from '../../statute';
import { caseStep, type CaseStep } from '../case-step';
import type { CaseFacts } from '../facts';
import { commandRule, fileRule } from '../guards/rule';
import { phases } from '../state';
import { correctable, correctablePersonal } from './correctable';
import { memberOf, readAs, withMember } from './member-path';

export type { CorrectionTarget } from '../facts';

/** One member with its right value. */
export class MemberCorrection {
  /** Members by dots, places in lists by number: `evidence.0.collected`. */
  @Text(120) path!: string;
  /** The right value as text; dates, codes, `true` and `false` as they stand in records. */
  @Text(400) now!: string;
}

/** Correct public members of an earlier record. The first record stays visible; what was decided is not corrected here. */
export class CorrectRecord {
  /** Revision of the record on the stream of the case. */
  @Whole(0, 1_000_000) revision!: number;
  @Parts(() => MemberCorrection, 1, 20) members!: MemberCorrection[];
  @Text(1000) reason!: string;
}

/** One erasable member with its right value. */
export class PersonalCorrection {
  @Text(60) member!: string;
  @Text(400) now!: string;
}

/** Correct what identifies the party (个保法 46). */
export class CorrectPersonalData {
  @Whole(0, 1_000_000) revision!: number;
  @Parts(() => PersonalCorrection, 1, 20) members!: PersonalCorrection[];
  @Text(1000) reason!: string;
}

const head = { group: 'content', code: 'R-00', basis: [statute('personal-information', 46)] } as const;

/** The record named exists on this stream. */
export const targetKnown = commandRule<{ readonly revision: number }>(
  { ...head, group: 'sequence', name: 'G-CORRECT' },
  ({ revision }, _state, { target }) =>
    target?.revision === revision
      ? kept
      : breach(`没有第 ${revision} 条记录`, `there is no record ${revision}`, 'revision'),
);

const allowed = (path: string, patterns: readonly string[]): boolean =>
  patterns.includes(path.replaceAll(/\.\d+(?=\.|$)/gu, '.*'));

const pathsAllowed = commandRule<CorrectRecord>(
  { ...head, name: 'G-CORRECT.path' },
  ({ members }, _state, { target }) =>
    members
      .filter(({ path }) => target !== undefined && !allowed(path, correctable[target.type] ?? []))
      .flatMap(({ path }) => breach(`成员 ${path} 不得更正`, `${path} may not be corrected`, 'members')),
);

/** The record still fits its declaration, dates exist, and something really changes. */
const valuesFit = commandRule<CorrectRecord>(
  { ...head, name: 'G-CORRECT.value' },
  ({ members }, _state, { target }) => {
    if (target === undefined) return kept;
    const patched = members.reduce<unknown>(
      (data, { path, now }) =>
        withMember(data, path.split('.'), readAs(now, memberOf(target.data, path.split('.')))),
      target.data,
    );
    const changed = members.every(({ path, now }) => {
      const value = memberOf(patched, path.split('.'));
      const exists = !/^\d{4}-\d{2}-\d{2}$/u.test(now) || (isCivilDate(now) && isOfOurTime(now));
      return value !== undefined && value !== memberOf(target.data, path.split('.')) && exists;
    });
    const fits = catalogue.get(target.type)?.data.safeParse(patched).success === true;
    return fits && changed
      ? kept
      : breach(
          '更正后的内容不符合记录格式，或者没有变化',
          'the record would not fit its declaration, or not change',
          'members',
        );
  },
);

const personalAllowed = commandRule<CorrectPersonalData>(
  { ...head, name: 'G-CORRECT.personal' },
  ({ members }, _state, { target }) =>
    members
      .filter(
        ({ member }) => target !== undefined && !(correctablePersonal[target.type] ?? []).includes(member),
      )
      .flatMap(({ member }) =>
        breach(`成员 ${member} 不得更正`, `${member} may not be corrected`, 'members'),
      ),
);

/** Who recorded something does not approve its correction. */
const approvedByAnother = fileRule(
  { group: 'identity', code: 'R-07', name: 'G-SEP.correction', basis: [statute('penalty', 47)] },
  (_state, { by, target }) =>
    target?.recordedBy.includes(by) === true
      ? breach(
          '更正应当由原记录人以外的人批准',
          'a correction is approved by somebody else than who recorded it',
        )
      : kept,
);

const refOf = ({ target }: CaseFacts) => ({
  id: target?.id ?? '',
  type: target?.type ?? '',
  revision: target?.revision ?? 0,
});

/** Wherever something of ours is on record; what was imported stays as its source says it. */
const anyRecorded = phases.filter((phase) => phase !== 'none' && phase !== 'imported');

/** Corrections, possible in every phase of a case that exists. */
export const correctionSteps: readonly CaseStep[] = [
  caseStep<CorrectRecord>({
    no: 'X1',
    command: CorrectRecord,
    zh: '更正记录',
    en: 'Correct a record',
    basis: [statute('penalty', 47)],
    who: ['approver'],
    from: anyRecorded,
    rules: [approvedByAnother, targetKnown, pathsAllowed, valuesFit],
    emits: ['EventCorrected'],
    record: ({ members, reason }, _state, facts) => [
      {
        ...EventCorrected({
          target: refOf(facts),
          members: members.map(({ path, now }) => ({
            path,
            ...wasAndNow(facts, path, now),
          })),
          reason,
          orderedBy: facts.by,
        }),
        ...legalOf(facts),
      },
    ],
  }),
  caseStep<CorrectPersonalData>({
    no: 'X2',
    command: CorrectPersonalData,
    zh: '更正个人信息',
    en: 'Correct personal data',
    basis: [statute('personal-information', 46)],
    who: ['approver'],
    from: anyRecorded,
    rules: [approvedByAnother, targetKnown, personalAllowed],
    emits: ['PersonalDataCorrected'],
    record: ({ members, reason }, _state, facts, reliance) => [
      {
        ...PersonalDataCorrected(
          {
            target: refOf(facts),
            members: members.map(({ member }) => member),
            orderedBy: facts.by,
            reliance,
          },
          { party: { now: Object.fromEntries(members.map(({ member, now }) => [member, now])), reason } },
        ),
        ...legalOf(facts),
      },
    ],
  }),
];

function wasAndNow({ target }: CaseFacts, path: string, now: string) {
  const was = memberOf(target?.data, path.split('.'));
  return { was: was ?? null, now: readAs(now, was) };
}

/** A correction takes the legal date of its target, so that a view known after it shows the right value as of then. */
const legalOf = ({ target }: CaseFacts) => (target === undefined ? {} : { legal: target.legal });
