import { GrantRole, LinkOfficer } from '../../domain/registers/account';
import { IssueCertificate, PostOfficer, RegisterOfficer } from '../../domain/registers/officer-commands';
import { AdoptRulePack, ConfirmOrgan } from '../../domain/registers/organ-commands';
import {
  DesignateReviewer,
  IssueDutyCertificate,
  RecordEstablishmentCheck,
  RecordExam,
  RecordLegalQualification,
} from '../../domain/registers/qualification-commands';
import type { Role } from '../../events/account.events';
import { legalDay } from '../../kernel/time';
import { cn2021 } from '../../law/packs/cn-2021';
import { demonstrationPack } from '../../law/packs/demonstration';
import { packLabel } from '../../law/rule-pack';
import type { Category } from '../bus/command-catalogue';
import { newId } from '../entropy';
import { streamFor } from '../handles';
import type { Henji } from '../henji';
import {
  FROM,
  litteringItem,
  make,
  templates,
  TERRITORY,
  unlicensedTradeItem,
  UNTIL,
} from './register-entries';
import { keepFacts, type SignIn } from './sign-ins';

/** Post of an entry of the officers' register. */
type Post = 'enforcement-officer' | 'legal-reviewer' | 'hearing-chair' | 'deputy-chief' | 'chief';

interface Person {
  readonly name: string;
  readonly zh: string;
  readonly roles: readonly Role[];
  /** Stands in the officers' register with this post; all but reviewers hold a certificate. */
  readonly post?: Post;
  /** In every organ rather than in the demonstration organ. */
  readonly everywhere?: true;
}

const people: readonly Person[] = [
  { name: 'demo-officer-1', zh: '执法人员（演示甲）', roles: ['officer'], post: 'enforcement-officer' },
  { name: 'demo-officer-2', zh: '执法人员（演示乙）', roles: ['officer'], post: 'enforcement-officer' },
  { name: 'demo-chief', zh: '行政机关负责人（演示丙）', roles: ['approver'], post: 'chief' },
  { name: 'demo-reviewer', zh: '法制审核人员（演示丁）', roles: ['legal-reviewer'], post: 'legal-reviewer' },
  { name: 'demo-publisher', zh: '公示人员（演示戊）', roles: ['publisher'] },
  { name: 'demo-finance', zh: '财务人员（演示己）', roles: ['finance'] },
  { name: 'demo-archivist', zh: '档案人员（演示庚）', roles: ['archivist'] },
  { name: 'demo-supervisor', zh: '执法监督人员（演示辛）', roles: ['supervisor'] },
  { name: 'demo-discipline', zh: '纪检人员（演示壬）', roles: ['discipline'] },
  { name: 'demo-admin', zh: '管理员（演示癸）', roles: ['administrator'], everywhere: true },
  { name: 'demo-deputy', zh: '行政机关副职负责人（演示子）', roles: ['approver'], post: 'deputy-chief' },
  { name: 'demo-hearing-chair', zh: '听证主持人（演示丑）', roles: ['hearing-chair'], post: 'hearing-chair' },
];

/**
 * Give an empty ledger a demonstration organ with officers, certificates, enforcement items, document templates and
 * sign-ins for both procedures, all through the command path that everybody uses. Names and texts say that it is a demonstration; the
 * passwords are drawn at random and kept beside the ledger.
 */
export async function seedDemonstration(henji: Henji): Promise<void> {
  const seeder = new Seeder(henji);
  const organ = await seeder.open('organ', demonstrationOrgan());
  await seeder.send('organ', organ, make(AdoptRulePack, { packs: packLabels, from: FROM }));
  const item = await seeder.open('item', litteringItem(organ), organ);
  const generalItem = await seeder.open('item', unlicensedTradeItem(organ), organ);
  const documents: Record<string, string> = {};
  for (const each of templates(organ)) documents[each.docType] = await seeder.open('template', each, organ);
  const template = documents['on-spot-decision'] ?? '';
  const signIns: SignIn[] = [];
  for (const [index, person] of people.entries()) signIns.push(await seeder.person(person, organ, index + 1));
  await keepFacts(henji.dataFolder, { organ, item, template, generalItem, templates: documents, signIns });
}

