import type { AnswerabilityRow } from '../violations/row';

/** A text in both languages. */
export interface Wording {
  readonly zh: string;
  readonly en: string;
}

/**
 * Who answers for a step, level by level. A level without wording adds nobody. Whoever decided himself is DIRECT for that
 * decision and is not counted again; LEADERSHIP alone is no ground for a 处分 under 处罚法 76–83.
 */
export interface Answerability {
  readonly row: AnswerabilityRow;
  /** The step, or how it went wrong. */
  readonly step: Wording;
  /** 直接责任: who acted, decided or had the task at the instant, each by his part. */
  readonly direct?: Wording;
  /** 主管责任: the head of the unit and the leader in charge of it (分管) at the instant. */
  readonly supervisory?: Wording;
  /** 领导责任: the head of the organ (第一责任人), or who acts for him. */
  readonly leadership?: Wording;
}

/** Wordings of the levels that many rows share. */
export const unit: Wording = { zh: '机构负责人、分管负责人', en: 'unit head, leader in charge' };
export const handling: Wording = {
  zh: '承办机构负责人、分管负责人',
  en: 'head of the handling unit, leader in charge',
};
export const head: Wording = { zh: '行政机关主要负责人', en: 'head of the organ' };

/** Levels of a row that are there. */
export type Levels = Omit<Answerability, 'row' | 'step'>;

/** A row of the table: what went wrong, in Chinese and English, and who answers. */
export const answers = (row: AnswerabilityRow, zh: string, en: string, levels: Levels): Answerability => ({
  row,
  step: { zh, en },
  ...levels,
});

/** `said(zh, en)` */
export const said = (zh: string, en: string): Wording => ({ zh, en });
