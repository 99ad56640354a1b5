import { duty, period, required, set } from './meaning';

/** Keys of licences. */
export const licenceKeys = {
  'licence.decide': period('许可决定', 'decision on a licence', 'local-regulation'),
  'licence.joint': period('联合办理', 'joint handling', 'law'),
  'licence.prereview': period('下级机关审查', 'pre-review by the lower organ', 'local-regulation'),
  'licence.intake': duty('一次性告知补正', 'answer to an application', 'law'),
  'licence.correct': required('period', '申请人补正', 'corrections by the applicant'),
  'licence.test.assign': duty('指派检验人员', 'assignment of testers', 'law'),
  'licence.hearing.request': period('许可听证申请', 'request for a licence hearing', 'law'),
  'licence.hearing.hold': duty('组织许可听证', 'holding a licence hearing', 'law'),
  'licence.hearing.notice': duty('许可听证通知', 'notice before a licence hearing', 'law'),
  'licence.issue': duty('颁发许可证件', 'issue of a licence', 'law'),
  'licence.copy': period('抄告监管部门', 'copy to the supervising department'),
  'licence.copy.receipt': period('抄告回执', 'receipt of that copy'),
  'licence.renew': period('申请延续', 'application for renewal', 'rule'),
  'licence.renew.length': required('period', '视为准予延续的期限', 'length of a deemed renewal'),
  'licence.ban.false': period('虚假申请禁入', 'ban after a false application', 'law'),
  'licence.ban.fraud': period('骗取许可禁入', 'ban after fraud', 'law'),
  'interval.licence': set(
    'interval',
    '听证检验等期间不计入许可期限',
    'hearing, testing and the like not counted',
    'law',
  ),
  'item.deadline': required('period', '其他事项办理期限', 'time for other acts'),
} as const;
