const { relative } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/**
 * Seconds that suites took which wait, or work, for long. What matters is their order: whoever is added needs a line
 * only when it would keep the whole run waiting at its end.
 */
const seconds = {
  'test/acceptance/import-traffic-fines.test.ts': 225,
  'test/faults/kafka.server.test.ts': 93,
  'test/acceptance/import-traffic-fines.server.test.ts': 69,
  'test/faults/processes.server.test.ts': 53,
  'test/app/demonstration.test.ts': 53,
  'test/acceptance/record.test.ts': 49,
  'test/faults/kafka-into-postgresql-server.test.ts': 40,
  'test/acceptance/deadline.test.ts': 38,
  'test/contract/event-store.test.ts': 35,
  'test/house/readme.test.ts': 34,
  'test/projections/disclosure.clocks.test.ts': 33,
  'test/acceptance/general-procedure.test.ts': 33,
  'test/app/backup.test.ts': 31,
  'test/acceptance/simple-procedure.test.ts': 30,
  'test/engines/kafka-topic-feed.server.test.ts': 22,
  'test/http/foreign.test.ts': 20,
  'test/faults/postgresql-server.test.ts': 20,
  'test/law/deadline-oracle.test.ts': 19,
  'test/app/postgresql-rows.server.test.ts': 18,
};

/**
 * Begins the long suites first, also where nothing ran before: a fresh clone has no durations that Jest could go by,
 * and by the size of files it would leave the longest to the end, one process idle beside it.
 */
module.exports = class LongestFirst extends Sequencer {
  time(test) {
    return super.time(test) ?? this.#expected(test);
  }

  /** In milliseconds, as Jest remembers it; of the others the greater file is the longer one. */
  #expected({ path, context: { config, hasteFS } }) {
    const known = seconds[relative(config.rootDir, path).replaceAll('\\', '/')];
    return known === undefined ? 1_000 + (hasteFS.getSize(path) ?? 0) / 10 : known * 1_000;
  }
};