const packLabels = [cn2021, demonstrationPack].map(packLabel);

const demonstrationOrgan = (): ConfirmOrgan =>
  make(ConfirmOrgan, {
    name: '演示市演示区综合行政执法局（演示）',
    territory: TERRITORY,
    level: 'county',
    kind: 'organ',
    announced: FROM,
    basis: [{ norm: '中华人民共和国行政处罚法', article: '第十七条', rank: 'law' }],
    reviewBody: '演示市演示区人民政府（演示）',
    court: '演示市演示区人民法院（演示）',
    bank: { name: '演示银行（演示）', address: '演示市演示区演示路1号' },
    from: FROM,
  });

class Seeder {
  constructor(private readonly henji: Henji) {}

  async open(category: Category, command: object, organ?: string): Promise<string> {
    const commandId = this.#id();
    const stream = streamFor(category, commandId);
    await this.send(category, stream, command, organ, commandId);
    return stream;
  }

  async send(
    category: Category,
    stream: string,
    command: object,
    organ: string | undefined = category === 'organ' ? stream : undefined,
    commandId = this.#id(),
  ): Promise<void> {
    const { path, handlings } = this.henji.commanding;
    await path.execute(handlings[category], stream, command, {
      commandId,
      occurred: legalDay(FROM),
      actors: [{ u: 'demonstration', role: 'administrator' }],
      ...(organ === undefined ? {} : { organ: { u: organ } }),
    });
  }

  /** Account, roles and, for officers, the register entry with post and certificate. */
  async person(person: Person, organ: string, number: number): Promise<SignIn> {
    const account = streamFor('account', this.#id());
    const { name, zh } = person;
    const { password } = await this.henji.identity.accounts.create({ account, name, mustChange: false });
    for (const role of person.roles) {
      const everywhere = person.everywhere === true;
      await this.send('account', account, make(GrantRole, everywhere ? { role } : { role, organ }), organ);
    }
    if (person.post === undefined) return { name, password, zh };
    const officer = await this.#officer(person.post, zh, organ, number);
    await this.send('account', account, make(LinkOfficer, { officer }), organ);
    return { name, password, zh, officer };
  }

  async #officer(post: Post, name: string, organ: string, number: number): Promise<string> {
    const officer = await this.open(
      'officer',
      make(RegisterOfficer, { name, organ, kind: 'officer', from: FROM }),
      organ,
    );
    const tier = post === 'chief' || post === 'deputy-chief' ? post : 'staff';
    const entries = [
      make(PostOfficer, { post, organ, tier, from: FROM }),
      ...(post === 'legal-reviewer' ? reviewing(organ) : certified(organ, number)),
      ...(post === 'hearing-chair' ? chairing(organ) : []),
    ];
    for (const entry of entries) await this.send('officer', officer, entry, organ);
    return officer;
  }

  #id(): string {
    return newId(this.henji.clock.now(), this.henji.entropy);
  }
}

const issuer = '演示市人民政府（演示）';

/** What a certificate of enforcement needs, and the certificate. */
const certified = (organ: string, number: number): readonly object[] => [
  make(RecordExam, { subject: 'enforcement', passed: true, on: FROM }),
  make(RecordEstablishmentCheck, { outcome: 'listed', list: '演示区编制名单（演示）', on: FROM }),
  make(IssueCertificate, {
    number: `演执990101${String(number).padStart(3, '0')}`,
    ...{ organ, issuer, from: FROM, until: UNTIL },
  }),
];

/** Legal review: the qualification of whoever reviews for the first time, and the designation (处罚法 58). */
const reviewing = (organ: string): readonly object[] => [
  make(RecordLegalQualification, { qualification: '演法律职业资格 0001（演示）', from: FROM }),
  make(DesignateReviewer, { organ, capacity: 'reviewer', first: true, legalBackground: true, from: FROM }),
];

/** The certificate of a hearing chair, after its exam. */
const chairing = (organ: string): readonly object[] => [
  make(RecordExam, { subject: 'hearing-chair', passed: true, on: FROM }),
  make(IssueDutyCertificate, { kind: 'hearing-chair', number: '演听990101001', organ, issuer, from: FROM }),
];
