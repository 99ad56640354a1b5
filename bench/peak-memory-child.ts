import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded before a child's own program: at the end it tells the peak of its resident memory, in KiB, on descriptor 3.
 * The kernel keeps that figure, so nothing is sampled and nothing is missed.
 */
export type PeakMemoryKiB = number;

if (isMainThread) {
  process.on('exit', () => {
    const peak: PeakMemoryKiB = process.resourceUsage().maxRSS;
    try {
      writeSync(3, String(peak));
    } catch {
      // Nobody listens: the program was started by hand.
    }
  });
}
