import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  articleZh,
  citationEn,
  citationZh,
  cite,
  citeSection,
  fullCitationZh,
  type Citation,
} from '../../src/law/article';
import { kindsWithoutBasis, mayCreate } from '../../src/law/basis';
import { releasedPacks } from '../../src/law/packs/released-packs';
import { isPenaltyKind, penaltyKinds, type PenaltyKind } from '../../src/law/penalty-kinds';
import { norms, ranksAtLeast, type NormRank } from '../../src/law/statutes';
import { alerts, basisTexts, isAlertCode, isRefusalCode, refusals } from '../../src/law/violations';
import { describeWithShared, sharedPath } from '../support/shared';

describe('citations', () => {
  it('print as refusals, decisions and English texts do', () => {
    expect(citationZh(cite('penalty', 42))).toBe('行政处罚法 第四十二条');
    expect(citationZh(cite('penalty', 57, 1, 4))).toBe('行政处罚法 第五十七条第一款第（四）项');
    expect(citationZh(cite('three-systems'))).toBe('国办发〔2018〕118号');
    expect(citationZh(citeSection('funing', '二（十五）'))).toBe('抚宁区协调监督方案 二（十五）');
    expect(fullCitationZh(cite('penalty', 51))).toBe('《中华人民共和国行政处罚法》第五十一条');
    expect(articleZh(cite('litigation-interpretation', 156))).toBe('第一百五十六条');
    expect(citationEn(cite('penalty', 57, 1, 4))).toBe('Administrative Penalty Law, art. 57 para. 1 item 4');
    expect(citationEn(cite('holidays'))).toBe('Measures on National Holidays');
    expect(citationEn(citeSection('funing', '二'))).toContain('section 二');
  });

  it('rank norms', () => {
    expect(norms.penalty.rank).toBe('law');
    expect(ranksAtLeast('law', 'rule')).toBe(true);
    expect(ranksAtLeast('rule', 'rule')).toBe(true);
    expect(ranksAtLeast('normative-document', 'rule')).toBe(false);
    expect(ranksAtLeast('local-regulation', 'administrative-regulation')).toBe(false);
  });
});

