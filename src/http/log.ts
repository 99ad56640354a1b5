import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { GuardedRequest } from './access';
import { isSealedRoute } from './sealed-routes';

/** Nest's own messages as lines of the log; how it wires itself up is of interest to nobody but at `debug`. */
export function nestLog(log: Logger): LoggerService {
  const at =
    (level: 'debug' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.findLast((part) => typeof part === 'string');
      if (typeof message === 'object' && message !== null) log[level]({ ...message, context });
      else log[level]({ context }, String(message));
    };
  return {
    log: at('debug'),
    error: at('error'),
    warn: at('warn'),
    debug: at('debug'),
    verbose: at('debug'),
    fatal: at('fatal'),
  };
}

/**
 * One line for each answered request: method, template of the route, status, time, account. Never an address with its
 * parameters, a query, a body or a header: those name people and cases. At `debug` where all went well.
 */
export function logRequests(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const level = reply.statusCode >= 500 ? 'error' : 'debug';
    const untold = level === 'debug' && isSealedRoute(request.routeOptions.url ?? '');
    if (!untold && log.isLevelEnabled(level)) {
      const { identity } = request as GuardedRequest;
      log[level]({
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...(identity !== undefined && 'principal' in identity ? { account: identity.principal.account } : {}),
      });
    }
    done();
  });
}
