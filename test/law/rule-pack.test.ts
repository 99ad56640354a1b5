import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { cite } from '../../src/law/article';
import {
  isParameterKey,
  meaningOf,
  parameterKeys,
  requiredKeys,
  type ParameterKey,
} from '../../src/law/parameter-keys';
import { valueText } from '../../src/law/parameter-value';
import { period } from '../../src/law/period';
import { missingKeys, packDefects } from '../../src/law/pack-check';
import { cn2021 } from '../../src/law/packs/cn-2021';
import { demonstrationPack, demonstrationTerritory } from '../../src/law/packs/demonstration';
import { cn2021v1, demonstrationPackV1 } from '../../src/law/packs/earlier-versions';
import { itTrafficFines } from '../../src/law/packs/it-traffic-fines';
import { currentPacks, releasedPacks } from '../../src/law/packs/released-packs';
import { territoryPacks } from '../../src/law/packs/territories';
import { find, parseParameterKey, resolve } from '../../src/law/resolve';
import { RuleBook } from '../../src/law/rule-book';
import { packLabel, rankOf, type Parameter, type RulePack } from '../../src/law/rule-pack';
import { describeWithShared, sharedPath } from '../support/shared';
import { readFileSync } from 'node:fs';

const on = '2024-05-20';
const here = { territory: demonstrationTerritory, on };
const packs = [cn2021, demonstrationPack];

const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'no error';
};

const territory = (prefix: string, ...parameters: Parameter[]): RulePack => ({
  id: `t-${prefix}`,
  version: '1',
  zh: `地区 ${prefix}`,
  en: `territory ${prefix}`,
  scope: { level: 'territory', prefix },
  parameters,
});
const wdValue = (amount: number): Parameter['value'] => ({
  type: 'period',
  period: period(amount, 'wd'),
  extensions: [],
});
const cdValue = (amount: number): Parameter['value'] => ({
  type: 'period',
  period: period(amount, 'cd'),
  extensions: [],
});
const parameter = (
  key: ParameterKey,
  value: Parameter['value'],
  more: Partial<Parameter> = {},
): Parameter => ({
  key,
  value,
  basis: [],
  confidence: 'D',
  from: '2021-07-15',
  ...more,
});

