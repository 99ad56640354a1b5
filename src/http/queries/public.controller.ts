import { Readable } from 'node:stream';
import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  exportFormats,
  exportParts,
  noticeChannels,
  type NoticeChannel,
} from '../../app/export/double-disclosure';
import { ExportPenalties, FindCertificates, ListNotices, ReadNotice } from '../../app/bus/disclosure-queries';
import { Allow, NotFound, type GuardedRequest } from '../access';
import { PAGE } from '../limits';
import { Answers, GivesFile, TakesQuery } from '../openapi/describe';
import { ClocksQuery, QueryDoor, readQuery, WaitingQuery } from './asking';
import { present } from '../../kernel/plain-data';
import { Cursor, Day, Handle, Limit, OneOf, Words } from './members';

/** Published decisions; dates are those of publication. */
export class DisclosuresQuery extends ClocksQuery {
  @Words(100) q?: string;
  @Handle() organ?: string;
  @OneOf(noticeChannels) channel?: NoticeChannel;
  @Day() from?: string;
  @Day() to?: string;
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

/** Whether somebody who shows a certificate is an officer. */
export class OfficersQuery extends WaitingQuery {
  /** In characters or pinyin. */
  @Words(100) name?: string;
  @Words(60) number?: string;
  @Handle() organ?: string;
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

/** The data set of penalties as a file; days are those of publication. */
export class DoubleDisclosureQuery extends ClocksQuery {
  @Handle() organ?: string;
  /** Without it a decision has a record for each channel that shows it. */
  @OneOf(noticeChannels) channel?: NoticeChannel;
  @Day() from?: string;
  @Day() to?: string;
  @OneOf(exportFormats) format: (typeof exportFormats)[number] = 'csv';
  /** Of CSV: the records, or what keeps decisions from being one. */
  @OneOf(exportParts) part: (typeof exportParts)[number] = 'records';
  /** Of CSV: begins with a byte order mark, for spreadsheets. */
  @OneOf(['true', 'false']) bom: 'true' | 'false' = 'false';
}

/** Answers may be kept for a minute: nothing here is about whoever asks. */
const FOR_A_MINUTE = 'public, max-age=60';
const part = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,119}$/u;

/** What everybody may see without a sign-in: published decisions, and the register of officers. */
@Controller('v1/public')
@Allow({ kind: 'public' })
export class PublicController {
  constructor(private readonly door: QueryDoor) {}

  @Get('disclosures')
  @Header('cache-control', FOR_A_MINUTE)
  @TakesQuery(DisclosuresQuery)
  @Answers('NoticePage', '行政处罚决定公示', 'Published decisions, the last published first')
  disclosures(@Req() request: GuardedRequest) {
    const { q: text, limit, cursor, waitFor, ...rest } = readQuery(DisclosuresQuery, request);
    const filter = present({ text, ...rest });
    const query = present({ waitFor });
    return this.door.ask(ListNotices, request, query, { filter, limit, ...present({ cursor }) });
  }

  @Get('disclosures/:case/:channel')
  @Header('cache-control', FOR_A_MINUTE)
  @TakesQuery(ClocksQuery)
  @Answers('Notice', '一项公示', 'One published decision')
  disclosure(@Req() request: GuardedRequest) {
    const { waitFor, ...clocks } = readQuery(ClocksQuery, request);
    const { case: id = '', channel = '' } = request.params as {
      readonly case?: string;
      readonly channel?: string;
    };
    if (!part.test(id) || !part.test(channel)) throw new NotFound('disclosure');
    const asked = { case: id, channel, clocks: present(clocks) };
    return this.door.ask(ReadNotice, request, present({ waitFor }), asked);
  }

  @Get('officers')
  @Header('cache-control', FOR_A_MINUTE)
  @TakesQuery(OfficersQuery)
  @Answers('CertificatePage', '执法人员资格查询', 'Officers by certificate number or name')
  officers(@Req() request: GuardedRequest) {
    const { name, number, organ, limit, cursor, ...query } = readQuery(OfficersQuery, request);
    const by = present({ name, number, organ });
    return this.door.ask(FindCertificates, request, query, { by, limit, ...present({ cursor }) });
  }

  @Get('double-disclosure')
  @TakesQuery(DoubleDisclosureQuery)
  @GivesFile(
    ['text/csv', 'application/json'],
    '“双公示”行政处罚数据：公开字段，不能依法填写的列为缺口',
    'The data set of published penalties; what cannot be filled lawfully is listed as a gap',
  )
  async doubleDisclosure(@Req() request: GuardedRequest, @Res() reply: FastifyReply): Promise<void> {
    const { format, part: wanted, bom, waitFor, ...rest } = readQuery(DoubleDisclosureQuery, request);
    const asked = { filter: present(rest), format, part: wanted, bom: bom === 'true' };
    const text = await this.door.ask(ExportPenalties, request, present({ waitFor }), asked);
    void reply
      .header(
        'content-type',
        format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      )
      .header('content-disposition', `attachment; filename="penalties-${wanted}.${format}"`)
      .send(Readable.from(text, { objectMode: false }));
  }
}
