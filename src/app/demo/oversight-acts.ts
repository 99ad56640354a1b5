import { alertStream } from '../alerts/record-alert';
import type { CaseScript } from './case-script';

/** A finding that is traced (责任倒查) by the two who hold supervisor certificates. */
export class TracingActs {
  readonly #stream: string;
  #number = 0;

  constructor(
    readonly script: CaseScript,
    code: string,
    question: string,
  ) {
    const supervisors = [script.officer('supervisor'), script.officer('discipline')];
    const opening = {
      ...{ organ: script.cast.organ, case: script.stream, code, supervisors, question, prefix: '演监倒' },
      declarations: supervisors.map((officer) => ({ officer, conflict: false })),
    };
    script.send('supervisor', 'open-tracing', opening, { category: 'tracing', opens: true });
    this.#stream = script.lastStream;
  }

  /** He reads what the report says of him. */
  show(person: string): this {
    return this.#send(person, 'show-traced-rows', { person: this.script.officer(person) });
  }

  hear(person: string, statement: string): this {
    const id = `s${++this.#number}`;
    const said = { id, person: this.script.officer(person), outcome: 'given', statement };
    return this.#send(person, 'hear-traced-person', said);
  }

  /** 批评教育 by the organ itself (处分条例 12). */
  proposeEducation(person: string): this {
    return this.#send('discipline', 'propose-outcome', {
      ...{ id: `p${++this.#number}`, person: this.script.officer(person), service: 'serving' },
      ...{ measure: 'education', body: 'own-organ', reasons: '初次发生，已自行说明，未造成后果（演示）' },
      basis: [{ norm: '行政机关公务员处分条例', article: '第十二条', rank: 'administrative-regulation' }],
    });
  }

  /** Both sign the report as it stands then. */
  sign(): this {
    for (const who of ['supervisor', 'discipline']) {
      const { script } = this;
      const under = { category: 'tracing', stream: this.#stream } as const;
      script.send(who, 'sign-tracing', ({ report }) => ({ report }), under);
    }
    return this;
  }

  #send(person: string, slug: string, body: object): this {
    this.script.send(person, slug, body, { category: 'tracing', stream: this.#stream });
    return this;
  }
}

/** What people do about an alert that supervision has raised on a period of the case. */
export class AlertActs {
  constructor(
    readonly script: CaseScript,
    readonly code: string,
    readonly clock: string,
  ) {}

  acknowledge(person: string): this {
    return this.#send(person, 'acknowledge-alert', { note: '已收悉，正在核查（演示）' });
  }

  explain(person: string, explanation: string): this {
    return this.#send(person, 'explain-alert', { explanation });
  }

  close(person: string, reasons: string): this {
    return this.#send(person, 'close-alert', { outcome: 'explained', reasons });
  }

  #send(person: string, slug: string, body: object): this {
    const stream = alertStream(this.code, { case: this.script.stream, clock: this.clock });
    this.script.send(person, slug, body, { category: 'alert', stream });
    return this;
  }
}

const sealed = { category: 'sealed' } as const;

/** A deputy head asks for a lighter fine by telephone, and is refused (干预记录). */
export function recordInterference(script: CaseScript): void {
  script.send(
    'officer-1',
    'sealed/record-interference',
    {
      ...{ happened: `${script.day}T08:30:00+08:00`, means: 'telephone', category: 'pleading' },
      ...{ who: { name: '副局长（演示子）', officer: script.officer('deputy') }, position: 'superior' },
      ...{ title: '副局长', through: [], witnesses: [], words: '这家是老企业，罚轻一点（演示）' },
      ...{ request: 'lighter', answer: 'refused', answerText: '按裁量基准办理（演示）' },
      evidence: [{ description: '通话记录截图（演示）' }],
    },
    sealed,
  );
}

/** What was recorded last is acknowledged by whom it was sent to. */
export function acknowledgeInterference(script: CaseScript, record: string): void {
  const measures = '已约谈有关人员（演示）';
  script.send('discipline', 'sealed/acknowledge-interference', { record, measures }, sealed);
}

/** An order of a superior, the objection to it, and how he takes it back (公务员法 60). */
export function objectToOrder(script: CaseScript): void {
  const from = { name: '副局长（演示子）', officer: script.officer('deputy') };
  const content = '本案先不下决定（演示）';
  const told = { from, title: '副局长', means: 'oral', content };
  script.send('officer-1', 'sealed/record-order', told, sealed);
  const order = script.lastCommand;
  const objection = { order, means: 'face-to-face', content: '办案期限将满，暂缓没有依据（演示）' };
  script.send('officer-1', 'sealed/raise-objection', objection, sealed);
  script.send('officer-1', 'sealed/record-order-answer', { order, answer: 'withdrawn' }, sealed);
}

/** A party member was punished: discipline is called for, the package goes out and is signed for (A168). */
export function handOverToDiscipline(script: CaseScript): void {
  const about = { person: 'party' };
  const under = { category: 'discipline' } as const;
  const need = { ...about, needed: true, reason: '违法行为可能违反纪律（演示）' };
  script.send('chief', 'discipline/decide-discipline-need', need, under);
  const problems = '无照经营受行政处罚（演示）';
  const sealedOn = script.day;
  script.send(
    'chief',
    'discipline/hand-over-to-discipline',
    ({ decision }) => ({
      ...{ ...about, receiver: '演示区纪委监委（演示）', problems, signedBy: script.chief },
      ...{ sealedOn, decision, assessment: `评〔演示〕${script.number}` },
    }),
    under,
  );
  script.after(2);
  const receipt = { ...about, reference: `纪收〔演示〕${script.number}` };
  script.send('discipline', 'discipline/record-handover-receipt', receipt, under);
}
