import { Controller, Get, Header, HttpStatus, Res } from '@nestjs/common';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply } from 'fastify';
import { Allow } from './access';
import { Metrics } from './metrics';
import { Answers } from './openapi/describe';
import { REQUEST_RATE } from './rates';
import { ServiceState } from './service-state';

/** For whoever runs the service: is it up, can it work, how does it fare. */
@Controller()
export class OperationsController {
  constructor(
    private readonly state: ServiceState,
    private readonly metrics: Metrics,
  ) {}

  @Get('health')
  @SkipThrottle({ [REQUEST_RATE]: true })
  @Allow({ kind: 'public' })
  @Answers('Health', '进程存活', 'The process is up')
  health(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Allow({ kind: 'public' })
  @Answers('Readiness', '账本与投影可用', 'Ledger and projections can be used')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const { ready, checks } = await this.state.ready();
    if (!ready) reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return { status: ready ? 'ready' : 'not-ready', checks };
  }

  @Get('metrics')
  @Allow({ kind: 'machine' })
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Answers(undefined, '运行指标（Prometheus）', 'Metrics for Prometheus')
  async read(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