describe('the national pack', () => {
  const values = new Map(cn2021.parameters.map(({ key, value }) => [key as string, valueText(value)]));

  it('sets every key that has a national value, once, in its type, and no other', () => {
    const defaulted = Object.keys(parameterKeys).filter(
      (key) => isParameterKey(key) && meaningOf(key).need === 'default',
    );
    // A value that changed with time stands once for each stretch.
    expect([...new Set(cn2021.parameters.map(({ key }) => key))].toSorted()).toEqual(defaulted.toSorted());
    expect(cn2021.parameters.filter(({ key, value }) => meaningOf(key).type !== value.type)).toEqual([]);
  });

  it.each(
    Object.entries({
      'publish.penalty.own_site': '7wd',
      'publish.licence': '7wd',
      'publish.other': '20wd',
      'publish.samr.enterprise': '20wd(+10wd)(+10wd)',
      'withdraw.penalty': '3wd',
      'update.list': '20wd',
      'annual.report': '01-31',
      'reviewer.ratio': '5/100',
      'case.decide': '90cd',
      'case.extend': 'none',
      service: '7wd',
      'service.public': '30cd',
      'hearing.request': '5wd',
      'hearing.notice': '7wd-before',
      'hearing.chair.cert': 'false',
      'onspot.citizen': '200.00',
      'onspot.org': '3000.00',
      'onspot.collect': '100.00',
      'money.to.organ': '2wd',
      'money.to.organ.start': 'land:collected/water:landed',
      'money.to.bank': '2wd',
      'fine.pay': '15cd+roll',
      'latefee.rate': '3/100',
      'latefee.cap': '1/1',
      'latefee.before.exec': '30cd',
      seizure: '30cd(+30cd)',
      freeze: '30cd(+30cd)',
      'freeze.notice': '3wd',
      'urgent.report': '24h',
      'preserve.evidence': '7wd',
      'interval.seizure.testing': 'allowed',
      'substitute.notice': '3wd-before',
      'exec.giveup': '3y',
      'court.apply': '3mo',
      'court.apply.judgment': '2y',
      'urge.before.court': '10wd',
      'court.accept': '5wd',
      'court.rule': 'ordinary:7wd/doubtful:30cd',
      'court.ruling.serve': '5wd',
      'court.review.ask': '15cd',
      'court.review.decide': 'not-accepted:15cd/not-executed:30cd',
      'court.urgent': '5wd',
      'licence.decide': '20wd(+10wd)',
      'licence.joint': '45wd(+15wd)',
      'licence.prereview': '20wd',
      'licence.intake': '5wd',
      'licence.test.assign': '5wd',
      'licence.hearing.request': '5wd',
      'licence.hearing.hold': '20wd',
      'licence.hearing.notice': '7wd-before',
      'licence.issue': '10wd',
      'licence.renew': '30cd-before',
      'licence.ban.false': '1y',
      'licence.ban.fraud': '3y',
      'interval.licence': 'allowed',
      'crime.chief': '3cd',
      'crime.transfer': '24h',
      'crime.police.forward': '24h',
      'crime.police.review': '3cd',
      'crime.review.ask': '3cd',
      'crime.review.decide': '3cd',
      'crime.procuratorate': '3cd',
      'crime.handover': '3cd',
      'appeal.apply': '60cd+roll',
      'appeal.untold.max': '1y+roll',
      'appeal.forward': '5wd',
      'appeal.answer': 'ordinary:10wd/simple:5wd',
      lawsuit: '6mo+roll',
      'lawsuit.after.review': '15cd+roll',
      'appeal.judgment': '15cd+roll',
      'court.answer': '15cd+roll',
      'appeal.opinion': '60cd',
      'sanction.decide': '6mo(+6mo)',
      assessment: '1/year',
      limitation: 'ordinary:2y/harm:5y',
      'urgent.warn': '20h',
      'measure.warn': '5,3,0cd',
      'measure.lift': '1wd',
      'exec.night': '22:00-06:00',
      'licence.copy': '0wd',
      'licence.copy.receipt': '1wd',
      'inspect.to.clue': '7wd',
      'publish.simple': 'true',
      'onspot.file': '2wd',
      'onspot.archive': '10wd',
      'clue.verify': '15wd(+15wd)',
      'review.time': '7wd',
      'major.filing': '15cd',
      'case.close': '15wd',
      archive: '30wd',
      'publish.after.service': '2wd',
      'notpublished.review': '1y',
      'correct.receivers': '3wd',
      'interference.ack': '7cd',
      'audit.retention': '3y',
      'officers.min': '2',
      'clue.officers.min': '1',
      'service.officers.min': '2',
      'hearing.agents.max': '2',
      'case.decide.warn': '80/100',
      'major.filing.acts': '行政处罚；行政许可；行政强制措施；行政强制执行',
      'court.apply.warn': '15cd',
      'court.review.ask.warn': '5cd',
      'age.exempt': '14',
      'age.reduced': '18',
    }),
  )('%s is %s', (key, text) => {
    expect(values.get(key)).toBe(text);
  });

  it('gives an article for whatever it says the law says, and marks the rest', () => {
    const lawful = cn2021.parameters.filter(({ confidence }) => confidence === 'L');
    expect(lawful.filter(({ basis }) => basis.length === 0)).toEqual([]);
    expect(lawful.filter((each) => rankOf(each) === 'normative-document')).toEqual([]);
    const bare = cn2021.parameters.filter(({ basis }) => basis.length === 0);
    expect(bare.filter(({ confidence }) => !['D', 'M', 'P'].includes(confidence))).toEqual([]);
  });
});

describe('released versions', () => {
  /** SHA-256 of the packs as they were released. One that changes here is to be another version instead. */
  const fingerprints: Readonly<Record<string, string>> = {
    'cn-2021@1': 'cb7afe69795457f0',
    'cn-37@1': 'bdf50cbe9a077d12',
    'cn-41@1': 'e38ec382381a0afd',
    'cn-50@1': '6170d45a97de6b60',
    'cn-130306@1': '4bc23e140faf0975',
    'cn-652301@1': 'ca96752a08eec871',
    'demo-990101@1': 'f82e2609d7eef966',
    'it-traffic-fines@1': '275aef19d4a5f869',
  };

  it.each(Object.entries(fingerprints))('%s says what it said', (label, fingerprint) => {
    const pack = releasedPacks.find((each) => packLabel(each) === label);
    const hash = createHash('sha256').update(JSON.stringify(pack)).digest('hex');
    expect(hash.slice(0, 16)).toBe(fingerprint);
  });

  it('stay complete for an organ that adopted them', () => {
    expect(packDefects([cn2021v1, demonstrationPackV1], here)).toEqual([]);
  });

  it('one version of each is current', () => {
    const ids = currentPacks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(releasedPacks.filter(({ id }) => !ids.includes(id))).toEqual([]);
    expect(currentPacks.map(packLabel)).toContain('cn-2021@2');
  });
});

