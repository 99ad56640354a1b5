import type { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Found = ReturnType<Storage['getTargetValidationMetadatas']>;

/**
 * class-validator goes through every class that has checks, several hundred, to find those that one inherits from, and
 * does so at each validation. Decorators have said all they will once a class is there: what was found is kept.
 */
export function keepMetadata(storage: Storage): void {
  const kept = new WeakMap<object, Found>();
  const look = storage.getTargetValidationMetadatas.bind(storage);
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    const plain = !schema && !always && !strictGroups && (groups?.length ?? 0) === 0;
    if (!plain) return look(target, schema, always, strictGroups, groups);
    const found = kept.get(target) ?? look(target, schema, always, strictGroups, groups);
    kept.set(target, found);
    return found;
  };
}
