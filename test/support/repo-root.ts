import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json, the same from `test/` and from the compiled copy of this file in `dist/test/`. */
export const repoRoot = ((): string => {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
})();
