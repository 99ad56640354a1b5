import { reviewItems } from '../../events/review.events';
import { addDays, type CivilDate } from '../../kernel/time';
import { workingDayFrom, type CaseScript } from './case-script';
import { amountOf, partyOf, type Party } from './parties';
import { noGains, plainCircumstances, toldAll } from './simple-acts';

/** 处罚法 67(3). */
const FINE_PAY_DAYS = 15;

/** How heavy the penalty of a case is: from `major` on it needs review, hearing right and discussion. */
export type Weight = 'minor' | 'major';

/** The general procedure, P1 to P16, as the people of an organ walk it. */
export class GeneralActs {
  readonly party: Party;
  readonly namesPersons = true;
  readonly deed: string;
  fineFen: number;
  #gainsFen = 0;
  #servedOn: CivilDate = '';

  constructor(
    readonly script: CaseScript,
    readonly weight: Weight,
    kind?: Party['kind'],
  ) {
    const { chance, cast } = script;
    const { general } = cast.plan;
    this.deed = chance.pick(general.deeds);
    const isDust = general.key === 'dust';
    const drawn = isDust ? 'organisation' : chance.pick(['citizen', 'individual-business'] as const);
    this.party = partyOf(kind ?? drawn, chance);
    this.fineFen = isDust ? fineOfDust(script, weight) : fineOfTrade(script, weight);
  }

  /** What the case is closed under when it was opened on the spot and converted. */
  get proposal(): object {
    const kinds = this.#gainsFen > 0 ? ['fine', 'confiscation-of-gains'] : ['fine'];
    return { kinds, fineFen: this.fineFen, tier: 'normal' };
  }

  /** Something was gained by it, to be confiscated. */
  gaining(amountFen: number): this {
    this.#gainsFen = amountFen;
    return this;
  }

  get #gains(): object {
    const [amountFen, kind] = [this.#gainsFen, 'some'];
    return amountFen === 0 ? noGains : { kind, amountFen, restitutionFen: 0, confiscatedFen: amountFen };
  }

  /** The tier that the fine lies in, where the item has a benchmark. */
  get benchmark(): object {
    const { tiers } = this.script.cast.plan.general;
    const tier = tiers?.find(({ range }) => range.minFen <= this.fineFen && this.fineFen <= range.maxFen);
    return tier === undefined ? {} : { benchmark: { tier: tier.code } };
  }

