import { HenjiError } from '../../kernel/errors';
import type { SavedFilter, SavedFilters } from '../../ports/saved-filters';
import type { Clock } from '../clock';

/** Filters that one account may keep. */
export const MOST_FILTERS = 50;

/** The account keeps as many filters as it may. */
export class TooManyFilters extends HenjiError {
  constructor() {
    super({
      code: 'too-many-filters',
      zh: `每个账号最多保存 ${MOST_FILTERS} 个筛选`,
      en: `an account keeps at most ${MOST_FILTERS} filters`,
      wayOut: { zh: '先删除不用的筛选', en: 'remove one that is not used first' },
    });
  }
}

/** The account keeps no filter of that name. */
export class FilterNotSaved extends HenjiError {
  constructor(name: string) {
    super({
      code: 'not-found',
      zh: `没有名为“${name}”的已存筛选`,
      en: `no filter is saved under "${name}"`,
      field: 'saved',
    });
  }
}

/** Filters of lists, kept by each account for itself. What a filter may hold, the door has checked. */
export class SavedFilterService {
  constructor(
    private readonly filters: SavedFilters,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  list(account: string): Promise<readonly SavedFilter[]> {
    return this.filters.list(account);
  }

  /** @throws FilterNotSaved */
  async of(account: string, name: string): Promise<SavedFilter['filter']> {
    const found = await this.filters.byName(account, normal(name));
    if (found === undefined) throw new FilterNotSaved(name);
    return found.filter;
  }

  /** Keep it, in place of the one of that name. @throws TooManyFilters */
  async save(account: string, name: string, filter: SavedFilter['filter']): Promise<SavedFilter> {
    const saved = { name: normal(name), filter, savedAt: new Date(this.clock.now()).toISOString() };
    if (!(await this.filters.put(account, saved, MOST_FILTERS))) throw new TooManyFilters();
    return saved;
  }

  /** Idempotent. */
  remove(account: string, name: string): Promise<void> {
    return this.filters.remove(account, normal(name));
  }
}

const normal = (name: string): string => name.normalize('NFC').trim();
