import { CaseFiled } from '../../../events/filing.events';
import type { PartyFacts, Reliance } from '../../../events/case-schemas';
import { yearOf } from '../../../kernel/time';
import { plain, present } from '../../../kernel/plain-data';
import type { Reservation } from '../../procedure';
import type { CaseRecord } from '../case-step';
import { stillOpen } from '../clocks';
import type { PartyStatement } from '../command-parts';
import type { CaseFacts } from '../facts';
import { citedOn } from '../guards/authority';
import { templateOf } from '../guards/document';
import { discovery } from '../guards/time';
import { organOf, type CaseState } from '../state';
import { freshDecideTime } from '../transfer/decide-time';
import type { FileCase } from './commands';

/** What P3 records, and the number that it takes beforehand. */

/** 立案号 */
export function reserveForFiling(
  _command: FileCase,
  state: CaseState,
  facts: CaseFacts,
): readonly Reservation[] {
  const template = templateOf(facts);
  const organ = organOf(state);
  if (template === undefined || organ === undefined) return [];
  const { docType, prefix } = template;
  return [{ kind: 'number', organ, docType, prefix, year: yearOf(facts.date) }];
}

/** The filing as it is recorded. Before its number is reserved the number is empty, which no event may have. */
export function recordFiling(
  command: FileCase,
  state: CaseState,
  facts: CaseFacts,
  reliance: Reliance,
): readonly CaseRecord[] {
  const { approver, investigators, approvalForm, party, placeText, violation } = command;
  return [
    CaseFiled(
      {
        ...headOf(command, state, facts),
        violation: { ...plain(violation), discovered: discovery(state, facts) },
        basis: citedOn(facts, facts.date),
        document: documentOf(facts),
        ...{ approvalForm, approver, investigators: [...investigators] },
        opens: [freshDecideTime(state, facts, facts.date)],
        closes: stillOpen(state, 'filing.time'),
        reliance,
      },
      { party: { ...identityOf(party), ...present({ place: placeText }) } },
    ),
  ];
}

/** What the case is about: as it was opened on the spot, or as the filing says. */
function headOf({ item = '', actId = '', place = '', party }: FileCase, state: CaseState, facts: CaseFacts) {
  const { opening: known } = state;
  if (known === undefined) {
    return { organ: organOf(state) ?? '', item, actId, place, party: partyFacts(party, facts) };
  }
  const { organ, item: onFile, actId: act, place: where, party: who } = known;
  return { organ, item: onFile, actId: act, place: where, party: who };
}

/** What the law asks of the party; who it is goes to {@link identityOf}. */
function partyFacts(party: PartyStatement | undefined, facts: CaseFacts): PartyFacts {
  const { kind = 'citizen', ageBand = 'adult', capacity = 'full' } = party ?? {};
  const minor = kind !== 'organisation' && ageBand !== 'adult';
  return { token: facts.partyToken ?? '', kind, ageBand, capacity, minor };
}

function identityOf(party: PartyStatement | undefined): object {
  if (party === undefined) return {};
  const { kind: _kind, ageBand: _ageBand, capacity: _capacity, ...identity } = party;
  return plain(identity);
}

const noTemplate = { docType: '', version: 0 } as const;

function documentOf(facts: CaseFacts) {
  const { s, n } = facts.template ?? { s: '', n: 0 };
  const { docType, version } = templateOf(facts) ?? noTemplate;
  const { number, year, seq } = facts.number ?? { number: '', year: yearOf(facts.date), seq: 0 };
  return { type: docType, number, year, seq, template: { s, n }, version };
}
