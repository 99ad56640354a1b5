import type { Recorded } from '../kernel/event';
import {
  factsAndEvidence,
  formRows,
  lastOf,
  officerSignatures,
  officersText,
  partyForm,
  partyName,
  said as text,
  type On,
} from './case-parts';
import { correctionText, gainsText, paymentText } from './decision-parts';
import { documentKind, type DocumentContext, type DocumentKind } from './document-kind';
import {
  citationsText,
  dateText,
  legalTimeText,
  outcomeText,
  penaltyText,
  personalText,
  personalTextIfAny,
  tierText,
} from './wording';

/** Documents of the simple procedure (处罚法 51–53), and the steps that every procedure ends with. */

const onSpotDecision = documentKind<On<'OnSpotDecisionIssued'>>({
  kind: 'on-spot-decision',
  zh: '当场行政处罚决定书',
  en: 'Penalty decision made on the spot',
  events: ['OnSpotDecisionIssued'],
  body: (context) => {
    const { event, events, names } = context;
    const { document, proposal, basis, remedies, officers } = event.data;
    return {
      number: document.number,
      template: `${document.type} v${document.version}`,
      blocks: [
        partyForm(events),
        text(
          `经查，${partyName(events)}于${legalTimeText(event.meta.legal)}在${placeOf(context)}` +
            `有下列违法行为：${personalText(event, 'act')}`,
        ),
        text(
          `${heardText(events)}依据${citationsText(basis)}的规定，` +
            `决定给予下列行政处罚（裁量：${tierText(proposal.tier)}）：`,
        ),
        { kind: 'text', text: `${penaltyText(proposal)}。`, strong: true },
        text(`理由：${personalText(event, 'reasons')}`),
        ...correctionText(event.data.correction),
        ...gainsText(event.data.gains),
        ...paymentText(context, event.data.payment, '；依法当场收缴的除外'),
        text(remedies.text),
        {
          kind: 'signatures',
          lines: [
            ...officerSignatures(context, document.signedBy.length > 0 ? document.signedBy : officers),
            { label: '当事人' },
          ],
        },
        { kind: 'seal', organ: names.organ(event.data.organ), date: dateText(event.meta.legal.d) },
        {
          kind: 'note',
          text: '本决定书由执法人员当场交付当事人；当事人拒绝签收的，在决定书上注明。副本报所属行政机关备案。',
        },
      ],
    };
  },
});

const placeOf = ({ event, events }: DocumentContext): string =>
  personalTextIfAny(event, 'place') ??
  personalTextIfAny(lastOf(events, 'OnSiteCaseOpened'), 'place') ??
  '现场';

/** What became of the party's right to be heard (处罚法 44, 45). */
function heardText(events: readonly Recorded[]): string {
  const informed = lastOf(events, 'InformedAndHeard');
  if (informed === undefined) return '';
  const answers = {
    none: '当事人未提出陈述、申辩。',
    waived: '当事人放弃陈述、申辩。',
    statement: `当事人提出陈述、申辩，经复核${outcomeText(informed.data.review ?? 'rejected')}。`,
  } as const;
  return `执法人员已告知拟作出行政处罚的内容及事实、理由、依据和依法享有的权利，${answers[informed.data.answer]}`;
}

const factsRecord = documentKind<On<'FactsRecorded'>>({
  kind: 'on-site-record',
  zh: '现场检查笔录',
  en: 'Record of facts on the spot',
  events: ['FactsRecorded'],
  body: (context) => {
    const { event, events } = context;
    const { violation, officers, disputed } = event.data;
    const until = violation.until === undefined ? '' : `至${dateText(violation.until)}`;
    return {
      blocks: [
        partyForm(events),
        text(
          `时间：${legalTimeText(event.meta.legal)}。地点：${placeOf(context)}。执法人员：${officersText(context, officers)}。`,
        ),
        text('执法人员已向当事人出示执法证件，告知依法享有的权利和义务。'),
        { kind: 'heading', text: '认定的事实' },
        text(`违法行为发生于${dateText(violation.from)}${until}，发现于${dateText(violation.discovered)}。`),
        ...factsAndEvidence(events),
        text(disputed ? '当事人对上述事实有异议。' : '当事人对上述事实无异议。'),
        {
          kind: 'signatures',
          lines: [...officerSignatures(context, officers), { label: '当事人' }],
        },
      ],
    };
  },
});

const hearingOfParty = documentKind<On<'InformedAndHeard'>>({
  kind: 'statement-record',
  zh: '当场告知及陈述申辩笔录',
  en: 'Record of what the party was told and said',
  events: ['InformedAndHeard'],
  body: (context) => {
    const { event, events } = context;
    const { proposal, answer, review, signed, officers } = event.data;
    const said = { none: '当事人未提出陈述、申辩。', waived: '当事人明确放弃陈述、申辩。', statement: '' }[
      answer
    ];
    return {
      blocks: [
        partyForm(events),
        text(
          `${legalTimeText(event.meta.legal)}，执法人员依据《中华人民共和国行政处罚法》第四十四条，告知当事人` +
            `拟作出的行政处罚内容及事实、理由、依据，并告知依法享有陈述、申辩等权利。`,
        ),
        text(`拟作出的行政处罚：${penaltyText(proposal)}（裁量：${tierText(proposal.tier)}）。`),
        text(`理由：${personalText(event, 'reasons')}`),
        { kind: 'heading', text: '当事人的陈述、申辩' },
        text(answer === 'statement' ? personalText(event, 'statement') : said),
        ...(review === undefined
          ? []
          : [
              { kind: 'heading', text: '复核意见' } as const,
              text(`经复核，${outcomeText(review)}。${personalTextIfAny(event, 'reviewReasons') ?? ''}`),
            ]),
        {
          kind: 'signatures',
          lines: [
            ...officerSignatures(context, officers),
            signed === 'refused'
              ? { label: '当事人', signed: '拒绝签名' }
              : { label: '当事人', signed: '已签名' },
          ],
        },
      ],
    };
  },
});

const delivery = documentKind<On<'OnSpotDelivered'>>({
  kind: 'service-return',
  zh: '送达回证',
  en: 'Return of service',
  events: ['OnSpotDelivered'],
  body: (context) => {
    const { event, events } = context;
    const decision = lastOf(events, 'OnSpotDecisionIssued');
    const { mode, refusalNoted } = event.data;
    const officers = event.meta.actors.map(({ u }) => u);
    return {
      blocks: [
        {
          kind: 'form',
          rows: formRows([
            { label: '送达文书', value: '当场行政处罚决定书' },
            { label: '文号', value: decision?.data.document.number ?? '—' },
            { label: '受送达人', value: partyName(events) },
            { label: '送达方式', value: '当场交付' },
            { label: '送达时间', value: legalTimeText(event.meta.legal) },
            {
              label: '签收情况',
              value:
                mode === 'handed-over'
                  ? '受送达人当场签收'
                  : `受送达人拒绝签收${refusalNoted ? '，已在决定书上注明' : ''}`,
            },
          ]),
        },
        {
          kind: 'signatures',
          lines: [...officerSignatures(context, officers, '送达人'), { label: '受送达人' }],
        },
      ],
    };
  },
});

/** In the order of the procedure. */
export const simpleProcedureDocuments: readonly DocumentKind[] = [
  factsRecord,
  hearingOfParty,
  onSpotDecision,
  delivery,
];
