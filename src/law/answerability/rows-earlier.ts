import { answers, handling, head, said, unit } from './row';

/** Answerability by step, V01 to V20: from the clue to things in custody. */
export const earlierRows = [
  answers(
    'V01',
    '线索未登记、未核查，检查问题或者复查搁置（不作为）',
    'clue not registered or not verified, inspection problem or re-check left (omission)',
    {
      direct: said(
        '首接人员，其后为届满时该岗位的承担人',
        'first receiver, then holder of the post at due time',
      ),
      supervisory: unit,
      leadership: head,
    },
  ),
  answers('V02', '立案错误或者应立未立', 'case filed wrongly or not filed', {
    direct: said('提出立案意见的承办人；立案批准人', 'handler who proposed; approver of the filing'),
    supervisory: unit,
    leadership: head,
  }),
  answers('V03', '证据虚假、不完整或者不合法', 'evidence false, incomplete or illegal', {
    direct: said(
      '每名参与人员，以其在该次接触中所为或者所能见为限；来自外部的虚假材料另行检验',
      'each acting officer by what he did or could see in that contact; what is false from outside is tested apart',
    ),
    supervisory: handling,
  }),
  answers(
    'V04',
    '询问、检查形式不合规定，缺少音像记录',
    'formalities of interview or inspection, or audio-visual record missing',
    {
      direct: said(
        '两人共同义务（亮证、签名）：该次接触的两名人员；其余：实施该部分的人员',
        'duties of two (credential, signatures): both officers of the contact; the rest: who did that part',
      ),
      supervisory: handling,
    },
  ),
  answers('V05', '适用法律依据错误', 'legal basis wrong', {
    direct: said(
      '提出意见的承办人；将“法律适用”项审为通过的审核人；作出决定的批准人',
      'handler who proposed; reviewer who marked the item of law as passed; approver who decided',
    ),
    supervisory: said(
      '承办机构负责人、分管负责人；审核通过的，另有法制机构负责人',
      'head of the handling unit, leader in charge; head of the legal office only if a review passed it',
    ),
    leadership: head,
  }),
  answers(
    'V06',
    '未经法制审核或者违背审核意见作出决定',
    'legal review skipped, or decided against its opinion',
    {
      direct: said(
        '批准人；未送审的承办人；停用规则的批准人。提出否定意见的审核人不承担责任',
        'approver; handler who did not submit; who approved the disabling of the guard. The reviewer of a negative opinion is not answerable',
      ),
      supervisory: said(
        '承办机构负责人、分管负责人；送审被拒收或者搁置的，另有法制机构负责人',
        'head of the handling unit, leader in charge; head of the legal office only if a submitted file was refused or left lying',
      ),
      leadership: head,
    },
  ),
  answers('V07', '审核意见错误或者逾期', 'review opinion wrong or late', {
    direct: said(
      '审核人（错误：仅限所审核卷宗快照中可见的缺陷）',
      'reviewer (wrong: only for defects visible in the reviewed snapshot)',
    ),
    supervisory: said('法制机构负责人、分管负责人', 'head of the legal office, leader in charge'),
  }),
  answers('V08', '审核项目空缺仍勾选通过', 'review item ticked as passed though empty or absent', {
    direct: said(
      '审核人（缺少必备项目属于可见缺陷）',
      'reviewer (a required item that is missing is a visible defect)',
    ),
  }),
  answers(
    'V09',
    '未告知听证、通知期限不足或者听证有瑕疵',
    'hearing not offered, on short notice, or flawed',
    {
      direct: said(
        '未告知或者期限不足：承办人及仍作出决定的批准人；听证进行：听证主持人',
        'not offered or short: handler, and the approver who decided all the same; conduct: hearing chair',
      ),
      supervisory: said(
        '承办机构负责人、分管负责人；听证进行：法制机构负责人',
        'head of the handling unit, leader in charge; conduct: head of the legal office',
      ),
      leadership: head,
    },
  ),
  answers('V10', '未事先告知或者未听取陈述申辩', 'prior notice or statement ignored', {
    direct: said(
      '承办人；卷宗可见而仍作出决定的批准人',
      'handler; the approver who decided, if the file shows it',
    ),
    supervisory: handling,
    leadership: head,
  }),
  answers('V11', '未经集体讨论或者操纵讨论', 'collective discussion skipped or manipulated', {
    direct: said(
      '未经讨论：作出决定的批准人；操纵：会议主持人',
      'skipped: the approver who decided without it; manipulated: chair of the meeting',
    ),
    supervisory: said('分管负责人', 'leader in charge'),
    leadership: head,
  }),
  answers('V12', '决定违法或者逾期', 'decision illegal or late', {
    direct: said(
      '批准人、表决赞成的集体成员（有异议记录、缺席或者回避的不承担责任，弃权另行判断）；逾期：届满时的承办人',
      'approver, members who voted for it (dissent on record, absent or recused: not answerable; abstention: judged); late: holder of the case at the due instant',
    ),
    supervisory: handling,
    leadership: head,
  }),
  answers('V13', '决定与会议记录不一致', 'decision differs from the minutes', {
    direct: said('变更者', 'who changed it'),
    leadership: head,
  }),
  answers('V14', '文书内容、文号、印章', 'content, number or seal of a document', {
    direct: said('文书制作人员；印章保管人', 'document officer; seal keeper'),
    supervisory: handling,
  }),
  answers('V15', '送达不能', 'service failed', {
    direct: said('送达人；公告送达的批准人', 'servers; approver of an announcement'),
    supervisory: handling,
  }),
  answers('V16', '公示错误或者逾期', 'publication wrong or late', {
    direct: said(
      '该渠道采集、传递、审核、发布人员，各按其环节',
      'persons who collect, pass on, review and publish on the channel, each for his part',
    ),
    supervisory: said('公示机构负责人、分管负责人', 'head of the publishing unit, leader in charge'),
    leadership: head,
  }),
  answers('V17', '被撤销的决定未撤下', 'reversed decision not withdrawn', {
    direct: said(
      '发布人员；届满时撤下任务的承担人',
      'publisher; owner of the task of withdrawal at due time',
    ),
    supervisory: unit,
  }),
  answers('V18', '紧急措施未在二十四小时内批准', 'urgent measure not approved within 24 hours', {
    direct: said(
      '未报告：实施人员；报告未获答复：被请示的负责人（或者代理人）；不批准而未解除：承办人',
      'no report: acting officers; reported and no answer: the chief asked (or stand-in); refused and not lifted: handler',
    ),
    supervisory: unit,
    leadership: head,
  }),
  answers(
    'V19',
    '查封、扣押、冻结、登记保存期满或者原因消失未处理，冻结决定逾期',
    'seizure, freeze or preservation expired or not lifted when its ground is gone; freeze decision late',
    {
      direct: said('承办人；及时请示的，措施批准人', 'handler; approver of the measure if asked in time'),
      supervisory: handling,
      leadership: head,
    },
  ),
  answers(
    'V20',
    '保管财物被使用、损毁、丢失、未返还，未按期巡查',
    'seized things used, damaged, lost or not returned; custody check missed',
    {
      direct: said(
        '保管人（第三人保管的，行政机关先行赔付后追偿）',
        'custodian (third party: the organ pays first and recovers)',
      ),
      supervisory: handling,
    },
  ),
] as const;
