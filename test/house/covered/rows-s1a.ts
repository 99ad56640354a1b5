import { elsewhere, there, where, type CoverageRow } from './row';

/** A.1a: 昌吉市 2019 工作要点. */
export const rowsS1a: readonly CoverageRow[] = [
  elsewhere(where.licences, 'A052', '一网一门一次 · one-stop service'),
  elsewhere(where.licences, 'A053', '市场准入负面清单 · market access list'),
  elsewhere(where.lists, 'A054', '权责清单动态公开 · dynamic public lists'),
  elsewhere(where.licences, 'A055', '证明事项清单 · no proof beyond the list'),
  elsewhere(where.licences, 'A056', '证照分离 · electronic licences'),
  elsewhere(where.townships, 'A057', '乡镇执法 · powers moved to townships'),
  elsewhere(where.policy, 'A058', '重大行政决策审查 · legality review of policy decisions'),
  there(
    'A059',
    '规范性文件备案 · no act on an expired document',
    'R-03 G-BASIS, PublishBenchmark, RecordBenchmarkFiling, RecordRulesFiling, projections/disclosure/ex-ante.queries.ts',
    'domain/guards, domain/benchmark, domain/public-lists, projections/ex-ante',
    'what is in force and not filed is a list for supervisors, with no code in C.13; review and clean-up of documents: filing and clean-up of normative documents',
  ),
  there(
    'A060',
    '主体确认与证件 · organs confirmed and announced, exams passed',
    'ConfirmOrgan, R-01 G-ORG, R-04 G-EXAM',
    'domain/registers, domain/qualifications',
  ),
  elsewhere(where.review, 'A061', '文书评查 · review of documents'),
  there(
    'A062',
    '复议决定 · outcome of reconsideration is tied to the case',
    'RecordReconsiderationDecision, ReverseDecision, W-35',
    'domain/remedy',
    'publication of review decisions and their analysis are the review body’s',
  ),
  elsewhere(where.complaints, 'A063', '诉访分离 · sorting what comes in'),
  elsewhere(where.appraisal, 'A064', '学法考试 · exams of leaders in law'),
  there(
    'A065',
    '外部监督与出庭 · suits against the organ are on file',
    'RecordLawsuit, RecordJudgment, RecordCourtAppearance, R-08 G-TIER.court',
    'domain/remedy, domain/scrutiny',
    'opinions of people’s congress, consultative conference and procuratorate are supervision of enforcement (C.11)',
  ),
  elsewhere(where.reports, 'A066', '法治政府年度报告 · yearly report'),
  elsewhere(where.supervision, 'A067', '半年督查 · half-yearly check'),
  there(
    'A238',
    '履行生效裁判 · effective judgments are performed in time',
    'PerformJudgment, W-43, RecordCourtAppearance, projections/supervision/figures/share.figures.ts',
    'domain/remedy, domain/scrutiny, projections/supervision.figures',
  ),
  elsewhere(where.supervision, 'A241', '三项制度检查 · inspection of the three systems'),
  elsewhere(where.licences, 'A242', '证明事项违规 · breaches about proofs'),
  elsewhere(where.norms, 'A243', '规范性文件审核 · review of every document'),
];
