import { Controller, Get, Header, Req } from '@nestjs/common';
import { exAnteKinds, type ExAnteKind } from '../../../projections/disclosure/ex-ante.queries';
import {
  catalogues,
  ListExAnte,
  ListOrgans,
  ReadCatalogue,
  type ExAnteView,
} from '../../app/bus/public-list-queries';
import { charts } from '../../app/procedures/charts';
import { Allow, NotFound, type GuardedRequest } from '../access';
import { PAGE } from '../limits';
import { Answers, TakesQuery } from '../openapi/describe';
import { ClocksQuery, QueryDoor, readQuery } from './asking';
import { present } from '../../kernel/plain-data';
import { Cursor, Limit, OneOf } from './members';

/** Organs that may act, on both clocks. */
export class OrgansQuery extends ClocksQuery {
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

/** What an organ makes public before it acts. */
export class ExAnteQuery extends OrgansQuery {
  @OneOf(exAnteKinds) kind?: ExAnteKind;
}

/** Answers may be kept for a minute: nothing here is about whoever asks. */
const FOR_A_MINUTE = 'public, max-age=60';
const handle = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,119}$/u;

const isCatalogue = (list: string): list is keyof typeof catalogues => Object.hasOwn(catalogues, list);

/** 流程图: where the procedures are drawn by which an item of penalties is carried out (A203). */
function chartsFor({ kind, content }: ExAnteView): readonly string[] | undefined {
  const acts = kind === 'item' ? (content as { readonly acts?: readonly string[] }).acts : undefined;
  if (acts?.includes('penalty') !== true) return undefined;
  return [...charts.keys()].map((procedure) => `/v1/public/procedures/${procedure}/chart.svg`);
}

/** 事前公开: what everybody may know of organs before they act, without a sign-in. */
@Controller('v1/public/organs')
@Allow({ kind: 'public' })
export class PublicListsController {
  constructor(private readonly door: QueryDoor) {}

  @Get()
  @Header('cache-control', FOR_A_MINUTE)
  @TakesQuery(OrgansQuery)
  @Answers('ExAntePage', '执法主体名录', 'Organs that may act')
  organs(@Req() request: GuardedRequest) {
    const { limit, waitFor, ...asked } = readQuery(OrgansQuery, request);
    return this.door.ask(ListOrgans, request, present({ waitFor }), { limit, ...present(asked) });
  }

  @Get(':organ/ex-ante')
  @Header('cache-control', FOR_A_MINUTE)
  @TakesQuery(ExAnteQuery)
  @Answers('ExAntePage', '事前公示', 'What an organ makes public before it acts')
  async exAnte(@Req() request: GuardedRequest) {
    const { limit, waitFor, ...asked } = readQuery(ExAnteQuery, request);
    const organ = organOf(request);
    const page = await this.door.ask(ListExAnte, request, present({ waitFor }), {
      ...{ organ, limit, ...present(asked) },
    });
    return {
      ...page,
      items: page.items.map((each) => ({ ...each, ...present({ flowCharts: chartsFor(each) }) })),
    };
  }

  @Get(':organ/catalogues/:list')
  @Header('cache-control', FOR_A_MINUTE)
  @TakesQuery(ClocksQuery)
  @Answers(
    'Catalogue',
    '目录清单：法制审核、集体讨论、音像记录、重大决定备案',
    'Catalogue of acts: legal review, collective discussion, recording, filing of major decisions',
  )
  catalogue(@Req() request: GuardedRequest) {
    const { waitFor, ...clocks } = readQuery(ClocksQuery, request);
    const { list = '' } = request.params as { readonly list?: string };
    if (!isCatalogue(list)) throw new NotFound('catalogue');
    const asked = { organ: organOf(request), list, ...present(clocks) };
    return this.door.ask(ReadCatalogue, request, present({ waitFor }), asked);
  }
}

function organOf(request: GuardedRequest): string {
  const { organ = '' } = request.params as { readonly organ?: string };
  if (!handle.test(organ)) throw new NotFound('organ');
  return organ;
}