const specification = 'spec/domain.md';
describeWithShared('the specification’s parameter set', [specification], () => {
  const text = readFileSync(sharedPath(specification), 'utf8');
  const section = text.slice(text.indexOf('## C.14'), text.indexOf('# Part D'));
  const named = (part: string): string[] =>
    [...part.matchAll(/[`; ]([a-z][a-z_.0-9]*[a-z0-9])(?==|;|`)/gu)].map((match) => match[1] ?? '');

  it('is known to the last key', () => {
    const [, defaults = ''] = /## C\.14[^\n]*\n\n(`[^\n]*`)/u.exec(section) ?? [];
    const ours = /Defaults of ours[^\n]*/u.exec(section)?.[0] ?? '';
    const keys = [...named(defaults), ...named(ours.slice(ours.indexOf('`')))];
    expect(keys.length).toBeGreaterThan(85);
    expect(keys.filter((key) => !isParameterKey(key))).toEqual([]);
    expect(keys.filter((key) => isParameterKey(key) && meaningOf(key).need !== 'default')).toEqual([]);
  });

  it('leaves the same keys without default', () => {
    const line = /No default:[^\n]*/u.exec(section)?.[0] ?? '';
    expect(named(line.slice(line.indexOf('`'))).toSorted()).toEqual([...requiredKeys].toSorted());
  });

  it('has a key for every number of B.1, C.1 and C.2, with that number', () => {
    // Where the specification has the number: a row of B.1 by its article, a row of C.1 or C.2 by its step.
    const numbers: readonly (readonly [place: RegExp, words: RegExp, key: ParameterKey, value: string])[] = [
      [/^\| 30–31 \|.*$/mu, /<14.*14–18/u, 'age.exempt', '14'],
      [/^\| 30–31 \|.*$/mu, /ages 14\/18/u, 'age.reduced', '18'],
      [/^\| \*\*36\*\* \|.*$/mu, /2 y \/ 5 y cd/u, 'limitation', 'ordinary:2y/harm:5y'],
      [/^\| \*\*42\*\* \|.*$/mu, /≥ 2/u, 'officers.min', '2'],
      [/^\| \*\*48\*\* \|.*$/mu, /3 wd/u, 'withdraw.penalty', '3wd'],
      [/^\| \*\*51\*\* \|.*$/mu, /200 \/ 3 000/u, 'onspot.citizen', '200.00'],
      [/^\| \*\*51\*\* \|.*$/mu, /200 \/ 3 000/u, 'onspot.org', '3000.00'],
      [/^\| 52 \|.*$/mu, /default 2 wd/u, 'onspot.file', '2wd'],
      [/^\| \*\*56\*\* \|.*$/mu, /7 wd/u, 'preserve.evidence', '7wd'],
      [/^\| \*\*60\*\* \|.*$/mu, /90 cd/u, 'case.decide', '90cd'],
      [/^\| \*\*60\*\* \|.*$/mu, /80 %/u, 'case.decide.warn', '80/100'],
      [/^\| \*\*61\*\* \|.*$/mu, /7 wd/u, 'service', '7wd'],
      [/^\| \*\*64\*\* \|.*$/mu, /5 wd/u, 'hearing.request', '5wd'],
      [/^\| \*\*64\*\* \|.*$/mu, /7 wd/u, 'hearing.notice', '7wd-before'],
      [/^\| \*\*64\*\* \|.*$/mu, /1–2 agents/u, 'hearing.agents.max', '2'],
      [/^\| \*\*67\*\* \|.*$/mu, /15 cd/u, 'fine.pay', '15cd+roll'],
      [/^\| 68–70 \|.*$/mu, /100 元/u, 'onspot.collect', '100.00'],
      [/^\| \*\*71\*\* \|.*$/mu, /2 wd \+ 2 wd/u, 'money.to.organ', '2wd'],
      [/^\| \*\*71\*\* \|.*$/mu, /2 wd \+ 2 wd/u, 'money.to.bank', '2wd'],
      [/^\| \*\*72\*\* \|.*$/mu, /3 %/u, 'latefee.rate', '3/100'],
      [/^\| \*\*72\*\* \|.*$/mu, /cap 100 %/u, 'latefee.cap', '1/1'],
      [/^\| S10 \|.*$/mu, /default 10 wd/u, 'onspot.archive', '10wd'],
      [/^\| P2 \|.*$/mu, /15 wd\*\* \(\+15\)/u, 'clue.verify', '15wd(+15wd)'],
      [/^\| P2 \|.*$/mu, /≥1 officer/u, 'clue.officers.min', '1'],
      [/^\| P9 \|.*$/mu, /default 7 wd/u, 'review.time', '7wd'],
      [/^\| P17 \|.*$/mu, /≥2 officers \[D\]/u, 'service.officers.min', '2'],
      [/^\| P21 \|.*$/mu, /7 wd/u, 'publish.penalty.own_site', '7wd'],
      [/^\| P22 \|.*$/mu, /15 cd/u, 'major.filing', '15cd'],
      [/^\| P24 \|.*$/mu, /10 wd \/ 5 wd/u, 'appeal.answer', 'ordinary:10wd/simple:5wd'],
      [/^\| P24 \|.*$/mu, /15 cd/u, 'court.answer', '15cd+roll'],
      [/^\| P24 \|.*$/mu, /forward \*\*5 wd/u, 'appeal.forward', '5wd'],
      [/^\| P25 \|.*$/mu, /15 cd/u, 'appeal.judgment', '15cd+roll'],
      [/^\| P25 \|.*$/mu, /`correct.receivers` \*\*3 wd/u, 'correct.receivers', '3wd'],
      [/^\| P27 \|.*$/mu, /default 15 wd/u, 'case.close', '15wd'],
      [/^\| P28 \|.*$/mu, /default 30 wd/u, 'archive', '30wd'],
      [/^\| 公告 \|.*$/mu, /30 cd/u, 'service.public', '30cd'],
    ];
    const wrong = numbers.filter(([place, words, key, value]) => {
      const here =
        text.slice(text.indexOf('## B.1'), text.indexOf('## B.2')) + text.slice(text.indexOf('## C.1'));
      const found = resolve([cn2021], { territory: '110000', on }, key).value;
      return !words.test(place.exec(here)?.[0] ?? '') || valueText(found) !== value;
    });
    expect(wrong.map(([place, , key]) => `${place.source} ${key}`)).toEqual([]);
  });

  it('has its local keys in the packs of their places', () => {
    const line = /The following are unset nationally[^\n]*/u.exec(section)?.[0] ?? '';
    const keys = named(line.slice(line.indexOf('`'))).filter(
      (key) =>
        ![
          'fines',
          'complaint.answer',
          'licence.hearing.request',
          'licence.renew',
          'latefee.rate',
          'latefee.cap',
        ].includes(key),
    );
    const set = territoryPacks.flatMap(({ parameters }) => parameters.map(({ key }) => key as string));
    expect(keys.filter((key) => !isParameterKey(key))).toEqual([]);
    expect(keys.filter((key) => key !== 'organ.vertical' && !set.includes(key))).toEqual([]);
  });
});

