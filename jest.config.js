// Jest on Node 20 cannot require() packages that ship ES modules only; swc turns exactly these into CommonJS.
const esmOnly = ['jose', 'temporal-polyfill', 'temporal-utils'];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/support/compiled-once.js',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Engines of servers are imported when they are named, by the file names of the compiled program.
  moduleNameMapper: { '^(\\.\\./\\.\\./engines/.+|\\./verify-served)\\.js$': '$1' },
  transform: { '^.+\\.[cm]?[tj]s$': '@swc/jest' },
  transformIgnorePatterns: [`/node_modules/(?!(?:${esmOnly.join('|')})/)`],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  setupFiles: ['<rootDir>/test/support/threads-from-dist.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/every-test-asserts.ts'],
  testSequencer: '<rootDir>/test/support/longest-first.js',
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.js'],
  collectCoverageFrom: ['src/**/*.ts', 'projections/**/*.ts', '!src/main.ts'],
  coverageProvider: 'v8',
  maxWorkers: 2,
  // A promise kept late is kept: how fast things are is measured by the benches, on a machine at rest.
  testTimeout: 60_000,
};
