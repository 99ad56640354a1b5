import { answers, handling, head, said, unit } from './row';

/** Answerability by step, V21 to V41: from money to what nobody in the organ answers for. */
export const laterRows = [
  answers('V21', '违规收缴罚款或者未缴入', 'fine mis-collected or not paid in', {
    direct: said('收缴人', 'collector'),
    supervisory: said('财务机构负责人、分管负责人', 'finance head, leader in charge'),
  }),
  answers('V22', '涉嫌犯罪案件未移送或者逾期移送', 'criminal case not transferred or late', {
    direct: said(
      '承办人；作出决定或者不予理会的负责人（或者主持工作的负责人）',
      'handler; the chief (or acting head) who decided or ignored it',
    ),
    supervisory: handling,
    leadership: said(
      '正职负责人或者主持工作的负责人（逾期即可记过以上，其余仅限拒不改正；由政府决定）',
      'head or acting head (demerit at once where late, otherwise only on refusal to correct; by government)',
    ),
  }),
  answers('V23', '纪检移送逾期、不完整或者缺失', 'hand-over to discipline late, incomplete or missing', {
    direct: said('承办人；用印人', 'handler; sealing person'),
    supervisory: handling,
    leadership: said('行政机关主要负责人（签字）', 'head of the organ (signs)'),
  }),
  answers('V24', '审核人员比例不足，未建立制度', 'staffing below the ratio, no system in place', {
    leadership: head,
  }),
  answers('V25', '清单事项缺失或者过期', 'list item missing or outdated', {
    direct: said('清单责任人', 'list owner'),
    supervisory: unit,
    leadership: head,
  }),
  answers('V26', '系统性故障（接口、连接、停机）', 'failure of the system (interface, connector, outage)', {
    direct: said(
      '系统运行人员，而非案件承办人；法定期限照常计算，纸质渠道可用而未用的承办人自负',
      'the operator role, not the case handler; legal periods run on, the handler answers only if the paper way was open and not used',
    ),
    supervisory: said('信息机构负责人、分管负责人', 'IT unit head, leader in charge'),
    leadership: head,
  }),
  answers(
    'V27',
    '规则包、日历或者规则错误，规则被停用',
    'wrong rule pack, calendar value or guard; guard disabled',
    {
      direct: said(
        '批准该版本或者停用的人员；依此办理的人员不承担责任，明显错误除外',
        'who approved the version or the disabling; officers who followed it are not answerable, unless it was plainly wrong',
      ),
      supervisory: said(
        '规则包主管机构负责人、分管负责人',
        'unit head of the owner of the pack, leader in charge',
      ),
      leadership: head,
    },
  ),
  answers(
    'V28',
    '行为人员配备：主体、证件、两人、分离、抽取、方案、频次',
    'staffing of the act: organ, certificate, two persons, separation, draw, plan, cap',
    {
      direct: said(
        '指派或者计划的人员，明知而实施的人员',
        'who assigned or planned, and who acted knowing it',
      ),
      supervisory: unit,
      leadership: head,
    },
  ),
  answers('V29', '执行：时间、等待期、申请法院', 'execution: time, waiting period, court application', {
    direct: said(
      '执行批准人；现场负责人；申请法院的期限：承办人',
      'approver of the execution; leader on site; time limits of the court way: the handler',
    ),
    supervisory: handling,
    leadership: head,
  }),
  answers('V30', '复议应诉，履行判决', 'answering appeals, performing judgments', {
    direct: said(
      '负责答复或者履行的人员；保存案卷的机构',
      'the person in charge of answering or performing; the unit that holds the file',
    ),
    supervisory: said('法制机构负责人、分管负责人', 'head of the legal office, leader in charge'),
    leadership: head,
  }),
  answers('V31', '许可受理、期限、抄告', 'licence intake, period, copy', {
    direct: said('承办人；案件在批准人处的，批准人', 'handler; the approver if the file was with him'),
    supervisory: unit,
    leadership: head,
  }),
  answers(
    'V32',
    '记录：当场处罚备案、重大决定备案、结案、归档、补录',
    'records: on-spot filing, major filing, closing, archiving, late entry',
    {
      direct: said('承办人；记录人；档案管理人员', 'handler; recorder; archivist'),
      supervisory: unit,
    },
  ),
  answers(
    'V33',
    '投诉未受理、未告知、未答复；密封信息被读取或者泄露',
    'complaint not accepted, told or answered; sealed class read or let out',
    {
      direct: said(
        '承办人；读取人，或者制作卷宗、导出、渠道的人员',
        'assignee; reader, or who built the volume, export or channel',
      ),
      supervisory: unit,
      leadership: head,
    },
  ),
  answers(
    'V34',
    '移送其他机关或者乡镇逾期、名义不当',
    'transfer to another organ or township overdue or in the wrong name',
    {
      direct: said(
        '发现人，其后为移送人；无理由拒收的接收人',
        'finder, then sender; the receiver who refuses without reason',
      ),
      supervisory: unit,
      leadership: said('该机关或者乡镇主要负责人', 'head of that organ or township'),
    },
  ),
  answers('V35', '打击报复', 'retaliation', {
    direct: said('打击报复或者指使的人员', 'who retaliated or ordered it'),
    supervisory: said('知情的上级', 'the superior who knew of it'),
  }),
  answers(
    'V36',
    '监督职责未履行，干预记录未确认',
    'supervision duty left undone, interference record not acknowledged',
    {
      direct: said('监督机关承担该职责的人员', 'duty holder of the supervision organ'),
      supervisory: said('监督机构负责人', 'head of the supervision unit'),
      leadership: said('监督机关主要负责人', 'head of the supervision organ'),
    },
  ),
  answers(
    'V37',
    '监督通知书、决定书或者意见书未答复、未落实',
    'supervision notice, decision or opinion not answered or performed',
    {
      direct: said('其中载明机构的责任人员', 'the responsible person of the unit named in it'),
      supervisory: unit,
      leadership: head,
    },
  ),
  answers('V38', '责任追究或者考核程序违法', 'accountability or appraisal procedure itself unlawful', {
    direct: said('追究机关作出决定或者承办的人员', 'persons of the pursuing body who decided or handled it'),
    supervisory: said('该机关的机构负责人', 'unit head there'),
    leadership: said('该机关主要负责人', 'head of that body'),
  }),
  answers('V39', '定期职责未履行', 'periodic duty missed', {
    direct: said('届满时职权分解所定的承担人', 'holder of the duty by the matrix at the due instant'),
    supervisory: unit,
    leadership: head,
  }),
  answers(
    'V40',
    '无人：属当事人或者其他机关的义务，不作为倒查的输入',
    'nobody: the duty was the party’s or another authority’s; never input of a trace',
    {},
  ),
  answers(
    'V41',
    '无法归责：记录不显示由谁承担该职责，列为记录缺口',
    'not attributable: the record does not show who held the duty; the gap is reported',
    {},
  ),
] as const;
