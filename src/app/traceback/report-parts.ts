import { said, under } from '../../documents/case-parts';
import { dateText, legalTimeText } from '../../documents/wording';
import { epochOf, instantInZone, type Instant } from '../../kernel/time';
import type { Block, FormRow } from '../../ports/document-model';
import type { Point } from './case-record';
import type { Knowledge } from './knowledge';
import type { TracebackReport } from './report';
import { GAP, personText, refsText, type Paper } from './report-words';
import type { Share } from './share';

/** The parts of the report on paper that say what the record shows. */

export const levels = { DIRECT: '直接责任', SUPERVISORY: '主管责任', LEADERSHIP: '领导责任' } as const;
export const standings = {
  named: '记录显示其责任',
  'not-named': '不由其负责',
  'not-provable': '记录无法证明',
} as const;
const hows = { commission: '作为', omission: '不作为', command: '管理' } as const;
const visibilities = {
  absent: '缺失可见',
  contained: '缺陷载于所签行为',
  'took-part': '本人参与',
  'not-visible': '不可见',
  'not-provable': '记录无法证明',
} as const;
const inForce = { yes: '有效', no: '尚未施行', unknown: '施行日期未载明' } as const;

/** 一、认定与规范依据 */
export function findingBlocks({ given: { report } }: Paper): readonly Block[] {
  const { finding, norms, conditions, duties } = report;
  return [
    ...under('一、认定与规范依据'),
    {
      kind: 'form',
      rows: [
        [{ label: '认定', value: `${finding.code}${GAP}${finding.zh}` }],
        [{ label: '证据事件', value: refsText(finding.evidence) }],
        ...(finding.ended === undefined
          ? []
          : ([[{ label: '迟延办结', value: refsText([finding.ended]) }]] satisfies FormRow[])),
        ...duties.map(({ row, step }): FormRow => [{ label: `职责 ${row}`, value: step.zh }]),
      ],
    },
    norms.length === 0
      ? said('目录未载明该认定的国家规范依据')
      : {
          kind: 'table',
          head: ['规范与条款', '位阶', '施行日期', '行为时'],
          widths: [7, 3, 4, 3],
          rows: norms.map((norm) => [
            norm.zh,
            norm.rankZh,
            norm.from === undefined ? '—' : dateText(norm.from),
            inForce[norm.inForce],
          ]),
        },
    {
      kind: 'table',
      head: ['追究条件', '记录', '事件'],
      widths: [6, 3, 8],
      rows: conditions.map(({ zh, shown, events }) => [
        zh,
        shown === 'yes' ? '有记录' : '未见记录',
        refsText(events),
      ]),
    },
  ];
}

/** 二、责任人员: a list, then each part of each person. */
export function matrixBlocks(paper: Paper): readonly Block[] {
  const { given, names } = paper;
  const { matrix, duties } = given.report;
  if (matrix.length === 0) {
    return under('二、责任人员', '记录不显示由谁承担该职责，不对任何人作责任认定');
  }
  return [
    ...under('二、责任人员'),
    {
      kind: 'table',
      head: ['序号', '人员', '身份', '责任层级', '记录所示'],
      widths: [2, 9, 4, 5, 5],
      rows: matrix.map((share, i) => [
        String(i + 1),
        personText(names, share.person),
        share.zh,
        `${levels[share.level]}（${hows[share.how]}）`,
        standings[share.standing],
      ]),
    },
    ...matrix.map((share, i) => shareForm(share, i + 1, paper, duties)),
  ];
}

function shareForm(
  share: Share,
  number: number,
  { given: { report }, names }: Paper,
  duties: TracebackReport['duties'],
): Block {
  const duty = duties.find(({ row }) => row === share.row);
  const level =
    share.level === 'DIRECT'
      ? duty?.direct
      : share.level === 'SUPERVISORY'
        ? duty?.supervisory
        : duty?.leadership;
  const known = report.knowledge.filter(({ person, role }) => person === share.person && role === share.role);
  return {
    kind: 'form',
    rows: [
      [{ label: String(number), value: `${personText(names, share.person)}${GAP}${share.zh}` }],
      [
        { label: '责任层级', value: `${levels[share.level]}（${hows[share.how]}）` },
        { label: '记录所示', value: standings[share.standing] },
      ],
      [
        {
          label: '职责',
          value: `${share.row}${GAP}${duty?.step.zh ?? ''}${level === undefined ? '' : `：${level.zh}`}`,
        },
      ],
      [{ label: '依据条款', value: report.norms.map(({ zh }) => zh).join('；') || '—' }],
      ...known.map((each): FormRow => [{ label: '知情', value: knownText(each, report) }]),
      [{ label: '证明事实', value: pointsText(share.for) }],
      [{ label: '反证事实', value: pointsText(share.against) }],
    ],
  };
}

function knownText({ act, read, visible, because, boundTo }: Knowledge, report: TracebackReport): string {
  const at = report.timeline.find(({ event }) => event === act.event);
  const when = at === undefined ? '' : `${legalTimeText(at.legal)}行为时，`;
  const file =
    read.through === undefined
      ? '卷宗尚无已入账事件'
      : `可阅卷宗至第${read.through.revision}号事件（共${read.events}件）`;
  const bound =
    boundTo === undefined ? '' : boundTo.agrees ? '；所签卷宗摘要重放一致' : '；所签卷宗摘要重放不一致';
  return `${when}${file}；缺陷可见性：${visibilities[visible]}（${because.zh}）${bound}\n${refsText([act, ...because.events.filter(({ event }) => event !== act.event)])}`;
}

