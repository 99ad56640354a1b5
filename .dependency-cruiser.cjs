// The rings: who may import whom. An arrow only points inwards; every rule below is generated from this table.
// `inside` names the folders and files of this repository (patterns from the root), `npm` the packages of the ring and
// `node` the modules of Node.js; 'any' leaves one open. docs/architecture.md tells why the rings stand as they do.

/** SQL and clients of servers stay with the engines, so that another engine is another folder and nothing else. */
const serverClients = [
  'pg',
  '@eventstore/db-client',
  'kafkajs',
  '@aws-sdk/client-s3',
  '@aws-sdk/lib-storage',
];
const drivers = ['better-sqlite3', 'kysely', ...serverClients];

const innerRings = ['src/kernel/', 'src/law/', 'src/events/', 'src/ports/', 'src/seal/', 'src/domain/'];
const config = 'src/(config|engine-settings)[.]ts';
const commandClasses = 'src/domain/.*commands?[.]ts';
const projectionQueries = 'projections/.*(query|queries)[.]ts';
// Texts for people: files named so, the names of the kinds of penalty, the channels of publication.
const lawTexts = 'src/law/(.*texts?|penalty-kinds|publication-channels)[.]ts';

const rings = {
  'src/kernel/': { inside: [], npm: ['temporal-polyfill'], node: [] },
  'src/law/': { inside: ['src/kernel/'], npm: [], node: [] },
  'src/events/': { inside: ['src/kernel/'], npm: ['zod'], node: [] },
  'src/ports/': { inside: ['src/kernel/'], npm: [], node: [] },
  'src/seal/': { inside: ['src/kernel/'], npm: [], node: ['crypto'] },
  'src/domain/': {
    inside: ['src/kernel/', 'src/law/', 'src/events/'],
    npm: ['class-validator', 'class-transformer'],
    node: [],
  },
  'projections/': {
    inside: ['src/kernel/', lawTexts, 'src/events/', 'src/ports/'],
    npm: ['pinyin-pro'],
    node: [],
  },
  // Documents are made from events alone: a renderer knows neither deciders nor stores.
  'src/documents/': {
    inside: ['src/kernel/', lawTexts, 'src/events/', 'src/ports/document-model.ts'],
    npm: [],
    node: [],
  },
  'migrations/': { inside: [], npm: ['kysely'], node: [] },
  'src/engines/': {
    inside: ['src/kernel/', 'src/ports/', 'src/seal/', 'migrations/'],
    npm: [...drivers, 'pdfmake', '@embedpdf/fonts-sc'],
    node: 'any',
  },
  'src/app/': {
    inside: [...innerRings, 'src/documents/', 'projections/', 'src/engines/', 'migrations/', config],
    npm: 'any but drivers',
    node: 'any',
  },
  'src/http/': {
    inside: ['src/app/', 'src/kernel/', commandClasses, projectionQueries, config],
    npm: 'any but drivers',
    node: 'any',
  },
  // `henji serve` starts what main.ts composes.
  'src/cli/': {
    inside: ['src/app/', 'src/kernel/', commandClasses, projectionQueries, config, 'src/main.ts'],
    npm: 'any but drivers',
    node: 'any',
  },
  'src/(config|engine-settings)[.]ts': { inside: ['src/kernel/'], npm: 'any but drivers', node: 'any' },
  'src/main.ts': { inside: 'any', npm: 'any but drivers', node: 'any' },
  // Nothing that ships may import these two.
  'bench/': { inside: 'any', npm: 'any', node: 'any' },
  'test/': { inside: 'any', npm: 'any', node: 'any' },
};

/** Files that Node.js starts by name; nothing imports them. */
const entryFiles = ['src/main.ts', 'src/cli/main.ts', 'bench/main.ts', '.+-thread[.]ts', 'migrations/.+'];

const here = '^(src|projections|migrations|bench|test)/';
const starting = (patterns) => `^(${patterns.join('|')})`;
const packages = (names) => `(^|/)node_modules/(@types/)?(${names.join('|')})(/|$)`;
const fromNpm = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];
const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

function rulesOf([ring, { inside, npm, node }]) {
  const from = { path: `^${ring}` };
  const rules = [];
  if (inside !== 'any')
    rules.push(forbid(`rings: ${ring}`, from, { path: here, pathNot: starting([ring, ...inside]) }));
  if (npm === 'any but drivers') rules.push(forbid(`drivers: ${ring}`, from, { path: packages(drivers) }));
  else if (npm !== 'any') {
    const pathNot = npm.length > 0 ? { pathNot: packages(npm) } : {};
    rules.push(forbid(`packages: ${ring}`, from, { dependencyTypes: fromNpm, ...pathNot }));
  }
  if (node !== 'any') {
    const pathNot = node.length > 0 ? { pathNot: `^(node:)?(${node.join('|')})$` } : {};
    rules.push(forbid(`node: ${ring}`, from, { dependencyTypes: ['core'], ...pathNot }));
  }
  return rules;
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(rings).flatMap(rulesOf),
    forbid('every file in a ring', { path: here, pathNot: starting(Object.keys(rings)) }, {}),
    forbid('nothing outside a ring', {}, { path: here, pathNot: starting(Object.keys(rings)) }),
    // Engines share a contract test, and what lies in the room of all of them: nothing of one engine.
    forbid(
      'engines apart',
      { path: '^src/engines/([^/]+)/' },
      { path: '^src/engines/', pathNot: '^src/engines/($1/|[^/]+[.]ts$)' },
    ),
    forbid('no cycle', {}, { circular: true }),
    forbid('no orphan', { orphan: true, pathNot: `^(${entryFiles.join('|')})$` }, {}),
    forbid('resolvable', {}, { couldNotResolve: true }),
    forbid(
      'declared packages',
      { pathNot: '^(test|bench)/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
