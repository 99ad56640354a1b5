import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { utcInstant } from '../../src/kernel/time';
import { dateAt } from '../support/test-clock';
import type { Door } from './door';

/** What every command is answered with. */
interface Reply {
  readonly stream: string;
  readonly position: string;
  readonly firstRevision: number;
}

interface WalkAnswer {
  readonly statusCode: number;
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as the injected answers of Fastify declare it
  json<T>(): T;
}

/** What a walk needs of a door: that of this process, or of others. */
export interface WalkedDoor extends Pick<Door, 'officer' | 'demo' | 'clock'> {
  get(person: string | undefined, url: string): Promise<WalkAnswer>;
  post(...asked: Parameters<Door['post']>): Promise<WalkAnswer>;
}

const overseers: ReadonlySet<string> = new Set(['supervisor', 'discipline']);

/** Walks a case through the simple procedure over HTTP, as the demonstration's people would. */
export class CaseWalk {
  stream = '';
  position = '';
  readonly #officers: string[];
  /** Two hours back, so that it lies before every act also at midnight, and before what was done an hour ago on paper. */
  readonly #violated: string;
  /** Acts are a second apart, so that the order of the world is that of the record. */
  #clock: number;

  constructor(readonly door: WalkedDoor) {
    this.#officers = [door.officer('officer-1'), door.officer('officer-2')];
    const now = door.clock.now();
    this.#violated = dateAt(now - 7_200_000);
    this.#clock = now - 120_000;
  }

  /** Send a command; 201 for one that opens, 200 for one that continues. */
  async send(person: string, step: string, body: object, commandId: string = randomUUID()): Promise<Reply> {
    this.#clock += 1000;
    const url = this.stream === '' ? '/v1/cases' : `/v1/cases/${this.stream}/${step}`;
    const members = { ...body, occurredAt: utcInstant(this.#clock) };
    const answer = await this.door.post(person, url, members, { 'idempotency-key': commandId });
    const reply = answer.json<Reply>();
    expect({ step, status: answer.statusCode, reply }).toMatchObject({
      status: this.stream === '' ? 201 : 200,
    });
    this.stream = reply.stream;
    this.position = reply.position;
    return reply;
  }

  /** What commands by officers in the encounter share. */
  get #encounter(): object {
    return { contact: 'first', officers: this.#officers };
  }

  open(changes: object = {}): Promise<Reply> {
    return this.send('officer-1', 'open-on-site', { ...this.opening(), ...changes });
  }

  opening(): object {
    const { organ, item } = this.door.demo;
    return {
      ...this.#encounter,
      ...{ organ, item, actId: `act-${randomUUID()}`, place: '990101', placeText: '演示路 3 号' },
      party: { name: '王小明', kind: 'citizen', ageBand: 'adult', capacity: 'full' },
      declarations: this.#officers.map((officer) => ({ officer, conflict: false })),
    };
  }

  show = (): Promise<Reply> => this.send('officer-1', 'show-credential', this.#encounter);

  facts = () => ({
    ...this.#encounter,
    violation: { from: this.#violated, continuing: false, harm: 'none', discovered: this.#violated },
    facts: [{ id: 'f1', text: '在演示路乱扔废弃物', evidence: ['e1'] }],
    evidence: [
      {
        ...{ id: 'e1', kind: 'inspection-record', status: 'verified', collected: this.#violated },
        ...{ description: '现场照片', fromDefence: false },
      },
    ],
    disputed: false,
  });

  record = (): Promise<Reply> => this.send('officer-2', 'record-facts', this.facts());

  proposal = (fineFen: number): object => ({ kinds: ['fine'], fineFen, tier: 'normal' });

  inform = (fineFen: number): Promise<Reply> =>
    this.send('officer-1', 'inform-and-hear', {
      ...{ ...this.#encounter, proposal: this.proposal(fineFen) },
      told: { content: true, facts: true, reasons: true, basis: true, rights: true },
      ...{ reasons: '影响市容', answer: 'none', signed: 'signed' },
    });

  decision = (fineFen: number): object => ({
    ...{
      ...this.#encounter,
      proposal: this.proposal(fineFen),
      act: '在演示路乱扔废弃物',
      reasons: '影响市容',
    },
    circumstances: {
      slightCorrectedNoHarm: false,
      noFault: false,
      grounds: [],
      courtFine: false,
      others: [],
    },
    correction: { kind: 'immediate' },
    gains: { kind: 'none', amountFen: 0, restitutionFen: 0, confiscatedFen: 0, reason: '无违法所得' },
    ...{ template: this.door.demo.template, signedBy: this.#officers, lateFee: true },
  });

  decide = (fineFen: number): Promise<Reply> =>
    this.send('officer-1', 'decide-on-spot', this.decision(fineFen));
  deliver = (): Promise<Reply> =>
    this.send('officer-1', 'deliver', { mode: 'handed-over', refusalNoted: false });
  file = (): Promise<Reply> => this.send('officer-2', 'file-with-organ', { reference: 'BA-1' });

  collect = (amountFen: number): Promise<Reply> =>
    this.send('officer-1', 'collect-on-spot', {
      ...{ amountFen, condition: 'up-to-100-yuan', requested: false, receipt: '演财 0001', onWater: false },
    });

  pay = (fineFen: number): Promise<Reply> =>
    this.send('finance', 'receive-payment', { fineFen, lateFeeFen: 0, channel: 'bank', reference: 'B-1' });

  publish = (changes: object = {}): Promise<Reply> =>
    this.send('publisher', 'publish-decision', {
      ...{ channel: 'own-site', content: 'summary', fields: ['organ', 'kind', 'basis', 'result'] },
      review: {
        reviewer: this.door.officer('chief'),
        on: dateAt(this.#clock),
        result: 'open',
        reference: 'BM-1',
      },
      inNameOf: this.door.demo.organ,
      ...changes,
    });

  close = (): Promise<Reply> => this.send('archivist', 'close-case', {});
  archive = (): Promise<Reply> =>
    this.send('archivist', 'archive-case', { catalogue: 'DA-1', retentionYears: 10, documents: [] });

  /** A case that is decided and handed over. */
  async toDelivery(fineFen: number): Promise<void> {
    await this.open();
    await this.show();
    await this.record();
    await this.inform(fineFen);
    await this.decide(fineFen);
    await this.deliver();
  }

  /** An answer about this case, once it holds what was written last. */
  async read<T>(person: string, what = ''): Promise<T> {
    // Of those whose task the case is not, a purpose is asked.
    const purpose = what === '' && overseers.has(person) ? '&purpose=supervision' : '';
    const url = `/v1/cases/${this.stream}${what}?waitFor=${this.position}${purpose}`;
    const answer = await this.door.get(person, url);
    expect(answer.statusCode).toBe(200);
    return answer.json<T>();
  }
}
