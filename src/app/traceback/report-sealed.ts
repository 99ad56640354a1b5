import { said, under } from '../../documents/case-parts';
import type { Block } from '../../ports/document-model';
import { levels, pointsText, standings } from './report-parts';
import { digestText, GAP, personText, type Paper } from './report-words';

/** 密封附页: what is sealed, on a page of its own behind the report; none for whoever may not see it. */
export function sealedBlocks({ given: { sealed, hash }, names }: Paper): readonly Block[] {
  if (sealed === undefined) return [];
  const { interference, exemption, matrix } = sealed;
  return [
    { kind: 'page' },
    ...under(`密封附页${GAP}只向纪检监察机关出示`),
    {
      kind: 'form',
      rows: [
        [{ label: '所附报告', value: digestText(hash) }],
        [{ label: '附页摘要', value: digestText(sealed.hash) }],
        [{ label: '干预记录', value: pointsText(interference) }],
        [{ label: '命令与免责', value: pointsText(exemption) }],
      ],
    },
    ...(matrix.length === 0
      ? [said('密封记录未对责任人员名单作出补充')]
      : [
          {
            kind: 'table' as const,
            head: ['人员', '身份与责任', '证明事实', '反证事实'],
            widths: [5, 4, 7, 7],
            rows: matrix.map((share) => [
              personText(names, share.person),
              `${share.row}${GAP}${share.zh}\n${levels[share.level]}\n${standings[share.standing]}`,
              pointsText(share.for),
              pointsText(share.against),
            ]),
          },
        ]),
  ];
}
