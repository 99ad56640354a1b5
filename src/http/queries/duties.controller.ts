import { Controller, Get, Req } from '@nestjs/common';
import { dutyCodes, ReadDuties, type DutiesAsking } from '../../app/bus/duty-queries';
import { Allow, type GuardedRequest } from '../access';
import { Answers, TakesQuery } from '../openapi/describe';
import { About } from '../scope.guard';
import { QueryDoor, readQuery, WaitingQuery } from './asking';
import { Day, Handle, Moment, OneOf, Words } from './members';

/** Which duties of an organ, on which day, as known when. */
export class DutiesQuery extends WaitingQuery {
  /** Absent: today. */
  @Day() on?: string;
  /** What was known at this instant; absent: as corrected since. */
  @Moment() knownAt?: string;
  /** Absent: every duty. */
  @OneOf(dutyCodes) duty?: string;
  @Handle() item?: string;
  /** The unit whose leaders are asked for. */
  @Words(60) unit?: string;
}

/** Who held which duty in an organ, and who led it: what omissions are traced by. */
@Controller('v1/organs')
@Allow({ kind: 'roles', roles: ['supervisor', 'discipline', 'administrator'] })
export class DutiesController {
  constructor(private readonly door: QueryDoor) {}

  @Get(':stream/duties')
  @About('organ')
  @TakesQuery(DutiesQuery)
  @Answers('OrganDuties', '执法主体：职责与负责人', 'Organs: holders of duties, and leaders')
  duties(@Req() request: GuardedRequest) {
    const { waitFor, ...query } = readQuery(DutiesQuery, request);
    const { stream } = request.params as { readonly stream: string };
    const members = { ...query, organ: stream } as Omit<DutiesAsking, 'scope' | 'waitFor'>;
    return this.door.ask(ReadDuties, request, waitFor === undefined ? {} : { waitFor }, members);
  }
}
