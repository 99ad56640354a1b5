import { formatMajorUnits } from '../../src/kernel/money';
import { isPenaltyKind, penaltyKinds } from '../../src/law/penalty-kinds';

/** What a decision imposed, as far as it is recorded in members of its own. */
export interface Imposed {
  readonly kinds: readonly string[];
  readonly fineFen?: number | undefined;
  readonly confiscatedFen?: number | undefined;
  readonly detentionDays?: number | undefined;
  /** The source says more than could be read. */
  readonly partial?: true;
}

const PARTIAL = { zh: '（原文另有未能读出的内容）', en: ' (the source says more than could be read)' };

/** The result in both languages, made from kinds and amounts alone; null where no kind is known. */
export function resultText(imposed: Imposed): { readonly zh: string; readonly en: string } | null {
  const parts = imposed.kinds.map((kind) => partOf(kind, imposed));
  if (parts.length === 0) return null;
  const more = imposed.partial === true ? PARTIAL : { zh: '', en: '' };
  return {
    zh: `${parts.map(({ zh }) => zh).join('；')}${more.zh}`,
    en: `${parts.map(({ en }) => en).join('; ')}${more.en}`,
  };
}

function partOf(code: string, imposed: Imposed): { readonly zh: string; readonly en: string } {
  const { zh, en } = penaltyKinds[isPenaltyKind(code) ? code : 'other'];
  const days = code === 'detention' ? (imposed.detentionDays ?? 0) : 0;
  if (days > 0) return { zh: `${zh}${days}日`, en: `${en} for ${days} ${days === 1 ? 'day' : 'days'}` };
  const fen = amountOf(code, imposed);
  return fen === 0 ? { zh, en } : { zh: `${zh}${yuan(fen)}元`, en: `${en} of CNY ${yuan(fen)}` };
}

function amountOf(code: string, { fineFen = 0, confiscatedFen = 0 }: Imposed): number {
  if (code === 'fine') return fineFen;
  return code === 'confiscation-of-gains' ? confiscatedFen : 0;
}

const yuan = (fen: number): string => formatMajorUnits(fen).replace(/\.00$/u, '');
