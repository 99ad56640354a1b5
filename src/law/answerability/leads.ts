import { alerts, refusals, type AlertCode, type RefusalCode } from '../violations';
import type { AnswerabilityRow, Violation } from '../violations/row';
import { said, type Wording } from './row';

/** Another row than the first one, and when. */
export interface OtherRow {
  readonly rows: readonly AnswerabilityRow[];
  readonly when: Wording;
  /** Code of the ground of a reversal that leads here. */
  readonly ground?: string;
}

/** Where a code leads. */
export interface Lead {
  readonly code: string;
  readonly row: AnswerabilityRow;
  /** Also, or instead of the first row, when. */
  readonly others: readonly OtherRow[];
}

const or = (rows: readonly AnswerabilityRow[], zh: string, en: string): OtherRow => ({
  rows,
  when: said(zh, en),
});

/** The first row of a code stands with the code in the catalogue; here stand the others alone. */
const others: Readonly<Partial<Record<RefusalCode | AlertCode, readonly OtherRow[]>>> = {
  'R-02': [
    or(['V02'], '无管辖权', 'no jurisdiction'),
    or(['V29'], '由无权机关执行', 'execution by the wrong organ'),
  ],
  'R-03': [
    or(['V16'], '公示或者对外连接无依据', 'at a publication or connector'),
    or(['V05'], '强制措施无依据，连同措施批准人', 'at a measure, with the approver of the measure'),
  ],
  'R-05': [or(['V38'], '在监督、追究或者倒查中', 'in supervision, accountability or a trace')],
  'R-06': [
    or(['V28'], '被抽取的检查人员', 'drawn inspector'),
    or(['V09'], '听证主持人', 'hearing chair'),
    or(['V38'], '追究机关', 'pursuing body'),
  ],
  'R-07': [
    or(['V33'], '在投诉处理中', 'in the handling of a complaint'),
    or(['V38'], '在监督、追究或者倒查中', 'in supervision, accountability or a trace'),
  ],
  'R-10': [
    or(['V29'], '在强制执行（催告）中', 'in execution (demand notice)'),
    or(['V31'], '在行政许可中', 'in a licence procedure'),
  ],
  'R-12': [or(['V29'], '停止执行期间执行', 'execution against a stay')],
  'R-17': [or(['V13'], '会议记录事后变更', 'minutes changed afterwards')],
  'R-20': [or(['V34'], '作为移送的名义机关', 'as sender of a transfer')],
  'W-01': [
    or([], '所列每条被违反规则的行', 'the row of each of the broken rules'),
    or(['V32'], '补录本身', 'the late entry itself'),
  ],
  'W-04': [
    or(['V08'], '空缺仍勾选通过', 'ticked as passed though empty'),
    or(['V24'], '未指定审核人', 'no reviewer appointed'),
  ],
  'W-28': [or(['V12'], '其他行政行为', 'another act than a licence')],
  'W-29': [or(['V26'], '在连接中丢失', 'lost in a connector')],
  'W-46': [
    or(['V24'], '审核人员低于比例', 'staffing below the ratio'),
    or(['V36'], '监督机关的职责', 'a duty of the supervision organ'),
  ],
};

/** Instead of the row of any code. */
export const insteadOfAny: readonly OtherRow[] = [
  or(
    ['V26', 'V27'],
    '原因在于连接、停机、规则包、日历或者规则错误',
    'the cause was a connector, an outage, a wrong pack, calendar or guard',
  ),
  or(['V41'], '记录不显示由谁承担该职责', 'the record names nobody who held the duty'),
];

/** Where a reversal, judgment or accident leads, which has no code: V12, or by its grounds as `DecisionReversed` names them. */
export const leadOfReversal: Lead = {
  code: 'reversal',
  row: 'V12',
  others: [
    { ...or(['V02'], '因立案', 'by its ground: filing'), ground: 'filing' },
    { ...or(['V03'], '因事实', 'by its ground: facts'), ground: 'facts' },
    { ...or(['V04'], '因形式', 'by its ground: form'), ground: 'form' },
    { ...or(['V05'], '因依据', 'by its ground: basis'), ground: 'basis' },
    { ...or(['V06', 'V07', 'V08'], '因审核', 'by its ground: review'), ground: 'review' },
    { ...or(['V09'], '因听证', 'by its ground: hearing'), ground: 'hearing' },
    { ...or(['V10'], '因告知', 'by its ground: notice'), ground: 'notice' },
    { ...or(['V11', 'V13'], '因集体讨论', 'by its ground: meeting'), ground: 'meeting' },
    { ...or(['V14'], '因文书', 'by its ground: document'), ground: 'document' },
    { ...or(['V15'], '因送达', 'by its ground: service'), ground: 'service' },
  ],
};

const leadOf = (code: RefusalCode | AlertCode, { row }: Violation): Lead => ({
  code,
  row,
  others: others[code] ?? [],
});

/** Every code of the catalogue, once, with its row and the others. */
export const leads: ReadonlyMap<string, Lead> = new Map([
  ...Object.entries(refusals).map(([code, each]) => [code, leadOf(code as RefusalCode, each)] as const),
  ...Object.entries(alerts).map(([code, each]) => [code, leadOf(code as AlertCode, each)] as const),
]);
