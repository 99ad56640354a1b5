import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { LogRecord } from './event-log';

type Line = Omit<LogRecord, 'data' | 'metadata'> & { readonly data: string; readonly metadata: string };

/** The log of a test server as lines of JSON, so that it can start again with them and a copy of the file is a backup. */
export const readLog = (file: string): LogRecord[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
          const { data, metadata, ...rest } = JSON.parse(line) as Line;
          return { ...rest, data: Buffer.from(data, 'base64'), metadata: Buffer.from(metadata, 'base64') };
        })
    : [];

/** Adds one record; it is in the file before the client is answered. */
export function writeRecord(file: string, { data, metadata, ...rest }: LogRecord): void {
  const line: Line = { ...rest, data: data.toString('base64'), metadata: metadata.toString('base64') };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
