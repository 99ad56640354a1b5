import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Door } from '../http/door';
import { CaseWalk } from '../http/case-walk';
import { onLayouts } from '../support/layouts';
import { ago } from '../support/test-clock';

interface Timeline {
  readonly items: readonly {
    readonly type: string;
    readonly actors: readonly { readonly u: string; readonly cert?: object }[];
  }[];
}
interface Trace {
  readonly header: Record<string, unknown>;
  readonly acts: readonly {
    readonly type: string;
    readonly rules?: readonly string[];
    readonly actors: readonly { readonly u: string; readonly cert?: object }[];
  }[];
  readonly gaps: readonly unknown[];
}

onLayouts('the simple procedure', (layout) => {
  let door: Door;
  beforeAll(async () => {
    door = await Door.open({ place: await layout.place() });
  }, 60_000);
  afterAll(() => door.close());

  describe('S1 to S10 over HTTP', () => {
    it('paid at the bank', async () => {
      const walk = new CaseWalk(door);
      await walk.toDelivery(20_000);
      await walk.file();
      await walk.publish();
      await walk.pay(20_000);
      await walk.close();
      await walk.archive();

      const shown = await walk.read<Record<string, unknown>>('officer-2');
      expect(shown).toMatchObject({
        ...{ phase: 'archived', fine: 20_000, paid: 20_000, party: '王小明', kinds: ['fine'] },
        organ: { handle: door.demo.organ, name: '演示市演示区综合行政执法局（演示）' },
      });
      const { items } = await walk.read<Timeline>('archivist', '/timeline');
      expect(items.map(({ type }) => type)).toEqual([
        ...[
          'OnSiteCaseOpened',
          'CredentialShown',
          'FactsRecorded',
          'InformedAndHeard',
          'OnSpotDecisionIssued',
        ],
        ...[
          'OnSpotDelivered',
          'OnSpotFiled',
          'DecisionPublished',
          'PaymentReceived',
          'CaseClosed',
          'CaseArchived',
        ],
      ]);
    });

    it('collected on the spot, handed in and banked', async () => {
      const walk = new CaseWalk(door);
      await walk.toDelivery(10_000);
      await walk.collect(10_000);
      await walk.send('officer-1', 'hand-in-collected', { amountFen: 10_000, voucher: 'JK-1' });
      await walk.send('finance', 'bank-collected', { amountFen: 10_000, reference: 'YH-1' });
      await walk.file();
      await walk.publish();
      await walk.close();
      await walk.archive();
      expect(await walk.read('supervisor')).toMatchObject({ phase: 'archived', fine: 10_000, paid: 10_000 });
    });

    it('leaves a trace that names actors with their certificates, rules, evidence, and what followed', async () => {
      const walk = new CaseWalk(door);
      await walk.toDelivery(5000);
      const trace = await walk.read<Trace>('discipline', '/trace');
      expect(trace.header).toMatchObject({ organ: { u: door.demo.organ }, state: 'delivered', fine: 5000 });
      const decision = trace.acts.find(({ type }) => type === 'OnSpotDecisionIssued');
      const officers = [door.officer('officer-1'), door.officer('officer-2')];
      expect(decision).toMatchObject({
        evidence: ['e1'],
        actors: officers.map((u) => ({ u, role: 'officer', post: 'enforcement-officer', cert: { s: u } })),
        follows: [1, 2, 3],
        followedBy: [5],
      });
      expect(JSON.stringify(trace)).not.toContain('王小明');
    });
  });

  describe('what is refused', () => {
    it('names every broken rule with article and both languages, and is itself recorded', async () => {
      const walk = new CaseWalk(door);
      await walk.open();
      const answer = await door.post(
        'officer-1',
        `/v1/cases/${walk.stream}/decide-on-spot`,
        { ...walk.decision(500_000), occurredAt: ago(0) },
        { 'accept-language': 'en' },
      );
      const problem = answer.json<{
        code: string;
        title: string;
        broken: { code: string; article: string[]; zh: string; en: string }[];
      }>();
      expect([answer.statusCode, problem.code, problem.title]).toEqual([422, 'command-refused', 'Refused']);
      expect(problem.broken.map(({ code }) => code)).toEqual(
        expect.arrayContaining(['R-09', 'R-15', 'R-21', 'R-24']),
      );
      expect(
        problem.broken.every(({ article, zh, en }) => article.length > 0 && zh !== '' && en !== ''),
      ).toBe(true);

      const refusals = await door.get('discipline', `/v1/accountability/streams/${walk.stream}/refusals`);
      expect(refusals.statusCode).toBe(200);
    });

    it('converts to the general procedure what does not belong here', async () => {
      const walk = new CaseWalk(door);
      await walk.open();
      await walk.send('officer-2', 'convert-to-general', { ground: 'disputed' });
      expect(await walk.read('officer-1')).toMatchObject({ phase: 'converted', procedure: 'general' });
    });

    it('nobody acts for others', async () => {
      const walk = new CaseWalk(door);
      await walk.open();
      const body = {
        contact: 'first',
        officers: [door.officer('officer-2')],
        occurredAt: ago(0),
      };
      const answer = await door.post('officer-1', `/v1/cases/${walk.stream}/show-credential`, body);
      expect(answer.json()).toMatchObject({ status: 403, code: 'not-for-others', field: 'officers' });
      const co = { ...body, officers: [door.officer('officer-1')], actors: [door.officer('officer-2')] };
      const other = await door.post('officer-1', `/v1/cases/${walk.stream}/show-credential`, co);
      expect(other.json()).toMatchObject({ status: 403, code: 'not-for-others', field: 'actors' });
    });

    it('a rule that stands in the way is told beforehand', async () => {
      const walk = new CaseWalk(door);
      await walk.open();
      interface Actions {
        readonly phase: string;
        readonly items: readonly {
          slug: string;
          possible: boolean;
          yours: boolean;
          broken: { code: string }[];
        }[];
      }
      const { phase, items } = await walk.read<Actions>('officer-1', '/actions');
      expect(phase).toBe('opened');
      const of = (slug: string) => items.find((item) => item.slug === slug);
      expect(of('show-credential')).toMatchObject({ possible: true, yours: true, broken: [] });
      expect(of('archive-case')).toMatchObject({ possible: false, yours: false });
      expect(of('close-case')?.broken.length).toBeGreaterThan(0);
    });
  });
});
