/** Types of documents that an organ keeps templates of, in words. The codes stand in records and never change. */
export const documentTypeTexts: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'case-filing': { zh: '立案审批表', en: 'Approval of the filing' },
  'on-spot-decision': { zh: '当场行政处罚决定书', en: 'Penalty decision made on the spot' },
  'penalty-decision': { zh: '行政处罚决定书', en: 'Penalty decision' },
  'no-penalty-decision': { zh: '不予行政处罚决定书', en: 'Decision of no penalty' },
  'termination-decision': { zh: '终止案件调查决定书', en: 'Decision that ends a case' },
  urge: { zh: '行政强制执行催告书', en: 'Urge before enforcement' },
  'execution-decision': { zh: '行政强制执行决定书', en: 'Decision to enforce' },
  'substitute-decision': { zh: '代履行决定书', en: 'Decision on substitute performance' },
};

/** A type that no procedure here knows is called by its code. */
export const documentTypeText = (type: string): { readonly zh: string; readonly en: string } =>
  documentTypeTexts[type] ?? { zh: type, en: type };
