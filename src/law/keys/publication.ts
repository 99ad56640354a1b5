import { duty, optional, period, set } from './meaning';

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
  // Only a norm of the rank of 规章 makes these channels a duty.
  'publish.samr': optional(
    'flag',
    '在企业信用信息公示系统公示',
    'the organ publishes in the enterprise credit system',
    'rule',
  ),
  'publish.credit_china': optional('period', '信用中国公示', 'publication on Credit China', 'rule'),
  'publish.samr.lowfine': optional(
    'money-by-party',
    '较低数额罚款（企业信用信息公示系统）',
    'a low fine, for the enterprise credit system',
  ),
  'publish.until.own_site': optional(
    'periods',
    '公示期限（本机关网站）',
    'how long a penalty stays public, own site',
  ),
  'publish.until.samr': set(
    'periods',
    '公示期限（企业信用信息公示系统）',
    'how long a penalty stays public, enterprise credit system',
  ),
  'publish.until.credit_china': set(
    'periods',
    '公示期限（信用中国）',
    'how long a penalty stays public, Credit China',
  ),
  'credit.slight.shown': set(
    'flag',
    '轻微失信信息在信用中国公示',
    'slight penalties are shown on Credit China',
  ),
  'credit.serious': optional('acts', '严重失信行为目录', 'penalties that count as serious on Credit China'),
  'repair.min.own_site': optional(
    'periods',
    '最短公示期限（本机关网站）',
    'shortest time of being public before credit repair, own site',
  ),
  'repair.min.samr': optional(
    'periods',
    '最短公示期限（企业信用信息公示系统）',
    'shortest time of being public before credit repair, enterprise credit system',
  ),
  'repair.min.credit_china': set(
    'periods',
    '最短公示期限（信用中国）',
    'shortest time of being public before credit repair, Credit China',
  ),
  'repair.decide': optional('period', '信用修复申请办理', 'decision on an application for credit repair'),
  'publish.simple': set('flag', '简易程序处罚公示', 'on-the-spot penalties are published'),
  'publish.after.service': period('送达后公示', 'publication after late service'),
  'notpublished.review': period('不公开定期复核', 'second look at what is not published'),
  'withdraw.penalty': duty('撤回公示', 'withdrawal of a reversed decision', 'law'),
  'update.list': period('清单更新', 'update of public lists'),
  'annual.report': set('day-of-year', '年度执法统计报告', 'annual enforcement statistics'),
  'audit.retention': period('审计日志保存', 'retention of the audit stream'),
} as const;
