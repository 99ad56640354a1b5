import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { DomainEvent } from '../../kernel/event';
import type { CommandAccepted, CommandMeta, CommandPath, Handling } from '../command-path';
import type { Laws } from '../law/laws';
import type { Category } from './command-catalogue';

/** What a bus carries: the command object, where it goes, and who sends it when. One class for each decider. */
abstract class Request extends Command<CommandAccepted> {
  constructor(
    readonly stream: string,
    readonly command: object,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

export class CaseRequest extends Request {}
export class OrganRequest extends Request {}
export class OfficerRequest extends Request {}
export class ItemRequest extends Request {}
export class TemplateRequest extends Request {}
export class GuardsRequest extends Request {}
export class AccountRequest extends Request {}
export class TracingRequest extends Request {}
export class AlertRequest extends Request {}
export class SealedRequest extends Request {}
export class DisciplineRequest extends Request {}

/** The envelope of each kind of stream. */
export const requestOf: Readonly<
  Record<Category, new (...parts: ConstructorParameters<typeof Request>) => Request>
> = {
  case: CaseRequest,
  organ: OrganRequest,
  officer: OfficerRequest,
  item: ItemRequest,
  template: TemplateRequest,
  guards: GuardsRequest,
  account: AccountRequest,
  tracing: TracingRequest,
  alert: AlertRequest,
  sealed: SealedRequest,
  discipline: DisciplineRequest,
};

/** A handling whose types are no longer told apart. */
export type AnyHandling = Handling<object, unknown, DomainEvent, unknown>;

/** The types of a handling belong together; whoever gives it commands of its own table may forget which. */
export const anyHandling = <C extends object, S, E extends DomainEvent, F>(
  handling: Handling<C, S, E, F>,
): AnyHandling => handling as unknown as AnyHandling;

/** The write side as the bus sees it: one path, and how each kind of stream is handled on it. */
export interface Commanding {
  readonly path: Pick<CommandPath, 'execute' | 'examine' | 'load'>;
  readonly laws: Laws;
  readonly handlings: Readonly<Record<Category, AnyHandling>>;
}

/** Under which Nest injects {@link Commanding}. */
export const COMMANDING = Symbol('commanding');

/** One handler for each envelope; all of them do the same, because there is one write path. */
export const requestHandlers = (Object.entries(requestOf) as [Category, (typeof requestOf)[Category]][]).map(
  ([category, request]) => {
    @CommandHandler(request)
    class RequestHandler implements ICommandHandler<Request> {
      constructor(@Inject(COMMANDING) private readonly commanding: Commanding) {}

      execute({ stream, command, meta }: Request): Promise<CommandAccepted> {
        return this.commanding.path.execute(this.commanding.handlings[category], stream, command, meta);
      }
    }
    return RequestHandler;
  },
);
