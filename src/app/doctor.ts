import { existsSync, statfsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { SqliteLedgerAudit } from '../engines/sqlite/sqlite-ledger-audit';
import { heldIn } from './demo/held';
import { addDays, civilDateOf, instantInZone } from '../kernel/time';
import { toLoad } from '../law/calendar';
import { systemClock } from './clock';
import { asked, good, type Finding } from './doctor-finding';
import { relayFindings, sharedFindings } from './doctor-shared';
import { namedBlobs } from './files/named-blobs';
import { secretsFolder } from './engines/folders';
import { openBlobAudit } from './engines/open-blobs';
import { hasLedger, openLedgerForReading } from './engines/open-ledger';
import { hasReadModels } from './engines/open-read-models';
import { enginesAt, type Place } from './engines/place';
import { lawsAt } from './law/calendar-files';
import { openReading } from './open-reading';
import { projections } from '../../projections/all';

/** Free space below which it says so, in bytes: a day of a busy district with room to spare. */
const LITTLE_SPACE = 1 << 30;

/** Look at everything a place needs to be served. Reads only; servers may be running on it. */
export async function diagnose(place: Place): Promise<readonly Finding[]> {
  const { dataFolder } = place;
  if (!hasLedger(place)) {
    return [
      {
        subject: 'ledger.db',
        state: 'bad',
        zh: `${dataFolder} 中没有账本`,
        en: `there is no ledger in ${dataFolder}`,
        wayOut: { zh: '运行 henji serve 新建', en: 'henji serve makes one' },
      },
    ];
  }
  const isFile = enginesAt(place).ledger.kind === 'sqlite';
  const record = isFile ? [await asked('ledger.db', () => ledger(dataFolder))] : await sharedFindings(place);
  // Without the server there is nothing more to be told.
  if (!isFile && record[0]?.state === 'bad') return record;
  return [
    ...(existsSync(dataFolder) ? [space(dataFolder), ...rights(dataFolder)] : []),
    ...record,
    await asked('calendars', () => workingDays(place)),
    await asked('blobs', () => uploads(place)),
    ...(await progress(place)),
    ...(await relayFindings(place)),
    ...(await demonstration(place)),
  ];
}

/** Periods are counted some months ahead, and the notice for a year comes out in the autumn before. */
const AHEAD_DAYS = 90;

function workingDays(place: Place): Finding {
  const { calendars } = lawsAt(place);
  const { version } = calendars;
  const today = civilDateOf(instantInZone(systemClock.now()));
  const last = calendars.knownTo(today);
  const found =
    last === undefined
      ? good(
          'calendars',
          `${version}，没有今年的工作日历`,
          `${version}: the working days of this year are not known`,
        )
      : good('calendars', `${version}，工作日历至 ${last}`, `${version}: working days are known to ${last}`);
  if (last !== undefined && today <= addDays(last, -AHEAD_DAYS)) return found;
  const year = Number((last ?? today).slice(0, 4)) + (last === undefined ? 0 : 1);
  return {
    ...found,
    state: 'note',
    wayOut: {
      zh: `${year} 年放假通知公布后，将 ${year}.json ${toLoad.zh}`,
      en: `once the notice for ${year} is out, put ${year}.json ${toLoad.en}`,
    },
  };
}

function space(dataFolder: string): Finding {
  const { bavail, bsize } = statfsSync(dataFolder);
  const gib = ((bavail * bsize) / 2 ** 30).toFixed(1);
  const found = good('disk', `剩余 ${gib} GiB`, `${gib} GiB free`);
  return bavail * bsize < LITTLE_SPACE ? { ...found, state: 'note' } : found;
}

/** Secrets and databases are readable by their owner alone. */
function rights(dataFolder: string): readonly Finding[] {
  const files = ['ledger.db', 'keys.db', 'accounts.db'].map((name) => join(dataFolder, name));
  return [secretsFolder(dataFolder), ...files].filter(existsSync).map((path): Finding => {
    const mode = statSync(path).mode & 0o777;
    const subject = relative(dataFolder, path);
    if ((mode & 0o077) === 0) return good(subject, '仅所有者可读', 'readable by its owner alone');
    const rightsText = mode.toString(8);
    return {
      subject,
      state: 'bad',
      zh: `权限 ${rightsText}，他人可读`,
      en: `mode ${rightsText}: others can read it`,
      wayOut: { zh: `chmod go-rwx ${path}`, en: `chmod go-rwx ${path}` },
    };
  });
}

function ledger(dataFolder: string): Finding {
  const audit = new SqliteLedgerAudit(dataFolder);
  try {
    const { last } = audit.bounds();
    const damage = audit.damage();
    if (damage === undefined)
      return good('ledger.db', `${last} 条记录，文件完好`, `${last} records, file sound`);
    return {
      subject: 'ledger.db',
      state: 'bad',
      zh: `文件损坏：${damage}`,
      en: `the file is damaged: ${damage}`,
      wayOut: {
        zh: '停止服务，运行 henji verify，从备份恢复',
        en: 'stop, run henji verify, restore from a backup',
      },
    };
  } finally {
    audit.close();
  }
}

/** Uploaded files, by the first event that names each; that their bytes are right is for `verify`. */
async function uploads(place: Place): Promise<Finding> {
  const blobs = await uploaded(place);
  if (blobs.length === 0) return good('blobs', '没有上传的文件', 'no uploaded files');
  const store = await openLedgerForReading(place);
  try {
    const named = await namedBlobs(store);
    const unnamed = blobs.filter((address) => !named.has(address)).length;
    const found = good(
      'blobs',
      `${blobs.length} 个文件，其中 ${unnamed} 个没有事件引用`,
      `${blobs.length} files, ${unnamed} of them named by no event`,
    );
    if (unnamed === 0) return found;
    const wayOut = {
      zh: '停止服务后运行 henji sweep，清理三十天前无人引用的上传文件',
      en: 'stop the server and run henji sweep: it takes away such uploads older than 30 days',
    };
    return { ...found, state: 'note', wayOut };
  } finally {
    await store.close();
  }
}

async function uploaded(place: Place): Promise<readonly string[]> {
  const audit = await openBlobAudit(place);
  try {
    const blobs: string[] = [];
    for await (const { address } of audit.list()) blobs.push(address);
    return blobs;
  } finally {
    await audit.close();
  }
}

/** How far each read model has come. */
async function progress(place: Place): Promise<readonly Finding[]> {
  if (!hasReadModels(place)) return [];
  const parts = await openReading(place);
  try {
    const head = await parts.store.head();
    return await Promise.all(
      projections.map((projection) =>
        asked(`read/${projection.name}`, async () => {
          const reader = parts.models.reader(projection);
          const { position, passed } = await reader.checkpoint();
          const parked = (await reader.parked()).length;
          const isBehind = position < head.position;
          const [zh, en] = behindWords(head.size, passed, isBehind);
          const found = good(
            `read/${projection.name}`,
            `${zh}，搁置 ${parked} 条`,
            `${en}, ${parked} parked`,
          );
          return parked > 0 ? { ...found, state: 'bad' } : isBehind ? { ...found, state: 'note' } : found;
        }),
      ),
    );
  } finally {
    await parts.close();
  }
}

/** In records, where the engine counts them. */
function behindWords(size: bigint | undefined, passed: number, isBehind: boolean): readonly [string, string] {
  if (size === undefined) return isBehind ? ['尚未到账本末尾', 'behind'] : ['已到账本末尾', 'at the end'];
  const behind = Number(size) - passed;
  return [`落后 ${behind} 条`, `${behind} behind`];
}

/** What a demonstration in the ledger means for whoever works on it. */
async function demonstration(place: Place): Promise<readonly Finding[]> {
  const held = await heldIn(place);
  if (typeof held === 'string') return [];
  const subject = 'demonstration';
  if (!held.isFinished) {
    return [
      {
        ...{
          subject,
          state: 'bad',
          zh: '演示数据未生成完毕',
          en: 'making the demonstration was interrupted',
        },
        wayOut: { zh: '运行 npm start，由其完成', en: 'npm start finishes it' },
      },
    ];
  }
  if (held.keys === 'drawn') return [good(subject, '含演示数据，非真实执法', 'holds invented data')];
  return [
    {
      ...{
        subject,
        state: 'note',
        zh: '密钥由种子推得，毫无保密性',
        en: 'its keys follow from a seed: nothing is secret',
      },
      wayOut: { zh: '仅供测试，不得存放真实数据', en: 'use it for tests alone' },
    },
  ];
}
