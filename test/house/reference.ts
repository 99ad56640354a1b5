import { z } from 'zod';
import { catalogue } from '../../src/events/catalogue';
import type { EventDefinition } from '../../src/events/define-event';
import { statusOf } from '../../src/http/statuses';
import { codes, page, table } from '../support/markdown';
import { commandParts } from './reference-commands';
import {
  alertTable,
  answerabilityTable,
  keyTable,
  leadTable,
  packParts,
  refusalTable,
} from './reference-law';

/** Settings with their defaults; that none is missing here is tested against the parser. */
export const settings: readonly (readonly [name: string, standard: string, zh: string, en: string])[] = [
  ['HENJI_DATA', './henji-data', '数据目录；--data 优先', 'data folder; --data wins'],
  ['HENJI_LISTEN', '127.0.0.1:3000', '监听地址', 'address to listen on'],
  [
    'HENJI_DEMO',
    'on',
    '空目录中：on 建演示区，organ 只建一个演示主体，off 不建',
    'in an empty folder, on: the demonstration district, organ: one organ without cases, off: nothing',
  ],
  [
    'HENJI_ROLES',
    'all',
    '本进程的角色：api、relay、projections',
    'what this process does: api, relay, projections',
  ],
  [
    'HENJI_CALENDARS',
    'calendars',
    '工作日历目录（默认在数据目录中）：2027.json、650000-2027.json 等',
    'folder with working days that this build does not have, in the data folder unless said: 2027.json, 650000-2027.json …',
  ],
  ['LEDGER_URL', 'sqlite:', '账本引擎：sqlite: 或 esdb:', 'engine of the ledger: sqlite: or esdb:'],
  ['FEED_URL', 'log:', '事件流引擎：log: 或 kafka:', 'engine of the feed: log: or kafka:'],
  [
    'READMODEL_URL',
    'sqlite:',
    '读模型引擎：sqlite: 或 postgres:',
    'engine of read models: sqlite: or postgres:',
  ],
  ['BLOB_URL', 'file:', '文件引擎：file: 或 s3:', 'engine of files: file: or s3:'],
  ['HENJI_REQUIRE_SERVERS', '', '测试用：缺少服务器即失败', 'tests only: a missing server is a failure'],
];

const about = `# Reference

Generated from the program by \`npm run reference\`; a test fails when it has drifted. 由程序生成，不手工修改。

[Commands](#commands) · [Events](#events) · [Refusals](#refusals) · [Alerts](#alerts) · [Answerability](#answerability) ·
[Parameters](#parameters) · [Rule packs](#rule-packs) · [Settings](#settings) · [Errors](#errors)`;

const aboutCommands = `Bodies are described at \`/docs\` of a running server. Every body also takes \`occurredAt\` (an instant with offset) or
\`occurredOn\` (a day), and the command id as \`commandId\` or as the header \`Idempotency-Key\`. Whatever the rules of a row
say, a command that has no place in the phase of the case is refused with \`R-00 G-STEP\`. Every broken rule is reported.`;

const aboutEvents = `Stored names are never renamed. Public members stand in the entry for ever; personal members are encrypted for the subject
named, and the entry holds only commitments to them. \`?\` marks a member that may be absent.`;

const aboutRefusals = `A command that breaks one of these is refused, and the attempt is recorded. \`R-00\` is not of the catalogue: it says that
a step is out of place or a register entry unfit, with the article of the step. The last column is the row of the
answerability table that a case of it leads to.`;

const aboutAlerts = `These are recorded beside the case and refuse nothing. Severity 1: at once; 2: weekly; 3: quarterly list.`;

const aboutAnswerability = `Who answers for what: a traceback report (\`GET /v1/cases/{stream}/traceback\`) leads from the code of a finding to its row,
and from the row to the people whom the record shows. Each answers by his part, never all alike; LEADERSHIP alone is no ground
for a sanction under 行政处罚法 76–83. V40 and V41 name nobody. The row of each code stands with it above.`;

const aboutParameters = `\`default\`: the national pack sets it. \`required\`: nothing is guessed, a territory or organ has to set it. \`optional\`: where
no pack sets it, the duty does not exist.`;

const aboutPacks = `Periods: \`wd\` working days, \`cd\` calendar days, \`h\` hours, \`m\` months, \`y\` years; \`+roll\` ends on the next working day.
Money in yuan. Confidence: \`L\` read in the full text of the statute, \`L?\` cited but not at hand, \`S\` from a local document
at hand, \`P\` read in an excerpt, \`C\` seen in public code, \`T\` computed and tested, \`M\` from memory, \`U\` not verified, \`D\` a
proposal of ours. None of this is legal advice.`;

const aboutErrors = `HTTP answers are problems of RFC 9457 with the code in \`code\`; texts come in the language of \`Accept-Language\`. The command
line prints the same codes and exits as the README says.`;

/** The whole of `docs/reference.md`. */
export const referencePage = (): string =>
  page(
    about,
    ...['## Commands', aboutCommands, ...commandParts()],
    ...['## Events', aboutEvents, eventTable()],
    ...['## Refusals', aboutRefusals, refusalTable()],
    ...['## Alerts', aboutAlerts, alertTable()],
    ...['## Answerability', aboutAnswerability, answerabilityTable(), leadTable()],
    ...['## Parameters', aboutParameters, keyTable()],
    ...['## Rule packs', aboutPacks, ...packParts()],
    '## Settings',
    table(
      ['setting', 'default', '中文', 'English'],
      settings.map(([name, standard, zh, en]) => [
        `\`${name}\``,
        standard === '' ? '' : `\`${standard}\``,
        zh,
        en,
      ]),
    ),
    ...['## Errors', aboutErrors, errorTable()],
  );

const eventTable = (): string =>
  table(
    ['event', 'version', '中文', 'English', 'public members', 'personal members'],
    [...catalogue.values()].map((definition) => [
      ...[`\`${definition.type}\``, String(definition.version), definition.zh, definition.en],
      ...[members(definition.data), personalMembers(definition)],
    ]),
  );

const personalMembers = ({ personal }: EventDefinition): string =>
  Object.entries(personal)
    .map(([subject, schema]) => `${subject}: ${members(schema)}`)
    .join('; ');

function members(schema: z.ZodType): string {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  return codes(Object.keys(properties).map((name) => (required.includes(name) ? name : `${name}?`)));
}

const errorTable = (): string =>
  table(
    ['code', 'status'],
    Object.entries(statusOf)
      .sort(([one, a], [other, b]) => a - b || (one < other ? -1 : 1))
      .map(([code, status]) => [`\`${code}\``, String(status)]),
  );
