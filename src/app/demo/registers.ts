import {
  addYears,
  civilDateOf,
  epochOfDay,
  instantInZone,
  legalDay,
  type CivilDate,
} from '../../kernel/time';
import { cn2021 } from '../../law/packs/cn-2021';
import { demonstrationPack } from '../../law/packs/demonstration';
import { packLabel } from '../../law/rule-pack';
import type { Category } from '../bus/command-catalogue';
import { documents, postNames, type ItemPlan, type OrganPlan, type Person, type Post } from './organs';
import { TERRITORY } from './parties';
import type { ScriptStep } from './script';
import type { ScriptIds } from './seeded';

/** A member of an organ: his account, and his entry in the officers' register where he has one. */
export interface Member extends Person {
  /** Name of the sign-in. */
  readonly name: string;
  readonly account: string;
  readonly officer?: string;
}

/** An organ of the demonstration with the streams of everything that belongs to it. */
export interface Cast {
  readonly plan: OrganPlan;
  readonly organ: string;
  readonly items: { readonly simple: string; readonly general: string };
  /** Template of each type of document. */
  readonly templates: Readonly<Record<string, string>>;
  readonly members: ReadonlyMap<string, Member>;
}

/** The streams of an organ, from the ids that will open them. */
export function castOf(plan: OrganPlan, ids: ScriptIds): Cast {
  const stream = (category: string, what: string): string => ids.stream(category, `${plan.key}/${what}`);
  const members = plan.people.map((person): Member => {
    const account = stream('account', `account/${person.key}`);
    const name = `${plan.key}-${person.key}`;
    return {
      ...{ ...person, name, account },
      ...(person.post === undefined ? {} : { officer: stream('officer', `officer/${person.key}`) }),
    };
  });
  return {
    plan,
    organ: stream('organ', 'organ'),
    items: { simple: stream('item', 'item/simple'), general: stream('item', 'item/general') },
    templates: Object.fromEntries(
      documents.map(([docType]) => [docType, stream('template', `template/${docType}`)]),
    ),
    members: new Map(members.map((member) => [member.key, member])),
  };
}

const TERM_YEARS = 10;
const issuer = '演示市人民政府（演示）';
const packs = [cn2021, demonstrationPack].map(packLabel);
/** They neither enforce nor approve; reviewers have a qualification of their own. */
const withoutCertificate: ReadonlySet<Post | undefined> = new Set<Post>([
  'auxiliary',
  'publisher',
  'finance',
  'archivist',
]);
const SECOND = 1000;
/** Registers are filled in the morning of their first day. */
const MORNING = 9 * 3_600_000;

/**
 * Everything that the registers say of the organs, as commands that hold from one day on and are recorded on its morning.
 *
 * @param since the day from which everything of the demonstration holds
 * @param expiry last day of the certificates that run out before the demonstration ends
 */
export function registerSteps(
  casts: readonly Cast[],
  ids: ScriptIds,
  { since, expiry }: { readonly since: CivilDate; readonly expiry: CivilDate },
): readonly ScriptStep[] {
  const script = new RegisterScript(ids, since, expiry);
  for (const cast of casts) script.organ(cast);
  script.overseers(casts);
  return script.steps;
}

class RegisterScript {
  readonly steps: ScriptStep[] = [];

  constructor(
    private readonly ids: ScriptIds,
    private readonly since: CivilDate,
    private readonly expiry: CivilDate,
  ) {}

  organ(cast: Cast): void {
    const { plan, organ } = cast;
    this.#add(cast, 'organ', 'confirm-organ', organ, confirmation(plan, this.since), `${plan.key}/organ`);
    this.#add(cast, 'organ', 'adopt-rule-pack', organ, { packs, from: this.since });
    this.#add(cast, 'organ', 'publish-particulars', organ, particulars(plan, this.since));
    for (const [post, name] of Object.entries(postNames)) {
      this.#add(cast, 'organ', 'register-post', organ, { post, name, from: this.since });
    }
    this.#item(cast, 'simple', plan.simple);
    this.#item(cast, 'general', plan.general);
    for (const [docType, sign, fields] of documents) {
      const body = { organ, docType, version: 1, prefix: `${plan.sign}${sign}`, fields, from: this.since };
      const name = `${plan.key}/template/${docType}`;
      this.#add(cast, 'template', 'publish-template', cast.templates[docType] ?? '', body, name);
    }
    for (const [index, member] of [...cast.members.values()].entries()) this.#member(cast, member, index + 1);
  }

  /** Supervision and discipline of the first organ look at every organ of the district. */
  overseers([first, ...others]: readonly Cast[]): void {
    for (const role of ['supervisor', 'discipline']) {
      const member = first?.members.get(role);
      if (member === undefined) continue;
      for (const cast of others) {
        this.#add(cast, 'account', 'grant-role', member.account, { role, organ: cast.organ });
      }
    }
  }

