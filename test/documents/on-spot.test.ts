import { describe, expect, it } from '@jest/globals';
import { documentKinds } from '../../src/documents/all-kinds';
import { Names } from '../../src/documents/names';
import { documentModel, documentsOf, versionsOf } from '../../src/documents/render';
import { ERASED } from '../../src/documents/wording';
import { catalogue } from '../../src/events/catalogue';
import { PersonalDataCorrected } from '../../src/events/case.events';
import type { Recorded } from '../../src/kernel/event';
import type { Block } from '../../src/ports/document-model';
import { andThen, onSpotFile } from '../projections/on-spot-file';
import { organHandle } from '../support/demo-facts';
import { registerEntries, someNames } from './registers';

const file = onSpotFile();

/** A document of the file by its id; the newest version where none is said. */
function document(id: string, events: readonly Recorded[] = file, names: Names = someNames, version = 0) {
  const found = documentsOf(events).find((each) => each.id === id)!;
  const versions = versionsOf(found, events, names);
  return { versions, model: documentModel(found, versions.at(version - 1)!, 'ab'.repeat(32)) };
}

/** Everything that a document says, as one text. */
const said = (blocks: readonly Block[]): string => JSON.stringify(blocks);

describe('documents of an on-the-spot case', () => {
  it('are one for each step that has one, named by kind and revision', () => {
    expect(documentsOf(file).map(({ id, kind }) => `${id} ${kind.zh}`)).toEqual(
      expect.arrayContaining([
        'on-site-record-2 现场检查笔录',
        'statement-record-3 当场告知及陈述申辩笔录',
        'on-spot-decision-4 当场行政处罚决定书',
        'service-return-5 送达回证',
      ]),
    );
  });

  it('say all that article 52 asks of a decision', () => {
    const { model } = document('on-spot-decision-4');
    expect(model).toMatchObject({
      organ: '示范县综合执法局',
      title: '当场行政处罚决定书',
      number: (file[4]!.data as { document: { number: string } }).document.number,
      imprint: {
        id: 'on-spot-decision-4',
        version: 1,
        event: 'event-4',
        recordedAt: '2024-05-20T02:31:00.000Z',
      },
    });
    const text = said(model.blocks);
    for (const words of [
      ...['王小明', '在示范路占道经营', '罚款人民币壹佰元整（¥100.00）', '2024年5月20日10时30分'],
      ...['第', '占道经营影响通行', '责令立即改正违法行为', '应当先申请行政复议', '百分之三'],
      ...['李明（执法证号 示执李明1）', '王芳（执法证号 示执王芳1）'],
    ])
      expect(text).toContain(words);
    expect(model.blocks.at(-2)).toMatchObject({ kind: 'seal', date: '2024年5月20日' });
  });

  it('say of a fine when to pay and what is added, by the rules that the decision rested on', () => {
    const under = (...[pay, rate, cap]: readonly string[]) =>
      file.map((event) => {
        if (event.type !== 'OnSpotDecisionIssued') return event;
        const parameters = Object.entries({ 'fine.pay': pay, 'latefee.rate': rate, 'latefee.cap': cap });
        const reliance = {
          ...{ rules: [], entries: [] },
          parameters: parameters.map(([key, value]) => ({ key, value, pack: 'local@1' })),
        };
        return { ...event, data: { ...event.data, reliance } };
      });
    const text = (...values: readonly string[]) =>
      said(document('on-spot-decision-4', under(...values)).model.blocks);
    expect(text('15cd+roll', '3/100', '1/1')).toContain(
      '之日起十五日内，到示范银行（地址：示范路1号）缴纳；依法当场收缴的除外。' +
        '到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。',
    );
    expect(text('10wd', '5/1000', '1/2')).toMatch(
      /之日起十个工作日内，.*每日按罚款数额的千分之五加处罚款，加处罚款的数额不超出罚款数额的百分之五十。/u,
    );
    expect(text('none', 'none', 'none')).toMatch(/之日起十五日内，.*到期不缴纳罚款的，依法加处罚款。/u);
  });

  it('show facts with their evidence, and what the party answered', () => {
    expect(said(document('on-site-record-2').model.blocks)).toMatch(
      /在示范路占道经营（证据1）.*勘验笔录、现场笔录.*现场照片.*查证属实/u,
    );
    expect(said(document('statement-record-3').model.blocks)).toContain('当事人未提出陈述、申辩');
    expect(said(document('service-return-5').model.blocks)).toContain('受送达人当场签收');
  });

  it('are the same each time they are made', () => {
    expect(document('on-spot-decision-4').model).toEqual(document('on-spot-decision-4').model);
  });

  it('have a new version once a correction changes what they say, and keep the old one', () => {
    const later = andThen(
      file,
      PersonalDataCorrected(
        {
          target: { id: 'event-0', type: 'OnSiteCaseOpened', revision: 0 },
          ...{ members: ['party.name'], orderedBy: 'officer-chief' },
          reliance: { rules: [], parameters: [], entries: [] },
        },
        { party: { now: { name: '王晓明' }, reason: '姓名误录' } },
      ),
      { recordedAt: '2024-07-08T02:00:00.000Z' },
    );
    const { versions, model } = document('on-spot-decision-4', later);
    expect(versions.map(({ version, by }) => [version, by.type])).toEqual([
      [1, 'OnSpotDecisionIssued'],
      [2, 'PersonalDataCorrected'],
    ]);
    expect(said(model.blocks)).toContain('王晓明');
    expect(said(model.blocks)).toContain('第2版');
    expect(model.imprint).toMatchObject({ version: 2, recordedAt: '2024-07-08T02:00:00.000Z' });
    const first = document('on-spot-decision-4', later, someNames, 1).model;
    expect(first).toEqual(document('on-spot-decision-4').model);
  });

  it('of a case whose keys are destroyed say so, and nothing of the person', () => {
    const bare = file.map(({ personal: _, ...event }) => event as Recorded);
    const text = said(document('on-spot-decision-4', bare).model.blocks);
    expect(text).toContain(ERASED);
    expect(text).not.toContain('王小明');
    expect(text).toContain('壹佰元整');
  });

  it('of an entry that no register knows say that as well', () => {
    const text = said(document('on-spot-decision-4', file, new Names(new Map())).model.blocks);
    expect(text).toContain('登记中未载明');
    expect(registerEntries.has(organHandle)).toBe(true);
  });
});

describe('the table of kinds', () => {
  it('names each kind once, and only events that there are', () => {
    const kinds = documentKinds.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const kind of kinds) expect(kind).toMatch(/^[a-z][a-z0-9-]*[a-z]$/u);
    const unknown = documentKinds.flatMap(({ events }) => events.filter((each) => !catalogue.has(each)));
    expect(unknown).toEqual([]);
  });
});
