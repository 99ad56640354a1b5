import { breach, kept, type Breach } from '../../../kernel/guard';
import { penaltyLaw, statute } from '../../statute';
import { extensionsOf } from '../clocks';
import type { CaseFacts } from '../facts';
import { templateOf } from '../guards/document';
import { commandRule, fileRule } from '../guards/rule';
import type { CaseState } from '../state';
import type { ClueAttachment, FileCase, RegisterClue, TellReporter, VerifyClue } from './commands';
import { isSealedSource } from './state';

/** What P1 to P3b ask besides the rules that all stages share. */

/** The type of document by which a case is filed; its number is the 立案号. */
export const filingDocument = 'case-filing';

const fiftyFour = [penaltyLaw(54)];

/** What shows who complained: the paper itself, a hand, a voice. */
const identifying: readonly ClueAttachment['kind'][] = ['complaint-paper', 'handwriting', 'voice-recording'];

/** A resident number, a mobile number or an address of mail: no words of an officer about the facts. */
const identifyingText = /(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)|[\w.+-]+@[\w-]+\.\w+/u;

/**
 * G-SEALED: of a complaint or report the file gets a sealed reference and the facts in the words of whoever takes it in;
 * nothing by which somebody could tell who complained (个保法 6; C.8).
 */
export const complainantSealed = commandRule<RegisterClue>(
  { group: 'content', code: 'R-31', name: 'G-SEALED', basis: [statute('personal-information', 6)] },
  ({ source, reference, facts, attachments }) => {
    if (!isSealedSource(source)) return kept;
    return [
      ...(reference === undefined
        ? breach(
            '投诉、举报线索只能以密封件编号引用',
            'a complaint is cited by its sealed reference alone',
            'reference',
          )
        : kept),
      ...(attachments.some(({ kind }) => identifying.includes(kind))
        ? breach('投诉、举报原件、笔迹、声音不得入卷', 'the complaint itself stays sealed', 'attachments')
        : kept),
      ...(identifyingText.test(facts)
        ? breach('线索内容不得载有身份、联系信息', 'the facts name an identity or a way to reach it', 'facts')
        : kept),
    ];
  },
);

/** On the spot as many verify as for any contact; at the desk fewer are enough. */
export const enoughVerify = commandRule<VerifyClue>(
  { group: 'identity', code: 'R-05', name: 'G-TWO.clue', basis: [penaltyLaw(42)] },
  ({ onSite, officers }, _state, { rules }) => {
    const least = rules.find(onSite ? 'officers.min' : 'clue.officers.min')?.value.count ?? 2;
    return officers.length < least
      ? breach(`核查人员不得少于${least}人`, `at least ${least} officers have to verify`, 'officers')
      : kept;
  },
);

/** The time to verify a clue is extended as often as the pack says, and before it is over. */
export const verificationExtensible = fileRule(
  { group: 'time', code: 'R-03', name: 'G-EXTEND.clue', basis: fiftyFour },
  ({ filing, clocks }, { rules, date }) => {
    if (rules.find('clue.verify') === undefined) return kept;
    const due = clocks['clue.verify']?.due;
    const used = filing.clue?.extensions ?? 0;
    return [
      ...(used < extensionsOf(rules, 'clue.verify')
        ? kept
        : breach('规则包未规定可以再延长', 'no pack allows another extension')),
      ...(due !== undefined && date > due
        ? breach('核查期限已届满，不得延长', 'the time is over already')
        : kept),
    ];
  },
);

/** 54: a case is filed once what was found meets the standard; of an encounter on the spot the record itself shows it. */
export const standardMet = fileRule(
  { group: 'sequence', code: 'R-00', name: 'G-FILE.verified', basis: fiftyFour },
  ({ filing, opening }) =>
    filing.verified?.passed === true || (filing.clue === undefined && opening !== undefined)
      ? kept
      : breach('线索未经核查属实，不符合立案标准', 'the clue was not verified; the standard is not met'),
);

const head = ['item', 'actId', 'place', 'party'] as const;

/** What the filing has to say: everything where nothing was opened before, nothing anew where it was. */
export const filingHead = commandRule<FileCase>(
  { group: 'content', code: 'R-11', name: 'G-FILE.head', basis: fiftyFour },
  (command, { opening }) =>
    head
      .filter((member) => (command[member] === undefined) === (opening === undefined))
      .map((member) => ({
        zh: opening === undefined ? `立案应当写明 ${member}` : `${member} 已在案，应当通过更正修改`,
        en:
          opening === undefined
            ? `the filing has to say ${member}`
            : `${member} is on file; correct it there`,
        field: member,
      })),
);

/** G-DOC of the filing: a template of the organ from which the case gets its number. */
export const filingTemplate = commandRule<FileCase>(
  { group: 'content', code: 'R-11', name: 'G-DOC.filing', basis: fiftyFour, papers: [filingDocument] },
  (_command, state, facts) => templateProblems(state, facts),
);

function templateProblems(_state: CaseState, facts: CaseFacts): readonly Breach[] {
  const template = templateOf(facts);
  if (template === undefined)
    return breach('没有启用的文书模板', 'there is no template in force', 'template');
  return template.docType === filingDocument && template.organ === facts.organ?.s
    ? kept
    : breach('模板不是本机关的立案文书', 'the template is no filing document of the organ', 'template');
}

/** A reporter is told once, where there is one and somebody tried. */
export const reporterToTell = commandRule<TellReporter>(
  { group: 'sequence', code: 'R-30', name: 'G-TELL.reporter', basis: [penaltyLaw(75)] },
  ({ outcome, attempts }, { filing }) => {
    if (filing.reporterTold || !isSealedSource(filing.clue?.source ?? ''))
      return breach('没有需要告知的举报人', 'there is no reporter to be told');
    return outcome !== 'anonymous' && attempts === 0
      ? breach('须有至少一次告知记录', 'at least one attempt has to be on record', 'attempts')
      : kept;
  },
);
