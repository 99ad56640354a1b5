import { said, under } from '../../documents/case-parts';
import { dateText } from '../../documents/wording';
import type { Block, SignatureLine } from '../../ports/document-model';
import type { Recommendation } from './proceeding';
import { digestText, ERASED, GAP, personText, refsText, type Paper } from './report-words';

/** The parts of the report on paper that people add: statements, recommendation, signatures. */

/** 六、相关人员陈述申辩. */
export function statementBlocks({ given, names }: Paper): readonly Block[] {
  const { statements } = given.report;
  const texts = 'texts' in given ? given.texts.statements : {};
  return [
    ...under('六、相关人员陈述申辩'),
    ...statements.map((each): Block => {
      if (!('person' in each)) return said(each.zh);
      const { person, on, zh, by, shown, id, events, code } = each;
      const words = texts[id] ?? (code === 'declined' ? '—' : ERASED);
      return {
        kind: 'form',
        rows: [
          [{ label: '人员', value: personText(names, person) }],
          [
            { label: '陈述', value: `${zh}（${by === 'himself' ? '本人提交' : '倒查人员记录'}）` },
            { label: '日期', value: dateText(on) },
          ],
          [{ label: '内容', value: words }],
          [{ label: '事前出示', value: shown === undefined ? '—' : refsText([shown]) }],
          [{ label: '事件', value: refsText(events) }],
        ],
      };
    }),
  ];
}

const services: Readonly<Record<string, string>> = {
  serving: '在职',
  retired: '已退休',
  resigned: '已离职',
  dead: '已死亡',
  'under-supervision-case': '监察机关已立案',
};

/** 八、处理建议 and 九、签署. */
export function endingBlocks(paper: Paper): readonly Block[] {
  const { given, names } = paper;
  const { recommendations, tracing } = given.report;
  return [
    ...under('八、处理建议'),
    ...(recommendations.length === 0
      ? [said('本报告未附处理建议')]
      : recommendations.map((each) => recommended(each, paper))),
    ...(tracing === undefined
      ? [said('本报告系调阅所得，未经倒查程序，无人签署')]
      : [
          ...under('九、签署'),
          said('倒查人员均持行政执法监督证，均声明与本案无利害关系，所签为具有下列摘要（SHA-256）的报告'),
          { kind: 'text' as const, text: digestText(given.hash), flush: true },
          { kind: 'signatures' as const, lines: tracing.supervisors.map((each) => signatureOf(each, paper)) },
          {
            kind: 'seal' as const,
            organ: names.organ(tracing.organ),
            date: signedOn(paper) ?? `${GAP}${GAP}年${GAP}${GAP}月${GAP}${GAP}日`,
          },
        ]),
  ];
}

function recommended(each: Recommendation, { given, names }: Paper): Block {
  const { person, zh, step, bodyZh, basis, service, id, event } = each;
  const reasons = 'texts' in given ? given.texts.proposals[id] : undefined;
  return {
    kind: 'form',
    rows: [
      [
        {
          label: '对象',
          value:
            person === undefined
              ? '本机关'
              : `${personText(names, person)}${service === undefined ? '' : `（${services[service] ?? service}）`}`,
        },
      ],
      [
        { label: '建议措施', value: `${zh}${step === undefined ? '' : `（第${step}档）`}` },
        { label: '决定机关', value: bodyZh },
      ],
      [{ label: '依据', value: basis.map(({ norm, article }) => `《${norm}》${article}`).join('；') }],
      [{ label: '理由', value: reasons ?? ERASED }],
      [{ label: '事件', value: refsText([event]) }],
    ],
  };
}

/** Signed where the signature is under the report as it stands. */
function signatureOf(officer: string, { given, names }: Paper): SignatureLine {
  const label = '倒查人员';
  const signature =
    'signatures' in given ? given.signatures.findLast((each) => each.officer === officer) : undefined;
  if (signature?.holds !== true) return { label };
  return { label, signed: names.person(officer), date: dateText(signature.on) };
}

/** The day of the second signature. */
function signedOn({ given }: Paper): string | undefined {
  const holding = 'signatures' in given ? given.signatures.filter(({ holds }) => holds) : [];
  const last = holding.at(-1);
  return new Set(holding.map(({ officer }) => officer)).size < 2 || last === undefined
    ? undefined
    : dateText(last.on);
}
