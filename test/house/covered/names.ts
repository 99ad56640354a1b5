import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandCatalogue } from '../../../src/app/bus/command-catalogue';
import { catalogue } from '../../../src/events/catalogue';
import { documentKinds } from '../../../src/documents/all-kinds';
import { penaltyCase } from '../../../src/domain/penalty-case/decider';
import { clockWatches } from '../../../src/domain/penalty-case/table';
import { reference, type ReferenceRow } from '../../../src/domain/procedure';
import { account } from '../../../src/domain/registers/account';
import { guards } from '../../../src/domain/registers/guards';
import { item } from '../../../src/domain/registers/item';
import { officer } from '../../../src/domain/registers/officer';
import { organ } from '../../../src/domain/registers/organ';
import { template } from '../../../src/domain/registers/template';
import { parameterKeys } from '../../../src/law/parameter-keys';
import { alerts, refusals } from '../../../src/law/violations';
import { repoRoot } from '../../support/repo-root';

/** What the names in the coverage rows stand for: every one is looked up in the program. */

/** The rows of the table on cases, and of all tables. */
export const caseRows: readonly ReferenceRow[] = reference(penaltyCase.steps);
const registerRows: readonly ReferenceRow[] = [organ, officer, item, template, guards, account].flatMap(
  ({ steps }) => reference(steps as typeof organ.steps),
);

const rulesOf = (rows: readonly ReferenceRow[]): ReadonlySet<string> =>
  new Set(rows.flatMap(({ rules, instead }) => [...rules.map(({ rule }) => rule), ...instead]));
/** Rules on cases: each has an act that breaks it in `rules-are-live.test.ts`. */
export const caseRules = rulesOf(caseRows);
const registerRules = rulesOf(registerRows);
const commands = new Set(commandCatalogue.flatMap(({ routes }) => routes.map(({ name }) => name)));

/** Whether a name stands for something that the program has. */
export function exists(name: string): boolean {
  if (name.startsWith('document ')) return documentKinds.some(({ kind }) => name === `document ${kind}`);
  if (name.startsWith('GET ')) return routes.has(name);
  if (name.includes('/')) return existsSync(join(repoRoot, name));
  return [caseRules, registerRules, commands, catalogue].some((known) => known.has(name)) || inLaw(name);
}

const inLaw = (name: string): boolean =>
  Object.hasOwn(parameterKeys, name) || Object.hasOwn(alerts, name) || Object.hasOwn(refusals, name);

/** The words by which a test may mention what a name stands for. */
function wordsFor(name: string): readonly string[] {
  if (name.startsWith('document ')) return [name.slice('document '.length)];
  if (name.startsWith('GET ')) return [name.split('/').at(-1) ?? name];
  if (name.includes('/')) return [`/${name.split('/').at(-1)?.replace(/\.ts$/u, '') ?? name}'`];
  if (/^R-\d/u.test(name)) return name.split(' ');
  return [name, kebab(name), `.${name.charAt(0).toLowerCase()}${name.slice(1)}(`];
}

const kebab = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/gu, (sign) => `-${sign}`).toLowerCase();

const addressOf = (base: string, own: string): string =>
  `GET /${[base, own].filter((part) => part !== '').join('/')}`.replace(/:([a-z]+)/gu, '{$1}');

/** Every address that can be asked for, as the controllers say: `GET /v1/public/officers`. */
const routes: ReadonlySet<string> = new Set(
  readdirSync(join(repoRoot, 'src', 'http'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.controller.ts'))
    .flatMap((path) => {
      const text = readFileSync(join(repoRoot, 'src', 'http', path), 'utf8');
      const [, base = ''] = /@Controller\('?([^')]*)/u.exec(text) ?? [];
      return [...text.matchAll(/@Get\('?([^')]*)/gu)].map(([, own = '']) => addressOf(base, own));
    }),
);

const texts = new Map<string, string>();

/** Text of a test and of its helpers, `domain/filing` for `test/domain/filing.test.ts`; nothing where there is none. */
export function testText(test: string): string | undefined {
  const known = texts.get(test);
  if (known !== undefined) return known;
  const path = join(repoRoot, 'test', `${test}.test.ts`);
  if (!existsSync(path)) return undefined;
  const own = readFileSync(path, 'utf8');
  const text = [own, ...helpersOf(own, test).map((helper) => readFileSync(helper, 'utf8'))].join('\n');
  texts.set(test, text);
  return text;
}

/** The files of `test/` that a test imports: acts and histories are made there. Whatever breaks every rule is left out. */
const helpersOf = (text: string, test: string): readonly string[] =>
  [...text.matchAll(/from '(\.\.?\/[^']+)'/gu)]
    .map(([, path]) => join(repoRoot, 'test', test, '..', `${path ?? ''}.ts`))
    .filter((path) => path.startsWith(join(repoRoot, 'test')) && existsSync(path))
    .filter((path) => !path.endsWith('violating-examples.ts') && !path.endsWith('demo-facts.ts'));

/** Whether a test mentions one of the names. */
export const mentions = (test: string, names: readonly string[]): boolean => {
  const text = testText(test) ?? '';
  return names.flatMap(wordsFor).some((word) => text.includes(word));
};

/** Every test of the program, as coverage rows name them. */
export const everyTest: readonly string[] = readdirSync(join(repoRoot, 'test'), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((path) => path.endsWith('.test.ts') && !path.startsWith('house'))
  .map((path) => path.slice(0, -'.test.ts'.length))
  .sort();

/** Rows of the table whose step may raise an alert, and keys of the clocks that it watches. */
export const raisedBy = (
  code: string,
): { readonly steps: readonly string[]; readonly clocks: readonly string[] } => ({
  steps: [...new Set(caseRows.filter((row) => row.alerts.includes(code)).map(({ no }) => no))],
  clocks: [...clockWatches].filter(([, watch]) => watch.alert === code).map(([key]) => key),
});

/** Rows of the table with a rule of a code. */
export const refusedBy = (code: string): readonly { readonly no: string; readonly rule: string }[] =>
  caseRows.flatMap(({ no, rules, instead }) =>
    [...rules.map(({ rule }) => rule), ...instead]
      .filter((rule) => rule.split(' ', 1)[0] === code)
      .map((rule) => ({ no, rule })),
  );
