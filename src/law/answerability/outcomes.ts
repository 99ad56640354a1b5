import { cite, type Citation } from '../article';
import { said, type Wording } from './row';

/**
 * What a traceback may recommend, and which body decides on it (D.7 of the specification). A table only: nothing in it is
 * ever decided by a program, and a body that does not stand in a row decides nothing of it.
 */

/** Bodies that decide. */
export const outcomeBodies = {
  'own-organ': said('所在机关', 'the organ itself'),
  appointing: said('任免机关', 'the appointing authority'),
  'supervision-commission': said('监察机关', 'the supervision commission'),
  government: said('本级人民政府', 'the government of the level'),
  superior: said('上级行政执法机关', 'the superior enforcement organ'),
  'legal-office': said(
    '本级或者上级人民政府司法行政部门',
    'the legal office of the same or a higher government',
  ),
  issuer: said('发证机关', 'the issuer of the certificate'),
  'cadre-authority': said('按照干部管理权限确定的机关', 'the authority by the administration of cadres'),
  'paying-organ': said('赔偿义务机关', 'the organ that paid the compensation'),
} as const satisfies Record<string, Wording>;
export type OutcomeBody = keyof typeof outcomeBodies;

/** A measure of the ladder, lightest first. */
export interface Outcome extends Wording {
  /** Step of the ladder: `0`, `1` … `8a`; organs have none. */
  readonly step?: string;
  readonly of: 'person' | 'organ';
  readonly bodies: readonly OutcomeBody[];
  readonly basis: readonly Citation[];
  /** Open also for somebody who has retired, resigned or died (政务处分法 27). */
  readonly afterService: boolean;
}

const all = Object.keys(outcomeBodies) as OutcomeBody[];
const own = ['own-organ', 'appointing'] as const;
const above = ['government', 'supervision-commission', 'superior'] as const;
const henan = (article: number, paragraph?: number, item?: number) =>
  cite('henan-enforcement', article, paragraph, item);

const person = (
  step: string,
  { zh, en }: Wording,
  bodies: readonly OutcomeBody[],
  basis: readonly Citation[],
  afterService = false,
): Outcome => ({ zh, en, step, of: 'person', bodies, basis, afterService });

const organ = ({ zh, en }: Wording, basis: readonly Citation[]): Outcome => ({
  ...{ zh, en, of: 'organ', bodies: above, basis, afterService: true },
});

/** The codes stand in records and never change. */
export const outcomes = {
  'no-fault': person('0', said('不予追究（无过错或者免责）', 'no fault, or exempt'), all, [], true),
  education: person(
    '1',
    said('批评教育、谈话提醒、责令检查或者诫勉', 'criticism, reminder, self-examination or admonition'),
    [...own, 'supervision-commission'],
    [henan(45), cite('official-sanctions', 12), cite('supervision', 52)],
  ),
  criticism: person('2', said('通报批评', 'circular of criticism'), own, [
    henan(46),
    cite('shandong-supervision', 38),
  ]),
  training: person('3', said('告诫、离岗培训', 'warning talk, training off the post'), own, [
    henan(45),
    cite('shandong-supervision', 38),
  ]),
  'off-post': person('4', said('调离执法岗位', 'transfer from the enforcement post'), own, [
    henan(45),
    cite('shandong-supervision', 38),
  ]),
  disqualify: person(
    '5',
    said(
      '取消行政执法资格，暂扣或者吊销执法证件',
      'end of the qualification, hold or withdrawal of the certificate',
    ),
    ['legal-office', 'issuer'],
    [henan(46), cite('chongqing-supervision', 18)],
  ),
  organisational: person(
    '6',
    said('组织处理', 'organisational treatment'),
    ['cadre-authority'],
    [cite('official-sanctions', 17)],
  ),
  sanction: person(
    '7',
    said('处分或者政务处分', 'sanction (处分 or 政务处分)'),
    ['appointing', 'government', 'supervision-commission'],
    [cite('official-sanctions', 7), cite('servant-sanctions', 37), cite('servant-sanctions', 39)],
  ),
  treatment: person(
    '7',
    said('应予降级以上处分的，相应调整待遇', 'adjustment of benefits where demotion or more would be due'),
    ['appointing', 'supervision-commission'],
    [cite('official-sanctions', 27), cite('servant-sanctions', 52)],
    true,
  ),
  restitution: person(
    '8a',
    said('退赔违法所得', 'restitution of unlawful gain'),
    ['supervision-commission', 'appointing'],
    [cite('official-sanctions', 25), cite('servant-sanctions', 53)],
    true,
  ),
  recovery: person(
    '8b',
    said('追偿赔偿费用', 'recovery of compensation paid'),
    ['paying-organ'],
    [cite('shandong-supervision', 39)],
    true,
  ),
  judicial: person(
    '9',
    said('移送司法机关', 'transfer to the judicial authorities'),
    ['supervision-commission'],
    [cite('supervision')],
  ),
  'organ-correct': organ(said('责令限期整改', 'order to put right within a time'), [henan(46)]),
  'organ-order': organ(
    said('责令履行、补正、撤销或者确认违法', 'order to perform, mend or revoke, or finding of unlawfulness'),
    [cite('shandong-supervision', 37)],
  ),
  'organ-talk': organ(said('约谈', 'summons to a talk'), [henan(46)]),
  'organ-criticism': organ(said('通报批评', 'circular of criticism'), [
    henan(46),
    cite('shandong-supervision', 37),
  ]),
  'organ-grade': organ(said('取消评先资格、考核降档', 'loss of honours, lower grade in the appraisal'), [
    henan(46),
  ]),
} as const satisfies Record<string, Outcome>;
export type OutcomeCode = keyof typeof outcomes;

export const outcomeCodes = Object.keys(outcomes) as OutcomeCode[];
export const outcomeBodyCodes = all;

/** A measure by its code. */
export const outcomeOf = (code: OutcomeCode): Outcome => outcomes[code];
