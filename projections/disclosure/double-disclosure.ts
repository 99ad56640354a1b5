import { formatMajorUnits } from '../../src/kernel/money';
import { isPartyCodeType, partyCodeTexts } from '../../src/law/party-code-texts';
import { concernsPermit, isPenaltyKind, penaltyKinds } from '../../src/law/penalty-kinds';
import type { NoticeRow } from './disclosure.queries';
import type { Cited } from './facts';
import { NEVER } from './tables';

/**
 * The data set of penalties of the “双公示” (B.9 of the specification), made from public notices alone: it can say no
 * more than they do. Fields of the closed exchange are columns of the set and stay empty.
 */

/** The columns in the order of the set. The codes are de-facto and stand in files of others. */
export const penaltyFields = [
  ...['CF_XDR_MC', 'CF_XDR_LB', 'CF_XDR_SHXYM', 'CF_XDR_GSZC', 'CF_XDR_ZZJG', 'CF_XDR_SWDJ', 'CF_XDR_SYDW'],
  ...[
    'CF_XDR_SHZZ',
    'CF_FRDB',
    'CF_FR_ZJLX',
    'CF_FR_ZJHM',
    'CF_XDR_ZJLX',
    'CF_XDR_ZJHM',
    'CF_WSH',
    'CF_WFXW',
  ],
  ...['CF_SY', 'CF_YJ', 'CF_CFLB', 'CF_NR', 'CF_NR_FK', 'CF_NR_WFFF', 'CF_NR_ZKDX', 'CF_JDRQ', 'CF_YXQ'],
  ...['CF_GSJZQ', 'CF_CFJG', 'CF_CFJGDM', 'CF_SJLY', 'CF_SJLYDM', 'BZ'],
] as const;
export type PenaltyField = (typeof penaltyFields)[number];

/** One decision in the set; what has no value is empty. */
export type PenaltyRecord = Readonly<Record<PenaltyField, string>>;

/** Why a decision on a channel is not in the set. */
export interface Gap {
  readonly case: string;
  readonly channel: string;
  /** Columns that the set needs and the notice does not give: not shown, not recorded, or longer than the column. */
  readonly missing: readonly PenaltyField[];
  readonly tooLong: readonly PenaltyField[];
}

/** Either a record, or what keeps it from being one; nothing is filled in by guess. */
export type Exported = { readonly record: PenaltyRecord } | { readonly gap: Gap };

/** What the registers say of organs and items today. */
export interface ExportNames {
  readonly names: ReadonlyMap<string, string>;
  /** 统一社会信用代码 of organs, by handle. */
  readonly codes: ReadonlyMap<string, string>;
}

/** Without these a row says nothing that the set is for; the code of the organ comes from its register. */
const needed: readonly PenaltyField[] = [
  ...(['CF_XDR_MC', 'CF_XDR_LB', 'CF_WSH', 'CF_WFXW', 'CF_SY', 'CF_YJ', 'CF_CFLB', 'CF_NR'] as const),
  ...(['CF_JDRQ', 'CF_CFJG', 'CF_CFJGDM'] as const),
];

/** Lengths of a public table definition, in characters. */
const lengths: Partial<Readonly<Record<PenaltyField, number>>> = {
  CF_XDR_MC: 200,
  CF_WSH: 128,
  CF_CFLB: 36,
  CF_CFJGDM: 18,
};

const partyKinds: Readonly<Record<string, string>> = {
  organisation: '法人及非法人组织',
  'individual-business': '个体工商户',
  citizen: '自然人',
};

const empty = Object.fromEntries(penaltyFields.map((field) => [field, ''])) as PenaltyRecord;

/** A notice as a record of the set. */
export function exported(notice: NoticeRow, registers: ExportNames): Exported {
  const record: PenaltyRecord = {
    ...empty,
    ...partyOf(notice),
    ...penaltyOf(notice),
    ...organOf(notice, registers),
  };
  const { item } = notice;
  const act = item === null ? undefined : registers.names.get(item);
  const full = { ...record, CF_WFXW: act ?? '', CF_SY: factsOf(notice, act) };
  // Of decisions of before it was asked for, or whose key is gone, nobody knows which permit it was.
  const permit = kindsOf(notice).some(concernsPermit) ? (['CF_NR_ZKDX'] as const) : [];
  const missing = [...needed, ...permit].filter((field) => full[field] === '');
  const tooLong = penaltyFields.filter((field) => [...full[field]].length > (lengths[field] ?? Infinity));
  if (missing.length + tooLong.length === 0) return { record: full };
  return { gap: { case: notice.case, channel: notice.channel, missing, tooLong } };
}

const kindsOf = ({ kinds }: NoticeRow): readonly string[] =>
  kinds === null || kinds === '' ? [] : kinds.split(',');

const partyOf = (notice: NoticeRow) => ({
  CF_XDR_MC: notice.party ?? '',
  CF_XDR_LB: partyKinds[notice.party_kind ?? ''] ?? '',
  CF_XDR_SHXYM: notice.credit_code ?? '',
  CF_FRDB: notice.representative ?? '',
  ...otherCodeOf(notice),
});

const otherCodeOf = ({ other_code: code, other_code_type: type }: NoticeRow) =>
  code !== null && isPartyCodeType(type) ? { [partyCodeTexts[type].column]: code } : {};

const penaltyOf = (notice: NoticeRow) => ({
  CF_WSH: notice.number ?? '',
  CF_YJ: basisText(notice.basis as readonly Cited[] | null),
  CF_CFLB: kindsOf(notice).map(kindText).join('；'),
  CF_NR: notice.result_zh ?? '',
  CF_NR_FK: kindsOf(notice).includes('fine') ? tenThousands(notice.fine) : '',
  CF_NR_WFFF: tenThousands(notice.confiscated === 0 ? null : notice.confiscated),
  CF_NR_ZKDX: notice.permits ?? '',
  CF_JDRQ: notice.decided_on ?? '',
  CF_YXQ: notice.lasts_until ?? '',
  CF_GSJZQ: notice.until_on === NEVER ? '' : notice.until_on,
  BZ: notice.corrected_on === null ? '' : `${notice.corrected_on}更正`,
});

/** Who decided is who enters it: 谁执法谁公示. */
function organOf({ organ, organ_name: taken }: NoticeRow, { names, codes }: ExportNames) {
  const name = taken ?? names.get(organ ?? '') ?? '';
  const code = codes.get(organ ?? '') ?? '';
  return { CF_CFJG: name, CF_CFJGDM: code, CF_SJLY: name, CF_SJLYDM: code };
}

/** Made from public members: days and the item of the list. What somebody typed may name others. */
function factsOf({ violated_from: from, violated_until: until }: NoticeRow, act: string | undefined): string {
  if (from === null || act === undefined) return '';
  return `${until === null ? from : `${from}至${until}`}：${act}`;
}

const kindText = (code: string): string => penaltyKinds[isPenaltyKind(code) ? code : 'other'].zh;

const basisText = (basis: readonly Cited[] | null): string =>
  (basis ?? []).map(({ norm, article }) => `《${norm}》${article}`).join('；');

/** Fen as 万元 with six decimals, exact: 10,000 fen are `0.010000`. */
function tenThousands(fen: number | null): string {
  if (fen === null) return '';
  const [whole = '0', decimals = '00'] = formatMajorUnits(fen).split('.');
  const digits = whole.padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}${decimals}`;
}
