import type { CivilDate } from '../kernel/time';
import { periodWords } from '../law/period-text';
import type { Block } from '../ports/document-model';
import { said } from './case-parts';
import type { DocumentContext } from './document-kind';
import { periodText, ratioText } from './parameters';
import { dateText, moneyText } from './wording';

/** What decisions of both procedures say beside the penalty. */

/** 责令改正 (处罚法 28). */
export function correctionText({
  kind,
  by,
}: {
  readonly kind: 'immediate' | 'by-date' | 'done' | 'not-applicable';
  readonly by?: CivilDate;
}): readonly Block[] {
  const order = {
    immediate: '责令立即改正违法行为。',
    'by-date': `责令于${by === undefined ? '规定期限' : dateText(by)}前改正违法行为。`,
    done: '违法行为已经改正。',
    'not-applicable': '',
  }[kind];
  return order === '' ? [] : [said(order)];
}

/** 违法所得 (处罚法 28); nothing where there are none. */
export function gainsText({
  kind,
  amountFen,
  restitutionFen,
  confiscatedFen,
}: {
  readonly kind: 'none' | 'some';
  readonly amountFen: number;
  readonly restitutionFen: number;
  readonly confiscatedFen: number;
}): readonly Block[] {
  if (kind === 'none') return [];
  return [
    said(
      `违法所得${moneyText(amountFen)}，其中依法退赔${moneyText(restitutionFen)}，没收${moneyText(confiscatedFen)}。`,
    ),
  ];
}

/** 罚缴分离办法 7: where and by when to pay, and what follows otherwise; nothing without a fine. */
export function paymentText(
  context: DocumentContext,
  payment:
    | { readonly bank: string; readonly address: string; readonly days: number; readonly lateFee: boolean }
    | undefined,
  onSpot = '',
): readonly Block[] {
  if (payment === undefined) return [];
  const { bank, address, days, lateFee } = payment;
  const within = periodText(context, 'fine.pay') ?? periodWords({ amount: days, kind: 'cd' });
  return [
    said(
      `罚款应当自收到本决定书之日起${within}内，到${bank}（地址：${address}）缴纳${onSpot}。` +
        (lateFee ? lateFeeText(context) : ''),
    ),
  ];
}

/** 处罚法 72(1)(1): what is added for each day, and up to what; 依法 where the record names no pack that tells. */
function lateFeeText(context: DocumentContext): string {
  const rate = ratioText(context, 'latefee.rate');
  const cap = ratioText(context, 'latefee.cap');
  const daily = rate === undefined ? '依法加处罚款' : `每日按罚款数额的${rate}加处罚款`;
  const most =
    cap === undefined ? '' : `，加处罚款的数额不超出罚款${cap === '一倍' ? '的数额' : `数额的${cap}`}`;
  return `到期不缴纳罚款的，${daily}${most}。`;
}
