import { up as subjectKeys } from './keys/0001-subject-keys';
import type { Migrations } from './applied';

/** Schema of `keys.db`. */
export const keysMigrations: Migrations = {
  '0001-subject-keys': { up: subjectKeys },
};
