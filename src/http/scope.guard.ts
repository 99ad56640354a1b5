import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AccountService } from '../app/accounts/account-service';
import { inScope } from '../app/accounts/principals';
import { commandCatalogue, type Category, type CommandedKind } from '../app/bus/command-catalogue';
import { COMMANDING, type Commanding } from '../app/bus/requests';
import { NotFound, type GuardedRequest } from './access';

const SCOPED = 'henji:scoped';

/** The route is about the stream of this kind that its `:stream` parameter names. */
export const About = (category: Category): MethodDecorator => SetMetadata(SCOPED, category);

const kinds = new Map<Category, CommandedKind>(commandCatalogue.map((each) => [each.category, each]));
/** The colon stands in the names of alerts on one thing among several: `preserve.evidence:e1`. */
const handle = /^[a-z]+-[A-Za-z0-9._~:-]{1,160}$/u;

/**
 * Looks the stream of a route up in the ledger itself. One that is not there and one of an organ outside the sender's
 * scope are told apart by nobody: both answer 404.
 */
@Injectable()
export class ScopeGuard implements CanActivate {
  constructor(
    @Inject(COMMANDING) private readonly commanding: Commanding,
    private readonly accounts: AccountService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const category = Reflect.getMetadata(SCOPED, context.getHandler()) as Category | undefined;
    if (category === undefined) return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const { stream } = request.params as { readonly stream: string };
    request.organ = await this.#organOf(category, stream, request);
    return true;
  }

  async #organOf(category: Category, stream: string, request: GuardedRequest): Promise<string | undefined> {
    const kind = kinds.get(category);
    if (kind === undefined || !handle.test(stream) || !stream.startsWith(`${category}-`))
      throw new NotFound(category);
    if (category === 'account') await this.accounts.find(stream);
    const { decider } = this.commanding.handlings[category];
    const { state, revision } = await this.commanding.path.load(decider, stream);
    if (revision < 0 && category !== 'account') throw new NotFound(stream);
    const organ = kind.organOf(state, stream);
    if (!inScope(request.scope, organ)) throw new NotFound(stream);
    return organ;
  }
}
