import type { Category } from '../../../src/app/bus/command-catalogue';
import { GrantRole, LinkOfficer, RevokeRole } from '../../../src/domain/registers/account';
import { PublishBenchmark, RetireBenchmark } from '../../../src/domain/registers/benchmark-commands';
import { ConfirmGuardDisabling, RequestGuardDisabling } from '../../../src/domain/registers/guards-commands';
import { AmendItem, PublishItem, RetireItem } from '../../../src/domain/registers/item';
import * as l from '../../../src/domain/registers/list-commands';
import * as o from '../../../src/domain/registers/officer-commands';
import * as r from '../../../src/domain/registers/organ-record-commands';
import * as g from '../../../src/domain/registers/organ-commands';
import * as p from '../../../src/domain/registers/posting-commands';
import * as q from '../../../src/domain/registers/qualification-commands';
import { PublishTemplate, RetireTemplate } from '../../../src/domain/registers/template';
import { aChief, confirmOrgan, fit, itemBody, monday, organHandle, templateBody } from '../demo-facts';
import { command } from '../given';
import { person } from '../traced';
import type { SealedExample } from './sealed';

/** For every command on a register a lawful act, with what comes before it and the facts that it is decided on. */

/** An act with those before it, all on the same facts unless it says otherwise. */
export type RegisterExample = SealedExample<object>;

const admin = { date: monday, by: 'account-admin' };
const from = '2024-01-01';
const organ = organHandle;

const on =
  (facts: object, ...opening: readonly object[]) =>
  (given: object, ...before: readonly object[]): RegisterExample => {
    const known = { ...admin, ...facts };
    return { before: [...opening, ...before].map((each) => [each, known]), given, facts: known };
  };

const packs = ['cn-2021@1', 'demo-990101@1'];
const handler = person(
  'officer-a',
  command(o.PostOfficer, { post: 'handler', organ, tier: 'staff', from: '2023-01-01' }),
);
const ofOrgan = {
  ...{ organ, people: new Map([[handler.s, handler]]) },
  completeness: { packs, flaws: [] },
};
const anOrgan = on(ofOrgan, confirmOrgan());
const aStation = on(ofOrgan, confirmOrgan({ kind: 'entrusted' }));
const entrusted = command(g.RecordEntrustment, {
  ...{ entrusting: 'organ-x', published: '2023-12-01', items: ['item-stall'], from },
});
const duty = command(g.AssignDuty, {
  ...{ assignment: 'd1', duty: 'handling', post: 'handler', officer: handler.s, from },
});

const device = command(r.RegisterDevice, {
  ...{ device: 'cam-1', kind: 'body-camera', number: 'SN-1', custodian: handler.s, keepDays: 180, from },
});
const head = person(
  'officer-head',
  command(o.PostOfficer, { post: 'head', organ, tier: 'chief', from: '2023-01-01' }),
);
const underHead = on({ ...ofOrgan, people: new Map([[head.s, head]]) }, confirmOrgan());
const report = command(r.RecordReportHeard, {
  ...{ report: 'r1', leader: head.s, matter: 'enforcement', summary: '一季度执法情况', papers: [] },
  ...{ orders: [{ code: 'o1', text: '清理超期案件', due: '2024-06-30' }], on: '2024-04-01' },
});

const supervisors = ['officer-s1', 'officer-s2'].map((s) =>
  person(
    s,
    command(q.RecordExam, { subject: 'supervision', passed: true, on: '2023-01-01' }),
    command(q.IssueDutyCertificate, {
      ...{ kind: 'supervision', number: `监-${s}`, organ, issuer: '示范市人民政府', from: '2023-02-01' },
    }),
  ),
);
const number = '证-1';
const registered = command(o.RegisterOfficer, { name: '张三', organ, kind: 'officer', from: '2022-01-01' });
const certificate = command(o.IssueCertificate, {
  ...{ number, organ, issuer: '省司法厅', from: '2023-01-01', until: '2026-12-31' },
});
const ofOfficer = { person: 'officer-o', people: new Map(supervisors.map((each) => [each.s, each])) };
const anOfficer = on(ofOfficer, registered);
const certified = on(ofOfficer, registered, ...fit, certificate);
const change = { number, from, ground: 'left-post' };
const suspended = command(o.SuspendCertificate, change);
const held = command(q.HoldCertificate, {
  ...{
    number,
    supervisors: supervisors.map(({ s }) => s),
    ground: 'under-review',
    from,
    until: '2024-12-31',
  },
  basis: { norm: '河南省行政执法条例', article: '第四十二条', rank: 'local-regulation' },
});
const qualification = command(q.RecordLegalQualification, { qualification: 'A2022', from: '2022-07-01' });
const chairExam = command(q.RecordExam, { subject: 'hearing-chair', passed: true, on: '2023-01-01' });
const chairCertificate = command(q.IssueDutyCertificate, {
  ...{ kind: 'hearing-chair', number: '听-1', organ, issuer: '示范市司法局', from: '2023-02-01' },
});
const reviewer = command(q.DesignateReviewer, {
  ...{ organ, capacity: 'reviewer', first: false, legalBackground: true, from },
});
const posted = command(o.PostOfficer, { post: 'deputy', organ, tier: 'deputy-chief', from: '2022-01-01' });
const standIn = command(p.NameStandIn, { post: 'director', organ, tier: 'chief', from });
const absence = command(p.RecordAbsence, { ground: 'leave', from });
const charge = command(p.GiveUnitCharge, { organ, unit: 'squad', from });

