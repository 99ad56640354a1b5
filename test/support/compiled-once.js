const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/**
 * What V8 made of each file that this process compiled. Every suite loads its modules anew, in a context of its own, and
 * most of them load the same thousands: compiled once a process instead of once a suite they are a third faster there.
 */
const compiled = new Map();
const compileFunction = vm.compileFunction;

vm.compileFunction = function compileOnce(code, parameters, options) {
  const { filename, parsingContext } = options ?? {};
  if (filename === undefined || parsingContext === undefined)
    return compileFunction(code, parameters, options);
  const signature = parameters.join();
  const known = compiled.get(filename);
  if (known?.code === code && known.signature === signature)
    return compileFunction(code, parameters, { ...options, cachedData: known.cachedData });
  const made = compileFunction(code, parameters, { ...options, produceCachedData: true });
  compiled.set(filename, { code, signature, cachedData: made.cachedData });
  return made;
};

/** Node's environment, as Jest has it. */
module.exports = TestEnvironment;
