import { createHash } from 'node:crypto';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { IsString, Length } from 'class-validator';
import type { FastifyReply } from 'fastify';
import type { Role } from '../../app/bus/command-catalogue';
import type { GivenReport, GivenTracing } from '../../app/traceback/given-report';
import type { OwnRows } from '../../app/traceback/own-rows';
import { Tracebacks, type Reader } from '../../app/traceback/tracebacks';
import { Allow, principalOf, type GuardedRequest } from '../access';
import { Answers, GivesFile, TakesQuery } from '../openapi/describe';
import { About } from '../scope.guard';
import { readQuery } from './asking';
import { caseReaders } from './cases.controller';
import { Day, Moment } from './members';
import { TextForm } from '../text-form';

export class TracebackQuery {
  /** Code of the finding: `W-10`, `R-14`, or `reversal`. */
  @IsString()
  @TextForm(/^(?:[RW]-\d{2}|reversal)$/u, {
    zh: '错误代码（R-xx、W-xx）或 reversal',
    en: 'the code of an error, R-xx or W-xx, or reversal',
  })
  code!: string;
  /** Why it is read; it is recorded with the reading. */
  @IsString() @Length(1, 500) purpose!: string;
  @Day() asOf?: string;
  @Moment() knownAt?: string;
}

const tracing: readonly Role[] = ['discipline', 'supervisor'];

/** Why a report of a tracing is read. */
export class PurposeQuery {
  @IsString() @Length(1, 500) purpose!: string;
}

/** Who answers for a finding in a case. Reports are sealed, and each reading is recorded. */
@Controller('v1/cases/:stream')
@Allow({ kind: 'roles', roles: tracing })
export class TracebackController {
  constructor(private readonly tracebacks: Tracebacks) {}

  @Get('traceback')
  @About('case')
  @TakesQuery(TracebackQuery)
  @Answers(
    'TracebackReport',
    '责任倒查报告：认定、依据、责任矩阵、知情与在岗检验、记录缺口；每次读取均留痕',
    'Traceback report: finding, norm, matrix, knowledge and control tests, gaps; each reading is recorded',
  )
  report(@Req() request: GuardedRequest): Promise<GivenReport> {
    const { stream } = request.params as { readonly stream: string };
    const { code, purpose, knownAt, asOf } = readQuery(TracebackQuery, request);
    return this.tracebacks.read(
      {
        ...{ stream, code },
        ...(knownAt === undefined ? {} : { knownAt }),
        ...(asOf === undefined ? {} : { asOf }),
      },
      { ...readerOf(request, tracing), purpose },
    );
  }

  @Get('traceback.pdf')
  @About('case')
  @TakesQuery(TracebackQuery)
  @GivesFile(['application/pdf'], '责任倒查报告（PDF）', 'Traceback report as PDF')
  async reportPdf(@Req() request: GuardedRequest, @Res() reply: FastifyReply): Promise<void> {
    sendPdf(reply, await this.tracebacks.pdf(await this.report(request)), 'traceback');
  }
}

/** Tracings (责任倒查) with two officers, statements, recommendation and signatures. */
@Controller('v1/tracings/:stream')
export class TracingsController {
  constructor(private readonly tracebacks: Tracebacks) {}

  @Get('report')
  @Allow({ kind: 'roles', roles: tracing })
  @About('tracing')
  @TakesQuery(PurposeQuery)
  @Answers(
    'TracingReport',
    '倒查程序中的报告，连同陈述、建议和签署；每次读取均留痕',
    'The report of a tracing with statements, recommendation and signatures; each reading is recorded',
  )
  report(@Req() request: GuardedRequest): Promise<GivenTracing> {
    const { stream } = request.params as { readonly stream: string };
    const { purpose } = readQuery(PurposeQuery, request);
    return this.tracebacks.readTracing(stream, { ...readerOf(request, tracing), purpose });
  }

  @Get('report.pdf')
  @Allow({ kind: 'roles', roles: tracing })
  @About('tracing')
  @TakesQuery(PurposeQuery)
  @GivesFile(['application/pdf'], '倒查程序中的报告（PDF）', 'The report of a tracing as PDF')
  async reportPdf(@Req() request: GuardedRequest, @Res() reply: FastifyReply): Promise<void> {
    sendPdf(reply, await this.tracebacks.pdf(await this.report(request)), 'tracing');
  }

  @Get('own-rows')
  @Allow({ kind: 'roles', roles: caseReaders })
  @About('tracing')
  @Answers(
    'OwnRows',
    '报告中涉及本人的内容、证据和依据；读取即留痕',
    'What the report says of the reader, with evidence and basis; that he read it is recorded',
  )
  ownRows(@Req() request: GuardedRequest): Promise<OwnRows> {
    const { stream } = request.params as { readonly stream: string };
    return this.tracebacks.ownRows(stream, readerOf(request, caseReaders));
  }
}

/** Who reads, in the first of the roles that he holds where the matter belongs. */
function readerOf(request: GuardedRequest, roles: readonly Role[]): Omit<Reader, 'purpose'> {
  const { account, officer, grants } = principalOf(request);
  const { organ } = request;
  const holds = (role: Role) =>
    grants.some((grant) => grant.role === role && (grant.organ ?? organ) === organ);
  const role = roles.find(holds) ?? 'none';
  return { account, role, ...(officer === undefined ? {} : { officer }) };
}

function sendPdf(reply: FastifyReply, pdf: Buffer, name: string): void {
  void reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `inline; filename="${name}.pdf"`)
    .header('repr-digest', `sha-256=:${createHash('sha256').update(pdf).digest('base64')}:`)
    .send(pdf);
}
