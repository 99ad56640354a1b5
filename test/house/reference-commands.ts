import { commandCatalogue, type CommandedKind, type CommandRoute } from '../../src/app/bus/command-catalogue';
import { alert } from '../../src/domain/alerts/decider';
import { discipline } from '../../src/domain/discipline/decider';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { reference, type ReferenceRow } from '../../src/domain/procedure';
import { account } from '../../src/domain/registers/account';
import { guards } from '../../src/domain/registers/guards';
import { item } from '../../src/domain/registers/item';
import { officer } from '../../src/domain/registers/officer';
import { organ } from '../../src/domain/registers/organ';
import { sealedRecord } from '../../src/domain/sealed/decider';
import { template } from '../../src/domain/registers/template';
import { fineReservation } from '../../src/domain/reservations/fine-reservation';
import { numbering } from '../../src/domain/reservations/numbering';
import { tracing } from '../../src/domain/tracing/tracing';
import { articles, codes, table } from '../support/markdown';

/** The commands as the tables of their deciders have them: number, address, roles, rules with code and article. */

const rowsOf: ReadonlyMap<string, readonly ReferenceRow[]> = new Map([
  [penaltyCase.category, reference(penaltyCase.steps)],
  [organ.category, reference(organ.steps)],
  [officer.category, reference(officer.steps)],
  [item.category, reference(item.steps)],
  [template.category, reference(template.steps)],
  [guards.category, reference(guards.steps)],
  [account.category, reference(account.steps)],
  [tracing.category, reference(tracing.steps)],
  [sealedRecord.category, reference(sealedRecord.steps)],
  [discipline.category, reference(discipline.steps)],
  [alert.category, reference(alert.steps)],
]);

/** One section for each kind of stream, one for each command in it. */
export const commandParts = (): readonly string[] => [
  ...commandCatalogue.flatMap(kindParts),
  '### Reservations · 预留',
  'No door: they follow from commands on cases and are taken before the act is recorded.',
  table(
    ['no', 'command', '中文', 'English', 'rules', 'events'],
    [...reference(numbering.steps), ...reference(fineReservation.steps)].map((row) => [
      ...[row.no, `\`${row.command}\``, row.zh, row.en],
      ...[codes(row.rules.map(({ rule }) => rule)), codes(row.emits)],
    ]),
  ),
];

function kindParts(kind: CommandedKind): readonly string[] {
  const rows = rowsOf.get(kind.category) ?? [];
  const parts = kind.routes.flatMap((route, index) => {
    const row = rows[index];
    if (row?.command !== route.name) throw new Error(`no row for ${kind.category} ${route.name}`);
    return commandPart(kind, route, row);
  });
  return [`### ${kind.en} · ${kind.zh}`, ...parts];
}

function commandPart(
  { plural }: CommandedKind,
  { slug, opens, continues }: CommandRoute,
  row: ReferenceRow,
): readonly string[] {
  const addresses = [
    ...(opens ? [`POST /v1/${plural}`] : []),
    ...(continues ? [`POST /v1/${plural}/{stream}/${slug}`] : []),
  ];
  const phases = row.to === undefined ? codes(row.from) : `${codes(row.from)} → \`${row.to}\``;
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ['opens', row.opens],
    ['closes', row.closes],
    ['alerts', row.alerts],
    ['parameters', row.parameters],
    ['where R-21 is broken also', row.instead],
  ];
  return [
    `#### ${row.no} ${row.zh} · ${row.en}`,
    [
      `- ${codes(addresses)}`,
      `- command \`${row.command}\`, roles ${codes(row.who)}, phases ${phases}, events ${codes(row.emits)}`,
      ...(row.basis.length === 0 ? [] : [`- basis ${articles(row.basis)}`]),
      ...facts.filter(([, names]) => names.length > 0).map(([what, names]) => `- ${what} ${codes(names)}`),
    ].join('\n'),
    ...(row.rules.length === 0
      ? []
      : [
          table(
            ['rule', 'basis'],
            row.rules.map(({ rule, basis }) => [`\`${rule}\``, articles(basis)]),
          ),
        ]),
  ];
}
