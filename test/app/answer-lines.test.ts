import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { answerLines } from '../../src/cli/lines';

const answers = { answer: (line: string) => `<${line}>`, tooLong: () => 'long' };

/** What is written for these chunks, with lines of at most 8 bytes. */
async function writtenFor(...chunks: readonly (string | Buffer)[]): Promise<string> {
  const output = new PassThrough();
  const done = answerLines(
    Readable.from(chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk))),
    output,
    answers,
    8,
  ).then(() => output.end());
  let written = '';
  for await (const chunk of output as AsyncIterable<Buffer>) written += chunk.toString();
  await done;
  return written;
}

describe('one answer for each line', () => {
  it.each<[string, (string | Buffer)[], string]>([
    ['no input', [''], ''],
    ['lines in one chunk', ['a\nb\n'], '<a>\n<b>\n'],
    ['a line over several chunks', ['a', 'b', 'c\nd'], '<abc>\n<d>\n'],
    ['an end that comes alone', ['a', '\n'], '<a>\n'],
    ['empty lines', ['\n\na\n'], '<>\n<>\n<a>\n'],
    ['a letter cut by a chunk', [Buffer.from([0x61, 0xc3]), Buffer.from([0xa9, 0x0a])], '<aé>\n'],
    ['a line as long as may be', ['12345678\n'], '<12345678>\n'],
    ['a line that is longer', ['123456789\na\n'], 'long\n<a>\n'],
    ['a longer line over chunks', ['12345', '6789', '\na'], 'long\n<a>\n'],
    ['a longer line without an end', ['a\n12345', '6789'], '<a>\nlong\n'],
  ])('%s', async (_, chunks, expected) => {
    expect(await writtenFor(...chunks)).toBe(expected);
  });

  it('waits for a slow reader, and stops when there is none any more', async () => {
    let read = 0;
    let seen = 0;
    const lines = Readable.from(
      (function* () {
        for (read = 0; read < 10_000; read++) yield Buffer.from('a\n'.repeat(20_000));
      })(),
    );
    const broken = new Writable({
      highWaterMark: 1,
      autoDestroy: false,
      write: (_chunk, _encoding, done) => {
        seen += 1;
        if (seen < 3) setImmediate(done);
        else done(Object.assign(new Error('gone'), { code: 'EPIPE' }));
      },
    });
    broken.on('error', () => undefined);
    await answerLines(lines, broken, answers, 8);
    expect(seen).toBe(3);
    expect(read).toBeLessThan(100);
  });
});
