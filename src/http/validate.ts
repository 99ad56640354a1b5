import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import { keepMetadata } from './kept-metadata';
import { quickInstance } from './quick-instance';
import { InputInvalid, type FieldError } from './problem';
import { fieldErrors } from './validation-texts';

keepMetadata(getMetadataStorage());

/**
 * Nothing is converted behind the sender's back, nothing unknown is let through or silently dropped, and a class
 * without checks refuses everything.
 */
const strict = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  validationError: { target: false, value: false },
} as const;

/** The input as an instance of the class that describes it, and every member that does not fit. */
export function flaws<T extends object>(
  type: new () => T,
  input: object,
): { readonly instance: T; readonly fields: readonly FieldError[] } {
  const quick = quickInstance(type, input);
  if (quick !== undefined) return { instance: quick, fields: [] };
  const instance = plainToInstance(type, input, { enableImplicitConversion: false });
  return { instance, fields: fieldErrors(validateSync(instance, strict)) };
}

/** The input as an instance of the class that describes it. @throws InputInvalid naming every member that is wrong */
export function validated<T extends object>(type: new () => T, input: unknown): T {
  const { instance, fields } = flaws(type, typeof input === 'object' && input !== null ? input : {});
  if (fields.length > 0) throw new InputInvalid(fields);
  return instance;
}
