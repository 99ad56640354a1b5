import { addDays, type CivilDate } from '../../../kernel/time';
import { deadline } from '../../../law/deadline';
import { isChannel, publicationChannels, type ChannelCode } from '../../../law/publication-channels';
import type { PeriodKey } from '../../../law/rule-book';
import type { CaseFacts } from '../facts';
import { actFacts, type ActPlace } from '../guards/before-decision';
import type { Imposed } from '../guards/imposed';
import type { CaseState } from '../state';

/** How long a decision is public on a channel (B.8 of the specification): from parameters as of the act. */

type Classes = Pick<CaseFacts, 'rules'> & ActPlace;

const milder = new Set(['warning', 'criticism']);

/** The decision as lists of acts see it; nothing where there is none. */
const imposedIn = ({ decision }: CaseState): Imposed | undefined =>
  decision && {
    proposal: decision.proposal,
    confiscationFen: (decision.orders?.confiscatedFen ?? 0) + (decision.orders?.propertyFen ?? 0),
  };

const onlyMilder = ({ proposal: { kinds } }: Imposed, ...besides: readonly string[]): boolean =>
  kinds.every((kind) => milder.has(kind) || besides.includes(kind));

const isLowFine = ({ proposal: { fineFen } }: Imposed, state: CaseState, { rules }: Classes): boolean => {
  const bound = rules.find('publish.samr.lowfine')?.value;
  const party = state.opening?.party.kind === 'organisation' ? 'organisation' : 'citizen';
  return bound !== undefined && fineFen <= bound[party];
};

const isSerious = (imposed: Imposed, state: CaseState, facts: Classes): boolean =>
  facts.rules.find('credit.serious') !== undefined &&
  facts.rules.naming('credit.serious', actFacts(imposed, state, facts)).length > 0;

const classOf: Readonly<Record<ChannelCode, (imposed: Imposed, state: CaseState, facts: Classes) => string>> =
  {
    'own-site': (_imposed, { opening }) =>
      opening?.party.kind === 'organisation' ? 'organisation' : 'person',
    'enterprise-system': (imposed, state, facts) =>
      onlyMilder(imposed) || (onlyMilder(imposed, 'fine') && isLowFine(imposed, state, facts))
        ? 'slight'
        : 'ordinary',
    'credit-china': (imposed, state, facts) => {
      if (state.procedure === 'simple' || onlyMilder(imposed)) return 'slight';
      return isSerious(imposed, state, facts) ? 'serious' : 'ordinary';
    },
  };

/** The class that the law of the channel gives the decision; nothing for a channel that does not exist. */
export function publicationClass(channel: string, state: CaseState, facts: Classes): string | undefined {
  const imposed = imposedIn(state);
  return imposed === undefined || !isChannel(channel) ? undefined : classOf[channel](imposed, state, facts);
}

/** Whether the channel takes the decision, and if not, why. */
export function whyNotTaken(
  channel: string,
  state: CaseState,
  facts: Classes,
): { readonly zh: string; readonly en: string } | undefined {
  if (!isChannel(channel)) return { zh: `没有渠道 ${channel}`, en: `there is no channel ${channel}` };
  const imposed = imposedIn(state);
  if (channel === 'enterprise-system') {
    if (state.procedure === 'simple') {
      return { zh: '该渠道不公示当场处罚', en: 'it takes no decisions made on the spot' };
    }
    return imposed?.proposal.kinds.every((kind) => kind === 'warning') === true
      ? { zh: '该渠道不公示仅受警告的处罚', en: 'it takes no mere warning' }
      : undefined;
  }
  const slight = publicationClass(channel, state, facts) === 'slight';
  return slight && facts.rules.find('credit.slight.shown')?.value.flag === false
    ? { zh: '轻微失信信息原则上不公示', en: 'slight information is in principle not shown' }
    : undefined;
}

/** The last day of a period of the channel, or nothing where no pack says one for the class. */
function endOf(
  key: PeriodKey,
  className: string | undefined,
  from: CivilDate,
  { rules, calendar }: CaseFacts,
): CivilDate | undefined {
  const value = rules.find(key)?.value;
  const found = value?.type === 'periods' && className !== undefined ? value.cases[className] : undefined;
  if (found === undefined) return undefined;
  return deadline({ from, period: found, calendar, zone: rules.zone }).due.slice(0, 10);
}

const startOn = (channel: ChannelCode, published: CivilDate, { decision }: CaseState): CivilDate =>
  publicationChannels[channel].lastsFrom === 'decision' ? (decision?.date ?? published) : published;

/** The day on which the last penalty that lasts is over; a restriction is shown as long as it holds. */
function restrictedUntil({ decision }: CaseState): CivilDate | undefined {
  const days = Math.max(0, ...(decision?.orders?.terms ?? []).map((term) => term.days));
  return days === 0 || decision === undefined ? undefined : addDays(decision.date, days);
}

const later = (a: CivilDate, b: CivilDate | undefined): CivilDate => (b !== undefined && b > a ? b : a);

/** Last day on which a decision published on a day may be shown; nothing where the packs set no end. */
export function shownUntil(
  channel: string,
  published: CivilDate,
  state: CaseState,
  facts: CaseFacts,
): CivilDate | undefined {
  if (!isChannel(channel)) return undefined;
  const from = startOn(channel, published, state);
  const className = publicationClass(channel, state, facts);
  const end = endOf(publicationChannels[channel].until, className, from, facts);
  return end === undefined ? undefined : later(end, restrictedUntil(state));
}

/** The earliest last day that credit repair can set; nothing where the packs know no repair there. */
export function repairableFrom(channel: string, state: CaseState, facts: CaseFacts): CivilDate | undefined {
  const published = state.disclosure.since[channel];
  if (published === undefined || !isChannel(channel)) return undefined;
  const from = startOn(channel, published, state);
  const className = publicationClass(channel, state, facts);
  const end = endOf(publicationChannels[channel].repair, className, from, facts);
  return end === undefined ? undefined : later(later(end, facts.date), restrictedUntil(state));
}

/** Whether it is shown on a channel on a day: published there, and the last day has not passed. */
export const isShown = (
  { disclosures, disclosure }: Pick<CaseState, 'disclosures' | 'disclosure'>,
  channel: string,
  on: CivilDate,
): boolean => disclosures[channel] === 'published' && on <= (disclosure.until[channel] ?? on);

/** What a withdrawal closes: the duty to withdraw is met once nothing is shown on any channel. */
export const withdrawalCloses = (channel: string, state: CaseState, on: CivilDate): string[] =>
  Object.keys(state.disclosures).some((each) => each !== channel && isShown(state, each, on))
    ? []
    : ['withdraw.penalty'];
