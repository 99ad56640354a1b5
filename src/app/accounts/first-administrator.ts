import { GrantRole } from '../../domain/registers/account';
import { legalInstant, utcInstant } from '../../kernel/time';
import { newId } from '../entropy';
import { streamFor } from '../handles';
import type { Henji } from '../henji';

/**
 * The one account that nobody grants its role: somebody has to be first. Its first password is told once, and has to be
 * changed before anything else. What follows it grants itself through commands.
 */
export async function firstAdministrator(
  henji: Pick<Henji, 'clock' | 'entropy' | 'commanding' | 'identity'>,
): Promise<{ readonly name: string; readonly password: string }> {
  const { clock, entropy, commanding, identity } = henji;
  const commandId = newId(clock.now(), entropy);
  const account = streamFor('account', commandId);
  const { name, password } = await identity.accounts.create({ account, name: 'administrator' });
  await commanding.path.execute(
    commanding.handlings.account,
    account,
    Object.assign(new GrantRole(), { role: 'administrator' }),
    {
      commandId,
      occurred: legalInstant(utcInstant(clock.now())),
      actors: [{ u: 'installation', role: 'administrator' }],
    },
  );
  return { name, password };
}
