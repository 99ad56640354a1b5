import { duty, optional, period, required, set } from './meaning';

/** Keys of criminal transfer, reconsideration and litigation. */
export const transferAndAppealKeys = {
  'crime.report': required('period', '移送书面报告', 'report on a suspected crime'),
  'crime.chief': duty('负责人决定移送', 'decision of the chief on the transfer', 'administrative-regulation'),
  'crime.transfer': duty('移送公安', 'transfer to the police', 'administrative-regulation'),
  'crime.police.forward': period('公安转送', 'forwarding by the police', 'administrative-regulation'),
  'crime.police.review': period('公安审查', 'examination by the police', 'administrative-regulation'),
  'crime.review.ask': duty('提请公安复议', 'asking the police again', 'administrative-regulation'),
  'crime.review.decide': period('公安复议', 'second answer of the police', 'administrative-regulation'),
  'crime.procuratorate': duty('建议立案监督', 'asking the procuratorate', 'administrative-regulation'),
  'crime.handover': period('移交涉案物品', 'hand-over of items', 'administrative-regulation'),
  'transfer.answer': required('period', '移送回复', 'answer to a transfer'),
  'transfer.wait': optional(
    'flag',
    '移送后须等待处理结果',
    'a transferred act waits for its outcome',
    'normative-document',
  ),
  'appeal.apply': period('申请行政复议', 'application for reconsideration', 'law'),
  'appeal.untold.max': period('未告知救济期限的最长期限', 'longest time where remedies were not told', 'law'),
  'appeal.forward': duty('转送复议申请', 'forwarding of an application', 'law'),
  'appeal.answer': set('periods', '复议答复举证', 'answer and evidence in reconsideration', 'law'),
  'appeal.opinion': duty('报告复议意见书落实', 'report on a reconsideration opinion', 'law'),
  'appeal.judgment': period('上诉', 'appeal against a judgment', 'law'),
  lawsuit: period('起诉', 'suit', 'law'),
  'lawsuit.after.review': period('复议后起诉', 'suit after reconsideration', 'law'),
  'court.answer': duty('应诉举证', 'answer and evidence in court', 'law'),
} as const;
