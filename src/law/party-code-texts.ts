/**
 * Registers other than that of 统一社会信用代码 in which an organisation may have its number, by the code that identities
 * name (`idType`), with the column of the “双公示” data set (B.9 of the specification) in which it stands.
 */
export const partyCodeTexts = {
  'registration-number': { zh: '工商注册号', en: 'business registration number', column: 'CF_XDR_GSZC' },
  'organisation-code': { zh: '组织机构代码', en: 'organisation code', column: 'CF_XDR_ZZJG' },
  'tax-number': { zh: '税务登记号', en: 'tax registration number', column: 'CF_XDR_SWDJ' },
  'institution-certificate': {
    zh: '事业单位证书号',
    en: 'number of the certificate of a public institution',
    column: 'CF_XDR_SYDW',
  },
  'social-organisation': {
    zh: '社会组织登记证号',
    en: 'registration number of a social organisation',
    column: 'CF_XDR_SHZZ',
  },
} as const;

export type PartyCodeType = keyof typeof partyCodeTexts;

export const isPartyCodeType = (type: unknown): type is PartyCodeType =>
  typeof type === 'string' && Object.hasOwn(partyCodeTexts, type);
