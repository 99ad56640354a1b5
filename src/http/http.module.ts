import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { seconds, ThrottlerModule } from '@nestjs/throttler';
import { AccessGuard } from './access.guard';
import { AccountsController } from './accounts.controller';
import { commandControllers } from './commands/command-controllers';
import { DryRunController } from './commands/dry-run.controller';
import { CommandDoor } from './commands/command-door';
import { DocumentsController } from './files/documents.controller';
import { SealedFilesController } from './files/sealed-files.controller';
import { FilesController } from './files/files.controller';
import { PackagesController } from './files/packages.controller';
import { IdentityGuard } from './identity.guard';
import { LIMITS, type Limits } from './limits';
import { Metrics } from './metrics';
import { OperationsController } from './operations.controller';
import { ProblemFilter } from './problem.filter';
import { ProceduresController } from './queries/procedures.controller';
import { AccountabilityController } from './queries/accountability.controller';
import { QueryDoor } from './queries/asking';
import { AlertsController } from './queries/alerts.controller';
import { CasesController } from './queries/cases.controller';
import { DisclosureController } from './queries/disclosure.controller';
import { DutiesController } from './queries/duties.controller';
import { LawController } from './queries/law.controller';
import { PublicListsController } from './queries/public-lists.controller';
import { PartiesController } from './queries/parties.controller';
import { PublicController } from './queries/public.controller';
import { registerControllers } from './queries/register-controllers';
import {
  SealedController,
  SealedMattersController,
  TracingListController,
} from './queries/sealed.controller';
import { TasksController } from './queries/tasks.controller';
import { TracebackController, TracingsController } from './queries/traceback.controller';
import { SupervisionController } from './queries/supervision.controller';
import { looksAtNoPassword, RateGuard, RateWindows, REQUEST_RATE, SIGN_IN_RATE } from './rates';
import { SavedFiltersController } from './saved-filters.controller';
import { ReadingGuard } from './reading.guard';
import { ScopeGuard } from './scope.guard';
import { ServiceState } from './service-state';
import { SignInController } from './sign-in.controller';

/** Every controller: the routes, their description and the test that walks them come from this list. */
export const controllers: readonly Type[] = [
  OperationsController,
  SignInController,
  AccountsController,
  PublicController,
  PublicListsController,
  LawController,
  ProceduresController,
  CasesController,
  AlertsController,
  PartiesController,
  TasksController,
  SavedFiltersController,
  FilesController,
  SealedFilesController,
  DocumentsController,
  PackagesController,
  DisclosureController,
  ...registerControllers,
  DutiesController,
  TracebackController,
  TracingListController,
  TracingsController,
  SealedController,
  SealedMattersController,
  SupervisionController,
  AccountabilityController,
  DryRunController,
  ...commandControllers,
];

/** What the door is opened with. */
export interface HttpParts {
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly state: ServiceState;
  /** The module that provides command path, queries and accounts. */
  readonly app: DynamicModule;
}

/**
 * The HTTP door. Guards run in the order of this list: who is it, does he ask too often, may he use the route, is the
 * case his business, and does he say what he reads it for.
 */
@Module({})
export class HttpModule {
  static open({ limits, metrics, state, app }: HttpParts): DynamicModule {
    const minute = seconds(60);
    const rates = ThrottlerModule.forRoot({
      storage: new RateWindows(),
      setHeaders: false,
      throttlers: [
        { name: REQUEST_RATE, ttl: minute, limit: limits.requestsPerMinute },
        { name: SIGN_IN_RATE, ttl: minute, limit: limits.signInsPerMinute, skipIf: looksAtNoPassword },
      ],
    });
    return {
      module: HttpModule,
      imports: [app, rates],
      controllers: [...controllers],
      providers: [
        CommandDoor,
        QueryDoor,
        { provide: LIMITS, useValue: limits },
        { provide: Metrics, useValue: metrics },
        { provide: ServiceState, useValue: state },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: IdentityGuard },
        { provide: APP_GUARD, useClass: RateGuard },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: ScopeGuard },
        { provide: APP_GUARD, useClass: ReadingGuard },
      ],
    };
  }
}
