import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { IsObject, IsString, Length } from 'class-validator';
import { SavedFilterService } from '../app/accounts/saved-filter-service';
import { Allow, principalOf, type GuardedRequest } from './access';
import { Answers, Takes } from './openapi/describe';
import { itemsOf } from './paging';
import { caseReaders } from './queries/cases.controller';
import { CaseFilterMembers } from './queries/case-filter';
import { validated } from './validate';
import { TextForm } from './text-form';

/** A name with something in it besides blanks. */
class FilterName {
  @IsString() @Length(1, 60) @TextForm(/\S/u, { zh: '非空白文本', en: 'more than spaces' }) name!: string;
}

/** A filter of the list of cases, and the name to keep it under. */
class FilterToSave extends FilterName {
  /** Members of the query of `GET /v1/cases`, without its page. */
  @IsObject() filter!: object;
}

/** Filters of the list of cases that people keep for themselves: `GET /v1/cases?saved=NAME` lists by one. */
@Controller('v1/saved-filters')
@Allow({ kind: 'roles', roles: caseReaders })
export class SavedFiltersController {
  constructor(private readonly filters: SavedFilterService) {}

  @Get()
  @Answers('SavedFilters', '自己保存的筛选', 'One’s own saved filters')
  async list(@Req() request: GuardedRequest) {
    return itemsOf(await this.filters.list(principalOf(request).account));
  }

  @Post()
  @HttpCode(200)
  @Takes(FilterToSave)
  @Answers('SavedFilter', '保存筛选，同名者覆盖', 'Keep a filter, in place of the one of that name')
  save(@Body() body: unknown, @Req() request: GuardedRequest) {
    const { name, filter } = validated(FilterToSave, body);
    const checked = Object.fromEntries(
      Object.entries(validated(CaseFilterMembers, filter)).filter(([, value]) => value !== undefined),
    );
    return this.filters.save(principalOf(request).account, name, checked);
  }

  @Post('remove')
  @HttpCode(204)
  @Takes(FilterName)
  @Answers(undefined, '删除自己保存的筛选', 'Remove one of one’s own filters')
  remove(@Body() body: unknown, @Req() request: GuardedRequest): Promise<void> {
    return this.filters.remove(principalOf(request).account, validated(FilterName, body).name);
  }
}
