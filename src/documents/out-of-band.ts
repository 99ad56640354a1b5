import type { OutOfBandEvent } from '../events/out-of-band.events';
import type { Recorded } from '../kernel/event';
import { epochOf, instantInZone } from '../kernel/time';
import type { Block } from '../ports/document-model';
import { formRows, said, under } from './case-parts';
import { documentKind, type DocumentContext, type DocumentKind } from './document-kind';
import { dateText, legalTimeText, personalText } from './wording';

/** 补录: the paper on what was done outside of the program, and what the papers of such an act say first. */

type Late = Recorded<OutOfBandEvent>;

const isLate = (event: Recorded): event is Late & Recorded => event.type === 'OutOfBandFactRecorded';

/** The day of the entry, on the calendar of Shanghai. */
const enteredOn = ({ meta }: Late): string => dateText(instantInZone(epochOf(meta.recordedAt)).slice(0, 10));

/** Above a document of an act that was entered afterwards: the paper that counts is another. */
export const enteredLate = ({ meta }: Recorded, events: readonly Recorded[]): readonly Block[] =>
  events
    .filter(isLate)
    .filter((each) => meta.revision > each.meta.revision)
    .filter((each) => meta.revision <= each.meta.revision + each.data.events)
    .map((each) => ({
      kind: 'note',
      text: `本件依据${enteredOn(each)}的补录内容生成，仅供查阅；以当时制作的纸质文书为准。`,
    }));

/** What a rule says names people by their handles; a paper names them. */
const named = (text: string, { names }: DocumentContext<Late>): string =>
  text.replaceAll(/officer-[\w.~-]+/gu, (handle) => names.person(handle));

function brokenTable(context: DocumentContext<Late>): readonly Block[] {
  const { broken } = context.event.data;
  if (broken.length === 0) return under('违反规则的情况', '经比对，未发现违反程序规则的情形');
  return [
    { kind: 'heading', text: '违反规则的情况' },
    {
      kind: 'table',
      head: ['序号', '代码', '内容', '依据'],
      widths: [1, 2, 5, 5],
      rows: broken.map(({ code, zh, basis }, i) => [
        String(i + 1),
        code,
        named(zh, context),
        basis.map((article) => article.replace('中华人民共和国', '')).join('、'),
      ]),
    },
  ];
}

const proofText = ({ data: { proof } }: Late): string => {
  if (proof.evidence !== undefined) return '在卷证据';
  return proof.blob === undefined ? '纸质材料，已记录摘要' : '已上传的文件';
};

const lateEntry = documentKind<Late & Recorded>({
  kind: 'late-entry',
  zh: '体制外事实补录确认表',
  en: 'Confirmation of a late entry',
  events: ['OutOfBandFactRecorded'],
  body: (context) => {
    const { event, names } = context;
    const { zh, recordedBy, confirmers } = event.data;
    const entered = enteredOn(event);
    const signed = (label: string, who: string) => ({ label, signed: names.person(who), date: entered });
    return {
      blocks: [
        {
          kind: 'form',
          rows: formRows([
            { label: '补录事项', value: zh },
            { label: '行为时间', value: legalTimeText(event.meta.legal) },
            { label: '补录时间', value: entered },
            { label: '证明材料', value: proofText(event) },
          ]),
        },
        ...under('补录理由', personalText(event, 'reason')),
        ...brokenTable(context),
        said('补录只如实记载已经发生的行为，不改变该行为的性质，也不补正其程序。'),
        {
          kind: 'signatures',
          lines: [signed('补录人', recordedBy), ...confirmers.map((who) => signed('确认人', who))],
        },
      ],
    };
  },
});

export const outOfBandDocuments: readonly DocumentKind[] = [lateEntry];
