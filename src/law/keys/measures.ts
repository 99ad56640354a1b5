import { duty, period, required, set } from './meaning';

/** Keys of compulsory measures and of execution. */
export const measureKeys = {
  seizure: period('查封扣押期限', 'seizure', 'administrative-regulation'),
  freeze: period('冻结期限', 'freeze', 'law'),
  'freeze.notice': duty('交付冻结决定书', 'freeze decision to the party', 'law'),
  'urgent.report': duty('紧急措施补办批准', 'approval of an urgent measure', 'law'),
  'urgent.warn': period('紧急措施提醒点', 'warning of an urgent measure'),
  'measure.warn': set('warning-points', '措施到期提醒点', 'warnings before a measure expires'),
  'measure.lift': period('解除措施', 'lifting of a measure'),
  'custody.check': required('period', '保管巡查', 'custody check'),
  'interval.seizure.testing': set(
    'interval',
    '检测鉴定期间不计入查封扣押期限',
    'testing not counted in a seizure',
    'law',
  ),
  'substitute.notice': period('代履行前催告', 'reminder before substitute performance', 'law'),
  'exec.giveup': period('中止后不再执行', 'giving up after suspension', 'law'),
  'exec.night': set('time-window', '夜间', 'night'),
  'court.apply': period('申请法院强制执行', 'application to the court', 'law'),
  'court.apply.warn': set('warning-points', '申请执行提醒点', 'warning before that time is over'),
  'court.apply.judgment': period(
    '申请执行判决',
    'application to execute a judgment',
    'judicial-interpretation',
  ),
  'urge.before.court': period('申请前催告', 'reminder before the application', 'law'),
  'court.accept': period('法院受理', 'acceptance by the court', 'law'),
  'court.rule': set('periods', '法院裁定', 'ruling of the court', 'law'),
  'court.ruling.serve': period('裁定送达', 'service of the ruling', 'law'),
  'court.review.ask': period('申请上一级法院复议', 'review by the higher court', 'law'),
  'court.review.ask.warn': set('warning-points', '申请复议提醒点', 'warning before that time is over'),
  'court.review.decide': set('periods', '上一级法院裁定', 'ruling of the higher court', 'law'),
  'court.urgent': period('立即执行', 'urgent execution by the court', 'law'),
} as const;
