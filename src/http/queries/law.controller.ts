import { Controller, Get, Header, Req } from '@nestjs/common';
import { AskDeadline, ExplainRule, ReadRules } from '../../app/bus/law-queries';
import { periodKinds, readPeriodQuestion, rolls } from '../../app/law/period-input';
import { Allow, NotFound, type GuardedRequest } from '../access';
import { Answers, TakesQuery } from '../openapi/describe';
import { QueryDoor, readQuery } from './asking';
import { present } from '../../kernel/plain-data';
import { Day, DayOrMoment, Handle, OneOf, Spans, Whole, Words } from './members';

/** Whose law: of an organ, as it adopted it, or of a territory; of the whole country without either. */
export class PlaceQuery {
  /** GB/T 2260 code. */
  @Words(6) territory?: string;
  @Handle() organ?: string;
}

export class RulesQuery extends PlaceQuery {
  /** Legal date; today without it. */
  @Day() on?: string;
}

/** A period by a key of the rule packs, or by amount and kind. */
export class DeadlineQuery extends PlaceQuery {
  @DayOrMoment() from?: string;
  @Words(60) key?: string;
  /** Which of several periods of the key. */
  @Words(60) case?: string;
  /** Extensions of the key that have been granted. */
  @Whole(10) extensions?: number;
  @Whole(100_000) amount?: number;
  @OneOf(periodKinds) kind?: string;
  @OneOf(rolls) roll?: string;
  /** `FROM..TO`, repeated or separated by commas; without TO it is still running. */
  @Spans(100) suspended?: string[];
}

/** An answer changes only with the packs, and with the day where none is given. */
const FOR_A_MINUTE = 'public, max-age=60';
const parameter = /^[a-z][a-z0-9_.]{0,59}$/u;

/** The law as data: periods with their reasons, parameters with where they come from. */
@Controller('v1/public')
@Allow({ kind: 'public' })
export class LawController {
  constructor(private readonly door: QueryDoor) {}

  @Get('deadline')
  @Header('cache-control', FOR_A_MINUTE)
  @TakesQuery(DeadlineQuery)
  @Answers('PeriodAnswer', '期限届满日及其理由', 'When a period ends, and why then')
  deadline(@Req() request: GuardedRequest) {
    const { territory, organ, suspended, ...length } = readQuery(DeadlineQuery, request);
    const spans = suspended === undefined ? {} : { suspended: suspended.map(spanOf) };
    const question = readPeriodQuestion({ ...length, ...spans });
    return this.door.ask(AskDeadline, request, {}, { place: present({ territory, organ }), question });
  }

  @Get('rules')
  @Header('cache-control', FOR_A_MINUTE)
  @TakesQuery(RulesQuery)
  @Answers(
    'Rules',
    '此地此日的全部规则参数，是否完整',
    'Every parameter of a place, and whether they are complete',
  )
  rules(@Req() request: GuardedRequest) {
    const { on, ...place } = readQuery(RulesQuery, request);
    return this.door.ask(ReadRules, request, {}, { place, ...present({ on }) });
  }

  @Get('rules/:key')
  @Header('cache-control', FOR_A_MINUTE)
  @TakesQuery(RulesQuery)
  @Answers('Rule', '一项参数为何如此取值', 'Why a parameter has its value here')
  rule(@Req() request: GuardedRequest) {
    const { key = '' } = request.params as { readonly key?: string };
    if (!parameter.test(key)) throw new NotFound('rule');
    const { on, ...place } = readQuery(RulesQuery, request);
    return this.door.ask(ExplainRule, request, {}, { place, key, ...present({ on }) });
  }
}

function spanOf(span: string): readonly [string, string | null] {
  const [from = '', to = ''] = span.split('..');
  return [from, to === '' ? null : to];
}
