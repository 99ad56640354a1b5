import type { Point } from './case-record';

/**
 * Interference (D.5) and exemption (D.6) in a report for anybody: sealed, and the same whether there is any or not. What
 * there is stands beside the report, for discipline inspection alone ({@link ./sealed-part}).
 */

export const interferenceOf = (): readonly Point[] => [underSeal('interference', '干预记录', 'interference')];

export const exemptionOf = (): readonly Point[] => [
  underSeal('exemption', '命令、异议和免责主张', 'orders, objections and claims of exemption'),
];

function underSeal(code: string, zh: string, en: string): Point {
  return {
    code: `sealed-${code}`,
    zh: `${zh}（如有）另行密封保存，只向纪检监察机关出示`,
    en: `${en}, if there are any, are kept under seal and shown to discipline inspection alone`,
    events: [],
  };
}
