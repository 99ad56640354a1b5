import type { CivilDate } from '../kernel/time';

/** Ranks of norms, the highest first (法律 > 行政法规 > 地方性法规 > 规章 > 规范性文件). */
export const normRanks = [
  'law',
  'judicial-interpretation',
  'administrative-regulation',
  'local-regulation',
  'rule',
  'normative-document',
] as const;
export type NormRank = (typeof normRanks)[number];

/** Names of the ranks for people. */
export const rankNames: Readonly<Record<NormRank, { readonly zh: string; readonly en: string }>> = {
  law: { zh: '法律', en: 'law' },
  'judicial-interpretation': { zh: '司法解释', en: 'judicial interpretation' },
  'administrative-regulation': { zh: '行政法规', en: 'administrative regulation' },
  'local-regulation': { zh: '地方性法规', en: 'local regulation' },
  rule: { zh: '规章', en: 'rule' },
  'normative-document': { zh: '规范性文件', en: 'normative document' },
};

/** Whether a rank stands at least as high as another. */
export const ranksAtLeast = (rank: NormRank, floor: NormRank): boolean =>
  normRanks.indexOf(rank) <= normRanks.indexOf(floor);

/** A norm that is cited, in the version whose numbering the citations use. */
export interface Norm {
  /** Full title as in citations of decisions. */
  readonly zh: string;
  /** The name in use, as refusals print it. */
  readonly short: string;
  readonly en: string;
  readonly rank: NormRank;
  /** First day in force of this version; absent where it was not found. */
  readonly from?: CivilDate;
}

const norm = (zh: string, short: string, en: string, rank: NormRank, from?: CivilDate): Norm =>
  from === undefined ? { zh, short, en, rank } : { zh, short, en, rank, from };

const law = 'law';
const regulation = 'administrative-regulation';
const local = 'local-regulation';
const paper = 'normative-document';