  /** Last day to pay, once the decision is served (处罚法 67). */
  get payBy(): CivilDate {
    return workingDayFrom(addDays(this.#servedOn, FINE_PAY_DAYS));
  }

  get isMajor(): boolean {
    return this.weight === 'major';
  }

  clue(source = 'patrol'): this {
    const { cast, number } = this.script;
    this.script.send('officer-1', 'register-clue', {
      ...{ organ: cast.organ, source, facts: `${this.deed}（演示）`, attachments: [] },
      ...(source === 'patrol' ? {} : { reference: `${source}-demo-${number}` }),
    });
    return this;
  }

  verify(passed = true): this {
    this.script.send('officer-1', 'verify-clue', {
      ...{ officers: this.script.officers, passed, onSite: true },
      findings: passed ? '现场核查，情况属实（演示）' : '现场核查，未见违法事实（演示）',
    });
    return this;
  }

  filing(): object {
    const { cast, chief, officers, day, number } = this.script;
    return {
      ...{ approver: chief, item: cast.items.general, actId: `act-demo-${number}`, place: '990101' },
      ...{ placeText: '演示路（演示）', approvalForm: `立审〔演示〕${number}`, party: this.party },
      violation: { from: addDays(day, -14), continuing: false, harm: 'none' },
      ...{ investigators: officers, template: cast.templates['case-filing'] },
    };
  }

  file(): this {
    this.script.send('chief', 'file-case', this.filing());
    return this;
  }

  assign(): this {
    const { officers } = this.script;
    this.script.send('chief', 'assign-officers', {
      investigators: officers,
      declarations: officers.map((officer) => ({ officer, conflict: false })),
    });
    return this;
  }

  contact(contact = 'c1'): this {
    this.script.send('officer-1', 'record-contact', {
      ...{ contact, officers: this.script.officers, whom: 'party' },
      rights: { told: ['matter', 'basis', 'duties', 'recusal', 'remedies'], signed: 'signed' },
    });
    return this;
  }

  interview(id = 'e1', contact = 'c1'): this {
    this.script.send('officer-1', 'interview', {
      ...{ contact, officers: this.script.officers, whom: 'party', corrections: [], fromDefence: false },
      record: { id, description: '询问笔录（演示）' },
      pages: [{ page: 1, person: 'signed', officers: true }],
    });
    return this;
  }

  inspect(id = 'e2', contact = 'c1'): this {
    const { officers, cast } = this.script;
    this.script.send('officer-2', 'inspect', {
      ...{ contact, officers, touches: [], signed: 'signed', placeText: '演示路（演示）' },
      ...{ power: cast.plan.general.power, record: { id, description: '现场检查笔录（演示）' } },
    });
    return this;
  }

  evidence(id = 'e3'): this {
    const { officers, day } = this.script;
    this.script.send('officer-1', 'register-evidence', {
      ...{
        officers,
        id,
        kind: 'documentary',
        collected: day,
        held: 'original',
        description: '进货单（演示）',
      },
      ...{ source: '当事人提供', fromDefence: false, monitoring: false },
      paper: { compared: true, originNoted: true, everyPageSigned: true, correctionsMarked: true },
    });
    return this;
  }

  verified(...ids: readonly string[]): this {
    const { officers } = this.script;
    for (const id of ids) {
      const how = { method: 'cross-checked', party: 'confirmed', remark: '与笔录互相印证' };
      this.script.send('officer-1', 'verify-evidence', { officers, id, ...how });
    }
    return this;
  }

  conclude(recommendation = 'penalty'): this {
    const proposed = recommendation === 'penalty' ? { proposal: this.proposal, ...this.benchmark } : {};
    this.script.send('officer-1', 'conclude-investigation', {
      ...{ officers: this.script.officers, recommendation, reasons: '事实清楚，证据确凿', ...proposed },
      facts: [{ id: 'f1', text: this.deed, evidence: ['e1', 'e2'] }],
    });
    return this;
  }

  submit(answers: readonly object[] = []): this {
    this.script.send('officer-1', 'submit-review', { answers });
    return this;
  }

  opinion(problem?: string): this {
    const checklist = reviewItems.map((item) =>
      problem !== undefined && item === 'discretion'
        ? { item, result: 'problem', remark: problem }
        : { item, result: 'pass' },
    );
    this.script.send('reviewer', 'give-opinion', {
      ...{ reviewer: this.script.officer('reviewer'), checklist, opinion: problem ?? '同意' },
      outcome: problem === undefined ? 'passed' : 'problems',
      problems: problem === undefined ? [] : [{ id: 'p1', item: 'discretion', text: problem }],
    });
    return this;
  }

  /** Served in person today. */
  proof(): object {
    const { day, officers, number } = this.script;
    const receipt = `回证〔演示〕${number}-${day.slice(5)}`;
    const receiver = this.party.kind === 'organisation' ? 'legal-representative' : 'party';
    return { mode: 'direct', on: day, receipt, receiver, shownBy: officers };
  }

  notice(): this {
    this.script.send('officer-1', 'serve-notice', {
      ...{ officers: this.script.officers, proposal: this.proposal, terms: [] },
      confiscationFen: this.#gainsFen,
      ...{ told: toldAll, hearingTold: this.isMajor, facts: this.deed, reasons: '违法事实成立' },
      service: this.proof(),
    });
    return this;
  }

  state(id = 's1'): this {
    const statement = '请求从轻处罚（演示）';
    this.script.send('officer-1', 'receive-statement', { id, form: 'written', statement, newFacts: false });
    return this;
  }

  answer(id = 's1'): this {
    const review = { outcome: 'rejected', reasons: '不符合从轻情形' };
    this.script.send('officer-1', 'review-statement', { officers: this.script.officers, id, review });
    return this;
  }

  noStatement(): this {
    this.script.send('officer-1', 'waive-statement', { proof: `弃〔演示〕${this.script.number}` });
    return this;
  }

  noHearing(): this {
    this.script.send('officer-1', 'waive-hearing', { proof: `弃听〔演示〕${this.script.number}` });
    return this;
  }

  discuss(): this {
    const { chief, number } = this.script;
    this.script.send('chief', 'collective-discuss', {
      ...{ subject: 'proposal', presiding: chief, resolution: 'adopted', proposal: this.proposal },
      ...{ terms: [], minutes: `纪要〔演示〕${number}`, course: '一致同意' },
      votes: [chief, this.script.officer('deputy')].map((member) => ({ member, vote: 'for' })),
    });
    return this;
  }

  decision(more: object = {}): object {
    return {
      ...{ approver: this.script.chief, proposal: this.proposal, terms: [], propertyFen: 0 },
      ...{ act: this.deed, reasons: '扰乱管理秩序', circumstances: plainCircumstances, ...this.benchmark },
      ...{ correction: { kind: 'immediate' }, gains: this.#gains, ...more },
    };
  }

  decide(more: object = {}): this {
    this.script.send('chief', 'decide-penalty', this.decision(more));
    return this;
  }

  issue(type = 'penalty-decision'): this {
    const { cast, number } = this.script;
    const isPenalty = type === 'penalty-decision';
    this.script.send('officer-1', 'issue-document', {
      ...{ template: cast.templates[type], seal: { kind: 'ink', reference: `印〔演示〕${number}` } },
      ...{ lateFee: isPenalty, facts: this.deed, evidence: '询问笔录、现场检查笔录' },
      ...(isPenalty ? { performance: '凭本决定书到演示银行任一网点缴纳（演示）。' } : {}),
    });
    return this;
  }

  serve(): this {
    const { officers } = this.script;
    this.script.send('officer-1', 'serve-decision', { officers, service: this.proof() });
    this.#servedOn = this.script.day;
    return this;
  }

  /** Clue, verification, filing, assignment. */
  toFiled(source?: string): this {
    this.clue(source).verify();
    this.script.after(1);
    return this.file().assign();
  }

  /** Contact, interview, inspection, evidence. */
  toInvestigated(source?: string): this {
    this.toFiled(source);
    this.script.after(this.script.chance.between(1, 4));
    this.contact().interview().inspect();
    this.script.after(this.script.chance.between(1, 6));
    return this.evidence().verified('e1', 'e2', 'e3');
  }

  toConcluded(source?: string): this {
    this.toInvestigated(source);
    this.script.after(this.script.chance.between(1, 5));
    return this.conclude();
  }

  /** Reviewed where it has to be, and told; the party waives nothing yet. */
  toNoticed(source?: string): this {
    this.toConcluded(source);
    if (this.isMajor) {
      this.script.after(1);
      this.submit();
      this.script.after(this.script.chance.between(1, 4));
      this.opinion();
    }
    this.script.after(1);
    return this.notice();
  }

  /** Stated or waived, discussed where it has to be: ready to be decided. */
  toDecidable(source?: string): this {
    this.toNoticed(source);
    this.script.after(this.script.chance.between(1, 3));
    if (this.script.chance.below(2) === 0) this.state().answer();
    else this.noStatement();
    if (!this.isMajor) return this;
    this.noHearing();
    this.script.after(2);
    return this.discuss();
  }

  toDecided(source?: string): this {
    this.toDecidable(source);
    this.script.after(1);
    return this.decide();
  }

  toServed(source?: string): this {
    this.toDecided(source).issue();
    this.script.after(this.script.chance.between(1, 4));
    return this.serve();
  }
}

const fineOfDust = ({ chance }: CaseScript, weight: Weight): number =>
  weight === 'major' ? amountOf(chance, 50_000, 90_000, 5_000) : amountOf(chance, 10_000, 45_000, 5_000);

const fineOfTrade = ({ chance }: CaseScript, weight: Weight): number =>
  weight === 'major' ? amountOf(chance, 5_500, 9_500, 500) : amountOf(chance, 500, 4_500, 500);