const anItem = on({}, command(PublishItem, itemBody));
const benchmark = command(PublishBenchmark, {
  ...{ document: { title: '示范区城市管理行政处罚裁量基准' }, act: 'penalty' },
  ...{ published: '2023-12-01', from },
  tiers: [
    {
      ...{ code: 'light', name: '较轻', grade: 'lighter', kinds: ['fine'], standard: '按次' },
      factors: [{ code: 'first', text: '初次' }],
      ranges: [{ kind: 'citizen', minFen: 5000, maxFen: 9000 }],
    },
  ],
});

const ownRules = command(l.PublishOwnRules, {
  ...{ code: 'discussion', title: '重大案件集体讨论办法', matter: 'procedure', contentHash: 'a'.repeat(64) },
  ...{ published: '2023-12-01', from },
});
const filing = { number: '备1号', body: '示范区司法局', from: '2024-02-01' };

const aGuard = (sender: string) =>
  on({ organ, sender: aChief(sender), by: sender, basis: [] as readonly string[] });
const asking = command(RequestGuardDisabling, {
  ...{ request: 'q1', organ, rule: 'R-04 G-DUTY', from: '2024-05-21', until: '2024-05-25' },
  ...{ ground: 'wrong-pack', reason: '职责表导入有误' },
});

const anAccount = on({ account: 'account-li' });
const grant = { role: 'officer', organ };

