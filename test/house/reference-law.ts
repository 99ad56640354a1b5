import { meaningOf, parameterKeys, type ParameterKey } from '../../src/law/parameter-keys';
import { citationZh } from '../../src/law/article';
import { releasedPacks } from '../../src/law/packs/released-packs';
import { valueText } from '../../src/law/parameter-value';
import { packLabel, type Parameter, type RulePack } from '../../src/law/rule-pack';
import { alerts, basisTexts, refusals } from '../../src/law/violations';
import {
  insteadOfAny,
  leadOfReversal,
  leads,
  type Lead,
  type OtherRow,
} from '../../src/law/answerability/leads';
import { answerability } from '../../src/law/answerability/rows';
import type { Wording } from '../../src/law/answerability/row';
import { articles, table } from '../support/markdown';

/** Codes of the violation catalogue, and the values of the rule packs. */

export const refusalTable = (): string =>
  table(
    ['code', '中文', 'English', 'basis', 'answers'],
    Object.values(refusals).map((each) => [
      ...[each.code, each.zh, each.en, articles(basisTexts(each)), each.row],
    ]),
  );

export const alertTable = (): string =>
  table(
    ['code', 'severity', '中文', 'English', 'basis', 'answers'],
    Object.values(alerts).map((each) => [
      ...[each.code, `${each.severity}${each.sealed ? ', sealed' : ''}${each.reminder ? ', reminder' : ''}`],
      ...[each.zh, each.en, articles(basisTexts(each)), each.row],
    ]),
  );

/** Who answers for what, level by level. */
export const answerabilityTable = (): string =>
  table(
    ['row', 'step', 'DIRECT 直接责任', 'SUPERVISORY 主管责任', 'LEADERSHIP 领导责任'],
    [...answerability.values()].map(({ row, step, direct, supervisory, leadership }) => [
      row,
      ...[step, direct, supervisory, leadership].map(bothOf),
    ]),
  );

/** Codes that lead to another row than their own; the row of each stands with the code. */
export const leadTable = (): string =>
  table(
    ['code', 'row', 'also, or instead, when'],
    [
      ...[...leads.values()].filter(({ others }) => others.length > 0),
      leadOfReversal,
      { code: 'any', row: '', others: insteadOfAny },
    ].map(({ code, row, others }: Omit<Lead, 'row'> & { readonly row: string }) => [
      code,
      row,
      others.map(otherText).join('; '),
    ]),
  );

const otherText = ({ rows, when }: OtherRow): string => `${rows.join(', ')} ${bothOf(when)}`.trim();

const bothOf = (wording: Wording | undefined): string =>
  wording === undefined ? '—' : `${wording.zh} · ${wording.en}`;

/** Every key with what it means, and whether a national value exists. */
export const keyTable = (): string =>
  table(
    ['key', 'form', 'need', '中文', 'English', 'changed by'],
    (Object.keys(parameterKeys) as ParameterKey[]).map((key) => {
      const { type, need, zh, en, floor, floorToLengthen } = meaningOf(key);
      const whoever =
        floor === undefined ? '' : `${floor}${floorToLengthen === true ? ' (to lengthen)' : ''}`;
      return [`\`${key}\``, type, need, zh, en, whoever];
    }),
  );

/** Heading, scope and values of each released pack. */
export const packParts = (): readonly string[] =>
  releasedPacks.flatMap((pack) => [
    `### \`${packLabel(pack)}\` · ${pack.zh}`,
    `${pack.en}. Speaks for: ${scopeText(pack)}.`,
    pack.parameters.length === 0
      ? 'Sets nothing.'
      : table(['key', 'value', 'basis', 'source', 'confidence', 'from'], pack.parameters.map(valueRow)),
  ]);

const valueRow = ({ key, value, basis, note, confidence, from, until }: Parameter): readonly string[] => [
  ...[`\`${key}\``, valueText(value), articles(basis.map(citationZh))],
  ...[note === undefined ? '' : `${note.zh}; ${note.en}`, confidence],
  until === undefined ? from : `${from} to ${until}`,
];

function scopeText({ scope }: RulePack): string {
  switch (scope.level) {
    case 'national':
      return 'the whole country';
    case 'territory':
      return `divisions that begin with ${scope.prefix}`;
    case 'organ':
      return `the organ ${scope.organ}`;
    case 'import':
      return `imports from ${scope.system}`;
  }
}
