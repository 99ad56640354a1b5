import { beforeEach, expect } from '@jest/globals';

// A test whose body never reaches an expectation (a forgotten await, an empty loop) fails instead of passing.
beforeEach(() => {
  expect.hasAssertions();
});
