import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  ValidateBy,
} from 'class-validator';
import {
  isCivilDate,
  isInstant,
  isOfOurTime,
  legalDay,
  legalInstant,
  type LegalTime,
} from '../../kernel/time';
import { HenjiError } from '../../kernel/errors';
import { InputInvalid, type FieldError } from '../problem';
import { flaws } from '../validate';
import { TextForm } from '../text-form';

const OfOurTime = (): PropertyDecorator =>
  ValidateBy({
    name: 'isOfOurTime',
    validator: {
      validate: (value) => typeof value === 'string' && isOfOurTime(value),
      defaultMessage: () => '$property must lie in the years 1900 to 2999',
    },
  });

const absent = ({ value }: { value: unknown }): unknown => value ?? undefined;

/** What stands in the body of every command beside the members of the command itself. */
export class CommandEnvelope {
  @IsOptional() @Transform(absent) @IsUUID() commandId?: string;

  @IsOptional()
  @Transform(absent)
  @ValidateBy({
    name: 'isInstant',
    validator: {
      validate: (value) => typeof value === 'string' && isInstant(value),
      defaultMessage: () => '$property must be an instant with offset, like 2024-05-20T10:20:00+08:00',
    },
  })
  @OfOurTime()
  occurredAt?: string;

  @IsOptional()
  @Transform(absent)
  @ValidateBy({
    name: 'isCivilDate',
    validator: {
      validate: (value) => typeof value === 'string' && isCivilDate(value),
      defaultMessage: () => '$property must be a day that exists, YYYY-MM-DD',
    },
  })
  @OfOurTime()
  occurredOn?: string;

  @IsOptional()
  @Transform(absent)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @TextForm(/^officer-[A-Za-z0-9._~-]{1,119}$/u, {
    each: true,
    zh: '执法人员标识（officer-……）',
    en: 'handles of officers, officer-…',
  })
  actors?: string[];
}

/** No command id came with a command: without one, sending it twice could not be told from giving it twice. */
class CommandIdMissing extends HenjiError {
  constructor() {
    super({
      code: 'command-id-missing',
      zh: '缺少命令编号：请在 Idempotency-Key 头或 commandId 中给出一个 UUID',
      en: 'there is no command id: send a UUID as the Idempotency-Key header or as commandId',
      field: 'commandId',
      wayOut: {
        zh: '每个新命令使用新的 UUID；重发同一命令时使用同一个',
        en: 'draw a new UUID for each new command; use the same one to send the same command again',
      },
    });
  }
}

/** The command ids in header and body differ, or the header is no UUID. */
class CommandIdUnfit extends HenjiError {
  constructor() {
    super({
      code: 'command-id-unfit',
      zh: 'Idempotency-Key 应为 UUID，且须与 commandId 一致',
      en: 'the Idempotency-Key must be a UUID, and the same as commandId',
      field: 'commandId',
    });
  }
}

/** An act as it came in: when it happened, who acted, and the members of its command. */
export interface ActInput<C extends object = object> {
  readonly occurred: LegalTime;
  readonly actors: readonly string[] | undefined;
  readonly command: C;
}

/** A command as it came in: an act under the id that its sender chose. */
export interface CommandInput<C extends object = object> extends ActInput<C> {
  readonly commandId: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

/** Read the id of a command. A structured-field string with its quotation marks is taken as well. */
export function readCommandId(header: string | undefined, member: string | undefined): string {
  const bare = header?.replace(/^"(.*)"$/u, '$1');
  if (bare !== undefined && !uuid.test(bare)) throw new CommandIdUnfit();
  const id = (bare ?? member)?.toLowerCase();
  if (id === undefined) throw new CommandIdMissing();
  if (member !== undefined && member.toLowerCase() !== id) throw new CommandIdUnfit();
  return id;
}

/**
 * Take a body apart into the envelope and an instance of the command.
 *
 * @throws InputInvalid naming every member of either that is wrong, and the errors of {@link readCommandId}
 */
export function readCommand<C extends object>(
  type: new () => C,
  body: unknown,
  header: string | undefined,
): CommandInput<C> {
  const { given, ...act } = readAct(type, body);
  return { ...act, commandId: readCommandId(header, given) };
}

/**
 * The same for what is only to be judged: no command id is asked for; one that came is in `given`.
 *
 * @throws InputInvalid naming every member of envelope and command that is wrong
 */
export function readAct<C extends object>(
  type: new () => C,
  body: unknown,
): ActInput<C> & { readonly given: string | undefined } {
  const { commandId, occurredAt, occurredOn, actors, ...members } = (body ?? {}) as Record<string, unknown>;
  const envelope = flaws(CommandEnvelope, { commandId, occurredAt, occurredOn, actors });
  const command = flaws(type, members);
  const time = timeFlaws(envelope.instance, envelope.fields);
  const fields = [...envelope.fields, ...time, ...command.fields];
  if (fields.length > 0) throw new InputInvalid(fields);
  const { instance } = envelope;
  return {
    given: instance.commandId,
    occurred: legalTimeOf(instance),
    actors: instance.actors,
    command: command.instance,
  };
}

function timeFlaws(
  { occurredAt, occurredOn }: CommandEnvelope,
  found: readonly FieldError[],
): readonly FieldError[] {
  if ((occurredAt === undefined) !== (occurredOn === undefined)) return [];
  if (found.some(({ field }) => field.startsWith('occurred'))) return [];
  return [
    {
      field: 'occurredAt',
      zh: '须且只须给出 occurredAt（时刻）与 occurredOn（日期）之一：行为发生的时间',
      en: 'give one of occurredAt (an instant) and occurredOn (a day): when the act happened',
    },
  ];
}

const legalTimeOf = ({ occurredAt, occurredOn }: CommandEnvelope): LegalTime =>
  occurredAt === undefined ? legalDay(occurredOn ?? '') : legalInstant(occurredAt);