  #item(cast: Cast, which: 'simple' | 'general', plan: ItemPlan): void {
    const from = plan.basis.from > this.since ? plan.basis.from : this.since;
    const { name, acts, penalties, basis, ranges, tiers } = plan;
    const body = {
      ...{ name, organ: cast.organ, territory: TERRITORY, acts, penalties, basis: [basis], ranges },
      ...{ published: this.since, from },
    };
    const item = cast.items[which];
    this.#add(cast, 'item', 'publish-item', item, body, `${cast.plan.key}/item/${which}`);
    if (tiers === undefined) return;
    this.#add(cast, 'item', 'publish-benchmark', item, {
      ...{ document: { title: `${cast.plan.sign}行政处罚裁量基准（演示）` }, act: 'penalty' },
      tiers: tiers.map(({ code, name: tier, range }) => ({
        ...{ code, name: tier, grade: code, factors: [{ code, text: `${tier}情形（演示）` }] },
        ...{ kinds: penalties, ranges: rangesOf(range), standard: `${tier}：${range.maxFen / 100} 元以下` },
      })),
      ...{ published: this.since, from },
    });
  }

  #member(cast: Cast, member: Member, number: number): void {
    const { account, roles, officer } = member;
    for (const role of roles) {
      const body = member.everywhere === true ? { role } : { role, organ: cast.organ };
      this.#add(cast, 'account', 'grant-role', account, body);
    }
    if (officer === undefined) return;
    this.#officer(cast, member, officer, number);
    this.#add(cast, 'account', 'link-officer', account, { officer });
  }

  #officer(cast: Cast, member: Member, stream: string, number: number): void {
    const { organ, plan } = cast;
    const { post, zh: name, key } = member;
    const from = this.since;
    const kind = post === 'auxiliary' ? 'auxiliary' : 'officer';
    const registration = { name, organ, kind, from };
    this.#add(cast, 'officer', 'register-officer', stream, registration, `${plan.key}/officer/${key}`);
    if (post === 'supervisor') {
      this.#supervisor(cast, stream, number);
      return;
    }
    const tier = post === 'chief' || post === 'deputy-chief' ? post : 'staff';
    const add = (slug: string, body: object): void => {
      this.#add(cast, 'officer', slug, stream, body);
    };
    add('post-officer', { post, organ, tier, from });
    if (withoutCertificate.has(post)) return;
    if (post === 'legal-reviewer') {
      add('record-legal-qualification', { qualification: '演法律职业资格 0001（演示）', from });
      add('designate-reviewer', { organ, capacity: 'reviewer', first: true, legalBackground: true, from });
      return;
    }
    const until = member.expires === true ? this.expiry : lastDay(from);
    const serial = `${areaOf(cast)}${String(number).padStart(3, '0')}`;
    add('record-exam', { subject: 'enforcement', passed: true, on: from });
    add('record-establishment-check', { outcome: 'listed', list: '演示区编制名单（演示）', on: from });
    add('issue-certificate', { number: `演执${serial}`, organ, issuer, from, until });
    if (post !== 'hearing-chair') return;
    add('record-exam', { subject: 'hearing-chair', passed: true, on: from });
    const listening = `演听${areaOf(cast)}001`;
    add('issue-duty-certificate', { kind: 'hearing-chair', number: listening, organ, issuer, from });
  }

  /** 行政执法监督证, without which nobody traces. */
  #supervisor(cast: Cast, stream: string, number: number): void {
    const [{ organ }, from] = [cast, this.since];
    this.#add(cast, 'officer', 'record-exam', stream, { subject: 'supervision', passed: true, on: from });
    const certificate = `演监${areaOf(cast)}${String(number).padStart(3, '0')}`;
    this.#add(cast, 'officer', 'issue-duty-certificate', stream, {
      ...{ kind: 'supervision', number: certificate, organ, issuer, from },
    });
  }

  #add(
    cast: Cast,
    category: Category,
    slug: string,
    stream: string,
    body: object,
    name = `${cast.plan.key}/registers/${this.steps.length}`,
  ): void {
    this.steps.push({
      ...{ name, category, slug, stream, body, organ: cast.organ, commandId: this.ids.commandId(name) },
      recordedAt: epochOfDay(this.since) + MORNING + this.steps.length * SECOND,
      occurred: legalDay(this.since),
    });
  }
}

/** Numbers of certificates begin with it, so that none is given out twice. */
const certificateArea: Readonly<Record<string, string>> = {
  demo: TERRITORY,
  market: '990102',
  environment: '990103',
};

const areaOf = ({ plan }: Cast): string => certificateArea[plan.key] ?? TERRITORY;

/** Last day of a certificate that outlasts every demonstration. */
const lastDay = (from: CivilDate): CivilDate =>
  civilDateOf(instantInZone(epochOfDay(addYears(from, TERM_YEARS)) - SECOND));

const rangesOf = ({
  minFen,
  maxFen,
}: {
  readonly minFen: number;
  readonly maxFen: number;
}): readonly object[] =>
  ['citizen', 'individual-business', 'organisation'].map((kind) => ({ kind, minFen, maxFen }));

const confirmation = (plan: OrganPlan, since: CivilDate): object => ({
  ...{ name: plan.name, territory: TERRITORY, level: 'county', kind: 'organ', announced: since },
  basis: [{ norm: '中华人民共和国行政处罚法', article: '第十七条', rank: 'law' }],
  ...{ reviewBody: '演示市演示区人民政府（演示）', court: '演示市演示区人民法院（演示）' },
  bank: { name: '演示银行（演示）', address: '演示市演示区演示路1号' },
  from: since,
});

const particulars = ({ creditCode, key }: OrganPlan, since: CivilDate): object => ({
  ...{ creditCode, site: `https://${key}.demo.invalid`, from: since, review: '法审〔演示〕1' },
  complaints: { body: '演示市演示区司法局（演示）', phone: '000-00000000', mailbox: `${key}@demo.invalid` },
});