describe('resolution', () => {
  it('finds the national value and says where it comes from', () => {
    const found = resolve(packs, here, 'service');
    expect(found.value.period).toEqual(period(7, 'wd'));
    expect(found.pack).toBe('cn-2021@2');
    expect(found.trail).toEqual([
      {
        pack: 'cn-2021@2',
        outcome: 'applied',
        value: '7wd',
        basis: ['行政处罚法 第六十一条第一款', '行政处罚法 第八十五条'],
        confidence: 'L',
        zh: '全国规则（2021）：7wd，适用',
        en: 'National rules (2021): 7wd, applies',
      },
    ]);
  });

  it('lets narrower packs override wider ones, whatever the order they are given in', () => {
    const province = territory('37', parameter('review.time', wdValue(10)));
    const county = territory('370600', parameter('review.time', wdValue(5)));
    const organ: RulePack = {
      ...territory('x', parameter('review.time', wdValue(3))),
      id: 'organ',
      scope: { level: 'organ', organ: 'o-1' },
    };
    const all = [organ, county, cn2021, province];
    const at = (place: string, who?: string) =>
      resolve(
        all,
        who === undefined ? { territory: place, on } : { territory: place, organ: who, on },
        'review.time',
      );
    expect(valueText(at('370100').value)).toBe('10wd');
    expect(valueText(at('370600').value)).toBe('5wd');
    expect(valueText(at('410184').value)).toBe('7wd');
    expect(valueText(at('370600', 'o-1').value)).toBe('3wd');
    expect(valueText(at('370600', 'o-2').value)).toBe('5wd');
    expect(at('370600', 'o-1').trail.map(({ pack, outcome }) => [pack, outcome])).toEqual([
      ['cn-2021@2', 'overridden'],
      ['t-37@1', 'overridden'],
      ['t-370600@1', 'overridden'],
      ['organ@1', 'applied'],
    ]);
  });

  it('answers as of the day asked', () => {
    const changing = territory(
      '37',
      parameter('review.time', wdValue(10), { from: '2022-01-01', until: '2023-01-01' }),
      parameter('review.time', wdValue(12), { from: '2023-01-01' }),
    );
    const at = (day: string) => resolve([cn2021, changing], { territory: '370600', on: day }, 'review.time');
    expect(valueText(at('2021-12-31').value)).toBe('7wd');
    expect(valueText(at('2022-01-01').value)).toBe('10wd');
    expect(valueText(at('2022-12-31').value)).toBe('10wd');
    expect(valueText(at('2023-01-01').value)).toBe('12wd');
    expect(at('2021-12-31').trail.map(({ outcome }) => outcome)).toEqual([
      'applied',
      'not-in-force',
      'not-in-force',
    ]);
    expect(codeOf(() => resolve([cn2021], { territory: '370600', on: '2021-07-14' }, 'service'))).toBe(
      'parameter-not-set',
    );
    expect(codeOf(() => resolve([cn2021], { territory: '370600', on: '2023-12-31' }, 'appeal.answer'))).toBe(
      'parameter-not-set',
    );
    expect(
      valueText(resolve([cn2021], { territory: '370600', on: '2024-01-01' }, 'appeal.answer').value),
    ).toBe('ordinary:10wd/simple:5wd');
  });

  it('passes over a pack of too low a rank, and shows it', () => {
    const low = territory('37', parameter('seizure', cdValue(45), { basis: [cite('three-systems')] }));
    const found = resolve([cn2021, low], { territory: '370600', on }, 'seizure');
    expect(valueText(found.value)).toBe('30cd(+30cd)');
    expect(found.trail.map(({ outcome }) => outcome)).toEqual(['applied', 'rank-too-low']);
    const high = territory(
      '37',
      parameter('seizure', cdValue(45), { basis: [cite('business-environment', 1)] }),
    );
    expect(valueText(resolve([cn2021, high], { territory: '370600', on }, 'seizure').value)).toBe('45cd');
  });

  it('lets an organ set itself a shorter duty, never a longer one', () => {
    const at = (amount: number, kind: 'wd' | 'cd' = 'wd') => {
      const own = territory('37', parameter('service', kind === 'wd' ? wdValue(amount) : cdValue(amount)));
      return valueText(resolve([cn2021, own], { territory: '370600', on }, 'service').value);
    };
    expect(at(5)).toBe('5wd');
    expect(at(8)).toBe('7wd');
    expect(at(5, 'cd')).toBe('7wd');
  });

  it('never shortens a right of the party by such a pack', () => {
    const own = territory('37', parameter('hearing.request', wdValue(3)));
    expect(valueText(resolve([cn2021, own], { territory: '370600', on }, 'hearing.request').value)).toBe(
      '5wd',
    );
  });

  it('lets no pack without a norm create an interval that stops the clock (R-03)', () => {
    const bare = territory('37', parameter('interval.case.testing', { type: 'interval' }));
    expect(find([cn2021, bare], { territory: '370600', on }, 'interval.case.testing')).toBeUndefined();
    const based = territory(
      '37',
      parameter('interval.case.testing', { type: 'interval' }, { basis: [cite('shandong-supervision', 1)] }),
    );
    expect(find([cn2021, based], { territory: '370600', on }, 'interval.case.testing')?.pack).toBe('t-37@1');
  });

  it('fails loudly for a key that nobody set, and knows optional duties', () => {
    const bare = { territory: '410184', on };
    expect(codeOf(() => resolve([cn2021], bare, 'statement.window'))).toBe('parameter-not-set');
    expect(codeOf(() => new RuleBook([cn2021], bare).value('review.list'))).toBe('parameter-not-set');
    expect(find([cn2021], bare, 'discipline.handover')).toBeUndefined();
    expect(valueText(resolve(currentPacks, { territory: '130306', on }, 'discipline.handover').value)).toBe(
      '10wd',
    );
    expect(
      find(currentPacks, { territory: '130306', on: '2021-10-21' }, 'discipline.handover'),
    ).toBeUndefined();
    expect(resolve(currentPacks, { territory: '370600', on }, 'hearing.chair.cert').value.flag).toBe(true);
    expect(resolve(currentPacks, { territory: '410184', on }, 'hearing.chair.cert').value.flag).toBe(false);
  });

  it('knows a key when it sees one', () => {
    expect(parseParameterKey('service')).toBe('service');
    expect(codeOf(() => parseParameterKey('servise'))).toBe('unknown-parameter');
    expect(codeOf(() => parseParameterKey('toString'))).toBe('unknown-parameter');
  });
});