/** Every norm that the texts of this system cite. The dates are those of the closing articles or amending decisions. */
export const norms = {
  penalty: norm('中华人民共和国行政处罚法', '行政处罚法', 'Administrative Penalty Law', law, '2021-07-15'),
  compulsion: norm(
    '中华人民共和国行政强制法',
    '行政强制法',
    'Administrative Compulsion Law',
    law,
    '2012-01-01',
  ),
  licence: norm('中华人民共和国行政许可法', '行政许可法', 'Administrative Licence Law', law, '2019-04-23'),
  reconsideration: norm(
    '中华人民共和国行政复议法',
    '行政复议法',
    'Administrative Reconsideration Law',
    law,
    '2024-01-01',
  ),
  litigation: norm(
    '中华人民共和国行政诉讼法',
    '行政诉讼法',
    'Administrative Litigation Law',
    law,
    '2017-07-01',
  ),
  'civil-procedure': norm('中华人民共和国民事诉讼法', '民事诉讼法', 'Civil Procedure Law', law, '2024-01-01'),
  'personal-information': norm(
    '中华人民共和国个人信息保护法',
    '个人信息保护法',
    'Personal Information Protection Law',
    law,
    '2021-11-01',
  ),
  'civil-servants': norm('中华人民共和国公务员法', '公务员法', 'Civil Servants Law', law, '2019-06-01'),
  'official-sanctions': norm(
    '中华人民共和国公职人员政务处分法',
    '政务处分法',
    'Law on Sanctions for Public Officials',
    law,
    '2020-07-01',
  ),
  supervision: norm('中华人民共和国监察法', '监察法', 'Supervision Law', law, '2025-06-01'),
  archives: norm('中华人民共和国档案法', '档案法', 'Archives Law', law, '2021-01-01'),
  'litigation-interpretation': norm(
    '最高人民法院关于适用《中华人民共和国行政诉讼法》的解释',
    '行政诉讼法解释',
    'Interpretation on the Administrative Litigation Law',
    'judicial-interpretation',
    '2018-02-08',
  ),
  'crime-transfer': norm(
    '行政执法机关移送涉嫌犯罪案件的规定',
    '移送规定',
    'Provisions on the Transfer of Suspected Crimes',
    regulation,
    '2020-08-07',
  ),
  'fine-separation': norm(
    '罚款决定与罚款收缴分离实施办法',
    '罚缴分离办法',
    'Measures on Separating Fines from their Collection',
    regulation,
    '1998-01-01',
  ),
  'information-disclosure': norm(
    '中华人民共和国政府信息公开条例',
    '政府信息公开条例',
    'Regulations on Open Government Information',
    regulation,
    '2019-05-15',
  ),
  'business-environment': norm(
    '优化营商环境条例',
    '优化营商环境条例',
    'Regulations on the Business Environment',
    regulation,
    '2020-01-01',
  ),
  'online-services': norm(
    '国务院关于在线政务服务的若干规定',
    '在线政务服务规定',
    'Provisions on Online Government Services',
    regulation,
    '2019-04-26',
  ),
  'servant-sanctions': norm(
    '行政机关公务员处分条例',
    '处分条例',
    'Regulations on Sanctions for Servants of Administrative Organs',
    regulation,
    '2007-06-01',
  ),
  'enforcement-supervision': norm(
    '行政执法监督条例',
    '行政执法监督条例',
    'Regulations on the Supervision of Enforcement',
    regulation,
    '2026-02-01',
  ),
  holidays: norm('全国年节及纪念日放假办法', '放假办法', 'Measures on National Holidays', regulation),
  'shandong-supervision': norm(
    '山东省行政执法监督条例',
    '山东监督条例',
    'Shandong Regulations on the Supervision of Enforcement',
    local,
    '2015-05-01',
  ),
  'henan-enforcement': norm(
    '河南省行政执法条例',
    '河南执法条例',
    'Henan Regulations on Enforcement',
    local,
    '2016-06-01',
  ),
  'chongqing-supervision': norm(
    '重庆市行政执法监督条例',
    '重庆监督条例',
    'Chongqing Regulations on the Supervision of Enforcement',
    local,
    '2010-07-23',
  ),
  'chongqing-responsibility': norm(
    '重庆市行政执法责任制条例',
    '重庆责任制条例',
    'Chongqing Regulations on Responsibility in Enforcement',
    local,
    '2010-07-23',
  ),
  'samr-procedure': norm(
    '市场监督管理行政处罚程序规定',
    '市场监管程序规定',
    'Procedural Provisions on Market Supervision Penalties',
    'rule',
    '2021-07-15',
  ),
  'samr-publication': norm(
    '市场监督管理行政处罚信息公示规定',
    '市场监管公示规定',
    'Provisions on the Publication of Market Supervision Penalties',
    'rule',
  ),
  'credit-repair-trial': norm(
    '信用修复管理办法（试行）',
    '信用修复办法（试行）',
    'Measures on Credit Repair (trial)',
    'rule',
    '2023-05-01',
  ),
  'credit-repair': norm(
    '信用修复管理办法（国家发展改革委令第36号）',
    '信用修复管理办法',
    'Measures on Credit Repair',
    'rule',
    '2026-04-01',
  ),
  'responsibility-system': norm(
    '国务院办公厅关于推行行政执法责任制的若干意见（国办发〔2005〕37号）',
    '国办发〔2005〕37号',
    'Opinions on the System of Responsibility in Enforcement',
    paper,
    '2005-07-09',
  ),
  'three-systems': norm(
    '国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见（国办发〔2018〕118号）',
    '国办发〔2018〕118号',
    'Guiding Opinions on the Three Enforcement Systems',
    paper,
  ),
  changji: norm(
    '昌吉市全面推行行政执法三项制度实施方案',
    '昌吉市三项制度方案',
    'Changji Plan for the Three Enforcement Systems',
    paper,
    '2019-08-06',
  ),
  'changji-agenda': norm(
    '昌吉市2019年推进依法行政加快法治政府建设工作要点',
    '昌吉市2019年工作要点',
    'Changji Agenda of 2019',
    paper,
    '2019-08-06',
  ),
  funing: norm(
    '秦皇岛市抚宁区加强行政执法协调监督机制建设实施方案',
    '抚宁区协调监督方案',
    'Funing Plan for Coordination and Supervision',
    paper,
    '2021-10-22',
  ),
  'zhengzhou-fund': norm(
    '郑州住房公积金管理中心三项制度实施方案（郑公积金〔2019〕29号）',
    '郑公积金〔2019〕29号',
    'Zhengzhou Housing Fund Plan',
    paper,
    '2019-09-16',
  ),
} as const satisfies Readonly<Record<string, Norm>>;

/** Key of a norm in {@link norms}. */
export type NormId = keyof typeof norms;

/** The norm whose full title a citation begins with; nothing where none of ours does. */
export const normTitled = (citation: string): Norm | undefined =>
  Object.values<Norm>(norms)
    .filter(({ zh }) => citation === zh || citation.startsWith(`${zh} `))
    .at(0);
