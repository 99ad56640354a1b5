import { Argument, Command, Option } from 'commander';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pc from 'picocolors';
import { configFromEnvironment } from '../config';
import type { ImportRemark } from '../app/import/importer';
import { importSources } from '../app/import/sources';
import { dataOption, jsonOption, type CommonOptions } from './options';
import { terminal } from './terminal';

interface ImportOptions extends CommonOptions {
  readonly rejects?: string;
}

/** `henji import SOURCE FILE`: take over history as it was; ends when every projection has the events, and the tree. */
export const importCommand = (): Command =>
  new Command('import')
    .description('take over history from a file; may be repeated and resumed · 导入历史数据')
    .addArgument(new Argument('<source>', 'kind of file · 文件种类').choices([...importSources.keys()]))
    .argument('<file>', 'the file, .gz or not · 文件')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addOption(new Option('--rejects <file>', 'where rows that cannot be read are listed · 未能读取的行'))
    .action(async (name: string, file: string, options: ImportOptions) => {
      const source = importSources.get(name);
      if (source === undefined) throw new TypeError(`no source ${name}`);
      const out = terminal(options.json === true);
      const config = configFromEnvironment(options);
      const started = Date.now();
      // Loaded here only, like the server: the write side with its law is what other commands do not need.
      const { openWhole } = await import('../app/roles/open-whole.js');
      const henji = await openWhole({ dataFolder: config.dataFolder, engines: config.engines });
      const list = new RemarkList(
        options.rejects ?? join(config.dataFolder, 'rejects', `${source.name}.csv`),
      );
      try {
        const reading = out.progress('import    ', 0);
        const result = await henji.importer.run(source, file, {
          importer: { u: 'cli', role: 'administrator' },
          onProgress: (rows, total) => {
            reading.update(rows, total);
          },
          onRemark: (remark) => {
            list.add(remark);
          },
        });
        reading.stop();
        const projecting = out.progress('projection', 0);
        await henji.projections.reached(result.position, (done, total) => {
          projecting.update(done, total);
        });
        projecting.stop();
        await henji.sealed();
        const seconds = (Date.now() - started) / 1000;
        const { read, appended, already, rejected, cases } = result;
        out.result({ read, appended, already, rejected, cases, seconds });
        out.say(
          `${pc.green('✓')} ${read.toLocaleString('en')} rows: ${appended.toLocaleString('en')} events appended, ` +
            `${already.toLocaleString('en')} already there, ${rejected.toLocaleString('en')} rejected, ` +
            `${cases.toLocaleString('en')} cases, ${seconds.toFixed(1)} s`,
        );
        if (list.count > 0) out.say(`  ${list.count} remarks in ${list.file}`);
      } finally {
        list.close();
        await henji.close();
      }
    });

/**
 * Rows that were rejected and parts that could not be read, with the original, as CSV. The originals may name people:
 * the file is made readable by its owner alone.
 */
class RemarkList {
  count = 0;
  #handle: number | undefined;

  constructor(readonly file: string) {}

  add({ row, kind, reason, original }: ImportRemark): void {
    if (this.#handle === undefined) {
      mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
      this.#handle = openSync(this.file, 'w', 0o600);
      writeSync(this.#handle, '\uFEFFrow,kind,reason,original\r\n');
    }
    this.count += 1;
    const line = [String(row), kind, reason, original.map(quoted).join(',')].map(quoted).join(',');
    writeSync(this.#handle, `${line}\r\n`);
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }
}

const quoted = (text: string): string => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
