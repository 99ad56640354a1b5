import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { commandCatalogue } from '../../src/app/bus/command-catalogue';
import { catalogue } from '../../src/events/catalogue';
import { repoRoot } from '../support/repo-root';
import { referencePage, settings } from './reference';

const file = join(repoRoot, 'docs', 'reference.md');
/** Set by `npm run reference`. */
const isWriting = process.env['WRITE_REFERENCE'] === 'yes';

describe('docs/reference.md', () => {
  it('says what the program says; otherwise run npm run reference', () => {
    const wanted = referencePage();
    if (isWriting) writeFileSync(file, wanted);
    expect(readFileSync(file, 'utf8')).toBe(wanted);
  });

  it('has every command with its address, and every event', () => {
    const text = referencePage();
    const slugs = commandCatalogue.flatMap(({ plural, routes }) =>
      routes.filter(({ continues }) => continues).map(({ slug }) => `/v1/${plural}/{stream}/${slug}\``),
    );
    expect(slugs.length).toBeGreaterThan(40);
    expect(slugs.filter((slug) => !text.includes(slug))).toEqual([]);
    expect([...catalogue.keys()].filter((type) => !text.includes(`| \`${type}\` |`))).toEqual([]);
  });

  it('names every setting that the parser knows, here and in the README', () => {
    const parser = readFileSync(join(repoRoot, 'src', 'config.ts'), 'utf8');
    const known = new Set(parser.match(/(?<=')(?:HENJI|LEDGER|FEED|READMODEL|BLOB)_[A-Z_]+[A-Z](?=')/gu));
    expect(new Set(settings.map(([name]) => name))).toEqual(known);
    const readme = readFileSync(join(repoRoot, 'README.md'), 'utf8');
    const forOperators = [...known].filter((name) => name !== 'HENJI_REQUIRE_SERVERS');
    expect(forOperators.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});
