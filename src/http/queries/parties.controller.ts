import { Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { ListCases, type CasePage } from '../../app/bus/case-queries';
import { Parties } from '../../app/readings/parties';
import { Allow, type GuardedRequest } from '../access';
import { PAGE } from '../limits';
import { Answers, Takes, TakesQuery } from '../openapi/describe';
import { About } from '../scope.guard';
import { validated } from '../validate';
import { ClocksQuery, QueryDoor, readQuery } from './asking';
import { present } from '../../kernel/plain-data';
import { caseReaders } from './cases.controller';
import { Cursor, Limit } from './members';
import { TextForm } from '../text-form';

/** Who a party is: its number where it is known, its name otherwise; as the cases have it. */
export class PartyIdentity {
  @IsIn(['citizen', 'organisation', 'individual-business'])
  kind!: 'citizen' | 'organisation' | 'individual-business';
  @IsString() @Length(1, 200) name!: string;
  @IsOptional()
  @IsString()
  @TextForm(/^[a-z0-9][a-z0-9.-]{0,59}$/u, {
    zh: '证件种类代号，如 identity-card',
    en: 'the code of a kind of identity document',
  })
  idType?: string;
  @IsOptional() @IsString() @Length(1, 64) idNumber?: string;
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
    private readonly parties: Parties,
  ) {}

  @Get('cases/:stream/same-party')
  @About('case')
  @TakesQuery(PartyCasesQuery)
  @Answers('CasePage', '同一当事人的全部案件', 'All cases of the party of this case')
  async sameParty(@Req() request: GuardedRequest): Promise<CasePage> {
    const { stream } = request.params as { readonly stream: string };
    return this.#ask(request, await this.parties.ofCase(stream));
  }

  @Post('parties/cases')
  @HttpCode(200)
  @Takes(PartyIdentity)
  @TakesQuery(PartyCasesQuery)
  @Answers('CasePage', '按证件或名称查同一当事人的全部案件', 'All cases of a party, by its number or name')
  byIdentity(@Req() request: GuardedRequest): Promise<CasePage> {
    return this.#ask(request, this.parties.ofName(validated(PartyIdentity, request.body)));
  }

  async #ask(request: GuardedRequest, partyToken: string | undefined): Promise<CasePage> {
    const { limit, cursor, waitFor, ...clocks } = readQuery(PartyCasesQuery, request);
    if (partyToken === undefined) return { items: [] };
    const asked = { filter: { partyToken }, clocks: present(clocks), limit, ...present({ cursor }) };
    return this.door.ask(ListCases, request, present({ waitFor }), asked);
  }
}
