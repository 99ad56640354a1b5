import { plainToInstance, Transform } from 'class-transformer';
import { IsDefined, IsObject, ValidateNested } from 'class-validator';
import { roles, type Role } from '../../../events/account.events';
import { Code, OneOf, Optional, Part, Parts, Person, Persons, Sha256, Text, Whole } from '../../fields';
import { slugOf } from '../../slug';
import { actSteps } from '../acts';

const types: ReadonlyMap<unknown, new () => object> = new Map(
  actSteps.map(({ command }) => [slugOf(command.name), command]),
);

const rolesOf = new Map(actSteps.map(({ command, who }) => [command, who]));

/** An instance of the class of the act that the command names, checked by its own decorators like any other. */
const Act: PropertyDecorator = (target, key) => {
  const asNamed = Transform(({ value, obj }: { value: unknown; obj: Record<PropertyKey, unknown> }) => {
    const type = types.get(obj['command']);
    const body = obj[key];
    return type === undefined || typeof body !== 'object' || body === null || Array.isArray(body)
      ? value
      : plainToInstance(type, body, { enableImplicitConversion: false });
  });
  for (const decorate of [IsDefined(), IsObject(), ValidateNested(), asNamed]) decorate(target, key);
};

/** Somebody who had a part in the act, and as what. */
export class PartTaken {
  @Person() person!: string;
  @OneOf(roles) role!: Role;
}

/** What shows that it happened: an uploaded file, evidence on file, or the digest of a paper that is not uploaded yet. */
export class OutOfBandProof {
  @Optional() @Sha256() blob?: string;
  @Optional() @Code() evidence?: string;
  @Optional() @Sha256() sha256?: string;
}

/** Number and place in its series of a document that was made on paper. */
export class PaperNumber {
  @Text(128) number!: string;
  @Whole(1, 99_999_999) seq!: number;
}

/** 补录 of an act that was done outside of this program: when it happened is the legal time of the command. */
export class RecordOutOfBandFact {
  /** The last part of the address of the act: `decide-on-spot`. */
  @OneOf([...types.keys()] as string[]) command!: string;
  /** What would have been sent there. */
  @Act act!: object;
  /** Everybody who acted and whom the body of the act does not name. */
  @Optional() @Parts(() => PartTaken, 1, 20) others?: PartTaken[];
  /** Where a document was made: the number that stands on it. */
  @Optional() @Part(() => PaperNumber) paper?: PaperNumber;
  @Persons(2, 2) confirmers!: string[];
  @Text(1000) reason!: string;
  @Part(() => OutOfBandProof) proof!: OutOfBandProof;
}

/** The act that a command is about: the one that it records late, else itself. */
export const actOf = (command: object): object =>
  command instanceof RecordOutOfBandFact ? command.act : command;

/** Members of an act that name people who act in it, where the member itself says as what. */
const acting: readonly (readonly [string, Role?])[] = [
  ['officers', 'officer'],
  ['approver', 'approver'],
  ['supervisors'],
  ['reviewer'],
  ['presiding'],
];

/** Who acted, each once: those whom the body of the act names, and the others. */
export function actedIn({ act, others = [] }: RecordOutOfBandFact): readonly { u: string; role: Role }[] {
  const [first = 'officer'] = rolesOf.get(act.constructor as new () => object) ?? [];
  const members = act as Readonly<Record<string, unknown>>;
  const named = acting.flatMap(([member, role = first]) =>
    [members[member] ?? []].flat().map((u) => ({ u: u as string, role })),
  );
  const all = [...named, ...others.map(({ person, role }) => ({ u: person, role }))];
  return all.filter(({ u }, place) => all.findIndex((each) => each.u === u) === place);
}
