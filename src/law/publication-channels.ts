import type { PeriodKey } from './rule-book';

/** Where decisions of penalty are published (C.10 of the specification). The codes stand in records and never change. */

export interface PublicationChannel {
  readonly zh: string;
  readonly en: string;
  /** The period within which it has to be published there, where there is a duty. */
  readonly clock: PeriodKey;
  /** How long it stays public there; without a value in the packs it stays until it is withdrawn. */
  readonly until: PeriodKey;
  /** How long it is public at least before credit repair can end it; without a value there is no repair. */
  readonly repair: PeriodKey;
  /** From where the time of being public counts. */
  readonly lastsFrom: 'publication' | 'decision';
}

export const publicationChannels = {
  'own-site': {
    zh: '本机关或政府门户网站',
    en: 'own or government site',
    clock: 'publish.penalty.own_site',
    until: 'publish.until.own_site',
    repair: 'repair.min.own_site',
    lastsFrom: 'publication',
  },
  'enterprise-system': {
    zh: '国家企业信用信息公示系统',
    en: 'enterprise credit system',
    clock: 'publish.samr.enterprise',
    until: 'publish.until.samr',
    repair: 'repair.min.samr',
    lastsFrom: 'publication',
  },
  'credit-china': {
    zh: '信用中国',
    en: 'Credit China',
    clock: 'publish.credit_china',
    until: 'publish.until.credit_china',
    repair: 'repair.min.credit_china',
    lastsFrom: 'decision',
  },
} as const satisfies Readonly<Record<string, PublicationChannel>>;

/** Code of a channel. */
export type ChannelCode = keyof typeof publicationChannels;

export const isChannel = (code: string): code is ChannelCode => Object.hasOwn(publicationChannels, code);

/** The codes of all channels. */
export const channelCodes = Object.keys(publicationChannels) as readonly ChannelCode[];

/** The keys of the periods of publication, one for each channel. */
export const publicationClocks: readonly string[] = channelCodes.map(
  (code) => publicationChannels[code].clock,
);

/** The channel whose period a clock is. */
export const channelOfClock = (key: string): ChannelCode | undefined =>
  channelCodes.find((code) => publicationChannels[code].clock === key);
