import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { AccountService, type AccountView } from '../app/accounts/account-service';
import { streamFor } from '../app/handles';
import { Allow } from './access';
import { CreateAccount } from './account-inputs';
import { readCommandId } from './commands/command-envelope';
import { Answers, Takes, TakesQuery } from './openapi/describe';
import { cursorOf, PageQuery, readCursor, type Page } from './paging';
import { validated } from './validate';

/**
 * Sign-in accounts, for administrators of every organ: an account belongs to no organ until it is granted a role in
 * one. What an account may do is commanded (`/grant-role`, `/revoke-role`) and stands in the ledger; this is only
 * about who can sign in.
 */
@Controller('v1/accounts')
@Allow({ kind: 'roles', roles: ['administrator'], everyOrgan: true })
export class AccountsController {
  constructor(private readonly accounts: AccountService) {}

  @Post()
  @HttpCode(201)
  @Takes(CreateAccount, 'idempotent')
  @Answers(
    'NewAccount',
    '创建账号；初始密码只显示这一次',
    'Create an account; its first password is shown this once',
  )
  async create(@Body() body: unknown, @Headers('idempotency-key') key: string | undefined) {
    const { name } = validated(CreateAccount, body);
    return this.accounts.create({ account: streamFor('account', readCommandId(key, undefined)), name });
  }

  @Get()
  @TakesQuery(PageQuery)
  @Answers('AccountPage', '账号列表', 'Accounts by name')
  async list(@Query() query: unknown): Promise<Page<AccountView>> {
    const { cursor, limit } = validated(PageQuery, query);
    const [after = ''] = readCursor(cursor, 'accounts') as string[];
    const accounts = await this.accounts.list(after, limit + 1);
    const items = accounts.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(accounts.length > limit && last ? { next: cursorOf('accounts', [last.name]) } : {}) };
  }

  @Get(':account')
  @Answers('Account', '一个账号', 'One account')
  one(@Param('account') account: string): Promise<AccountView> {
    return this.accounts.view(account);
  }

  @Post(':account/reset-password')
  @HttpCode(200)
  @Answers(
    'FirstPassword',
    '重置密码并解锁；新的初始密码只显示这一次',
    'Reset the password and unlock; the new first password is shown this once',
  )
  reset(@Param('account') account: string): Promise<{ readonly password: string }> {
    return this.accounts.reset(account);
  }

  @Post(':account/disable')
  @HttpCode(204)
  @Answers(undefined, '停用账号', 'Close the account')
  disable(@Param('account') account: string): Promise<void> {
    return this.accounts.setDisabled(account, true);
  }

  @Post(':account/enable')
  @HttpCode(204)
  @Answers(undefined, '启用账号', 'Open the account again')
  enable(@Param('account') account: string): Promise<void> {
    return this.accounts.setDisabled(account, false);
  }

  @Post(':account/revoke-tokens')
  @HttpCode(204)
  @Answers(undefined, '使该账号的凭证全部失效', 'End every token of the account')
  revoke(@Param('account') account: string): Promise<void> {
    return this.accounts.revoke(account);
  }
}
