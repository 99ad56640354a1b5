import type { CaseScript } from './case-script';

/** What follows a decision in both procedures: payment, publication, filing, closing, archive. */
export class AfterActs {
  constructor(
    readonly script: CaseScript,
    readonly fineFen: number,
  ) {}

  pay(options: { readonly lateFeeFen?: number; readonly recordedAfterDays?: number } = {}): this {
    const { lateFeeFen = 0, recordedAfterDays = 0 } = options;
    const reference = `缴〔演示〕${this.script.number}`;
    const body = { fineFen: this.fineFen, lateFeeFen, channel: 'bank', reference };
    this.script.send('finance', 'receive-payment', body, { recordedAfterDays });
    return this;
  }

  publish(): this {
    const { script } = this;
    script.send('publisher', 'publish-decision', {
      ...{ channel: 'own-site', content: 'summary', fields: ['organ', 'kind', 'basis', 'result'] },
      review: {
        reviewer: script.chief,
        on: script.day,
        result: 'open',
        reference: `密审〔演示〕${script.number}`,
      },
      inNameOf: script.cast.organ,
    });
    return this;
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

  close(): this {
    this.script.send('archivist', 'close-case', { reference: `结〔演示〕${this.script.number}` });
    return this;
  }

  archive(years: number): this {
    const catalogue = `${this.script.day.slice(0, 4)}-演-${this.script.number}`;
    this.script.send('archivist', 'archive-case', { catalogue, retentionYears: years, documents: [] });
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
