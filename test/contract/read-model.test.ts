import { describe } from '@jest/globals';
import { modelEngines } from './read-model-engines';
import { readModelContract } from './read-model.contract';

describe.each(modelEngines)('$name read model', (engine) => readModelContract(engine));
