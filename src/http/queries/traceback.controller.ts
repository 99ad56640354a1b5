import { Controller, Get, Req } from '@nestjs/common';
import { IsString, Length, Matches } from 'class-validator';
import type { Role } from '../../app/bus/command-catalogue';
import { Tracebacks, type GivenReport } from '../../app/traceback/tracebacks';
import { Allow, principalOf, type GuardedRequest } from '../access';
import { Answers, TakesQuery } from '../openapi/describe';
import { About } from '../scope.guard';
import { readQuery } from './asking';
import { Day, Moment } from './members';

export class TracebackQuery {
  /** Code of the finding: `W-10`, `R-14`, or `reversal`. */
  @IsString() @Matches(/^(?:[RW]-\d{2}|reversal)$/u) code!: string;
  /** Why it is read; it is recorded with the reading. */
  @IsString() @Length(1, 500) purpose!: string;
  @Day() asOf?: string;
  @Moment() knownAt?: string;
}

const tracing: readonly Role[] = ['discipline', 'supervisor'];

/** Who answers for a finding in a case. Reports are sealed, and each reading is recorded. */
@Controller('v1/cases/:stream/traceback')
@Allow({ kind: 'roles', roles: tracing })
export class TracebackController {
  constructor(private readonly tracebacks: Tracebacks) {}

  @Get()
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
    const { account, officer, grants } = principalOf(request);
    const role = tracing.find((each) => grants.some((grant) => grant.role === each)) ?? 'supervisor';
    return this.tracebacks.read(
      {
        ...{ stream, code },
        ...(knownAt === undefined ? {} : { knownAt }),
        ...(asOf === undefined ? {} : { asOf }),
      },
      { account, role, purpose, ...(officer === undefined ? {} : { officer }) },
    );
  }
}