describe('completeness', () => {
  it('the demonstration sets every key that has no national value, each marked as a choice', () => {
    expect(missingKeys(packs, here)).toEqual([]);
    expect(packDefects(packs, here)).toEqual([]);
    const set = demonstrationPack.parameters.map(({ key }) => key);
    expect(requiredKeys.filter((key) => !set.includes(key))).toEqual([]);
    // What only a norm can create is no choice: R-03 would stand in the way of the whole pack.
    const free = (Object.keys(parameterKeys) as ParameterKey[]).filter((key) => {
      const { need, floor } = meaningOf(key);
      return need !== 'default' && floor === undefined;
    });
    expect(set.toSorted()).toEqual([...free, 'case.terminate'].toSorted());
    // The one key with a floor rests on a norm, and on one that is no more than it asks for.
    const termination = demonstrationPack.parameters.find(({ key }) => key === 'case.terminate');
    expect(termination?.basis).toEqual([cite('samr-procedure', 47)]);
    expect(demonstrationPack.parameters.every((each) => each.demonstration === true)).toBe(true);
    expect(requiredKeys).toHaveLength(23);
  });

  it('elsewhere every one of them is missing', () => {
    expect(missingKeys(packs, { territory: '410184', on })).toEqual(requiredKeys);
    expect(packDefects([cn2021], here).map(({ code }) => code)).toEqual(requiredKeys.map(() => 'missing'));
  });

  it('counts what national, territory and organ set together', () => {
    const half = { ...demonstrationPack, parameters: demonstrationPack.parameters.slice(0, 10) };
    const rest: RulePack = {
      ...demonstrationPack,
      id: 'rest',
      scope: { level: 'organ', organ: 'o-1' },
      parameters: demonstrationPack.parameters.slice(10),
    };
    expect(missingKeys([cn2021, half, rest], { ...here, organ: 'o-1' })).toEqual([]);
    expect(missingKeys([cn2021, half, rest], here)).toHaveLength(13);
  });

  it('the packs of this build have no defect but missing keys', () => {
    for (const place of ['370600', '410184', '500101', '130306', '652301', demonstrationTerritory]) {
      const defects = packDefects(currentPacks, { territory: place, on });
      expect(defects.filter(({ code }) => code !== 'missing')).toEqual([]);
    }
    expect(new Set(releasedPacks.map(packLabel)).size).toBe(releasedPacks.length);
  });

  it('no pack stands in two versions', () => {
    const codes = packDefects([...packs, cn2021v1], here).map(({ code, pack }) => `${code} ${pack}`);
    expect(codes).toEqual(['two-versions cn-2021@1']);
  });

  it('finds every kind of defect', () => {
    const codes = (...extra: Parameter[]) =>
      packDefects([...packs, { ...territory('990101', ...extra), id: 'bad' }], here).map(
        ({ code, key }) => `${code} ${key}`,
      );
    expect(
      codes(parameter('service', { type: 'flag', flag: true }, { basis: [cite('penalty', 61)] })),
    ).toEqual(['wrong-type service']);
    expect(codes(parameter('no.such' as ParameterKey, wdValue(1)))).toEqual(['unknown-key no.such']);
    expect(codes(parameter('freeze', cdValue(60), { basis: [cite('business-environment', 1)] }))).toEqual([
      'rank-too-low freeze',
    ]);
    expect(
      codes(
        parameter('review.time', wdValue(5)),
        parameter('review.time', wdValue(6), { from: '2022-01-01' }),
      ),
    ).toEqual(['overlapping review.time', 'overlapping review.time']);
    expect(
      codes(
        parameter('review.time', wdValue(5), { until: '2022-01-01' }),
        parameter('review.time', wdValue(6), { from: '2022-01-01' }),
      ),
    ).toEqual([]);
    const floor = resolve(packs, here, 'review.list').value.any;
    expect(codes(parameter('review.list', { type: 'acts', any: floor.slice(1) }))).toEqual([
      'below-review-floor review.list',
    ]);
    const narrowed = floor.map((line, i) => (i === 0 ? { ...line, minFineFen: 1 } : line));
    expect(codes(parameter('review.list', { type: 'acts', any: narrowed }))).toEqual([
      'below-review-floor review.list',
    ]);
  });
});

