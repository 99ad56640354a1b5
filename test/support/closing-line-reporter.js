const { writeSync } = require('node:fs');

const isServerTest = (test) =>
  [...test.ancestorTitles, test.title].some((title) => title.startsWith('[server:'));
const didRun = (test) => test.status === 'passed' || test.status === 'failed';

/**
 * Ends the output of a run with `N passed, N failed, N skipped`.
 *
 * A file that throws before or between its tests counts as one failed. With HENJI_REQUIRE_SERVERS=1 a test whose name
 * starts with `[server:` must run: skipped, it counts as failed and fails the run. Jest prints its own summary after
 * the reporters, so the line is written when the process exits. This file is JavaScript because Jest loads reporters
 * as they are.
 */
module.exports = class ClosingLineReporter {
  #requireServers = process.env.HENJI_REQUIRE_SERVERS === '1';
  #missing = [];

  onRunComplete(_contexts, results) {
    const tests = results.testResults.flatMap((file) => file.testResults);
    if (this.#requireServers) this.#missing = tests.filter((test) => isServerTest(test) && !didRun(test));
    const missing = this.#missing.length;
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + missing;
    const skipped = results.numPendingTests + results.numTodoTests - missing;
    const names = this.#missing
      .map((test) => `needs its server, but was skipped: ${test.fullName}\n`)
      .join('');
    process.once('exit', () => {
      writeSync(1, `${names}${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
    });
  }

  /** Jest fails the run when a reporter answers with an error here. */
  getLastError() {
    return this.#missing.length > 0 ? new Error('tests that need a server were skipped') : undefined;
  }
};
