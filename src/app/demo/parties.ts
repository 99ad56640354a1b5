import { checkCreditCode } from '../../kernel/identifiers';
import type { Chance } from './seeded';

/** People and firms of the demonstration. Their names say that they are invented: 虚构, 乌有, 子虚, 亡是. */

/** Fictitious: no such division exists. */
export const TERRITORY = '990101';

export interface Party {
  readonly name: string;
  readonly kind: 'citizen' | 'individual-business' | 'organisation';
  readonly ageBand: '14-to-18' | 'adult';
  readonly capacity: 'full';
  /** 统一社会信用代码 of whoever is registered. */
  readonly idType?: 'credit-code';
  readonly idNumber?: string;
  readonly address: string;
  readonly phone?: string;
  readonly legalRepresentative?: string;
}

const surnames = Array.from('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜');
const given = ['虚构', '乌有', '子虚', '亡是', '演示', '假托', '拟名', '梦溪', '幻真', '设例'];
const ordinals = Array.from('甲乙丙丁戊己庚辛壬癸');
const trades = ['餐饮', '百货', '建材', '维修', '物流', '园林', '装饰', '食品'];
const firms = ['子虚', '乌有', '亡是公', '镜花', '南柯', '黄粱'];

const personName = (chance: Chance): string =>
  `${chance.pick(surnames)}${chance.pick(given)}${chance.pick(ordinals)}`;

const address = (chance: Chance): string => `演示市演示区演示路${chance.between(1, 299)}号（演示）`;

/** A 统一社会信用代码 with its check character: kind of registration, the division that does not exist, nine characters. */
export function inventedCode(kind: '11' | '91' | '92', subject: string): string {
  const body = `${kind}${TERRITORY}${subject}`;
  const check = checkCreditCode(`${body}0`);
  return check.ok || check.problem !== 'check-character' ? `${body}0` : `${body}${check.expected}`;
}

/** A party of a kind, drawn anew. */
export function partyOf(kind: Party['kind'], chance: Chance): Party {
  const common = { kind, ageBand: 'adult', capacity: 'full', address: address(chance) } as const;
  if (kind === 'citizen') {
    return {
      ...common,
      name: personName(chance),
      phone: `000-0000${String(chance.below(10_000)).padStart(4, '0')}`,
    };
  }
  const trade = chance.pick(trades);
  const firm = `演示区${chance.pick(firms)}${chance.pick(ordinals)}${trade}`;
  const subject = `MA${String(chance.below(10_000_000)).padStart(7, '0')}`;
  const registered = (code: '91' | '92') =>
    ({ idType: 'credit-code', idNumber: inventedCode(code, subject) }) as const;
  return kind === 'organisation'
    ? {
        ...{ ...common, ...registered('91'), name: `${firm}有限公司（演示）` },
        legalRepresentative: personName(chance),
      }
    : { ...common, ...registered('92'), name: `${firm}店（演示）` };
}

/** An amount in fen: whole multiples of `step` yuan within the bounds. */
export function amountOf(chance: Chance, leastYuan: number, mostYuan: number, step: number): number {
  return 100 * (leastYuan + step * chance.below(Math.floor((mostYuan - leastYuan) / step) + 1));
}
