/**
 * Names as a public view may show them, where it may show them at all. What is masked says no more than the surname:
 * neither how long the given name is nor what a source that masked less left standing.
 */

/** What the law asks of a party before its name is shown. */
export interface NamedParty {
  readonly name: string;
  readonly kind: string;
  readonly minor: boolean;
}

/** Surnames of two characters, in simplified and traditional writing. */
const compoundSurnames = new Set([
  ...['欧阳', '歐陽', '司马', '司馬', '上官', '诸葛', '諸葛', '夏侯', '皇甫', '尉迟', '尉遲', '公孙', '公孫'],
  ...['慕容', '令狐', '长孙', '長孫', '宇文', '司徒', '司空', '端木', '东方', '東方', '独孤', '獨孤', '南宫'],
  ...['南宮', '西门', '西門', '呼延', '钟离', '鍾離', '百里', '淳于', '澹台', '公冶', '轩辕', '軒轅', '闻人'],
  ...['聞人', '赫连', '赫連', '申屠', '太叔', '仲孙', '单于', '濮阳', '濮陽', '东郭', '拓跋', '完颜', '完顏'],
  ...['万俟', '第五', '鲜于', '鮮于', '闾丘', '司寇', '宰父', '谷梁', '段干', '梁丘', '左丘', '呼和', '纳兰'],
]);

/** 某某: what stands for the rest of a name. */
const HIDDEN = '某某';
const HIDDEN_LETTERS = '***';

/** The dots between the parts of names of many peoples (买买提·吐尔逊), in the ways in which they are typed. */
const nameDots = /[·•・‧⋅∙．᛫]/u;
const han = /^\p{Script=Han}$/u;
const letter = /^\p{L}$/u;

/**
 * A natural person's name without what tells him from others: `张小明` → `张某某`, `欧阳修` → `欧阳某某`,
 * `买买提·吐尔逊` → `买某某`, `John Smith` → `J***`, `孙*` → `孙某某`. Masking again changes nothing.
 */
export function maskPersonName(name: string): string {
  const signs = [...name.normalize('NFC').trim()];
  const [first = ''] = signs;
  // A source that masked from the front has left nothing to show.
  if (first === '某' || !letter.test(first)) return HIDDEN;
  if (!han.test(first)) return `${first}${HIDDEN_LETTERS}`;
  // A name of a single character has no surname that could be left standing.
  if (signs.length < 2) return HIDDEN;
  const two = signs.slice(0, 2).join('');
  // The first part of a dotted name is the given name, not the family's.
  const compound =
    signs.length > 2 && compoundSurnames.has(two) && !signs.some((sign) => nameDots.test(sign));
  return `${compound ? two : first}${HIDDEN}`;
}

/**
 * A party's name for the public: organisations and people in business in full, other people masked, minors not at all.
 * A kind that is not known counts as a person. Everything else that identifies (numbers, addresses, telephones) has no
 * form in which it could be shown.
 */
export function publicName({ name, kind, minor }: NamedParty): string | null {
  if (minor) return null;
  return kind === 'organisation' || kind === 'individual-business' ? name : maskPersonName(name);
}
