import { lastOf, organOf, partyForm, partyName, said, under, type On } from './case-parts';
import { documentKind, type DocumentContext, type DocumentKind } from './document-kind';
import { withinText } from './parameters';
import { citationsText, dateText, moneyText, penaltyText, personalText, personalTextIfAny } from './wording';

/** C.5: what the organ writes when a decision is not performed (强制法 35, 37, 54, 55). */

/** 文号 of the decision that is not performed. */
const decisionNumber = ({ events }: DocumentContext): string => {
  const issued = lastOf(events, 'DecisionDocumentIssued') ?? lastOf(events, 'OnSpotDecisionIssued');
  return issued === undefined ? '' : `（${issued.data.document.number}）`;
};

const seal = ({ event, events, names }: DocumentContext) =>
  ({ kind: 'seal', organ: names.organ(organOf(events)), date: dateText(event.meta.legal.d) }) as const;

const urge = documentKind<On<'UrgeServed'>>({
  kind: 'urge',
  zh: '行政强制执行催告书',
  en: 'Urge before enforcement',
  events: ['UrgeServed'],
  body: (context) => {
    const { event, events } = context;
    const { document, performBy, amountFen } = event.data;
    return {
      number: document.number,
      blocks: [
        { kind: 'text', text: `${partyName(events)}：`, flush: true },
        said(
          `本机关作出的行政处罚决定${decisionNumber(context)}，你（单位）逾期未履行。依据《中华人民共和国行政强制法》` +
            `第三十五条、第五十四条，现催告你（单位）于${dateText(performBy)}前履行下列义务：`,
        ),
        said(
          amountFen === 0
            ? personalText(event, 'manner')
            : `缴纳${moneyText(amountFen)}。${personalText(event, 'manner')}`,
        ),
        said(
          '你（单位）收到本催告书后有权进行陈述和申辩。逾期仍不履行的，本机关将依法强制执行或者申请人民法院强制执行。',
        ),
        seal(context),
      ],
    };
  },
});

const manners: Readonly<Record<string, string>> = {
  dispose: '拍卖或者依法处理查封、扣押的财物',
  'transfer-funds': '划拨存款、汇款',
  'remove-obstruction': '排除妨碍',
  restore: '恢复原状',
  demolish: '强制拆除',
};

const decision = documentKind<On<'ExecutionDecided'>>({
  kind: 'execution-decision',
  zh: '行政强制执行决定书',
  en: 'Decision to enforce',
  events: ['ExecutionDecided'],
  body: (context) => {
    const { event, events, names } = context;
    const { document, manners: ways, power, immediate } = event.data;
    return {
      number: document.number,
      blocks: [
        partyForm(events),
        ...under(
          '理由和依据',
          immediate
            ? '催告期间有证据证明有转移或者隐匿财物迹象。'
            : `本机关作出的行政处罚决定${decisionNumber(context)}，经催告，当事人逾期仍不履行，且无正当理由。`,
          personalText(event, 'words'),
        ),
        ...under(
          '强制执行的方式和时间',
          `依据${citationsText([power])}和《中华人民共和国行政强制法》第三十七条，决定自本决定书送达之日起以下列方式强制执行：` +
            `${ways.map((way) => manners[way] ?? way).join('；')}。`,
        ),
        ...under(
          '救济途径',
          `对本决定不服的，可以自收到本决定书之日起${withinText(context, 'appeal.apply')}依法申请行政复议，` +
            `也可以自收到本决定书之日起${withinText(context, 'lawsuit')}依法向人民法院提起行政诉讼。`,
        ),
        { kind: 'seal', organ: names.organ(organOf(events)), date: dateText(event.meta.legal.d) },
      ],
    };
  },
});

const application = documentKind<On<'CourtEnforcementApplied'>>({
  kind: 'court-application',
  zh: '行政强制执行申请书',
  en: 'Application to a court for enforcement',
  events: ['CourtEnforcementApplied'],
  body: (context) => {
    const { event, events, names } = context;
    const { court, signer, late } = event.data;
    const proposal =
      lastOf(events, 'DecisionMade')?.data.penalty?.proposal ??
      lastOf(events, 'OnSpotDecisionIssued')?.data.proposal;
    const reason = personalTextIfAny(event, 'lateReason');
    return {
      blocks: [
        { kind: 'text', text: `${court}：`, flush: true },
        said(`申请人：${names.organ(organOf(events))}。被申请人：${partyName(events)}。`),
        partyForm(events),
        ...under(
          '申请执行的内容',
          `强制执行本机关作出的行政处罚决定${decisionNumber(context)}${proposal === undefined ? '' : `：${penaltyText(proposal)}`}。`,
        ),
        ...under(
          '事实和理由',
          '被申请人在法定期限内不申请行政复议或者提起行政诉讼，又不履行行政决定，经催告仍未履行。依据《中华人民共和国行政强制法》' +
            '第五十三条、第五十四条、第五十五条，申请强制执行。',
          ...(late && reason !== undefined ? [`逾期申请的理由：${reason}`] : []),
        ),
        said(
          '随附：行政决定书及作出决定的事实、理由和依据；当事人的意见及催告情况；申请强制执行标的情况；法律、行政法规规定的其他材料。',
        ),
        {
          kind: 'signatures',
          lines: [
            { label: '行政机关负责人', signed: names.person(signer), date: dateText(event.meta.legal.d) },
          ],
        },
        { kind: 'seal', organ: names.organ(organOf(events)), date: dateText(event.meta.legal.d) },
      ],
    };
  },
});

export const executionDocuments: readonly DocumentKind[] = [urge, decision, application];
