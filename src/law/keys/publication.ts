import { duty, period, set } from './meaning';

/** Keys of publication, lists and retention. */
export const publicationKeys = {
  'publish.penalty.own_site': duty(
    '处罚决定公示（本机关网站）',
    'publication of a penalty, own site',
    'administrative-regulation',
  ),
  'publish.licence': period('许可决定公示', 'publication of a licence'),
  'publish.other': period('其他执法结果公示', 'publication of other results'),
  'publish.samr.enterprise': period(
    '企业信用信息公示系统公示',
    'publication in the enterprise credit system',
  ),
  'publish.simple': set('flag', '简易程序处罚公示', 'on-the-spot penalties are published'),
  'publish.after.service': period('送达后公示', 'publication after late service'),
  'notpublished.review': period('不公开定期复核', 'second look at what is not published'),
  'withdraw.penalty': duty('撤回公示', 'withdrawal of a reversed decision', 'law'),
  'update.list': period('清单更新', 'update of public lists'),
  'annual.report': set('day-of-year', '年度执法统计报告', 'annual enforcement statistics'),
  'audit.retention': period('审计日志保存', 'retention of the audit stream'),
} as const;
