import type { CaseScript } from './case-script';
import { amountOf, partyOf, type Party } from './parties';

/** What is told before a penalty (处罚法 44), whole. */
export const toldAll = { content: true, facts: true, reasons: true, basis: true, rights: true } as const;

/** Nothing excludes, reduces or limits the penalty (处罚法 29–35). */
export const plainCircumstances = {
  ...{ slightCorrectedNoHarm: false, noFault: false, grounds: [], courtFine: false, others: [] },
} as const;

export const noGains = {
  ...{ kind: 'none', amountFen: 0, restitutionFen: 0, confiscatedFen: 0, reason: '无违法所得' },
} as const;

/** The simple procedure, S1 to S10, as the people of an organ walk it. */
export class SimpleActs {
  readonly party: Party;
  /** Trifles of a citizen: nobody has to know whose. */
  readonly namesPersons = false;
  readonly deed: string;
  fineFen: number;

  constructor(readonly script: CaseScript) {
    const { chance, cast } = script;
    const { simple } = cast.plan;
    this.deed = chance.pick(simple.deeds);
    const organisation = simple.key === 'pricing';
    this.party = partyOf(organisation ? 'organisation' : 'citizen', chance);
    // Littering is fined up to 200 yuan, noise of a citizen with 200 at least: what fits on the spot.
    this.fineFen = organisation
      ? amountOf(chance, 500, 2_500, 500)
      : simple.key === 'noise'
        ? 20_000
        : amountOf(chance, 20, 200, 10);
  }

  get #encounter(): object {
    return { contact: 'first', officers: this.script.officers };
  }

  get proposal(): object {
    return this.fineFen === 0
      ? { kinds: ['warning'], fineFen: 0, tier: 'normal' }
      : { kinds: ['fine'], fineFen: this.fineFen, tier: 'normal' };
  }

  opening(): object {
    const { cast, officers, number } = this.script;
    return {
      ...this.#encounter,
      ...{ organ: cast.organ, item: cast.items.simple, actId: `act-demo-${number}`, place: '990101' },
      ...{ placeText: '演示路（演示）', party: this.party },
      declarations: officers.map((officer) => ({ officer, conflict: false })),
    };
  }

  open(): this {
    this.script.send('officer-1', 'open-on-site', this.opening());
    return this;
  }

  show(): this {
    this.script.send('officer-1', 'show-credential', this.#encounter);
    return this;
  }

  record(): this {
    const { day } = this.script;
    this.script.send('officer-2', 'record-facts', {
      ...this.#encounter,
      violation: { from: day, continuing: false, harm: 'none', discovered: day },
      facts: [{ id: 'f1', text: this.deed, evidence: ['e1'] }],
      evidence: [
        {
          ...{ id: 'e1', kind: 'inspection-record', status: 'verified', collected: day },
          ...{ description: '现场笔录（演示）', fromDefence: false },
        },
      ],
      disputed: false,
    });
    return this;
  }

  inform(): this {
    const answer = this.script.chance.below(3) === 0 ? stated : { answer: 'none' };
    this.script.send('officer-1', 'inform-and-hear', {
      ...{ ...this.#encounter, proposal: this.proposal, told: toldAll, reasons: '影响公共秩序' },
      ...{ ...answer, signed: 'signed' },
    });
    return this;
  }

  decision(fineFen = this.fineFen): object {
    const { officers, cast } = this.script;
    return {
      ...{ ...this.#encounter, act: this.deed, reasons: '影响公共秩序', circumstances: plainCircumstances },
      proposal: fineFen === this.fineFen ? this.proposal : { kinds: ['fine'], fineFen, tier: 'normal' },
      ...{ correction: { kind: 'immediate' }, gains: noGains, lateFee: fineFen > 0 },
      ...{ template: cast.templates['on-spot-decision'], signedBy: officers },
    };
  }

  decide(): this {
    this.script.send('officer-1', 'decide-on-spot', this.decision());
    return this;
  }

  deliver(): this {
    this.script.send('officer-1', 'deliver', { mode: 'handed-over', refusalNoted: false });
    return this;
  }

  file(): this {
    const { script } = this;
    script.send('officer-2', 'file-with-organ', {
      reference: `备〔${script.day.slice(0, 4)}〕${script.number}`,
    });
    return this;
  }

  collect(): this {
    this.script.send('officer-1', 'collect-on-spot', {
      ...{ amountFen: this.fineFen, condition: 'up-to-100-yuan', requested: false, onWater: false },
      receipt: `演财 ${String(this.script.number).padStart(4, '0')}`,
    });
    return this;
  }

  handIn(): this {
    const { script, fineFen: amountFen } = this;
    script.send('officer-1', 'hand-in-collected', { amountFen, voucher: `交〔演示〕${script.number}` });
    script.send('finance', 'bank-collected', { amountFen, reference: `银〔演示〕${script.number}` });
    return this;
  }

  /** Opened, shown, recorded, told. */
  toInformed(): this {
    return this.open().show().record().inform();
  }

  /** Decided and handed over. */
  toDelivered(): this {
    return this.toInformed().decide().deliver();
  }
}

const stated = {
  ...{ answer: 'statement', statement: '请求从轻' },
  review: { outcome: 'rejected', reasons: '已在幅度下限裁量' },
} as const;
