import type { Recorded } from '../kernel/event';
import type { Block } from '../ports/document-model';
import { formRows, officerSignatures, partyForm, type On } from './case-parts';
import { documentKind, type DocumentContext, type DocumentKind } from './document-kind';
import { filedBlobs, sealedBlobs } from './filed-blobs';
import { dateText } from './wording';

/** P28, S10: what lies in the archived file (卷内目录). */

/** Kinds of documents that are the organ's own business and lie in the 副卷. */
export const internalKinds: ReadonlySet<string> = new Set([
  ...['filing-approval', 'not-filed-approval', 'investigation-report', 'legal-review-opinion'],
  ...['collective-discussion', 'closing-approval', 'file-contents', 'late-entry'],
]);

type Line = readonly [number: string, title: string, date: string];

/** The list of the file, of the documents of the other kinds and of the uploaded files; sealed papers are in none. */
export const fileContents = (kinds: readonly DocumentKind[]): DocumentKind =>
  documentKind<On<'CaseArchived'>>({
    kind: 'file-contents',
    zh: '卷内目录',
    en: 'Contents of the file',
    events: ['CaseArchived'],
    body: (context) => {
      const { event, events } = context;
      const { catalogue, retentionYears } = event.data;
      const first = events[0] ?? event;
      const lines = kinds.map((kind) => ({ kind, lines: linesOf(kind, context) }));
      const main = lines.filter(({ kind }) => !internalKinds.has(kind.kind)).flatMap((each) => each.lines);
      const internal = lines.filter(({ kind }) => internalKinds.has(kind.kind)).flatMap((each) => each.lines);
      return {
        number: catalogue,
        blocks: [
          partyForm(events),
          {
            kind: 'form',
            rows: formRows([
              {
                label: '案卷起止',
                value: `${dateText(first.meta.legal.d)}至${dateText(event.meta.legal.d)}`,
              },
              { label: '保管期限', value: `${retentionYears}年` },
            ]),
          },
          ...listed('正卷', [...inOrder(main), ...uploaded(events)]),
          ...listed('副卷', inOrder(internal)),
          {
            kind: 'signatures',
            lines: officerSignatures(
              context,
              event.meta.actors.map(({ u }) => u),
              '立卷人',
            ),
          },
        ],
      };
    },
  });

interface Dated {
  readonly revision: number;
  readonly line: Line;
}

function linesOf(kind: DocumentKind, { events, ...registers }: DocumentContext): readonly Dated[] {
  return events.flatMap((event, place) => {
    if (!kind.events.includes(event.type) || kind.when?.(event) === false) return [];
    const { number = '' } = kind.body({ ...registers, event, events: events.slice(0, place + 1) });
    const { revision, legal } = event.meta;
    return [{ revision, line: [number, kind.zh, dateText(legal.d)] }];
  });
}

const inOrder = (dated: readonly Dated[]): readonly Line[] =>
  dated.toSorted((one, other) => one.revision - other.revision).map(({ line }) => line);

function uploaded(events: readonly Recorded[]): readonly Line[] {
  const sealed = sealedBlobs(events);
  return filedBlobs(events)
    .filter(({ blob }) => !sealed.has(blob))
    .map(({ label, revision, evidence }): Line => {
      const named = events.find(({ meta }) => meta.revision === revision);
      const date = named === undefined ? '' : dateText(named.meta.legal.d);
      return ['', `${evidence ? '证据' : '附件'} ${label}`, date];
    });
}

const listed = (heading: string, lines: readonly Line[]): readonly Block[] =>
  lines.length === 0
    ? []
    : [
        { kind: 'heading', text: `${heading}（共${lines.length}件）` },
        {
          kind: 'table',
          head: ['序号', '文号', '题名', '日期'],
          widths: [1, 4, 6, 3],
          rows: lines.map((line, place) => [String(place + 1), ...line]),
        },
      ];
