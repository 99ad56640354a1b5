import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { GrantRole, LinkOfficer } from '../../domain/registers/account';
import { PublishItem } from '../../domain/registers/item';
import { IssueCertificate, PostOfficer, RegisterOfficer } from '../../domain/registers/officer-commands';
import { AdoptRulePack, ConfirmOrgan } from '../../domain/registers/organ-commands';
import { RecordEstablishmentCheck, RecordExam } from '../../domain/registers/qualification-commands';
import { onSpotFields, PublishTemplate } from '../../domain/registers/template';
import type { Role } from '../../events/account.events';
import { legalDay } from '../../kernel/time';
import { cn2021 } from '../../law/packs/cn-2021';
import { demonstrationPack } from '../../law/packs/demonstration';
import { packLabel } from '../../law/rule-pack';
import type { Category } from '../bus/command-catalogue';
import { newId } from '../entropy';
import { streamFor } from '../handles';
import type { Henji } from '../henji';
import { keepFacts, type SignIn } from './sign-ins';

/** The day from which everything of the demonstration holds. */
const FROM = '2025-01-01';
const UNTIL = '2034-12-31';
/** Fictitious: no such division exists. */
const TERRITORY = '990101';

interface Person {
  readonly name: string;
  readonly zh: string;
  readonly roles: readonly Role[];
  /** Has a certificate, and acts as an officer. */
  readonly officer?: 'staff' | 'chief';
  /** In every organ rather than in the demonstration organ. */
  readonly everywhere?: true;
}

const people: readonly Person[] = [
  { name: 'demo-officer-1', zh: '执法人员（演示甲）', roles: ['officer'], officer: 'staff' },
  { name: 'demo-officer-2', zh: '执法人员（演示乙）', roles: ['officer'], officer: 'staff' },
  { name: 'demo-chief', zh: '行政机关负责人（演示丙）', roles: ['approver'], officer: 'chief' },
  { name: 'demo-reviewer', zh: '法制审核人员（演示丁）', roles: ['legal-reviewer'] },
  { name: 'demo-publisher', zh: '公示人员（演示戊）', roles: ['publisher'] },
  { name: 'demo-finance', zh: '财务人员（演示己）', roles: ['finance'] },
  { name: 'demo-archivist', zh: '档案人员（演示庚）', roles: ['archivist'] },
  { name: 'demo-supervisor', zh: '执法监督人员（演示辛）', roles: ['supervisor'] },
  { name: 'demo-discipline', zh: '纪检人员（演示壬）', roles: ['discipline'] },
  { name: 'demo-admin', zh: '管理员（演示癸）', roles: ['administrator'], everywhere: true },
];

/**
 * Give an empty ledger a demonstration organ with officers, certificates, an enforcement item, a document template and
 * sign-ins, all through the command path that everybody uses. Names and texts say that it is a demonstration; the
 * passwords are drawn at random and kept beside the ledger.
 */
export async function seedDemonstration(henji: Henji): Promise<void> {
  const seeder = new Seeder(henji);
  const organ = await seeder.open('organ', demonstrationOrgan());
  await seeder.send('organ', organ, make(AdoptRulePack, { packs: packLabels, from: FROM }));
  const item = await seeder.open('item', demonstrationItem(organ), organ);
  const template = await seeder.open('template', demonstrationTemplate(organ), organ);
  const signIns: SignIn[] = [];
  for (const [index, person] of people.entries()) signIns.push(await seeder.person(person, organ, index + 1));
  await keepFacts(henji.dataFolder, { organ, item, template, signIns });
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

const demonstrationItem = (organ: string): PublishItem =>
  make(PublishItem, {
    name: '对在公共场所乱扔废弃物的处罚（演示）',
    organ,
    territory: TERRITORY,
    acts: ['penalty'],
    penalties: ['warning', 'fine'],
    basis: [
      {
        norm: '城市市容和环境卫生管理条例',
        article: '第三十四条',
        rank: 'administrative-regulation',
        published: '1992-06-28',
        from: '1992-08-01',
      },
    ],
    ranges: [
      { kind: 'citizen', minFen: 2_000, maxFen: 20_000 },
      { kind: 'individual-business', minFen: 2_000, maxFen: 20_000 },
      { kind: 'organisation', minFen: 20_000, maxFen: 300_000 },
    ],
    published: FROM,
    from: FROM,
  });

const demonstrationTemplate = (organ: string): PublishTemplate =>
  make(PublishTemplate, {
    organ,
    docType: 'on-spot-decision',
    version: 1,
    prefix: '演综执当罚',
    fields: [...onSpotFields],
    from: FROM,
  });

/** A command, checked as the door would check it. */
function make<C extends object>(type: new () => C, members: Readonly<Record<string, unknown>>): C {
  const command = plainToInstance(type, members);
  const errors = validateSync(command, {
    forbidUnknownValues: true,
    whitelist: true,
    forbidNonWhitelisted: true,
  });
  if (errors.length > 0) throw new TypeError(`${type.name}: ${errors.map(String).join('; ')}`);
  return command;
}

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
    if (person.officer === undefined) return { name, password, zh };
    const officer = await this.#officer(person.officer, zh, organ, number);
    await this.send('account', account, make(LinkOfficer, { officer }), organ);
    return { name, password, zh, officer };
  }

  async #officer(tier: 'staff' | 'chief', name: string, organ: string, number: number): Promise<string> {
    const officer = await this.open(
      'officer',
      make(RegisterOfficer, { name, organ, kind: 'officer', from: FROM }),
      organ,
    );
    const post = tier === 'chief' ? 'chief' : 'enforcement-officer';
    await this.send('officer', officer, make(PostOfficer, { post, organ, tier, from: FROM }), organ);
    const checks = [
      make(RecordExam, { subject: 'enforcement', passed: true, on: FROM }),
      make(RecordEstablishmentCheck, { outcome: 'listed', list: '演示区编制名单（演示）', on: FROM }),
    ];
    for (const check of checks) await this.send('officer', officer, check, organ);
    const certificate = {
      number: `演执99010100${number}`,
      organ,
      issuer: '演示市人民政府（演示）',
      from: FROM,
      until: UNTIL,
    };
    await this.send('officer', officer, make(IssueCertificate, certificate), organ);
    return officer;
  }

  #id(): string {
    return newId(this.henji.clock.now(), this.henji.entropy);
  }
}
