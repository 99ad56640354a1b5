import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { civilDateOf, utcInstant } from '../kernel/time';
import { AccountService } from './accounts/account-service';
import type { IdentityParts } from './accounts/open-identity';
import { Principals } from './accounts/principals';
import { SavedFilterService } from './accounts/saved-filter-service';
import { Tokens } from './accounts/tokens';
import { accountabilityAnswers } from './bus/accountability-queries';
import { alertAnswers } from './bus/alert-queries';
import { caseAnswers } from './bus/case-queries';
import { publicListAnswers } from './bus/public-list-queries';
import { disclosureAnswers } from './bus/disclosure-queries';
import { READING, type Reading } from './bus/queries';
import { lawAnswers } from './bus/law-queries';
import { dutyAnswers } from './bus/duty-queries';
import { registerAnswers } from './bus/register-queries';
import { COMMANDING, requestHandlers, type Commanding } from './bus/requests';
import { supervisionAnswers } from './bus/supervision-queries';
import { taskAnswers } from './bus/task-queries';
import type { Clock } from './clock';
import { CaseDocuments } from './documents/case-documents';
import { CasePackages } from './documents/case-packages';
import { CaseFiles } from './files/case-files';
import type { Readers } from './readers';
import { Pseudonyms } from './sealed/pseudonyms';
import { Parties } from './readings/parties';
import { CaseReadings } from './readings/case-readings';
import { SealedFiles } from './sealed/sealed-files';
import { SealedReadings } from './sealed/sealed-readings';
import { Tracebacks } from './traceback/tracebacks';

/** What doors need of a data folder that is open. */
export interface DoorParts {
  readonly commanding: Commanding;
  readonly identity: IdentityParts;
  readonly readers: Readers;
  readonly clock: Clock;
  readonly files: CaseFiles;
  readonly documents: CaseDocuments;
  readonly packages: CasePackages;
  readonly tracebacks: Tracebacks;
  readonly pseudonyms: Pseudonyms;
  readonly sealedReadings: SealedReadings;
  readonly sealedFiles: SealedFiles;
  readonly caseReadings: CaseReadings;
  readonly parties: Parties;
}

/**
 * The inside as Nest sees it: buses in front of the write path and of the queries. Everything else is made by plain
 * functions and handed in. Nest's event bus is not used: it loses order and swallows errors.
 */
@Module({})
export class HenjiModule {
  static of(parts: DoorParts): DynamicModule {
    const { commanding, identity, readers, clock } = parts;
    const reading: Reading = { commanding, readers, today: () => civilDateOf(utcInstant(clock.now())) };
    return {
      module: HenjiModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: COMMANDING, useValue: commanding },
        { provide: READING, useValue: reading },
        { provide: AccountService, useValue: identity.accounts },
        { provide: Principals, useValue: identity.principals },
        { provide: SavedFilterService, useValue: identity.savedFilters },
        { provide: Tokens, useValue: identity.tokens },
        { provide: CaseFiles, useValue: parts.files },
        { provide: CaseDocuments, useValue: parts.documents },
        { provide: CasePackages, useValue: parts.packages },
        { provide: Tracebacks, useValue: parts.tracebacks },
        { provide: Pseudonyms, useValue: parts.pseudonyms },
        { provide: SealedReadings, useValue: parts.sealedReadings },
        { provide: SealedFiles, useValue: parts.sealedFiles },
        { provide: CaseReadings, useValue: parts.caseReadings },
        { provide: Parties, useValue: parts.parties },
        ...requestHandlers,
        ...caseAnswers,
        ...alertAnswers,
        ...taskAnswers,
        ...disclosureAnswers,
        ...publicListAnswers,
        ...lawAnswers,
        ...registerAnswers,
        ...dutyAnswers,
        ...supervisionAnswers,
        ...accountabilityAnswers,
      ],
      exports: [
        CqrsModule,
        COMMANDING,
        READING,
        AccountService,
        Principals,
        SavedFilterService,
        Tokens,
        CaseFiles,
        CaseDocuments,
        CasePackages,
        Tracebacks,
        Pseudonyms,
        SealedReadings,
        SealedFiles,
        CaseReadings,
        Parties,
      ],
    };
  }
}
