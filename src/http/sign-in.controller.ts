import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { AccountService } from '../app/accounts/account-service';
import type { Principal } from '../app/accounts/principals';
import { Tokens, TOKEN_SECONDS } from '../app/accounts/tokens';
import { Allow, principalOf, type GuardedRequest } from './access';
import { ChangePassword, SignIn } from './account-inputs';
import { Answers, Takes } from './openapi/describe';
import { LooksAtPassword } from './rates';
import { validated } from './validate';

/** A token and how long it is good. Signing in again is how it is renewed. */
export interface SignedIn {
  readonly token: string;
  readonly tokenType: 'Bearer';
  readonly expiresIn: number;
  /** The token opens nothing but `POST /v1/password` until the first password was changed. */
  readonly mustChangePassword: boolean;
}

@Controller('v1')
export class SignInController {
  constructor(
    private readonly accounts: AccountService,
    private readonly tokens: Tokens,
  ) {}

  @Post('sign-in')
  @HttpCode(200)
  @Allow({ kind: 'public' })
  @LooksAtPassword()
  @Takes(SignIn)
  @Answers('SignedIn', '登录，取得 15 分钟的凭证', 'Sign in for a token of 15 minutes')
  async signIn(@Body() body: unknown): Promise<SignedIn> {
    const { name, password } = validated(SignIn, body);
    const { id, tokenEpoch, mustChange } = await this.accounts.signIn(name, password);
    return this.#signedIn(id, tokenEpoch, mustChange);
  }

  @Post('password')
  @HttpCode(200)
  @Allow({ kind: 'signed-in', firstPassword: true })
  @LooksAtPassword()
  @Takes(ChangePassword)
  @Answers(
    'SignedIn',
    '修改自己的密码；此前的凭证全部失效',
    'Change one’s own password; ends all tokens given out before',
  )
  async changePassword(@Body() body: unknown, @Req() request: GuardedRequest): Promise<SignedIn> {
    const { oldPassword, newPassword } = validated(ChangePassword, body);
    const { account } = principalOf(request);
    await this.accounts.changePassword(account, oldPassword, newPassword);
    const { tokenEpoch } = await this.accounts.find(account);
    return this.#signedIn(account, tokenEpoch, false);
  }

  @Post('sign-out')
  @HttpCode(204)
  @Allow({ kind: 'signed-in', firstPassword: true })
  @Answers(undefined, '退出：自己的凭证全部失效', 'Sign out: ends all of one’s own tokens')
  async signOut(@Req() request: GuardedRequest): Promise<void> {
    await this.accounts.revoke(principalOf(request).account);
  }

  @Get('me')
  @Allow({ kind: 'signed-in', firstPassword: true })
  @Answers('Principal', '我是谁，有哪些角色', 'Who am I, and in which roles')
  me(@Req() request: GuardedRequest): Principal {
    return principalOf(request);
  }

  async #signedIn(account: string, epoch: number, mustChangePassword: boolean): Promise<SignedIn> {
    const { token } = await this.tokens.issue(account, epoch);
    return { token, tokenType: 'Bearer', expiresIn: TOKEN_SECONDS, mustChangePassword };
  }
}
