import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccountService } from './accounts/account-service';
import type { IdentityParts } from './accounts/open-identity';
import { Principals } from './accounts/principals';
import { Tokens } from './accounts/tokens';
import { Commanding, requestHandlers } from './bus/requests';

/** What doors need of a data folder that is open. */
export interface DoorParts {
  readonly commanding: Commanding;
  readonly identity: IdentityParts;
}

/**
 * The inside as Nest sees it: buses in front of the write path and of the queries. Everything else is made by plain
 * functions and handed in. Nest's event bus is not used: it loses order and swallows errors.
 */
@Module({})
export class HenjiModule {
  static of({ commanding, identity }: DoorParts): DynamicModule {
    return {
      module: HenjiModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: Commanding, useValue: commanding },
        { provide: AccountService, useValue: identity.accounts },
        { provide: Principals, useValue: identity.principals },
        { provide: Tokens, useValue: identity.tokens },
        ...requestHandlers,
      ],
      exports: [CqrsModule, Commanding, AccountService, Principals, Tokens],
    };
  }
}
