import { AfterActs } from '../after-acts';
import type { CaseScript } from '../case-script';
import { GeneralActs } from '../general-acts';
import { settled, underWay, type Tale } from './tale';

/** Cases whose publication goes another way than from the first day to the last. */

const ownSite = { channel: 'own-site' } as const;

/** Fined, published, paid. */
function published(script: CaseScript): AfterActs {
  const acts = new GeneralActs(script, 'minor').toServed();
  script.after(1);
  const rest = new AfterActs(acts).publish();
  script.after(2);
  return rest.pay();
}

export const publicityTales: readonly Tale[] = [
  {
    // What was gained is confiscated along with the fine; firms stand on the enterprise system as well.
    key: 'confiscated',
    organs: ['demo', 'market'],
    rest: underWay,
    weight: 2,
    tell: (script) => {
      const acts = new GeneralActs(script, 'minor', 'individual-business').gaining(120_000).toServed();
      script.after(1);
      const rest = new AfterActs(acts).publish().publish('enterprise-system');
      script.after(1);
      rest.pay();
    },
  },
  {
    key: 'on-both-channels',
    organs: ['environment'],
    rest: settled,
    weight: 2,
    tell: (script) => {
      const rest = published(script).publish('enterprise-system').identity();
      script.after(2);
      rest.closeAndArchive(30);
    },
  },
  {
    // After its shortest time of being public the decision leaves the site, because the party has made good (信用修复).
    key: 'repaired',
    rest: settled,
    weight: 2,
    tell: (script) => {
      const rest = published(script).identity();
      script.after(2);
      rest.closeAndArchive(30);
      script.afterDays(190);
      script.send('publisher', 'apply-for-repair', {
        ...{ ...ownSite, reference: `修申〔演示〕${script.number}`, commitment: '信用承诺书（演示）' },
        proofs: ['缴款凭证（演示）'],
      });
      script.after(6);
      const reasons = '已履行义务并作出承诺（演示）';
      script.send('chief', 'decide-repair', { ...ownSite, granted: true, approver: script.chief, reasons });
      script.send('publisher', 'withdraw-disclosure', { ...ownSite, reason: 'repair' });
    },
  },
  {
    // The site shows another amount than the decision (W-37), and is corrected.
    key: 'published-wrongly',
    rest: settled,
    weight: 1,
    tell: (script) => {
      const rest = published(script);
      script.after(2);
      const fields = rest.fieldsOn('own-site');
      const found = { ...ownSite, fields, unmasked: [], differing: ['fine'] };
      script.send('publisher', 'check-publication', { ...found, occasion: 'complaint' });
      const reason = '金额录入有误，以处罚决定书为准（演示）';
      script.send('publisher', 'correct-disclosure', { ...ownSite, fields: ['fine'], reason });
      rest.identity();
      script.after(1);
      rest.close();
    },
  },
  {
    // The site shows a full name where a masked one was published (W-36): taken down and told (个保法 57).
    key: 'published-unmasked',
    organs: ['demo', 'market'],
    rest: settled,
    weight: 1,
    tell: (script) => {
      const acts = new GeneralActs(script, 'minor', 'citizen').toServed();
      script.after(1);
      const rest = new AfterActs(acts).publish();
      script.after(3);
      const fields = rest.fieldsOn('own-site');
      const found = { ...ownSite, fields, unmasked: ['party-name'], differing: [] };
      script.send('publisher', 'check-publication', { ...found, occasion: 'patrol' });
      const publicReason = '公示内容含有应当隐去的个人信息';
      script.send('publisher', 'withdraw-disclosure', { ...ownSite, reason: 'privacy', publicReason });
      const told = { ...ownSite, department: '演示市演示区网信办（演示）', persons: 'told' };
      script.send('publisher', 'tell-privacy-breach', told);
      rest.pay().identity();
      script.after(1);
      rest.close();
    },
  },
  {
    // Whether a trade secret is in it somebody else has to say (信息公开条例 17); it is, and the decision is not shown.
    key: 'not-published',
    organs: ['environment'],
    rest: settled,
    weight: 1,
    tell: (script) => {
      const acts = new GeneralActs(script, 'minor').toServed();
      script.after(1);
      const reference = `请〔演示〕${script.number}`;
      const asked = { ...ownSite, to: 'competent-department', body: '演示市演示区政务公开办（演示）' };
      script.send('publisher', 'refer-disclosure', { ...asked, reference });
      const rest = new AfterActs(acts).pay();
      script.attempt('publisher', 'publish-decision', rest.publication('own-site'), 'R-00');
      script.after(4);
      script.send('publisher', 'record-referral-answer', { ...ownSite, answer: 'closed', reference });
      script.send('publisher', 'decide-not-to-publish', {
        ...{ ...ownSite, ground: 'trade-secret', review: { ...rest.secrecyReview, result: 'closed' } },
        basis: {
          norm: '中华人民共和国政府信息公开条例',
          article: '第十五条',
          rank: 'administrative-regulation',
        },
      });
      rest.identity();
      script.after(1);
      rest.closeAndArchive(30);
    },
  },
];
