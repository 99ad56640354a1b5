import { kafkaKinds } from './kafka';
import { postgresql } from './postgresql';
import { s3 } from './s3';
import type { ServerKind } from './server-plan';

const all: readonly ServerKind[] = [postgresql, s3, ...kafkaKinds];

export const kindNames: readonly string[] = all.map(({ name }) => name);

/** @throws TypeError for a name that is none */
export function kindNamed(name: string): ServerKind {
  const kind = all.find((one) => one.name === name);
  if (kind === undefined) throw new TypeError(`no server ${name}; there are: ${kindNames.join(', ')}`);
  return kind;
}
