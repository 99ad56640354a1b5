import { HenjiError } from '../../kernel/errors';

/** An engine that comes with a later build. */
export class EngineMissing extends HenjiError {
  constructor(scheme: string) {
    super({
      code: 'bad-settings',
      zh: `本版本没有引擎 ${scheme}`,
      en: `${scheme} is not in this build`,
    });
  }
}
