import { Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ListCases, type CasePage } from '../../app/bus/case-queries';
import { COMMANDING, type Commanding } from '../../app/bus/requests';
import { Pseudonyms } from '../../app/sealed/pseudonyms';
import { penaltyCase } from '../../domain/penalty-case/decider';
import { Code, OneOf, Optional, Text } from '../../domain/fields';
import { Allow, type GuardedRequest } from '../access';
import { PAGE } from '../limits';
import { Answers, Takes, TakesQuery } from '../openapi/describe';
import { About } from '../scope.guard';
import { validated } from '../validate';
import { ClocksQuery, present, QueryDoor, readQuery } from './asking';
import { caseReaders } from './cases.controller';
import { Cursor, Limit } from './members';

/** Who a party is: its number where it is known, its name otherwise; as the cases have it. */
export class PartyIdentity {
  @OneOf(['citizen', 'organisation', 'individual-business'])
  kind!: 'citizen' | 'organisation' | 'individual-business';
  @Text(200) name!: string;
  @Optional() @Code() idType?: string;
  @Optional() @Text(64) idNumber?: string;
}

export class PartyCasesQuery extends ClocksQuery {
  @Cursor() cursor?: string;
  @Limit() limit: number = PAGE.standard;
}

/**
 * 同一执法对象 (A092, A219): all cases of one party in the organs of whoever asks. Cases are found by a keyed digest of the
 * number, or name; what identifies the party stands in no address, and in no stream in clear.
 */
@Controller('v1')
@Allow({ kind: 'roles', roles: caseReaders })
export class PartiesController {
  constructor(
    private readonly door: QueryDoor,
    @Inject(COMMANDING) private readonly commanding: Commanding,
    private readonly pseudonyms: Pseudonyms,
  ) {}

  @Get('cases/:stream/same-party')
  @About('case')
  @TakesQuery(PartyCasesQuery)
  @Answers('CasePage', '同一当事人的全部案件', 'All cases of the party of this case')
  async ofCase(@Req() request: GuardedRequest): Promise<CasePage> {
    const { stream } = request.params as { readonly stream: string };
    const { state } = await this.commanding.path.load(penaltyCase, stream);
    return this.#ask(request, state.opening?.party.token);
  }

  @Post('parties/cases')
  @HttpCode(200)
  @Takes(PartyIdentity)
  @TakesQuery(PartyCasesQuery)
  @Answers('CasePage', '按证件或名称查同一当事人的全部案件', 'All cases of a party, by its number or name')
  ofIdentity(@Req() request: GuardedRequest): Promise<CasePage> {
    return this.#ask(request, this.pseudonyms.ofParty(validated(PartyIdentity, request.body)));
  }

  async #ask(request: GuardedRequest, partyToken: string | undefined): Promise<CasePage> {
    const { limit, cursor, waitFor, ...clocks } = readQuery(PartyCasesQuery, request);
    if (partyToken === undefined || partyToken === '') return { items: [] };
    const asked = { filter: { partyToken }, clocks: present(clocks), limit, ...present({ cursor }) };
    return this.door.ask(ListCases, request, present({ waitFor }), asked);
  }
}
