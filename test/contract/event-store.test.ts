import { describe } from '@jest/globals';
import { engines } from './engines';
import { eventStoreContract } from './event-store.contract';

describe.each(engines)('$name event store', (engine) => eventStoreContract(engine));
