import { account } from '../../domain/registers/account';
import { item } from '../../domain/registers/item';
import { officer } from '../../domain/registers/officer';
import { AdoptRulePack } from '../../domain/registers/organ-commands';
import { organ, type OrganFacts, type PackFlaw } from '../../domain/registers/organ';
import type { OrganState } from '../../domain/registers/organ-state';
import type { RegisterFacts } from '../../domain/registers/register';
import { template } from '../../domain/registers/template';
import { packDefects } from '../../law/pack-check';
import { releasedPacks } from '../../law/packs/released-packs';
import { packLabel, type RulePack } from '../../law/rule-pack';
import { handling, type CommandMeta } from '../command-path';

/** How the registers are commanded: they rest on nothing but the day and the sender, organs also on the rule packs. */

const registerFacts = ({ occurred, actors }: CommandMeta): RegisterFacts => ({
  date: occurred.d,
  by: actors[0]?.u ?? '',
});

const plainly = (_command: object, _state: unknown, meta: CommandMeta) =>
  Promise.resolve({ facts: registerFacts(meta), rulePacks: [], calendars: [] });

export const officerHandling = handling({ decider: officer, gather: plainly });
export const itemHandling = handling({ decider: item, gather: plainly });
export const templateHandling = handling({ decider: template, gather: plainly });

export const accountHandling = handling({
  decider: account,
  gather: (_command, _state, meta, stream) =>
    Promise.resolve({ facts: { ...registerFacts(meta), account: stream }, rulePacks: [], calendars: [] }),
});

export const organHandling = handling({
  decider: organ,
  gather: (command, state, meta, stream) => {
    const facts: OrganFacts = registerFacts(meta);
    if (!(command instanceof AdoptRulePack)) {
      return Promise.resolve({ facts, rulePacks: [], calendars: [] });
    }
    const completeness = { packs: command.packs, flaws: flawsOf(command, state, stream) };
    return Promise.resolve({ facts: { ...facts, completeness }, rulePacks: command.packs, calendars: [] });
  },
});

/** What keeps these packs, resolved together for the organ, from being put into force. */
function flawsOf(
  { packs, from }: AdoptRulePack,
  { organ: known }: OrganState,
  stream: string,
): readonly PackFlaw[] {
  const unknown = packs.filter((label) => packOf(label) === undefined);
  if (unknown.length > 0) return unknown.map(unknownPack);
  const named = packs.flatMap((label) => packOf(label) ?? []);
  const scope = { territory: known?.territory ?? '', organ: stream, on: from };
  return packDefects(named, scope);
}

const unknownPack = (label: string): PackFlaw => ({
  zh: `没有规则包“${label}”`,
  en: `there is no rule pack "${label}"`,
});

/** A released pack by its label, `cn-2021@1`. */
export const packOf = (label: string): RulePack | undefined =>
  releasedPacks.find((pack) => packLabel(pack) === label);
