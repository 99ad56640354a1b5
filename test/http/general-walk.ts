import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { reviewItems } from '../../src/events/review.events';
import type { Door } from './door';

/** What every command is answered with. */
interface Reply {
  readonly stream: string;
  readonly position: string;
  readonly firstRevision: number;
}

interface Refusal {
  readonly broken: readonly { readonly code: string; readonly guard?: string }[];
}

/**
 * Walks a case through the general procedure over HTTP, as the demonstration's people would. Its days are of the past, so
 * that periods can pass; they start on Monday, 2025-03-03, and go on with {@link GeneralWalk.on}.
 */
export class GeneralWalk {
  stream = '';
  position = '';
  day = '2025-03-03';
  #minute = 0;
  readonly officers: readonly string[];

  constructor(
    readonly door: Door,
    /** More than 5,000 yuan of a citizen: hearing, legal review and collective discussion are needed. */
    readonly fineFen = 600_000,
  ) {
    this.officers = [door.officer('officer-1'), door.officer('officer-2')];
  }

  /** The acts that follow happen on a later day. */
  on(day: string): this {
    this.day = day;
    this.#minute = 0;
    return this;
  }

  /** Give a command; 201 for one that opens, 200 for one that continues. */
  async send(person: string, step: string, body: object = {}): Promise<Reply> {
    const answer = await this.#post(person, step, body);
    const reply = answer.json<Reply>();
    const status = this.stream === '' ? 201 : 200;
    expect({ step, status: answer.statusCode, reply }).toMatchObject({ status });
    this.stream = reply.stream;
    this.position = reply.position;
    return reply;
  }

  /** Give a command that is refused. @returns the codes of the rules that it breaks */
  async refused(person: string, step: string, body: object = {}): Promise<readonly string[]> {
    const answer = await this.#post(person, step, body);
    expect({ step, status: answer.statusCode, body: answer.json<object>() }).toMatchObject({ status: 422 });
    return answer.json<Refusal>().broken.map(({ code }) => code);
  }

