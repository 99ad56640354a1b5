import { said, type Wording } from './row';

/** Texts by the codes of the record. */
export type Wordings = Readonly<Record<string, Wording | undefined>>;

/** How the codes of a sealed record read (D.5, D.6). */
export const interferenceLaw: {
  readonly means: Wordings;
  readonly requests: Wordings;
  readonly answers: Wordings;
  readonly outcomes: Wordings;
} = {
  means: {
    oral: said('口头', 'word of mouth'),
    telephone: said('电话', 'telephone'),
    message: said('短信', 'message'),
    'face-to-face': said('面谈', 'talk'),
    meeting: said('会议', 'meeting'),
    document: said('发文', 'document'),
  },
  requests: {
    file: said('立案', 'file the case'),
    drop: said('撤案', 'drop the case'),
    lighter: said('降格处理', 'treat it as less'),
    delay: said('暂缓办理', 'put it off'),
    'change-amount': said('改变数额', 'change the amount'),
    disclose: said('透露案情', 'tell of the case'),
  },
  answers: {
    refused: said('拒绝', 'refused'),
    complied: said('执行', 'complied'),
    'referred-up': said('向上请示', 'referred it upwards'),
  },
  outcomes: {
    open: said('尚未认定', 'not ruled on yet'),
    exempt: said('认定免责，该项认定保留并标注', 'exempt; the finding is kept and marked'),
    mitigated: said('认定减轻', 'mitigated'),
    denied: said('不予免责', 'denied'),
  },
};
