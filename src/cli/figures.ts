import Table from 'cli-table3';
import { Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { handlesOf, viewOf, type FigureLine, type FigureView } from '../app/figures/figure-lines';
import {
  figureDimensions,
  figureKinds,
  kindless,
  readFigures,
  type FigureAsking,
  type FigureKind,
} from '../app/figures/read-figures';
import { registerNames } from '../app/figures/register-names';
import { openReading } from '../app/open-reading';
import { openReaders } from '../app/readers';
import { configFromEnvironment } from '../config';
import { HenjiError } from '../kernel/errors';
import { civilDateOf, instantInZone } from '../kernel/time';
import { civilDate, dataOption, instant, jsonOption, territoryOption, type CommonOptions } from './options';
import { folded, partsBar, shareBar, spreadPlot, widthOf } from './plots';
import { terminal, type Terminal } from './terminal';

interface FiguresOptions extends CommonOptions {
  readonly what?: readonly FigureKind[];
  readonly by?: FigureAsking['by'];
  readonly organ?: string;
  readonly level?: string;
  readonly territory?: string;
  readonly kind?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
}

const day = (flags: string, text: string): Option => new Option(flags, text).argParser(civilDate);

/** `henji figures`: what supervisors are shown, beside a running server or without one. */
export const figuresCommand = (): Command =>
  new Command('figures')
    .description('how far, how fast, how punctual: the figures of supervision · 监督数据')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addOption(
      new Option('--what <names>', `some of them: ${figureKinds.join(',')} · 项目`).argParser(
        someOf(figureKinds),
      ),
    )
    .addOption(
      new Option('--by <names>', `told apart by ${figureDimensions.join(',')} · 分组`).argParser(
        someOf(figureDimensions),
      ),
    )
    .option('--organ <handle>', 'of one organ · 执法主体')
    .option('--level <level>', 'of organs of a level: county, city, province · 层级')
    .addOption(territoryOption())
    .option('--kind <kind>', 'of one kind of procedure · 程序')
    .addOption(day('--from <date>', 'what was done on or after · 日期自'))
    .addOption(day('--to <date>', 'what was done on or before · 日期至'))
    .addOption(day('--as-of <date>', 'legal date · 法律日期'))
    .addOption(new Option('--known-at <instant>', 'as known at an instant · 记录时点').argParser(instant))
    .action(async (options: FiguresOptions) => {
      const out = terminal(options.json === true);
      const kinds = kindsAsked(options);
      const parts = await openReading(configFromEnvironment(options));
      const readers = openReaders(parts);
      try {
        const figures = await readFigures(readers, kinds, askingOf(options));
        out.result(figures);
        const views = kinds.flatMap((kind) => viewOf(kind, figures) ?? []);
        const names = await registerNames(readers, handlesOf(views));
        for (const view of views) sayView(out, view, names);
      } finally {
        await readers.close();
        await parts.close();
      }
    });

/** Words of a list, separated by commas. */
const someOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): readonly T[] =>
    text.split(',').map((word) => {
      const found = known.find((each) => each === word);
      if (found === undefined) throw new InvalidArgumentError(`expected of ${known.join(', ')}`);
      return found;
    });

/** @throws HenjiError `bad-arguments` where alerts or refusals are asked for by kind, which they do not have */
function kindsAsked({ what, kind, by = [] }: FiguresOptions): readonly FigureKind[] {
  if (kind === undefined && !by.includes('kind')) return what ?? figureKinds;
  if (what?.some((each) => kindless.has(each)) === true) {
    throw new HenjiError({
      ...{ code: 'bad-arguments', zh: '预警和拒绝不区分程序' },
      en: 'alerts and refusals are of no kind of procedure',
    });
  }
  return what ?? figureKinds.filter((each) => !kindless.has(each));
}

function askingOf({
  organ,
  by = [],
  level,
  territory,
  kind,
  from,
  to,
  ...clocks
}: FiguresOptions): FigureAsking {
  const { asOf, knownAt } = clocks;
  const scope = { level, territory, kind, from, to, asOf, knownAt };
  return {
    ...Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== undefined)),
    ...(organ === undefined ? {} : { organs: [organ] }),
    ...{ by, today: civilDateOf(instantInZone(Date.now())) },
  };
}

type Names = ReadonlyMap<string, string>;

const PLOT = 32;
const NAME = 48;
const plain = { head: [], border: [] };
const noLines = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: ' ' },
};

function sayView(out: Terminal, view: FigureView, names: Names): void {
  const { zh, en, unit, lines } = view;
  const counted = unit === undefined ? '' : pc.dim(`  ${unit.zh} ${unit.en}`);
  out.say(`\n${pc.bold(`${zh} · ${en}`)}${counted}`);
  if (lines.length === 0) {
    out.say(pc.dim('  无 · none'));
    return;
  }
  const scale = view.scale ?? scaleOf(lines);
  const table = new Table({ chars: noLines, style: plain, colAligns: ['left', 'right', 'left', 'left'] });
  for (const line of lines) {
    const [plot, words] = drawn(line, scale);
    table.push([nameOf(line, names), line.count.toLocaleString('en'), plot, words]);
  }
  out.say(table.toString());
}

/** Chinese first, English below it where both do not fit side by side; what it is about beside. */
function nameOf({ code, name, group }: FigureLine, names: Names): string {
  const parts = [code ?? [], group.map((each) => names.get(each) ?? each)].flat();
  const about = parts.length === 0 ? '' : `[${parts.join(', ')}]`;
  const [first = '', ...others] = [names.get(name.zh) ?? name.zh, name.en].filter((text) => text !== '');
  const besides = (text: string): string => `${text} ${about}`.trimEnd();
  const side = besides([first, ...others].join(' · '));
  if (widthOf(side) <= NAME) return side;
  const top = widthOf(besides(first)) <= NAME ? [besides(first)] : [first, about];
  const below = others.flatMap((text) => folded(text, NAME)).map((line) => pc.dim(line));
  return [...top.flatMap((text) => folded(text, NAME)), ...below].join('\n');
}

const percent = (share: number): string => `${(share / 100).toFixed(1)} %`;

function drawn({ drawn: what }: FigureLine, scale: readonly [number, number]): readonly [string, string] {
  switch (what.draws) {
    case 'share':
      return [shareBar(what.share, PLOT), percent(what.share)];
    case 'parts': {
      const { well, ill, open, share } = what;
      return [
        partsBar(what, PLOT),
        `${well}/${ill}/${open}${share === undefined ? '' : `  ${percent(share)}`}`,
      ];
    }
    case 'spread': {
      const { least, q1, median, q3, most, outliers } = what.spread;
      const outside = (outliers?.below ?? 0) + (outliers?.above ?? 0);
      const words = `${least} ‥ ${q1} ‥ ${median} ‥ ${q3} ‥ ${most}`;
      return [
        spreadPlot(what.spread, scale, PLOT),
        outside === 0 ? words : `${words}  ${pc.yellow(`△ 离群 outliers ${outside}`)}`,
      ];
    }
  }
}

/** From nothing to the greatest value of all lines. */
const scaleOf = (lines: readonly FigureLine[]): readonly [number, number] => [
  0,
  Math.max(0, ...lines.map(({ drawn: what }) => (what.draws === 'spread' ? what.spread.most : 0))),
];
