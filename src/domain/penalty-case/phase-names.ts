import type { Phase } from './state';

/** What people call the phases of a case. */
export const phaseNames: Readonly<Record<Phase, { readonly zh: string; readonly en: string }>> = {
  none: { zh: '尚无案件', en: 'No case yet' },
  opened: { zh: '现场立案', en: 'Opened on the spot' },
  shown: { zh: '已出示证件', en: 'Credential shown' },
  recorded: { zh: '已认定事实', en: 'Facts recorded' },
  informed: { zh: '已告知并听取申辩', en: 'Party told and heard' },
  converted: { zh: '已转为普通程序', en: 'Left the simple procedure' },
  clue: { zh: '线索', en: 'Clue' },
  verified: { zh: '已核查', en: 'Clue verified' },
  'not-filed': { zh: '不予立案', en: 'Not filed' },
  filed: { zh: '已立案', en: 'Filed' },
  investigating: { zh: '调查取证', en: 'Under investigation' },
  concluded: { zh: '调查终结', en: 'Investigation concluded' },
  noticed: { zh: '已事先告知', en: 'Prior notice served' },
  suspended: { zh: '中止', en: 'Suspended' },
  transferred: { zh: '已移送', en: 'Transferred' },
  decided: { zh: '已作出决定', en: 'Decided' },
  delivered: { zh: '已送达', en: 'Served' },
  closed: { zh: '已结案', en: 'Closed' },
  archived: { zh: '已归档', en: 'Archived' },
  imported: { zh: '外部导入', en: 'Taken over from elsewhere' },
};
