import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { filingDocument } from '../../domain/penalty-case/filing/rules';
import { PublishItem } from '../../domain/registers/item';
import {
  executionFields,
  noPenaltyDecisionFields,
  onSpotFields,
  penaltyDecisionFields,
  PublishTemplate,
  terminationFields,
} from '../../domain/registers/template';

/** What the registers of the demonstration say besides people: items and templates. */

/** The day from which everything of the demonstration holds. */
export const FROM = '2025-01-01';
export const UNTIL = '2034-12-31';
/** Fictitious: no such division exists. */
export const TERRITORY = '990101';

/** A command, checked as the door would check it. */
export function make<C extends object>(type: new () => C, members: Readonly<Record<string, unknown>>): C {
  const command = plainToInstance(type, members);
  const errors = validateSync(command, {
    forbidUnknownValues: true,
    whitelist: true,
    forbidNonWhitelisted: true,
  });
  if (errors.length > 0) throw new TypeError(`${type.name}: ${errors.map(String).join('; ')}`);
  return command;
}

/** Littering: small enough for a fine on the spot. */
export const litteringItem = (organ: string): PublishItem =>
  make(PublishItem, {
    name: '对在公共场所乱扔废弃物的处罚（演示）',
    organ,
    territory: TERRITORY,
    acts: ['penalty'],
    penalties: ['warning', 'fine'],
    basis: [
      {
        norm: '城市市容和环境卫生管理条例',
        article: '第三十四条',
        rank: 'administrative-regulation',
        published: '1992-06-28',
        from: '1992-08-01',
      },
    ],
    ranges: [
      { kind: 'citizen', minFen: 2_000, maxFen: 20_000 },
      { kind: 'individual-business', minFen: 2_000, maxFen: 20_000 },
      { kind: 'organisation', minFen: 20_000, maxFen: 300_000 },
    ],
    published: FROM,
    from: FROM,
  });

/** Trade without a business licence: up to 10,000 yuan, so that the general procedure has all of its steps. */
export const unlicensedTradeItem = (organ: string): PublishItem =>
  make(PublishItem, {
    name: '对无照经营的处罚（演示）',
    organ,
    territory: TERRITORY,
    acts: ['penalty', 'inspection'],
    penalties: ['fine', 'confiscation-of-gains'],
    basis: [
      {
        norm: '无证无照经营查处办法',
        article: '第十三条',
        rank: 'administrative-regulation',
        published: '2017-08-06',
        from: '2017-10-01',
      },
    ],
    ranges: (['citizen', 'individual-business', 'organisation'] as const).map((kind) => ({
      ...{ kind, minFen: 0, maxFen: 1_000_000 },
    })),
    published: FROM,
    from: FROM,
  });

/** Type of document, the part of its number before the year, what it says. */
const documents: readonly (readonly [string, string, readonly string[]])[] = [
  ['on-spot-decision', '演综执当罚', onSpotFields],
  [filingDocument, '演综执立', ['party', 'facts', 'basis', 'organ-name', 'date', 'number']],
  ['penalty-decision', '演综执罚', [...penaltyDecisionFields, 'payment']],
  ['no-penalty-decision', '演综执不罚', noPenaltyDecisionFields],
  ['termination-decision', '演综执终', terminationFields],
  ['urge', '演综执催', executionFields.urge],
  ['execution-decision', '演综执强执', executionFields['execution-decision']],
  ['substitute-decision', '演综执代', executionFields['substitute-decision']],
];

/** A template of every document that gets a number. */
export const templates = (organ: string): readonly PublishTemplate[] =>
  documents.map(([docType, prefix, fields]) =>
    make(PublishTemplate, { organ, docType, version: 1, prefix, fields: [...fields], from: FROM }),
  );
