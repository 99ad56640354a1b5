import { cite } from '../article';
import { refusal } from './row';

/** Refusals of licences, complaints, accountability and inspection. */
export const otherRefusals = {
  'R-28': refusal(
    'R-28',
    'V31',
    '要求清单外材料，或者未一次性告知而再次要求',
    'materials off the list are demanded, or later what could have been asked at first',
    [cite('licence', 31), cite('licence', 32)],
  ),
  'R-29': refusal(
    'R-29',
    'V25',
    '收费、征收或者保证金没有清单依据',
    'a fee, levy or deposit has no list item',
    [cite('licence', 58), cite('business-environment', 25)],
  ),
  'R-30': refusal(
    'R-30',
    'V33',
    '投诉举报未告知结果即办结',
    'a handled complaint is closed without telling the result',
    [],
  ),
  'R-31': refusal(
    'R-31',
    'V33',
    '未经授权读取密封信息，或者将密封、不公开内容放入卷宗、导出或者公开渠道',
    'a sealed class is read without a grant, or put where it may not go',
    [cite('information-disclosure', 14), cite('information-disclosure', 15)],
  ),
  'R-32': refusal(
    'R-32',
    'V23',
    '纪检移送材料不完整',
    'the hand-over to discipline inspection is incomplete',
    [],
  ),
  'R-33': refusal(
    'R-33',
    'V38',
    '追究责任未听取当事公职人员陈述，或者因申辩加重',
    'an official is held to account unheard, or more heavily because of the defence',
    [cite('civil-servants', 63), cite('official-sanctions', 43)],
  ),
  'R-34': refusal(
    'R-34',
    'V38',
    '处分机关不当，或者对已退休、离职、死亡、被监察立案的人员处分',
    'the sanction is by the wrong body, or against somebody out of its reach',
    [cite('official-sanctions', 27), cite('official-sanctions', 52), cite('servant-sanctions', 52)],
  ),
  'R-35': refusal(
    'R-35',
    'V38',
    '同一违法行为重复给予处分和政务处分',
    'two sanctions of both kinds for one violation',
    [cite('official-sanctions', 16)],
  ),
  'R-36': refusal(
    'R-36',
    'V38',
    '考核等次未经审定即公布',
    'a yearly grade is published before it is approved',
    [],
  ),
  'R-37': refusal('R-37', 'V28', '联合执法没有方案', 'a joint operation has no plan', []),
  'R-39': refusal(
    'R-39',
    'V31',
    '在法定禁止申请期内提出许可申请',
    'the licence application falls within a statutory ban',
    [cite('licence', 78), cite('licence', 79)],
  ),
  'R-40': refusal(
    'R-40',
    'V28',
    '随机检查超过公布的频次上限',
    'a random inspection exceeds the published cap',
    [cite('business-environment', 54)],
  ),
} as const;
