import { onModelEngines } from './read-model-engines';
import { readModelContract } from './read-model.contract';

onModelEngines('$name read model', (engine) => readModelContract(engine));
