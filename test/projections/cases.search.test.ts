import { expect, it } from '@jest/globals';
import type { CaseFilter, TwoClocks } from '../../projections/cases/cases.filter';
import { cases } from '../../projections/cases/cases.projection';
import { searchCases } from '../../projections/cases/cases.search';
import { PenaltyDecisionImported } from '../../src/events/imported.events';
import { OfficerRegistered } from '../../src/events/register.events';
import type { ReadModelReader } from '../../src/ports/read-model';
import { onModelEngines } from '../contract/read-model-engines';
import type { Told } from './log';
import { caseStream, onSpotFile, renamedFile, told } from './on-spot-file';
import { projectedOnce } from './projected-once';

const decision = (stream: string, number: string, name: string, ground: string, decidedOn: string): Told => ({
  ...PenaltyDecisionImported(
    { documentNumber: number, organName: '市公安局', decidedOn, basis: [], kinds: ['fine'], unread: [] },
    { party: { name, ground, caseName: `${name}${ground}案` } },
  ),
  ...{ stream, date: decidedOn },
});
const registered = (stream: string, name: string): Told => ({
  ...OfficerRegistered({ organ: 'organ-demo', kind: 'officer', from: '2022-01-01' }, { officer: { name } }),
  stream,
});

const world: readonly Told[] = [
  registered('officer-li', '欧阳锋'),
  ...told(onSpotFile()),
  decision('case-a', '沪公机(浦候)行罚决字〔2024〕00187号', '孙某', '非法携带弹药', '2024-06-08'),
  decision('case-b', '沪公文行罚决字〔2024〕00012号', '单某钰', '发送信息干扰正常生活', '2024-06-06'),
  decision('case-c', '沪公文行罚决字〔2024〕00013号', '欧某', '殴打他人', '2024-06-07'),
];

onModelEngines('search on $name', (engine) => {
  const searching = projectedOnce(cases, engine);
  const found = async (reader: ReadModelReader, text: string, organs?: readonly string[]) => {
    const { rows } = await searchCases(reader, text, organs === undefined ? {} : { organs }, { limit: 9 });
    return rows.map((row) => row.case);
  };

  it('finds cases by what they are about, in one character and in more', async () => {
    await searching(world, async (reader) => {
      expect(await found(reader, '弹')).toEqual(['case-a']);
      expect(await found(reader, '弹药')).toEqual(['case-a']);
      expect(await found(reader, '某钰')).toEqual(['case-b']);
      expect(await found(reader, '公安')).toEqual(['case-c', 'case-b', 'case-a']);
      expect(await found(reader, '药弹')).toEqual([]);
      expect(await found(reader, '  ')).toEqual([]);
    });
  });

  it('finds people by pinyin and by initials, surnames read as surnames', async () => {
    await searching(world, async (reader) => {
      expect(await found(reader, 'shanmouyu')).toEqual(['case-b']);
      expect(await found(reader, 'smy')).toEqual(['case-b']);
      expect(await found(reader, 'wxm')).toEqual([caseStream]);
      expect(await found(reader, 'wangxiao')).toEqual([caseStream]);
    });
  });

  it('puts those whose number begins with the text first, and shows none twice', async () => {
    await searching(world, async (reader) => {
      expect(await found(reader, '沪公文')).toEqual(['case-b', 'case-c']);
      expect(await found(reader, '沪公')).toEqual(['case-b', 'case-c', 'case-a']);
      expect(await found(reader, '00012号')).toEqual(['case-b']);
      expect(await found(reader, '〔2024〕00013')).toEqual(['case-c']);
    });
  });

  it('finds the cases of an officer by name, after those of a party of that name', async () => {
    await searching(world, async (reader) => {
      expect(await found(reader, '欧')).toEqual(['case-c', caseStream]);
      expect(await found(reader, 'ouyangfeng')).toEqual([caseStream]);
      expect(await found(reader, '锋')).toEqual([caseStream]);
    });
  });

  it('stays in the scope of the reader', async () => {
    await searching(world, async (reader) => {
      expect(await found(reader, '欧', ['organ-demo'])).toEqual([caseStream]);
      expect(await found(reader, '欧', ['organ-b'])).toEqual([]);
      expect(await found(reader, '王小明', ['organ-demo'])).toEqual([caseStream]);
      expect(await found(reader, '王小明', [])).toEqual([]);
    });
  });

  it('is narrowed like a list, and shows cases as they stood on other clocks', async () => {
    await searching(world, async (reader) => {
      const shown = async (...[filter, clocks]: readonly [CaseFilter, TwoClocks?]) => {
        const { rows } = await searchCases(reader, '公安', filter, { limit: 9 }, clocks);
        return rows.map((row) => row.case);
      };
      expect(await shown({ decidedFrom: '2024-06-07' })).toEqual(['case-c', 'case-a']);
      expect(await shown({ party: '欧' })).toEqual(['case-c']);
      expect(await shown({ procedure: 'general' })).toEqual([]);
      expect(await shown({}, { asOf: '2024-06-07' })).toEqual(['case-c', 'case-b']);
      const paid = await searchCases(
        reader,
        'wxm',
        { phase: 'delivered' },
        { limit: 9 },
        { asOf: '2024-05-21' },
      );
      expect(paid.rows).toMatchObject([{ case: caseStream, paid: 0 }]);
    });
  });

  it('hands out pages through all parts, each case once', async () => {
    await searching(world, async (reader) => {
      for (const [text, all] of [
        ['沪公', ['case-b', 'case-c', 'case-a']],
        ['公安', ['case-c', 'case-b', 'case-a']],
        ['欧', ['case-c', caseStream]],
      ] as const) {
        const seen: string[] = [];
        let page = await searchCases(reader, text, {}, { limit: 1 });
        for (;;) {
          seen.push(...page.rows.map((row) => row.case));
          if (page.next === undefined) break;
          page = await searchCases(reader, text, {}, { limit: 1, after: page.next });
        }
        expect(seen).toEqual(all);
      }
    });
  });

  it('no longer finds a case by a name that was corrected', async () => {
    await searching(told(renamedFile()), async (reader) => {
      expect(await found(reader, '王晓明')).toEqual([caseStream]);
      expect(await found(reader, '王小明')).toEqual([]);
      expect(await found(reader, 'wxm')).toEqual([caseStream]);
    });
  });
});
