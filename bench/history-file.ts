import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { trafficFines } from '../src/app/import/traffic-fines';

/** Steps of a case with their shares; most cases of the real file have between 2 and 6 events, 3.7 in the mean. */
const variants: readonly (readonly string[])[] = [
  ['Create Fine', 'Payment'],
  ['Create Fine', 'Send Fine'],
  ['Create Fine', 'Send Fine', 'Insert Fine Notification', 'Add penalty', 'Send for Credit Collection'],
  ['Create Fine', 'Send Fine', 'Insert Fine Notification', 'Add penalty', 'Payment'],
  ['Create Fine', 'Send Fine', 'Insert Fine Notification', 'Add penalty', 'Send for Credit Collection'],
  ['Create Fine', 'Send Fine', 'Payment'],
  ['Create Fine', 'Send Fine', 'Insert Fine Notification', 'Add penalty', 'Payment', 'Payment'],
];

const ROWS_PER_CHUNK = 1_000;

/**
 * Write a history of `rows` rows in the form of the traffic-fines file, for sizes that the real one does not have and
 * machines that do not have it. The same count gives the same bytes.
 */
export async function writeHistory(file: string, rows: number): Promise<void> {
  await pipeline(Readable.from(chunks(rows)), createWriteStream(file));
}

function* chunks(rows: number): Generator<string> {
  let lines = [trafficFines.columns.join(',')];
  for (let done = 0, number = 0; done < rows; number++) {
    for (const line of caseLines(number).slice(0, rows - done)) {
      lines.push(line);
      done += 1;
    }
    if (lines.length < ROWS_PER_CHUNK && done < rows) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
}

function caseLines(number: number): string[] {
  const steps = variants[number % variants.length] ?? [];
  const start = Date.UTC(2000, 0, 1) + (number % 4_000) * 86_400_000;
  return steps.map((step, i) => {
    const day = new Date(start + i * 30 * 86_400_000).toISOString().slice(0, 10);
    return `B${number},${i + 1},${step},${day}T00:00:00+01:00,${membersOf(step, number)}`;
  });
}

/** From `org:resource` to `matricola`, filled as the real file fills them. */
function membersOf(step: string, number: number): string {
  switch (step) {
    case 'Create Fine':
      return `${500 + (number % 60)},${35 + (number % 4)}.0,157,NIL,,,,,0,0.0,A,`;
    case 'Send Fine':
      return ',,,,11.0,,,,,,,';
    case 'Insert Fine Notification':
      return ',,,,,P,P,,,,,';
    case 'Add penalty':
      return ',71.5,,,,,,,,,,';
    case 'Payment':
      return ',,,,,,,35.0,,35.0,,';
    default:
      return ',,,,,,,,,,,';
  }
}
