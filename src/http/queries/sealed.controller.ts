import { Controller, Get, Req } from '@nestjs/common';
import { IsString, Length } from 'class-validator';
import { commandCatalogue, type Role } from '../../app/bus/command-catalogue';
import { SealedReadings, type SealedAsker } from '../../app/sealed/sealed-readings';
import { Allow, principalOf, type GuardedRequest } from '../access';
import { Answers, TakesQuery } from '../openapi/describe';
import { itemsOf, type Page } from '../paging';
import { About } from '../scope.guard';
import { readQuery } from './asking';
import { Day, Handle, Moment } from './members';

export class SealedQuery {
  /** Why it is read; it is recorded with the reading. */
  @IsString() @Length(1, 500) purpose!: string;
}

export class TracingsQuery extends SealedQuery {
  @Handle() case?: string;
  @Day() asOf?: string;
  @Moment() knownAt?: string;
}

/** Whoever may record reads his own. */
export const recorders = commandCatalogue
  .flatMap(({ routes }) => routes)
  .flatMap(({ name, roles }) => (name === 'RecordInterference' ? roles : []));

export const inspection: readonly Role[] = ['discipline', 'supervisor'];

/**
 * What is sealed about a case. Whoever has a part in cases may ask, and gets his own records alone; whether there are
 * others nobody can tell from the answer.
 */
@Controller('v1/cases/:stream')
export class SealedController {
  constructor(private readonly readings: SealedReadings) {}

  @Get('sealed')
  @Allow({ kind: 'roles', roles: [...recorders, ...inspection] })
  @About('case')
  @TakesQuery(SealedQuery)
  @Answers(
    'SealedPage',
    '密封记录：干预、命令与异议、免责主张；只见本人有权知悉的部分，读取留痕',
    'Sealed records: interference, orders, exemption; only what is the asker’s to know, and each reading is recorded',
  )
  async record(@Req() request: GuardedRequest): Promise<Page<object>> {
    const { stream } = request.params as { readonly stream: string };
    return itemsOf(await this.readings.record(stream, request.organ, askerOf(request)));
  }

  @Get('discipline')
  @Allow({ kind: 'roles', roles: ['officer', 'approver', 'discipline'] })
  @About('case')
  @TakesQuery(SealedQuery)
  @Answers(
    'SealedPage',
    '纪检衔接：身份核实、判断、移送；读取留痕',
    'Hand-over to discipline inspection; each reading is recorded',
  )
  async discipline(@Req() request: GuardedRequest): Promise<Page<object>> {
    const { stream } = request.params as { readonly stream: string };
    return itemsOf(await this.readings.discipline(stream, request.organ, askerOf(request)));
  }
}

/** What is sealed and waits, over all cases of the asker's organs. */
@Controller('v1/sealed')
export class SealedMattersController {
  constructor(private readonly readings: SealedReadings) {}

  @Get('matters')
  @Allow({ kind: 'roles', roles: inspection })
  @TakesQuery(SealedQuery)
  @Answers(
    'SealedMatters',
    '待确认的干预记录，先到期者在前',
    'What waits to be acknowledged, the first due first',
  )
  async matters(@Req() request: GuardedRequest): Promise<Page<object>> {
    return itemsOf(await this.readings.matters(request.scope, askerOf(request)));
  }

  @Get('alerts')
  @Allow({ kind: 'roles', roles: ['discipline'] })
  @TakesQuery(SealedQuery)
  @Answers('SealedAlerts', '密封预警，最近发现者在前', 'Sealed alerts, the last detected first')
  async alerts(@Req() request: GuardedRequest): Promise<Page<object>> {
    return itemsOf(await this.readings.alerts(request.scope, askerOf(request)));
  }
}

/** Tracings (责任倒查), by organ; what a report says is read one by one. */
@Controller('v1/tracings')
export class TracingListController {
  constructor(private readonly readings: SealedReadings) {}

  @Get()
  @Allow({ kind: 'roles', roles: inspection })
  @TakesQuery(TracingsQuery)
  @Answers(
    'TracingPage',
    '责任倒查，最近启动者在前；读取留痕',
    'Tracings, the last opened first; each reading is recorded',
  )
  async list(@Req() request: GuardedRequest): Promise<Page<object>> {
    const { purpose, ...wanted } = readQuery(TracingsQuery, request);
    return itemsOf(await this.readings.tracings(request.scope, askerFor(purpose, request), wanted));
  }
}

export const askerOf = (request: GuardedRequest): SealedAsker =>
  askerFor(readQuery(SealedQuery, request).purpose, request);

function askerFor(purpose: string, request: GuardedRequest): SealedAsker {
  const { account, officer, grants } = principalOf(request);
  return { account, grants, purpose, ...(officer === undefined ? {} : { officer }) };
}
