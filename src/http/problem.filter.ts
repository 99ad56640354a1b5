import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CommandRefused } from '../app/command-path';
import { languageOf } from './language';
import { isSealedRoute } from './sealed-routes';
import { Metrics } from './metrics';
import { problemOf } from './problem';

/** Answers everything thrown as an RFC 9457 problem, in the sender's language; logs what is a fault of ours. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log = new Logger('http');

  constructor(private readonly metrics: Metrics) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (error instanceof CommandRefused && !isSealedRoute(request.routeOptions.url ?? ''))
      this.metrics.refused(error.broken.map(({ code }) => code));
    sendProblem(error, request, http.getResponse<FastifyReply>(), this.#log);
  }
}

/** Write the problem of an error as the answer. Faults of ours are logged with the request id and without the body. */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log?: { error(message: unknown): void },
): void {
  if (reply.sent) return;
  const language = languageOf(request.headers['accept-language']);
  const problem = problemOf(error, language, request.id);
  if (problem.status >= 500) log?.error({ requestId: request.id, code: problem.code, err: error });
  const retry = retryAfter(problem);
  void reply
    .code(problem.status)
    .headers({
      'cache-control': 'no-store',
      'content-language': language,
      ...(retry === undefined ? {} : { 'retry-after': retry }),
    })
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem, textOfBigints));
}

function retryAfter({
  status,
  retryAfter: seconds,
}: {
  status: number;
  [member: string]: unknown;
}): string | undefined {
  if (typeof seconds === 'number') return `${Math.max(1, Math.ceil(seconds))}`;
  return status === 503 ? '1' : undefined;
}

const textOfBigints = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;
