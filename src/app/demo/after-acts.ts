import type { CaseScript } from './case-script';
import type { Party } from './parties';

/** A case that was decided, as the acts of its procedure left it. */
export interface Decided {
  readonly script: CaseScript;
  readonly party: Party;
  readonly fineFen: number;
  /** Whether the decision is of a kind for which the organ names natural persons in public (处罚法 48). */
  readonly namesPersons: boolean;
}

type Status = 'neither' | 'party-member';

/** What a summary shows of every decision, whoever the party is. */
const plainFields = [
  ...['organ', 'organ-code', 'kind', 'basis', 'result', 'fine', 'decided-on', 'public-until'],
  ...['party-kind', 'violation-kind'],
];
/** And what tells the party from others. */
const identifyingFields = ['decision-number', 'party-name', 'credit-code', 'facts'];
/** Channels whose own norm names the legal representative. */
const namesRepresentative = new Set(['enterprise-system', 'credit-china']);

/** 处罚法 48 lets a person be named for a decision with social impact. */
const forImpact = {
  basis: { norm: '中华人民共和国行政处罚法', article: '第四十八条', rank: 'law' },
  ...{ consent: false, socialImpact: true, reason: '群众反映集中，具有一定社会影响（演示）' },
} as const;

/** What follows a decision in both procedures: payment, publication, filing, closing, archive. */
export class AfterActs {
  readonly script: CaseScript;

  /** @param fineFen what is left to pay, where that is not the whole fine */
  constructor(
    readonly decided: Decided,
    readonly fineFen: number = decided.fineFen,
  ) {
    this.script = decided.script;
  }

  pay(options: { readonly lateFeeFen?: number; readonly recordedAfterDays?: number } = {}): this {
    const { lateFeeFen = 0, recordedAfterDays = 0 } = options;
    const reference = `缴〔演示〕${this.script.number}`;
    const body = { fineFen: this.fineFen, lateFeeFen, channel: 'bank', reference };
    this.script.send('finance', 'receive-payment', body, { recordedAfterDays });
    return this;
  }

  publish(channel = 'own-site'): this {
    this.script.send('publisher', 'publish-decision', this.publication(channel));
    return this;
  }

  /** The words of a publication. */
  publication(channel: string): object {
    const { cast, number } = this.script;
    const { party, namesPersons } = this.decided;
    const identity = { identity: forImpact, assessment: `评〔演示〕${number}` };
    return {
      ...{ channel, content: 'summary', fields: this.fieldsOn(channel), inNameOf: cast.organ },
      ...(party.kind !== 'organisation' && namesPersons ? identity : {}),
      review: this.secrecyReview,
    };
  }

  /** What a publication there names. */
  fieldsOn(channel: string): readonly string[] {
    const { party, namesPersons } = this.decided;
    if (party.kind !== 'organisation' && !namesPersons) return plainFields;
    const named = namesRepresentative.has(channel) ? ['legal-representative'] : [];
    return [...plainFields, ...identifyingFields, ...named];
  }

  /** By the chief, today. */
  get secrecyReview(): object {
    const { chief, day, number } = this.script;
    return { reviewer: chief, on: day, result: 'open', reference: `密审〔演示〕${number}` };
  }

  withdraw(): this {
    this.script.send('publisher', 'withdraw-disclosure', {
      ...{ channel: 'own-site', reason: 'reversal', publicReason: '行政处罚决定已被依法撤销' },
    });
    return this;
  }

  major(): this {
    const reference = `重备〔演示〕${this.script.number}`;
    this.script.send('officer-1', 'file-major-decision', { with: '演示区人民政府（演示）', reference });
    return this;
  }

  identity(): this {
    this.script.send('officer-1', 'check-identity', { result: 'done' });
    return this;
  }

  /** @param status of a natural person, of which discipline inspection may have to know */
  close(status: Status | 'unasked' = 'neither'): this {
    if (this.decided.party.kind !== 'organisation' && status !== 'unasked') this.confirmStatus(status);
    this.script.send('archivist', 'close-case', { reference: `结〔演示〕${this.script.number}` });
    return this;
  }

  archive(years: number): this {
    const catalogue = `${this.script.day.slice(0, 4)}-演-${this.script.number}`;
    this.script.send('archivist', 'archive-case', { catalogue, retentionYears: years, documents: [] });
    return this;
  }

  /** Whether the party is a party member or a state functionary (A166), on a sealed record. */
  confirmStatus(status: Status): this {
    const { script } = this;
    const said = { person: 'party', status, source: '当事人陈述及单位证明（演示）' };
    const body = status === 'neither' ? said : { ...said, decider: script.chief };
    script.send('officer-1', 'discipline/confirm-official-status', body, { category: 'discipline' });
    return this;
  }

  /** Closed, and some days later in the archive. */
  closeAndArchive(years: number): this {
    this.close();
    this.script.after(this.script.chance.between(2, 8));
    return this.archive(years);
  }

  refund(amountFen = this.fineFen): this {
    this.script.send('finance', 'pay-refund', { amountFen, receipt: `退〔演示〕${this.script.number}` });
    return this;
  }
}
