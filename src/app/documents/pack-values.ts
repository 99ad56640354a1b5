import type { Recorded } from '../../kernel/event';
import { releasedPacks } from '../../law/packs/released-packs';
import { parseParameterKey } from '../../law/resolve';
import { valueText } from '../../law/parameter-value';
import { RuleBook } from '../../law/rule-book';
import { packLabel } from '../../law/rule-pack';

/**
 * What the packs said on the day of an event that it names, for documents of records that do not say by which value they
 * went. A record names the packs that spoke for its organ, so the narrowest of them tells its scope.
 *
 * @returns the value in the notation of records; `undefined` where no pack that it names sets the key
 * @throws HenjiError `unknown-parameter`
 */
export function valueInPacks({ meta }: Recorded, key: string): string | undefined {
  const packs = releasedPacks.filter((pack) => meta.rulePacks.includes(packLabel(pack)));
  const scopes = packs.map(({ scope }) => scope);
  const prefixes = scopes.flatMap((scope) => (scope.level === 'territory' ? [scope.prefix] : []));
  const organ = scopes.flatMap((scope) => (scope.level === 'organ' ? [scope.organ] : [])).at(-1);
  const scope = {
    territory: prefixes.toSorted((a, b) => a.length - b.length).at(-1) ?? '',
    ...(organ === undefined ? {} : { organ }),
    on: meta.legal.d,
  };
  const found = new RuleBook(packs, scope).find(parseParameterKey(key));
  return found === undefined ? undefined : valueText(found.value);
}