const statutes = 'statutes';
describeWithShared('norms at hand', [statutes], () => {
  const files = Object.values(norms).filter(
    ({ rank, from }) => rank !== 'normative-document' && rank !== 'rule' && from !== undefined,
  );

  it.each(files.map((norm) => [norm.zh, norm] as const))('%s says when it came into force', (title, norm) => {
    let text: string;
    try {
      text = readFileSync(sharedPath(`statutes/${title.replaceAll(/[《》]/gu, '')}.md`), 'utf8');
    } catch {
      // Newer than the collection: only its date is known.
      expect(title).toBe('行政执法监督条例');
      return;
    }
    const [year = '', month = '', day = ''] = (norm.from ?? '')
      .split('-')
      .map((part) => String(Number(part)));
    const stated = `${year}年${month}月${day}日`;
    const amended = ['行政许可法', '监察法', '公务员法', '行政诉讼法', '民事诉讼法'].includes(norm.short);
    expect(text.includes(stated) || amended).toBe(true);
  });

  const cited = [
    ...[...Object.values(refusals), ...Object.values(alerts)].flatMap(({ basis }) => basis),
    ...releasedPacks.flatMap(({ parameters }) => parameters.flatMap(({ basis }) => basis)),
  ].filter(({ article }) => article !== undefined);
  const atHand = (citation: Citation): string =>
    sharedPath(`statutes/${norms[citation.norm].zh.replaceAll(/[《》]/gu, '')}.md`);

  /** The article's own lines: paragraphs, and items that begin with their number in brackets. */
  function linesOf(citation: Citation): readonly string[] {
    const heading = new RegExp(
      `^${articleZh({ norm: citation.norm, article: citation.article ?? 0 })}\\s`,
      'u',
    );
    const lines = readFileSync(atHand(citation), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    const first = lines.findIndex((line) => heading.test(line));
    const after = lines.slice(first + 1);
    const end = after.findIndex((line) => /^(?:第[一二三四五六七八九十百]+条|#)/u.test(line));
    return first < 0 ? [] : [lines[first] ?? '', ...after.slice(0, end < 0 ? undefined : end)];
  }

  it('and every article, paragraph and item that the texts cite stands in them', () => {
    const missing = cited
      .filter((citation) => existsSync(atHand(citation)))
      .filter((citation) => {
        const lines = linesOf(citation);
        const paragraphs = lines.filter((line) => !/^（[一二三四五六七八九十]+）/u.test(line.trim()));
        const item =
          citation.item === undefined
            ? ''
            : articleZh({ norm: citation.norm, item: citation.item }).slice(1, -1);
        return (
          paragraphs.length < (citation.paragraph ?? 1) || !lines.some((line) => line.trim().startsWith(item))
        );
      });
    expect(cited.length).toBeGreaterThan(200);
    expect(missing.map(citationZh)).toEqual([]);
  });

  it('except those of norms that are not at hand', () => {
    const absent = cited.filter((citation) => !existsSync(atHand(citation)));
    expect(new Set(absent.map(({ norm }) => norm))).toEqual(new Set(['samr-procedure', 'samr-publication']));
  });
});

describe('kinds of penalty', () => {
  it('are those of article 9, in its groups', () => {
    const groups = [1, 2, 3, 4, 5, 6].map((group) =>
      Object.values(penaltyKinds)
        .filter((kind) => kind.group === group)
        .map(({ zh }) => zh),
    );
    expect(groups).toEqual([
      ['警告', '通报批评'],
      ['罚款', '没收违法所得', '没收非法财物'],
      ['暂扣许可证件', '降低资质等级', '吊销许可证件', '吊销营业执照'],
      ['限制开展生产经营活动', '责令停产停业', '责令关闭', '限制从业'],
      ['行政拘留'],
      ['法律、行政法规规定的其他行政处罚'],
    ]);
    expect(isPenaltyKind('fine')).toBe(true);
    expect(isPenaltyKind('toString')).toBe(false);
    expect(isPenaltyKind(7)).toBe(false);
  });
});

describe('who may create which penalty (10–14, 16)', () => {
  const all = Object.keys(penaltyKinds).filter(isPenaltyKind);
  const created = (rank: NormRank) => all.filter((kind) => mayCreate(rank, kind));
  const without = (...kinds: PenaltyKind[]) => all.filter((kind) => !kinds.includes(kind));

  it('follows the ranks', () => {
    expect(created('law')).toEqual(all);
    expect(created('administrative-regulation')).toEqual(without('detention'));
    expect(created('local-regulation')).toEqual(
      without('detention', 'revocation-of-business-licence', 'other'),
    );
    expect(created('rule')).toEqual(['warning', 'criticism', 'fine']);
    expect(created('normative-document')).toEqual([]);
    expect(created('judicial-interpretation')).toEqual([]);
  });

  it('asks that some cited norm has the power for every kind', () => {
    expect(kindsWithoutBasis([{ rank: 'rule' }], ['warning', 'fine'])).toEqual([]);
    expect(kindsWithoutBasis([{ rank: 'rule' }, { rank: 'law' }], ['fine', 'closure'])).toEqual([]);
    expect(kindsWithoutBasis([{ rank: 'rule' }], ['fine', 'closure'])).toEqual([
      {
        kind: 'closure',
        zh: '规章不得设定该种处罚',
        en: 'a rule may not create this penalty',
        basis: cite('penalty', 13),
      },
    ]);
    expect(kindsWithoutBasis([], ['warning'])[0]?.basis).toEqual(cite('penalty', 38));
  });

  it('lets a norm that only details a higher one create nothing by itself', () => {
    expect(kindsWithoutBasis([{ rank: 'rule', details: true }], ['fine'])).toHaveLength(1);
    expect(kindsWithoutBasis([{ rank: 'rule', details: true }, { rank: 'law' }], ['closure'])).toEqual([]);
  });
});

describe('the violation catalogue', () => {
  const numbered = (letter: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${letter}-${String(i + 1).padStart(2, '0')}`);

  it('has every code, each under its own name', () => {
    expect(Object.keys(refusals).toSorted()).toEqual(numbered('R', 40));
    expect(Object.keys(alerts).toSorted()).toEqual(numbered('W', 49));
    for (const [code, row] of [...Object.entries(refusals), ...Object.entries(alerts)])
      expect(row.code).toBe(code);
    expect(isRefusalCode('R-40')).toBe(true);
    expect(isRefusalCode('R-41')).toBe(false);
    expect(isAlertCode('W-49')).toBe(true);
    expect(isAlertCode('W-50')).toBe(false);
  });

  it('speaks both languages, each text its own', () => {
    const rows = [...Object.values(refusals), ...Object.values(alerts)];
    expect(new Set(rows.map(({ zh }) => zh)).size).toBe(89);
    expect(new Set(rows.map(({ en }) => en)).size).toBe(89);
    expect(rows.filter(({ zh }) => !/\p{Script=Han}/u.test(zh) || zh.length > 60)).toEqual([]);
    expect(rows.filter(({ en }) => /\p{Script=Han}/u.test(en) || en.length > 140)).toEqual([]);
  });

  it('marks what is sealed, a reminder, or traced by the rules broken', () => {
    const marked = (member: 'sealed' | 'reminder' | 'byBrokenRules') =>
      Object.values(alerts)
        .filter((row) => row[member])
        .map(({ code }) => code);
    expect(marked('sealed')).toEqual(['W-16', 'W-26', 'W-39']);
    expect(marked('reminder')).toEqual(['W-15']);
    expect(marked('byBrokenRules')).toEqual(['W-01']);
  });

  it('prints its basis', () => {
    expect(basisTexts(refusals['R-05'])).toEqual(['行政处罚法 第四十二条第一款']);
    expect(basisTexts(refusals['R-30'])).toEqual([]);
  });
});

const specification = 'spec/domain.md';
describeWithShared('the catalogue of the specification', [specification], () => {
  const text = readFileSync(sharedPath(specification), 'utf8');

  it('gives the same severities', () => {
    const catalogue = text.slice(text.indexOf('**ALERT** (accepted'), text.indexOf('Each alert keeps:'));
    const stated = catalogue
      .split(/(?=W-\d\d )/u)
      .slice(1)
      .map((part) => [part.slice(0, 4), Number(/\((\d)[,)]/u.exec(part)?.[1])]);
    expect(stated).toHaveLength(49);
    expect(Object.fromEntries(stated)).toEqual(
      Object.fromEntries(Object.values(alerts).map(({ code, severity }) => [code, severity])),
    );
  });

  it('leads from every code to the same row of answerability', () => {
    const table = text.slice(
      text.indexOf('**Code → row of D.2.**'),
      text.indexOf('`TracebackReport` sections'),
    );
    const rows = [...table.matchAll(/^\| ([RW]-[^|]*) \| ([^|]*) \|/gmu)].flatMap(
      ([, codes = '', row = '']) =>
        codes.split(', ').map((code) => [code.trim(), /V\d\d/u.exec(row)?.[0] ?? 'V32']),
    );
    expect(rows).toHaveLength(89);
    const ours = [...Object.values(refusals), ...Object.values(alerts)].map(({ code, row }) => [code, row]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(ours));
  });
});