/** Lawful acts by kind of stream and command. */
export const lawfulRegisters: Readonly<Partial<Record<Category, Readonly<Record<string, RegisterExample>>>>> =
  {
    organ: {
      ConfirmOrgan: on(ofOrgan)(confirmOrgan()),
      RenameOrgan: anOrgan(command(g.RenameOrgan, { name: '新局', from })),
      EndOrgan: anOrgan(command(g.EndOrgan, { from: '2030-01-01' })),
      RecordEntrustment: aStation(entrusted),
      EndEntrustment: aStation(
        command(g.EndEntrustment, { entrusting: 'organ-x', from: '2024-05-01' }),
        entrusted,
      ),
      RegisterUnit: anOrgan(command(g.RegisterUnit, { unit: 'squad', name: '中队', kind: 'internal', from })),
      RegisterPost: anOrgan(command(g.RegisterPost, { post: 'handler', name: '一线执法岗', from })),
      AdoptRulePack: anOrgan(command(g.AdoptRulePack, { packs, from })),
      AssignDuty: anOrgan(duty),
      EndDuty: anOrgan(command(g.EndDuty, { assignment: 'd1', from: '2024-05-01' }), duty),
      PublishParticulars: anOrgan(
        command(g.PublishParticulars, {
          ...{ creditCode: '11990101MB0000000X', review: '法审1号', from },
          complaints: { body: '示范区司法局', phone: '12345', mailbox: 'ts@example.cn' },
        }),
      ),
      PublishOwnRules: anOrgan(ownRules),
      RepealOwnRules: anOrgan(
        command(l.RepealOwnRules, { code: 'discussion', from: '2024-03-01' }),
        ownRules,
      ),
      RecordRulesFiling: anOrgan(command(l.RecordRulesFiling, { code: 'discussion', ...filing }), ownRules),
      PublishRecordingList: anOrgan(
        command(l.PublishRecordingList, {
          ...{ title: '音像记录事项清单', published: '2023-12-01', from },
          lines: [
            {
              ...{ code: 'inspect', of: 'step', name: '现场检查', mode: 'video', span: '自出示证件至离开' },
              wording: '我们是示范区城市管理局执法人员',
            },
          ],
        }),
      ),
      PublishChannels: anOrgan(
        command(l.PublishChannels, {
          channels: [{ code: 'board', kind: 'notice-board', name: '公示栏', address: '示范路 1 号门前' }],
          ...{ published: '2023-12-01', from },
        }),
      ),
      RecordLegalBasis: anOrgan(
        command(l.RecordLegalBasis, {
          ...{ code: 'ordinance', norm: '示范省市容条例', rank: 'local-regulation', change: 'enacted' },
          ...{ power: '市容管理处罚', textHash: 'a'.repeat(64), published: '2019-11-01', from },
        }),
      ),
      RegisterDevice: anOrgan(device),
      ChangeDeviceCustodian: anOrgan(
        command(r.ChangeDeviceCustodian, { device: 'cam-1', custodian: 'officer-b', from: '2024-02-01' }),
        device,
      ),
      CheckDeviceClock: anOrgan(
        command(r.CheckDeviceClock, {
          ...{ device: 'cam-1', on: '2024-02-01', offSeconds: -3, adjusted: true, checkedBy: handler.s },
        }),
        device,
      ),
      RetireDevice: anOrgan(
        command(r.RetireDevice, { device: 'cam-1', ground: 'broken', from: '2024-05-01' }),
        device,
      ),
      RecordReportHeard: underHead(report),
      RecordOrderDone: underHead(
        command(r.RecordOrderDone, { report: 'r1', order: 'o1', result: '已清理', on: '2024-05-01' }),
        report,
      ),
    },
    officer: {
      RegisterOfficer: on(ofOfficer)(registered),
      PostOfficer: anOfficer(posted),
      EndPost: anOfficer(command(o.EndPost, { post: 'deputy', from }), posted),
      IssueCertificate: anOfficer(certificate, ...fit),
      SuspendCertificate: certified(suspended),
      ResumeCertificate: certified(
        command(o.ResumeCertificate, { ...change, from: '2024-02-01' }),
        suspended,
      ),
      RevokeCertificate: certified(command(o.RevokeCertificate, change)),
      RecordTraining: anOfficer(command(q.RecordTraining, { kind: 'regular', hours: 40, on: from })),
      RecordExam: anOfficer(chairExam),
      RecordLegalQualification: anOfficer(qualification),
      WaiveExam: anOfficer(command(q.WaiveExam, { subject: 'enforcement', on: '2022-07-01' }), qualification),
      RecordEstablishmentCheck: anOfficer(
        command(q.RecordEstablishmentCheck, { outcome: 'listed', list: '编制名单', on: from }),
      ),
      RecordAnnualCheck: certified(command(q.RecordAnnualCheck, { number, year: 2023, passed: true, from })),
      HoldCertificate: certified(held),
      ReturnCertificate: certified(
        command(q.ReturnCertificate, { number, ground: 'cleared', from: '2024-02-01' }),
        held,
      ),
      CancelCertificate: certified(command(q.CancelCertificate, change)),
      IssueDutyCertificate: anOfficer(chairCertificate, chairExam),
      EndDutyCertificate: anOfficer(
        command(q.EndDutyCertificate, { kind: 'hearing-chair', number: '听-1', from, ground: 'left-post' }),
        chairExam,
        chairCertificate,
      ),
      DesignateReviewer: anOfficer(reviewer),
      EndReviewer: anOfficer(command(q.EndReviewer, { organ, from: '2024-02-01' }), reviewer),
      NameStandIn: anOfficer(standIn),
      EndStandIn: anOfficer(command(p.EndStandIn, { post: 'director', organ, from: '2024-02-01' }), standIn),
      RecordAbsence: anOfficer(absence),
      EndAbsence: anOfficer(command(p.EndAbsence, { from: '2024-02-01' }), absence),
      GiveUnitCharge: anOfficer(charge, posted),
      EndUnitCharge: anOfficer(
        command(p.EndUnitCharge, { organ, unit: 'squad', from: '2024-02-01' }),
        posted,
        charge,
      ),
      SetEnforcementArea: anOfficer(
        command(l.SetEnforcementArea, { areas: [{ division: '990101', place: '演示路' }], from }),
      ),
    },
    item: {
      PublishItem: on({})(command(PublishItem, itemBody)),
      AmendItem: anItem(command(AmendItem, { ...itemBody, penalties: ['warning'], ranges: [], from })),
      RetireItem: anItem(command(RetireItem, { from: '2030-01-01' })),
      PublishBenchmark: anItem(benchmark),
      RetireBenchmark: anItem(command(RetireBenchmark, { act: 'penalty', from: '2030-01-01' }), benchmark),
      PublishItemParticulars: anItem(
        command(l.PublishItemParticulars, {
          review: { reference: '法审1号', on: '2023-10-01' },
          ...{ duties: [{ text: '依法立案' }], time: { amount: 90, kind: 'cd' }, flow: ['general'] },
          approval: { body: '示范区人民政府', reference: '示政〔2023〕1号', on: '2023-11-01' },
          ...{ published: '2023-12-01', from },
        }),
      ),
      RecordBenchmarkFiling: anItem(
        command(l.RecordBenchmarkFiling, { act: 'penalty', ...filing }),
        benchmark,
      ),
    },
    template: {
      PublishTemplate: on({})(command(PublishTemplate, templateBody)),
      RetireTemplate: on({})(
        command(RetireTemplate, { version: 1, from: '2030-01-01' }),
        command(PublishTemplate, templateBody),
      ),
      RecordTemplateFiling: on({})(
        command(l.RecordTemplateFiling, { version: 1, ...filing }),
        command(PublishTemplate, templateBody),
      ),
    },
    guards: {
      RequestGuardDisabling: aGuard('officer-first')(asking),
      ConfirmGuardDisabling: {
        ...aGuard('officer-second')(command(ConfirmGuardDisabling, { request: 'q1' })),
        before: [[asking, aGuard('officer-first')(asking).facts]],
      },
    },
    account: {
      GrantRole: anAccount(command(GrantRole, grant)),
      RevokeRole: anAccount(command(RevokeRole, grant), command(GrantRole, grant)),
      LinkOfficer: anAccount(command(LinkOfficer, { officer: 'officer-li' })),
    },
  };
