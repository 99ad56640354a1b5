import type { Config } from '../../config';
import { isUnfinished, type Held } from './held';
import { makeDemonstration, type MakingOptions } from './making';
import { DemonstrationRefused } from './notes';

/**
 * Before a data folder is opened for serving: an empty one gets the district where it is wanted, and a district that was
 * interrupted is finished as it was begun.
 *
 * @throws DemonstrationRefused where it was interrupted and is not wanted any more, and what {@link makeDemonstration} throws
 */
export async function prepareDistrict(
  held: Held,
  wanted: Config['demo'],
  options: Pick<MakingOptions, 'dataFolder' | 'engines' | 'onProgress' | 'onAlarm'>,
): Promise<void> {
  if (held === 'nothing' && wanted === 'on') await makeDemonstration({ ...options, size: {}, keys: 'drawn' });
  if (!isUnfinished(held)) return;
  if (wanted === 'off') {
    throw new DemonstrationRefused(
      '数据文件夹中的演示数据尚未完成，而 HENJI_DEMO 为 off',
      'the demonstration in the data folder was interrupted, and HENJI_DEMO is off',
    );
  }
  const { cases, seed, until, keys } = held;
  if (until !== undefined) await makeDemonstration({ ...options, size: { cases, seed, until }, keys });
}
