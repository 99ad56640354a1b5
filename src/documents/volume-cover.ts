import type { Recorded } from '../kernel/event';
import type { DocumentModel } from '../ports/document-model';
import { organOf, partyForm, said, under } from './case-parts';
import { normsCited } from './filed-blobs';
import type { Names } from './names';
import { dateText } from './wording';

/** A line of the list of a volume. */
export interface VolumeItem {
  readonly path: string;
  readonly title: string;
  /** SHA-256 of the member, hexadecimal; absent where it could not be read. */
  readonly sha256?: string;
}

/** Volumes of the file for a body of review or a court (复议法 47, 48; 诉讼法 32, 67). */
export type Volume = 'open' | 'closed';

/** The list of evidence and norms (证据和依据目录) with which a volume begins. */
export function volumeCover(
  volume: Volume,
  items: readonly VolumeItem[],
  events: readonly Recorded[],
  names: Names,
  leaf: string,
): DocumentModel {
  const last = events.at(-1);
  if (last === undefined) throw new TypeError('a volume of no case');
  const title = `证据和依据目录（${volume === 'open' ? '公开卷' : '不公开卷'}）`;
  return {
    organ: names.organ(organOf(events)),
    title,
    blocks: [
      partyForm(events),
      said(
        `本卷依据截至${dateText(last.meta.legal.d)}的案件记录生成，共${items.length}件。每件后附其内容的 SHA-256 摘要，可供核对。`,
      ),
      ...(volume === 'closed'
        ? [
            said(
              '本卷证据涉及国家秘密、商业秘密或者个人隐私，请求依法不予公开，不提供当事人及其他人员查阅、复制。',
            ),
          ]
        : []),
      ...under('证据材料'),
      {
        kind: 'table',
        head: ['序号', '名称', '卷内位置', 'SHA-256'],
        widths: [1, 4, 4, 6],
        rows: items.map(({ path, title: name, sha256 }, i) => [
          String(i + 1),
          name,
          path,
          sha256 === undefined ? '未能读取' : `${sha256.slice(0, 32)} ${sha256.slice(32)}`,
        ]),
      },
      ...under('规范性文件依据'),
      {
        kind: 'table',
        head: ['序号', '规范性文件', '条款'],
        widths: [1, 8, 4],
        rows: normsCited(events).map(({ norm, article }, i) => [String(i + 1), norm, article]),
      },
      { kind: 'seal', organ: names.organ(organOf(events)), date: dateText(last.meta.legal.d) },
    ],
    imprint: {
      ...{
        id: `evidence-file-${volume}`,
        version: 1,
        event: last.meta.id,
        leaf,
        recordedAt: last.meta.recordedAt,
      },
    },
  };
}
