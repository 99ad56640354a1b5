import { Command } from 'commander';
import Table from 'cli-table3';
import pc from 'picocolors';
import { lawsAt } from '../app/law/calendar-files';
import type { Law } from '../app/law/laws';
import { explainKey, rulesView, type ResolutionView, type RulesView } from '../app/law/rule-questions';
import { systemClock } from '../app/clock';
import { configFromEnvironment } from '../config';
import { civilDateOf, instantInZone } from '../kernel/time';
import { civilDate, dataOption, jsonOption, territoryOption, type CommonOptions } from './options';
import { terminal, type Terminal } from './terminal';

interface RulesOptions extends CommonOptions {
  readonly territory?: string;
  readonly organ?: string;
  readonly on?: string;
}

/** `henji rules [KEY]`: why a parameter has its value here, or all of them and whether they are complete. */
export const rulesCommand = (): Command =>
  new Command('rules')
    .description('why a parameter has its value here; without a key all of them · 规则参数及其来源')
    .argument('[key]', 'parameter of the rule packs, such as service · 规则包参数')
    .addOption(territoryOption())
    .option('--organ <handle>', 'by the packs that the organ adopted; needs the data folder · 执法主体')
    .option('--on <date>', 'legal date, today unless given · 日期', civilDate)
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (key: string | undefined, options: RulesOptions) => {
      const out = terminal(options.json === true);
      const view = await answer(key, options);
      out.result(view);
      if ('items' in view) sayRules(out, view);
      else sayTrail(out, view);
    });

async function answer(key: string | undefined, options: RulesOptions): Promise<ResolutionView | RulesView> {
  const { territory, organ, on = civilDateOf(instantInZone(systemClock.now())) } = options;
  const read = ({ rules }: Law): ResolutionView | RulesView =>
    key === undefined ? rulesView(rules) : explainKey(key, rules);
  const config = configFromEnvironment(options);
  if (organ === undefined) return read(lawsAt(config).ofTerritory(territory, on));
  const { withLawOfOrgan } = await import('../app/law/organ-law.js');
  return withLawOfOrgan(config, organ, on, read);
}

function sayRules(out: Terminal, { packs, complete, defects, items }: RulesView): void {
  const table = new Table({ head: ['key · 参数', 'value · 取值', 'pack · 规则包', '', 'meaning · 含义'] });
  for (const { key, value, pack, confidence, zh, en } of items) {
    table.push([key, shortened(value ?? '—'), pack ?? '—', confidence ?? '', `${en} · ${zh}`]);
  }
  out.say(table.toString());
  out.say(packs.join(', '));
  if (complete) out.say(pc.green('complete · 完整'));
  for (const { zh, en } of defects) out.say(`${pc.yellow('△')} ${en} · ${zh}`);
}

/** Lists of acts are long; whole they stand in the answer for one key. */
const shortened = (value: string): string => (value.length <= 40 ? value : `${value.slice(0, 39)}…`);

/** The packs in the order in which they speak, and what became of each word. */
export function sayTrail(out: Terminal, view: ResolutionView): void {
  const { key, zh, en, value, pack, changedBy, onlyToLengthen, trail, note, demonstration } = view;
  out.say(`${pc.bold(key)} = ${value ?? '—'}  ${en} · ${zh}${pack === null ? '' : pc.dim(`  ${pack}`)}`);
  for (const step of trail) {
    const mark = step.outcome === 'applied' ? pc.green('✓') : pc.dim('·');
    out.say(`  ${mark} ${step.en} · ${step.zh}`);
    if (step.basis.length > 0) out.say(pc.dim(`      ${step.basis.join('、')}  [${step.confidence}]`));
  }
  if (trail.length === 0) out.say('  no pack sets it · 没有规则包设定');
  if (note !== null) out.say(`  ${note.en} · ${note.zh}`);
  if (demonstration) out.say(pc.yellow('  chosen for the demonstration, no advice · 演示所取，非法律意见'));
  if (changedBy !== null) {
    out.say(pc.dim(`  changed by ${changedBy} or higher${onlyToLengthen ? ', to lengthen it' : ''}`));
  }
}