export const pointsText = (points: readonly Point[]): string =>
  points.length === 0
    ? '—'
    : points.map(({ zh, events }) => (events.length === 0 ? zh : `${zh}\n${refsText(events)}`)).join('\n');

/** 三、在岗与控制, 四、因果检验, 五、干预与免责. */
export function peopleBlocks({ given, names }: Paper): readonly Block[] {
  const { control, causation, interference, exemption, guardsDisabled } = given.report;
  const reasons = 'texts' in given ? given.texts.causation : undefined;
  return [
    ...under('三、在岗与控制检验'),
    {
      kind: 'table',
      head: ['人员', '当日岗位', '代理', '在岗', '回避'],
      widths: [8, 7, 5, 3, 4],
      rows: control.map(({ person, posts, standsInFor, absent, recused }) => [
        personText(names, person),
        posts.map(({ name }) => name).join('\n') || '登记中未载明',
        standsInFor.map(({ name }) => name).join('\n') || '—',
        absent ? '不在岗' : '在岗',
        refsText(recused),
      ]),
    },
    ...(guardsDisabled.length === 0 ? [] : [said(`规则停用：${pointsText(guardsDisabled)}`)]),
    ...under('四、因果检验', causation.zh),
    ...(causation.test === undefined
      ? []
      : [said(`${causation.test.zh}${reasons === undefined ? '' : `。理由：${reasons}`}`)]),
    {
      kind: 'table',
      head: ['以结果为条件的规范', '结果', '记录'],
      widths: [5, 7, 4],
      rows: causation.results.map(({ normZh, zh, shown, events }) => [
        normZh,
        zh,
        shown === 'yes' ? refsText(events) : '未见记录',
      ]),
    },
    {
      kind: 'table',
      head: ['认定行为之后的进程', '承接', '事件'],
      widths: [5, 4, 10],
      rows: causation.course.map(({ zh, revision, event, follows }) => [
        zh,
        follows.length === 0 ? '认定所指行为' : follows.map((each) => `第${each}号`).join('、'),
        `第${revision}号\n${event}`,
      ]),
    },
    ...under('五、干预与免责', ...[...interference, ...exemption].map(({ zh }) => zh)),
  ];
}

/** 七、记录缺口与重放核验. */
export function gapBlocks(paper: Paper): readonly Block[] {
  const { report } = paper.given;
  const { gaps, reconstruction, timeline } = report;
  const { chain, files, replays } = reconstruction;
  return [
    ...under('七、记录缺口与重放核验'),
    gaps.length === 0
      ? said('未发现记录缺口')
      : {
          kind: 'table',
          head: ['缺口', '涉及事件'],
          widths: [8, 8],
          rows: gaps.map((gap) => [
            gap.zh,
            'revisions' in gap
              ? gap.revisions.map((revision) => `第${revision}号`).join('、')
              : refsText(gap.events),
          ]),
        },
    ...lateBlocks(paper),
    said(
      `本案共${chain.events}件事件，${chain.unbroken ? '哈希链首尾相接、未见断裂' : '哈希链有断裂'}；两次独立重放${replays.agree ? '一致' : '不一致'}；审核卷宗摘要重放${files.length}件，其中${files.filter(({ agrees }) => !agrees).length}件不一致`,
    ),
    ...replays.differences.map(({ zh }) => said(zh)),
    said(
      `所用规则包：${report.snapshot.rulePacks.join('、') || '未载明'}；日历：${report.snapshot.calendars.join('、') || '未载明'}`,
    ),
    ...(timeline.length === 0 ? [] : [said('全部事件见附件时间线')]),
  ];
}

/** 2026-11-28 07:08:12, on the clock of Shanghai. */
function clockText(at: Instant): string {
  const local = instantInZone(epochOf(at));
  return `${local.slice(0, 10)} ${local.slice(11, 19)}`;
}

/** What was done outside of the program: every rule that it broke, and who confirmed it. */
function lateBlocks({ given: { report }, names }: Paper): readonly Block[] {
  if (report.outOfBand.length === 0) return [];
  return [
    {
      kind: 'table',
      head: ['体制外事实补录', '所违反的规则', '补录与确认', '事件'],
      widths: [4, 7, 5, 6],
      rows: report.outOfBand.map(({ zh, broken, recordedBy, confirmers, entry, events }) => [
        zh,
        broken.map((each) => `${each.code}${GAP}${each.basis[0] ?? ''}`).join('\n') || '未见违反规则',
        [
          `补录：${personText(names, recordedBy)}`,
          ...confirmers.map((who) => `确认：${personText(names, who)}`),
        ].join('\n'),
        refsText([entry, ...events]),
      ]),
    },
  ];
}

/** 附件: every event of the view on both clocks. */
export function recordBlocks({ given: { report } }: Paper): readonly Block[] {
  return [
    ...under(`附件${GAP}案件时间线（发生时间与记录时间）`),
    {
      kind: 'table',
      head: ['号', '事项', '发生与记录', '事件编号与叶哈希'],
      widths: [2, 6, 9, 20],
      rows: report.timeline.map(({ revision, zh, legal, recordedAt, event, leaf }) => [
        String(revision),
        zh,
        `${legal.p === 'day' ? legal.d : clockText(legal.at)} 发生\n${clockText(recordedAt)} 记录`,
        `${event}\n${leaf}`,
      ]),
    },
  ];
}