  /** What a command would break, without giving it. */
  async wouldBreak(person: string, command: string, body: object = {}): Promise<readonly string[]> {
    const asked = { command, body: { ...body, occurredAt: this.#now() } };
    const answer = await this.door.post(person, `/v1/cases/${this.stream}/dry-run`, asked);
    expect({ command, status: answer.statusCode, body: answer.json<object>() }).toMatchObject({
      status: 200,
    });
    return answer.json<Refusal>().broken.map(({ code }) => code);
  }

  #post(person: string, step: string, body: object) {
    this.#minute += 1;
    const url = ['/v1/cases', this.stream, step].filter((part) => part !== '').join('/');
    return this.door.post(
      person,
      url,
      { ...body, occurredAt: this.#now() },
      { 'idempotency-key': randomUUID() },
    );
  }

  #now(): string {
    const minutes = String(this.#minute % 60).padStart(2, '0');
    const hours = String(9 + Math.floor(this.#minute / 60)).padStart(2, '0');
    return `${this.day}T${hours}:${minutes}:00+08:00`;
  }

  /** An answer about this case, once it holds what was written last. */
  async read<T>(person: string, what = ''): Promise<T> {
    const answer = await this.door.get(person, `/v1/cases/${this.stream}${what}?waitFor=${this.position}`);
    expect(answer.statusCode).toBe(200);
    return answer.json<T>();
  }

  /** Where the case stands in the ledger. */
  async phase(): Promise<string> {
    return (await this.read<{ phase: string }>('chief', '/actions')).phase;
  }

  /** Everything that was done in it, by the names of the events. */
  async acts(): Promise<readonly string[]> {
    const { items } = await this.read<{ items: readonly { type: string }[] }>('discipline', '/timeline');
    return items.map(({ type }) => type);
  }

  get chief(): string {
    return this.door.officer('chief');
  }

  get proposal(): object {
    return { kinds: ['fine'], fineFen: this.fineFen, tier: 'normal' };
  }

  readonly declarations = (): object[] => this.officers.map((officer) => ({ officer, conflict: false }));

  clue = (source = 'patrol'): Promise<Reply> =>
    this.send('officer-1', 'register-clue', {
      ...{ organ: this.door.demo.organ, source, facts: '演示路 5 号无照经营餐饮', attachments: [] },
      ...(source === 'report' ? { reference: 'report-1' } : {}),
    });

  verify = (passed = true): Promise<Reply> =>
    this.send('officer-1', 'verify-clue', {
      ...{ officers: this.officers, passed, onSite: true, findings: '现场核查，未见营业执照' },
    });

  filing = (): object => ({
    ...{ approver: this.chief, item: this.door.demo.generalItem, actId: `act-${randomUUID()}` },
    ...{ place: '990101', placeText: '演示路 5 号', approvalForm: 'LA-1' },
    party: { name: '李小红', kind: 'citizen', ageBand: 'adult', capacity: 'full' },
    violation: { from: '2025-02-24', continuing: false, harm: 'none' },
    investigators: this.officers,
    template: this.door.demo.templates['case-filing'],
  });

  file = (): Promise<Reply> => this.send('chief', 'file-case', this.filing());

  assign = (): Promise<Reply> =>
    this.send('chief', 'assign-officers', {
      ...{ investigators: this.officers, declarations: this.declarations() },
    });

  contact = (contact: string): Promise<Reply> =>
    this.send('officer-1', 'record-contact', {
      ...{ contact, officers: this.officers, whom: 'party' },
      rights: { told: ['matter', 'basis', 'duties', 'recusal', 'remedies'], signed: 'signed' },
    });

  interview = (contact: string, id = 'e1'): Promise<Reply> =>
    this.send('officer-1', 'interview', {
      ...{ contact, officers: this.officers, whom: 'party', corrections: [], fromDefence: false },
      record: { id, description: '询问笔录' },
      pages: [{ page: 1, person: 'signed', officers: true }],
    });

  inspect = (contact: string, id = 'e2'): Promise<Reply> =>
    this.send('officer-2', 'inspect', {
      ...{ contact, officers: this.officers, touches: [], signed: 'signed', placeText: '演示路 5 号' },
      power: { norm: '无证无照经营查处办法', article: '第十一条', rank: 'administrative-regulation' },
      record: { id, description: '现场检查笔录' },
    });

  evidence = (id: string): Promise<Reply> =>
    this.send('officer-1', 'register-evidence', {
      ...{ officers: this.officers, id, kind: 'documentary', collected: this.day, held: 'original' },
      ...{ description: '进货单', source: '当事人提供', fromDefence: false, monitoring: false },
      paper: { compared: true, originNoted: true, everyPageSigned: true, correctionsMarked: true },
    });

  verified = (id: string): Promise<Reply> =>
    this.send('officer-1', 'verify-evidence', {
      ...{
        officers: this.officers,
        id,
        method: 'cross-checked',
        party: 'confirmed',
        remark: '与笔录互相印证',
      },
    });

  conclude = (recommendation = 'penalty'): Promise<Reply> =>
    this.send('officer-1', 'conclude-investigation', {
      ...{ officers: this.officers, recommendation, reasons: '事实清楚，证据确凿' },
      facts: [{ id: 'f1', text: '未取得营业执照经营餐饮', evidence: ['e1', 'e2', 'e3'] }],
      ...(recommendation === 'penalty' ? { proposal: this.proposal } : {}),
    });

  submit = (answers: readonly object[] = []): Promise<Reply> =>
    this.send('officer-1', 'submit-review', { answers });

  opinion = (problem?: string): Promise<Reply> =>
    this.send('reviewer', 'give-opinion', {
      ...{ reviewer: this.door.officer('reviewer'), outcome: problem === undefined ? 'passed' : 'problems' },
      checklist: reviewItems.map((item) =>
        problem !== undefined && item === 'discretion'
          ? { item, result: 'problem', remark: problem }
          : { item, result: 'pass' },
      ),
      problems: problem === undefined ? [] : [{ id: 'p1', item: 'discretion', text: problem }],
      opinion: problem ?? '同意',
    });

  proof = (): object => ({
    ...{ mode: 'direct', on: this.day, receipt: `HZ-${this.day}`, receiver: 'party' },
    shownBy: this.officers,
  });

  notice = (): Promise<Reply> =>
    this.send('officer-1', 'serve-notice', {
      ...{ officers: this.officers, proposal: this.proposal, terms: [], confiscationFen: 0 },
      told: { content: true, facts: true, reasons: true, basis: true, rights: true },
      ...{ hearingTold: true, facts: '无照经营', reasons: '违法事实成立', service: this.proof() },
    });

  state = (id = 's1', newFacts = false): Promise<Reply> =>
    this.send('officer-1', 'receive-statement', { id, form: 'written', statement: '请求从轻', newFacts });

  answer = (id = 's1'): Promise<Reply> =>
    this.send('officer-1', 'review-statement', {
      ...{ officers: this.officers, id, review: { outcome: 'rejected', reasons: '不符合从轻情形' } },
    });

  noHearing = (): Promise<Reply> => this.send('officer-1', 'waive-hearing', { proof: 'FQ-1' });

  meeting = (): object => ({
    ...{ subject: 'proposal', presiding: this.chief, resolution: 'adopted', proposal: this.proposal },
    ...{ terms: [], minutes: 'JT-1', course: '一致同意' },
    votes: [this.chief, this.door.officer('deputy')].map((member) => ({ member, vote: 'for' })),
  });

  discuss = (): Promise<Reply> => this.send('chief', 'collective-discuss', this.meeting());

  readonly circumstances = {
    ...{ slightCorrectedNoHarm: false, noFault: false, grounds: [], courtFine: false, others: [] },
  };

  decision = (): object => ({
    ...{ approver: this.chief, proposal: this.proposal, terms: [], propertyFen: 0 },
    ...{ act: '无照经营餐饮', reasons: '扰乱市场秩序', circumstances: this.circumstances },
    correction: { kind: 'immediate' },
    gains: { kind: 'none', amountFen: 0, restitutionFen: 0, confiscatedFen: 0, reason: '未营利' },
  });

  decide = (more: object = {}): Promise<Reply> =>
    this.send('chief', 'decide-penalty', { ...this.decision(), ...more });

  document = (type = 'penalty-decision'): object => ({
    ...{ template: this.door.demo.templates[type], seal: { kind: 'ink', reference: 'YZ-1' } },
    ...{ lateFee: type === 'penalty-decision', facts: '无照经营', evidence: '笔录、进货单' },
    performance: '自收到本决定书之日起十五日内到演示银行缴纳',
  });

  issue = (type = 'penalty-decision'): Promise<Reply> =>
    this.send('officer-1', 'issue-document', this.document(type));

  serve = (): Promise<Reply> =>
    this.send('officer-1', 'serve-decision', { officers: this.officers, service: this.proof() });

  pay = (): Promise<Reply> =>
    this.send('finance', 'receive-payment', {
      ...{ fineFen: this.fineFen, lateFeeFen: 0, channel: 'bank', reference: 'B-1' },
    });

  publish = (): Promise<Reply> =>
    this.send('publisher', 'publish-decision', {
      ...{ channel: 'own-site', content: 'summary', fields: ['organ', 'kind', 'basis', 'result'] },
      review: { reviewer: this.chief, on: this.day, result: 'open', reference: 'BM-1' },
      inNameOf: this.door.demo.organ,
    });

  major = (): Promise<Reply> =>
    this.send('officer-1', 'file-major-decision', { with: '演示区人民政府（演示）', reference: 'ZD-1' });
  identity = (): Promise<Reply> => this.send('officer-1', 'check-identity', { result: 'done' });
  close = (): Promise<Reply> => this.send('archivist', 'close-case', { reference: 'JA-1' });
  archive = (): Promise<Reply> =>
    this.send('archivist', 'archive-case', { catalogue: 'DA-1', retentionYears: 30, documents: [] });

  /** Clue, verification, filing, assignment. */
  async toFiled(): Promise<void> {
    await this.clue();
    await this.verify();
    await this.file();
    await this.assign();
  }

  /** Contact, interview, inspection, evidence, conclusion. */
  async toConcluded(recommendation = 'penalty'): Promise<void> {
    await this.toFiled();
    await this.contact('c1');
    await this.interview('c1');
    await this.inspect('c1');
    await this.evidence('e3');
    for (const id of ['e1', 'e2', 'e3']) await this.verified(id);
    await this.conclude(recommendation);
  }

  /** Reviewed, told, heard in writing, discussed: ready to be decided. */
  async toDecidable(): Promise<void> {
    await this.toConcluded();
    await this.submit();
    await this.opinion();
    await this.notice();
    await this.state();
    await this.answer();
    await this.noHearing();
    await this.discuss();
  }

  /** Decided, issued, served. */
  async toServed(): Promise<void> {
    await this.toDecidable();
    await this.decide();
    await this.issue();
    await this.serve();
  }

  /** The party asks for reconsideration, the organ answers, and the decision is set aside. */
  async reverse(kind: 'revoked' | 'redo'): Promise<void> {
    const appeal = 'a1';
    const outcome = kind === 'redo' ? 'ordered' : kind;
    await this.send('reviewer', 'record-reconsideration', { appeal, body: '演示区人民政府（演示）' });
    await this.send('reviewer', 'record-review-copy', { appeal, procedure: 'ordinary' });
    await this.send('reviewer', 'submit-evidence', { appeal, volumes: ['open'], packages: ['c'.repeat(64)] });
    await this.send('reviewer', 'record-reconsideration-decision', { appeal, outcome, servedOn: this.day });
    await this.send('reviewer', 'reverse-decision', {
      ...{ by: 'reconsideration', kind, effectiveAt: this.day, partly: false, reason: '依法纠正' },
      duties: [],
    });
  }
}