describe('a rule book', () => {
  const book = new RuleBook(packs, here);

  it('gives periods by case and with the extensions granted', () => {
    expect(book.period('case.decide')).toEqual(period(90, 'cd'));
    expect(book.period('seizure', { extensions: 1 })).toEqual(period(60, 'cd'));
    expect(codeOf(() => book.period('seizure', { extensions: 2 }))).toBe('no-such-case');
    expect(book.period('appeal.answer', { caseName: 'simple' })).toEqual(period(5, 'wd'));
    expect(book.period('limitation')).toEqual(period(2, 'y'));
    expect(codeOf(() => book.period('limitation', { caseName: 'none' }))).toBe('no-such-case');
    expect(codeOf(() => book.period('court.review.decide'))).toBe('no-such-case');
  });

  it('names packs and zone for the record', () => {
    expect(book.labels).toEqual(['cn-2021@2', 'demo-990101@2']);
    expect(book.zone).toBe('Asia/Shanghai');
    const rome: RulePack = { ...territory('990101'), zone: 'Europe/Rome' };
    expect(new RuleBook([...packs, rome], here).zone).toBe('Europe/Rome');
    expect(new RuleBook(currentPacks, { territory: '410184', on }).labels).toEqual(['cn-2021@2', 'cn-41@1']);
  });

  it('gives the same answer when asked again', () => {
    expect(book.resolve('service')).toBe(book.resolve('service'));
    expect(book.find('interval.case.testing')).toBeUndefined();
    expect(book.find('interval.case.testing')).toBeUndefined();
  });

  it('tells which lines of a list name an act', () => {
    const act = {
      act: 'penalty',
      party: 'organisation',
      kinds: ['fine'],
      fineFen: 4_999_999,
      confiscationFen: 0,
      flags: [],
    } as const;
    const named = (more: object) => book.naming('review.list', { ...act, ...more }).map(({ en }) => en);
    expect(named({})).toEqual([]);
    expect(named({ fineFen: 5_000_000 })).toEqual(['organisation, fine of 50,000 or more']);
    expect(named({ party: 'citizen', fineFen: 500_000 })).toEqual(['citizen, fine of 5,000 or more']);
    expect(named({ party: 'citizen', fineFen: 499_999 })).toEqual([]);
    expect(named({ confiscationFen: 5_000_000 })).toEqual(['confiscation of 50,000 or more']);
    expect(named({ kinds: ['fine', 'closure'] })).toEqual(['qualifications and closure']);
    expect(named({ flags: ['hearing-held', 'complex-facts'] })).toEqual([
      'after a hearing',
      'complex, several legal relations',
    ]);
    expect(named({ act: 'licence', fineFen: 9_000_000 })).toEqual([]);
    expect(book.naming('hearing.kinds', { ...act, kinds: ['revocation-of-permit'] })).toHaveLength(1);
    expect(book.naming('collective.list', { ...act, flags: ['major'] }).map(({ en }) => en)).toEqual([
      'major violation',
    ]);
  });
});

describe('the pack for Italian traffic fines', () => {
  it('speaks for nobody and sets nothing', () => {
    expect(itTrafficFines.parameters).toEqual([]);
    expect(itTrafficFines.zone).toBe('Europe/Rome');
    expect(new RuleBook(currentPacks, here).labels).not.toContain('it-traffic-fines@1');
    expect(codeOf(() => resolve([itTrafficFines], here, 'service'))).toBe('parameter-not-set');
  });
});
