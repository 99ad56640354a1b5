import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Injectable,
  Logger,
  Module,
  Post,
  UnauthorizedException,
  UseGuards,
  ValidationPipe,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsISO8601 } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Tokens } from '../../src/app/accounts/tokens';
import { systemClock } from '../../src/app/clock';
import { OpenOnSite } from '../../src/domain/penalty-case/simple/commands';

/** The body of the same command: its own class, and the member of the envelope that the load sends. */
class Opening extends OpenOnSite {
  @IsISO8601() occurredAt!: string;
}

/** The same token check: signature, issuer, audience, time. */
@Injectable()
class TokenGuard implements CanActivate {
  constructor(private readonly tokens: Tokens) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { authorization } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    const token = /^Bearer +([\w.-]+)$/iu.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new UnauthorizedException();
    await this.tokens.verify(token);
    return true;
  }
}

const answer = { items: ['x'.repeat(Number(process.env['BENCH_BYTES'] ?? 0))] };

@Controller()
class BareController {
  constructor(private readonly tokens: Tokens) {}

  @Get('health')
  health(): object {
    return { ok: true };
  }

  /** An answer as long as is asked for. */
  @Get('v1/cases')
  @UseGuards(TokenGuard)
  list(): object {
    return answer;
  }

  @Post('v1/cases')
  @HttpCode(201)
  @UseGuards(TokenGuard)
  open(@Body() body: Opening): object {
    return { stream: `case-${body.actId}`, firstRevision: 0, lastRevision: 0, repeated: false };
  }
}

@Module({
  controllers: [BareController],
  providers: [TokenGuard, { provide: Tokens, useFactory: openTokens }],
})
class BareModule {}

function openTokens(): Promise<Tokens> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return Tokens.open({ read: () => Promise.resolve(pem) }, systemClock);
}

/**
 * The limit of a command over HTTP: Nest on Fastify with one route, the same class validated on the same settings, the
 * same token check, and no work behind it.
 */
async function main(port: number): Promise<void> {
  Logger.overrideLogger(['error']);
  const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter());
  app.useGlobalPipes(
    new ValidationPipe({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: false },
    }),
  );
  app.enableShutdownHooks(['SIGTERM']);
  await app.listen(port, '127.0.0.1');
  const url = await app.getUrl();
  const { token } = await app.get(Tokens).issue('account-bench', 0);
  process.stdout.write(`${JSON.stringify({ url, token })}\n`);
}

void main(Number(process.env['BENCH_PORT'] ?? 0));
