import { describe, expect, it } from '@jest/globals';
import { valueInPacks } from '../../src/app/documents/pack-values';
import { documentKinds } from '../../src/documents/all-kinds';
import { ratioText, withinText } from '../../src/documents/parameters';
import { documentModel, documentsOf, versionsOf } from '../../src/documents/render';
import { DecisionMade } from '../../src/events/decision.events';
import { CourtEnforcementApplied } from '../../src/events/court.events';
import { ExecutionDecided, UrgeServed } from '../../src/events/execution.events';
import { StatementReceived, StatementReviewed } from '../../src/events/notice.events';
import type { Recorded } from '../../src/kernel/event';
import type { DocumentModel } from '../../src/ports/document-model';
import { onSpotFile } from '../projections/on-spot-file';
import * as h from '../support/histories';
import { play } from '../support/histories';
import * as d from '../support/stages/decided';
import { aRefusedComplaint } from '../support/stages/filing';
import * as i from '../support/stages/investigation';
import { late, lateFacts } from '../support/stages/out-of-band';
import { aServedGeneralCase } from '../support/stages/service';
import { aCaseSentAway, aSentCase } from '../support/stages/transfer';
import { someNames } from './registers';

const still = { opens: [], closes: [], reliance: { rules: [], parameters: [], entries: [] } };
const { reliance } = still;

const heardInWriting = () =>
  d.and(
    d.aNoticedCase({ hearingTold: true }),
    [
      StatementReceived(
        { id: 's1', form: 'written', newFacts: false, ...still },
        { party: { statement: '当天已经收摊' } },
      ),
      '2024-05-27',
    ],
    [
      StatementReviewed(
        { id: 's1', outcome: 'rejected', reliance },
        { party: { reasons: '与现场照片不符' } },
      ),
      '2024-05-28',
    ],
    [d.penalised(), d.days.decided],
    [d.issued(), d.days.issued],
  );

const terminated = () => {
  const { data } = d.spared();
  const { noPenalty: _, ...rest } = data;
  return DecisionMade(
    { ...rest, type: 'termination', termination: { ground: 'party-gone', norm: '示范规定' } },
    { party: { reasons: '当事人已经终止' } },
  );
};

const numbered = (number: string) => ({
  ...{ number, year: 2024, seq: 1, template: { s: 'template-x', n: 0 }, version: 1 },
});

const set = (key: string, value: string) => ({ key, value, pack: 'cn-2021@2' });

const enforced = () =>
  d.and(
    d.anIssuedGeneralCase(),
    [
      UrgeServed(
        {
          ...{
            document: numbered('示城催〔2024〕1号'),
            performBy: '2024-07-15',
            amountFen: 12_000,
            findings: [],
          },
          service: { mode: 'direct', on: '2024-07-01', servedOn: '2024-07-01', servers: ['officer-li'] },
          ...still,
        },
        { party: { manner: '缴至示范银行' } },
      ),
      '2024-07-01',
    ],
    [
      ExecutionDecided(
        {
          ...{ document: numbered('示城强〔2024〕1号'), manners: ['dispose'], immediate: false },
          power: { norm: '中华人民共和国行政强制法', article: '第四十六条', rank: 'law' },
          ...{ approver: 'officer-chief', ...still },
          reliance: { ...reliance, parameters: [set('appeal.apply', '60cd'), set('lawsuit', '6mo')] },
        },
        { party: { words: '未说明任何理由' } },
      ),
      '2024-07-20',
    ],
    [
      CourtEnforcementApplied({
        ...{
          ground: 'no-power',
          court: '示范区人民法院',
          courtPlace: '990101',
          immovable: false,
          urgent: false,
        },
        ...{ documents: [], signer: 'officer-chief', late: false, ...still },
      }),
      '2024-12-20',
    ],
  );

/** Decided on paper without a word to the party, and entered afterwards. */
function enteredLate(): readonly Recorded[] {
  const entry = late(h.decide(), { paper: { number: '示城管当罚〔2024〕52号', seq: 52 } });
  return h.play(h.aRecordedCase(), [entry, lateFacts(entry)]);
}

const histories: Readonly<Record<string, readonly Recorded[]>> = {
  onSpot: onSpotFile(),
  concluded: i.aConcludedCase(),
  sampled: h.play(i.aContactedCase(), [i.sample()]),
  preserved: i.aPreservation(),
  heardInWriting: heardInWriting(),
  heard: d.and(d.aHeardCase(), [d.discussed(), '2024-06-07']),
  spared: d.and(
    d.aNoticedCase({ hearingTold: false }),
    [d.spared(), d.days.decided],
    [d.issued({ type: 'no-penalty' }), d.days.issued],
  ),
  terminated: d.and(
    d.aNoticedCase(),
    [terminated(), d.days.decided],
    [d.issued({ type: 'termination' }), d.days.issued],
  ),
  served: aServedGeneralCase(),
  enforced: enforced(),
  toPolice: aSentCase(),
  away: aCaseSentAway(),
  refused: aRefusedComplaint(),
  archived: play(h.aClosedCase(), [h.archive()]),
  late: enteredLate(),
};

