import { personsIn } from '../../domain/fields';
import { account } from '../../domain/registers/account';
import { penaltyCase } from '../../domain/penalty-case/decider';
import { ruleName } from '../../domain/procedure';
import { guards, organOfGuards } from '../../domain/registers/guards';
import { RequestGuardDisabling } from '../../domain/registers/guards-commands';
import { item } from '../../domain/registers/item';
import { officer } from '../../domain/registers/officer';
import { AdoptRulePack, RecordEntrustment } from '../../domain/registers/organ-commands';
import { organ, type OrganFacts, type PackFlaw } from '../../domain/registers/organ';
import type { OrganState } from '../../domain/registers/organ-state';
import type { OfficerFacts } from '../../domain/registers/officer-facts';
import type { OfficerState } from '../../domain/registers/officer-state';
import type { Entry, RegisterFacts } from '../../domain/registers/register';
import { template } from '../../domain/registers/template';
import { present } from '../../kernel/plain-data';
import { packDefects } from '../../law/pack-check';
import { packOf } from '../../law/packs/released-packs';
import { handling, type CommandMeta, type CommandPath } from '../command-path';

/** How the registers are commanded: they rest on nothing but the day and the sender, organs also on the rule packs. */

const registerFacts = ({ occurred, actors }: CommandMeta): RegisterFacts => ({
  date: occurred.d,
  by: actors[0]?.u ?? '',
});

const plainly = (_command: object, _state: unknown, meta: CommandMeta) =>
  Promise.resolve({ facts: registerFacts(meta), rulePacks: [], calendars: [] });

/** People whom a command names, each as the register knows him now. */
export const peopleIn = async (
  path: Pick<CommandPath, 'load'>,
  command: object,
): Promise<ReadonlyMap<string, Entry<OfficerState>>> => {
  const entries = await Promise.all(personsIn(command).map((handle) => officerEntry(path, handle)));
  return new Map(entries.flatMap((each) => (each === undefined ? [] : [[each.s, each]])));
};

/** A person of the officers' register; nothing for a handle of another kind. */
async function officerEntry(
  path: Pick<CommandPath, 'load'>,
  s: string,
): Promise<Entry<OfficerState> | undefined> {
  if (!s.startsWith(`${officer.category}-`)) return undefined;
  const { state, revision } = await path.load(officer, s);
  return { s, n: revision, state };
}

/** Officers: commands on one person may name others, whose entries are read for them. */
export const officerHandling = (path: Pick<CommandPath, 'load'>) =>
  handling({
    decider: officer,
    gather: async (command, _state, meta, stream) => {
      const people = await peopleIn(path, command);
      const facts: OfficerFacts = { ...registerFacts(meta), person: stream, people };
      return { facts, rulePacks: [], calendars: [] };
    },
  });

export const itemHandling = handling({ decider: item, gather: plainly });
export const templateHandling = handling({ decider: template, gather: plainly });

/** Guards of an organ: the sender stands in the officers' register, and the rule in the table of cases. */
export const guardsHandling = (path: Pick<CommandPath, 'load'>) =>
  handling({
    decider: guards,
    gather: async (command, _state, meta, stream) => {
      const facts = { ...registerFacts(meta), organ: organOfGuards(stream) };
      const sender = await officerEntry(path, facts.by);
      const basis = command instanceof RequestGuardDisabling ? basisOfRule(command.rule) : undefined;
      return {
        facts: {
          ...facts,
          ...(sender === undefined ? {} : { sender }),
          ...(basis === undefined ? {} : { basis }),
        },
        rulePacks: [],
        calendars: [],
      };
    },
  });

/** Every article that a rule of that name rests on, in whichever step; nothing where no step has such a rule. */
function basisOfRule(name: string): readonly string[] | undefined {
  const rules = penaltyCase.steps
    .flatMap((step) => [...step.rules, ...(step.instead?.rules ?? [])])
    .filter((rule) => ruleName(rule) === name);
  return rules.length === 0 ? undefined : rules.flatMap(({ basis }) => basis);
}

export const accountHandling = handling({
  decider: account,
  gather: (_command, _state, meta, stream) =>
    Promise.resolve({ facts: { ...registerFacts(meta), account: stream }, rulePacks: [], calendars: [] }),
});

/** Organs: rule packs to adopt are checked as resolved for the organ; duties are given to people of the register. */
export const organHandling = (path: Pick<CommandPath, 'load'>) =>
  handling({
    decider: organ,
    gather: async (command, state, meta, stream) => {
      const people = await peopleIn(path, command);
      const facts: OrganFacts = {
        ...{ ...registerFacts(meta), organ: stream, people },
        ...(command instanceof RecordEntrustment ? await entrustingOf(path, command) : {}),
      };
      if (!(command instanceof AdoptRulePack)) return { facts, rulePacks: [], calendars: [] };
      const completeness = { packs: command.packs, flaws: flawsOf(command, state, stream) };
      return { facts: { ...facts, completeness }, rulePacks: command.packs, calendars: [] };
    },
  });

/** What the organ that entrusts is; nothing where it is not in this register. */
async function entrustingOf(
  path: Pick<CommandPath, 'load'>,
  { entrusting }: RecordEntrustment,
): Promise<Pick<OrganFacts, 'entrusting'>> {
  if (!entrusting.startsWith('organ-')) return {};
  const { state } = await path.load(organ, entrusting);
  return present({ entrusting: state.organ?.kind });
}

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
