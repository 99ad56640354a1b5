import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { penaltyDecisions } from '../../src/app/import/penalty-decisions';
import { tempFolder } from './temp-folder';

/** Who imports. */
export const importer = { u: 'test', role: 'administrator' };

/** Decisions on people: each event has a payload, and a data key of its own. */
export function decisionsFile(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, i) =>
      `${i + 1},沪公(治)行罚决字〔2024〕${String(i + 1).padStart(5, '0')}号,某某案,张三,扰乱秩序,《中华人民共和国治安管理处罚法》第二十三条第一款,罚款二百元,上海市公安局,2024-06-06`,
  );
  const file = join(tempFolder(), 'decisions.csv');
  writeFileSync(file, [penaltyDecisions.columns.join(','), ...rows].join('\n'));
  return file;
}

/** An upload. */
export async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
