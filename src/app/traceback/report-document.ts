import { said, under } from '../../documents/case-parts';
import type { Names } from '../../documents/names';
import { dateText, momentText } from '../../documents/wording';
import type { Block, DocumentModel, FormRow } from '../../ports/document-model';
import type { GivenReport, GivenTracing } from './given-report';
import { sealedBlocks } from './report-sealed';
import { findingBlocks, gapBlocks, matrixBlocks, peopleBlocks, recordBlocks } from './report-parts';
import { endingBlocks, statementBlocks } from './report-ending';
import { digestText, ERASED, GAP, refText, type Paper } from './report-words';

/** The report as an inspector reads and signs it: cover, parts in the order of D.3, signatures. */
export function reportDocument(given: GivenReport | GivenTracing, names: Names): DocumentModel {
  const { report, hash, sealed } = given;
  const paper = { given, names };
  const { tracing, snapshot, organ } = report;
  const from = tracing?.opened ?? snapshot.case;
  return {
    organ: names.organ(tracing?.organ ?? organ),
    title: '责任倒查报告',
    ...(tracing === undefined ? {} : { number: tracing.number }),
    blocks: [
      ...cover(paper),
      { kind: 'page' },
      ...findingBlocks(paper),
      ...matrixBlocks(paper),
      ...peopleBlocks(paper),
      ...statementBlocks(paper),
      ...gapBlocks(paper),
      ...endingBlocks(paper),
      { kind: 'page' },
      ...recordBlocks(paper),
      ...sealedBlocks(paper),
    ],
    imprint: {
      // With the sealed part it is another paper.
      id: `traceback-${report.finding.code}-${snapshot.case.revision}${sealed === undefined ? '' : '-sealed'}`,
      version: 1,
      event: from.event,
      leaf: Buffer.from(from.leaf, 'base64url').toString('hex'),
      recordedAt: tracing?.knownAt ?? lastRecorded(given),
    },
    marks: [
      `报告摘要 SHA-256 ${hash}`,
      ...(sealed === undefined ? [] : [`密封附页摘要 SHA-256 ${sealed.hash}`]),
    ],
  };
}

/** The newest record that the report is made from. */
const lastRecorded = ({ report }: GivenReport): string =>
  report.timeline
    .map(({ recordedAt }) => recordedAt)
    .toSorted()
    .at(-1) ?? '';

const sources = {
  alert: '系统预警',
  act: '行为自身载明',
  clock: '期限届满',
  reversal: '决定被撤销、变更或者确认违法',
  asserted: '由倒查人提出',
} as const;

function cover({ given, names }: Paper): readonly Block[] {
  return [
    {
      kind: 'text',
      text: '密封材料：不入案卷，不入证据依据卷，不得公开；每次调阅均留痕。',
      flush: true,
      strong: true,
    },
    { kind: 'form', rows: [...askedRows(given), ...tracingRows({ given, names }), ...snapshotRows(given)] },
    ...under('说明'),
    said('本报告由案件记录按同一规则重放生成，同一快照所得报告逐字节相同，可凭报告摘要核对'),
    said(
      '本报告只陈述记录所示：何人、负何职责、依何规范、何时知悉、何以证明；不评定轻重，不作处理决定，由有权机关决定',
    ),
    said('记录没有载明的，写明“记录无法证明”，既不推定其有，也不推定其无；不以最后签字人当然担责'),
  ];
}

const askedRows = ({ report: { finding, snapshot } }: GivenReport): readonly FormRow[] => [
  [{ label: '倒查案件', value: snapshot.case.stream }],
  [{ label: '认定', value: `${finding.code}${GAP}${finding.zh}` }],
  [
    { label: '认定来源', value: sources[finding.source] },
    { label: finding.kind === 'omission' ? '期限届满日' : '行为发生日', value: dateText(finding.on) },
  ],
];

function tracingRows({ given, names }: Paper): readonly FormRow[] {
  const { tracing } = given.report;
  if (tracing === undefined) return [];
  const { question, accident } = 'texts' in given ? given.texts : {};
  return [
    [{ label: '倒查问题', value: question ?? ERASED }],
    ...(tracing.accidentOn === undefined
      ? []
      : ([
          [{ label: '事故', value: `${dateText(tracing.accidentOn)}${GAP}${accident ?? ERASED}` }],
        ] satisfies FormRow[])),
    [{ label: '倒查人员', value: tracing.supervisors.map((each) => names.person(each)).join('、') }],
    [
      { label: '启动日期', value: dateText(tracing.openedOn) },
      { label: '重放核验', value: tracing.agrees ? '与启动时一致' : '与启动时不一致' },
    ],
  ];
}

function snapshotRows(given: GivenReport): readonly FormRow[] {
  const { snapshot, tracing } = given.report;
  return [
    [
      { label: '冻结时点', value: momentText(tracing?.knownAt ?? lastRecorded(given)) },
      {
        label: '法律日期',
        value: snapshot.asOf === undefined ? '全部在案事实' : `截至${dateText(snapshot.asOf)}`,
      },
    ],
    [{ label: '记录末端', value: `${refText(snapshot.case)}\n叶哈希 ${snapshot.case.leaf}` }],
    [{ label: '快照摘要', value: digestText(snapshot.hash) }],
    [{ label: '报告摘要', value: digestText(given.hash) }],
  ];
}