const modelsOf = (events: readonly Recorded[]): readonly { kind: string; model: DocumentModel }[] =>
  documentsOf(events).map((document) => ({
    kind: document.kind.kind,
    model: documentModel(document, versionsOf(document, events, someNames).at(-1)!, 'ab'.repeat(32)),
  }));
const all = Object.entries(histories).flatMap(([name, events]) =>
  modelsOf(events).map((each) => ({ name, ...each })),
);
const saidBy = (name: string, kind: string): string =>
  JSON.stringify(all.find((each) => each.name === name && each.kind === kind)?.model.blocks);

/** Whatever is written in small Latin letters alone, and is no digest. */
function wordsOf(said: unknown): readonly string[] {
  if (typeof said === 'string') return said.match(/(?<!\w)[a-z]*[g-z][a-z-]*(?![\w-])/gu) ?? [];
  if (typeof said !== 'object' || said === null) return [];
  return Object.entries(said).flatMap(([member, value]) => (member === 'kind' ? [] : wordsOf(value)));
}

describe('documents of the general procedure', () => {
  it('are made for every kind that there is', () => {
    const made = new Set(all.map(({ kind }) => kind));
    expect(documentKinds.filter(({ kind }) => !made.has(kind))).toEqual([]);
  });

  it.each(all)('$name: $kind says what it knows, and nothing that no one said', ({ model }) => {
    const text = JSON.stringify(model.blocks);
    expect(text.length).toBeGreaterThan(100);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\(\)|（）|。。|：。/u);
    // Handles and codes are for machines.
    expect(text).not.toMatch(/(officer|organ|item|template|case)-[a-z]/u);
    expect(wordsOf(model.blocks)).toEqual([]);
  });

  it('tell the party all that articles 44, 45 and 63 ask for', () => {
    const text = saidBy('heardInWriting', 'prior-notice');
    for (const words of [
      '拟对你（单位）作出下列行政处罚',
      '罚款人民币壹佰元整',
      '有权进行陈述和申辩',
      '要求举行听证',
      '收到本告知书后五个工作日内提出',
    ])
      expect(text).toContain(words);
    expect(saidBy('spared', 'prior-notice')).not.toContain('要求举行听证');
  });

  it('say in a decision all that article 59 asks for', () => {
    const text = saidBy('heardInWriting', 'penalty-decision');
    for (const words of [
      ...[
        '王小明',
        '在示范路占道经营',
        '证据：现场笔录',
        '《示范省市容条例》第二十条',
        '罚款人民币壹佰元整（¥100.00）',
      ],
      ...[
        '提出了陈述、申辩',
        '不予采纳',
        '与现场照片不符',
        '责令立即改正',
        '十五日内',
        '示范银行',
        '可以申请行政复议',
      ],
      ...['示范县综合执法局', '2024年5月31日'],
    ])
      expect(text).toContain(words);
    expect(saidBy('spared', 'no-penalty-decision')).toContain(
      '初次违法且危害后果轻微并及时改正，决定不予行政处罚',
    );
    expect(saidBy('terminated', 'termination-decision')).toContain('决定终止对王小明一案的调查');
    expect(documentsOf(histories['spared']!).map(({ kind }) => kind.kind)).not.toContain('penalty-decision');
  });

  it('say which permit is revoked, and that it is not known any more where its key is gone', () => {
    const revoked = (personal: object) => {
      const proposal = { kinds: ['revocation-of-permit'], fineFen: 0, tier: 'normal' as const };
      const events = d.and(
        d.aNoticedCase(),
        [d.penalised({ proposal }), d.days.decided],
        [d.issued(), d.days.issued],
      );
      const told = events.map((event) =>
        event.type === 'DecisionMade'
          ? { ...event, personal: { party: { reasons: '情节严重', ...personal } } }
          : event,
      );
      return JSON.stringify(
        modelsOf(told as unknown as readonly Recorded[]).find(({ kind }) => kind === 'penalty-decision')
          ?.model,
      );
    };
    expect(revoked({ permits: [{ name: '食品经营许可证', number: 'JY13701' }] })).toMatch(
      /暂扣、降低或者吊销的证照：.*"食品经营许可证（编号：JY13701）"/u,
    );
    expect(revoked({})).toContain('证照：（信息已依法删除或者未记载）');
  });

  it('name the evidence of an investigation by its kind, and whoever took a document by what he is', () => {
    expect(saidBy('concluded', 'investigation-report')).toMatch(
      /（证据：\w+（(勘验笔录、现场笔录|当事人的陈述)）/u,
    );
    expect(saidBy('served', 'decision-service-return')).toContain('"收件人身份","value":"本人"');
  });

  it('bind the legal review to the file that was read, and show each vote', () => {
    expect(saidBy('heard', 'legal-review-opinion')).toMatch(/审核通过.*0{64}/u);
    expect(saidBy('heard', 'collective-discussion')).toMatch(/赵局长.*同意.*通过/u);
  });

  it('urge with amount and day, enforce by the manner decided, and apply to the court', () => {
    expect(saidBy('enforced', 'urge')).toMatch(/2024年7月15日前.*人民币壹佰贰拾元整（¥120.00）.*陈述和申辩/u);
    expect(saidBy('enforced', 'execution-decision')).toMatch(
      /第四十六条.*拍卖或者依法处理.*之日起六十日内依法申请行政复议.*之日起六个月内依法向人民法院/u,
    );
    expect(saidBy('enforced', 'court-application')).toMatch(/示范区人民法院.*示城管罚〔2024〕1号.*赵局长/u);
  });

  it('say a period as it applied, and none that the record does not have', () => {
    const within = (value: string) =>
      withinText(
        {
          event: { data: { reliance: { ...reliance, parameters: [set('appeal.apply', value)] } } } as never,
          packs: () => undefined,
        },
        'appeal.apply',
      );
    expect(within('90cd+roll')).toBe('九十日内');
    expect(within('10wd(+5wd)')).toBe('十个工作日内');
    expect(within('none')).toBe('法定期限内');
  });

  it('say of a record that relied on less what the packs said that it names, on its day', () => {
    const act = (rulePacks: readonly string[], d = '2024-05-20') =>
      ({ data: { reliance }, meta: { rulePacks, legal: { at: d, p: 'day', d } } }) as unknown as Recorded;
    const told = (event: Recorded, key: string) => withinText({ event, packs: valueInPacks }, key);
    expect(told(act(['cn-2021@2']), 'appeal.apply')).toBe('六十日内');
    expect(told(act(['cn-2021@2'], '2021-07-14'), 'appeal.apply')).toBe('法定期限内');
    expect(told(act(['cn-37@1', 'cn-2021@2']), 'supervision.correct')).toBe('三十日内');
    expect(told(act([]), 'appeal.apply')).toBe('法定期限内');
    expect(ratioText({ event: act(['cn-2021@1']), packs: valueInPacks }, 'latefee.rate')).toBe('百分之三');
  });

  it('say why no case is filed, and who looked into the clue', () => {
    expect(saidBy('refused', 'not-filed-approval')).toMatch(
      /案件来源.*不予立案的理由.*第五十四条.*核查人.*审批人/u,
    );
  });

  it('list what lies in the archived file, what went to the party apart from what the organ said to itself', () => {
    const text = saidBy('archived', 'file-contents');
    expect(text).toMatch(/正卷（共\d+件）.*当场行政处罚决定书.*副卷（共1件）.*行政处罚案件结案审批表/u);
    expect(text).toMatch(/示城管当罚〔2024〕1号/u);
    expect(text).not.toContain('卷内目录');
  });

  it('say of a late entry what was broken, and of the act that its paper counts', () => {
    const said = saidBy('late', 'late-entry');
    for (const part of ['当场决定', 'R-15', '行政处罚法 第四十四条', '当日系统停机', '补录人', '确认人'])
      expect(said).toContain(part);
    expect(saidBy('late', 'on-spot-decision')).toContain('以当时制作的纸质文书为准');
    expect(saidBy('onSpot', 'on-spot-decision')).not.toContain('补录');
    const lawful = late(h.deliver());
    const clean = modelsOf(h.play(h.aDecidedCase(), [lawful, lateFacts(lawful)]));
    const text = JSON.stringify(clean.find(({ kind }) => kind === 'late-entry')?.model.blocks);
    expect(text).toContain('未发现违反程序规则的情形');
  });

  it('make two documents of one preservation: the notice and its inventory', () => {
    expect(saidBy('preserved', 'preservation-notice')).toMatch(/第五十六条.*赵局长.*批准.*七个工作日内（至/u);
    expect(saidBy('preserved', 'preservation-inventory')).toContain('一份已交当事人');
  });
});
