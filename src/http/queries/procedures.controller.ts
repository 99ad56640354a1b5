import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { charts } from '../../app/procedures/charts';
import { flowChartSvg } from '../../app/procedures/flow-chart';
import { Allow, NotFound, type GuardedRequest } from '../access';
import { languageOf } from '../language';
import { GivesFile } from '../openapi/describe';

/** 执法流程图 for everybody, drawn from the tables by which commands are judged. */
@Controller('v1/public/procedures')
@Allow({ kind: 'public' })
export class ProceduresController {
  @Get(':procedure/chart.svg')
  @Header('cache-control', 'public, max-age=3600')
  @GivesFile(
    ['image/svg+xml'],
    '执法流程图（SVG，simple 或 general），由程序表生成，供屏幕阅读器逐项朗读',
    'Flow chart of a procedure (simple or general), from its table, with text for screen readers',
  )
  chart(@Req() request: GuardedRequest, @Res() reply: FastifyReply): void {
    const { procedure } = request.params as { readonly procedure: string };
    const found = charts.get(procedure);
    if (found === undefined) throw new NotFound('procedure');
    const language = languageOf(request.headers['accept-language']);
    void reply
      .header('content-type', 'image/svg+xml; charset=utf-8')
      .header('content-language', language === 'zh' ? 'zh-CN' : 'en')
      .header('vary', 'accept-language')
      .send(flowChartSvg(found, language));
  }
}
