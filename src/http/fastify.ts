import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { passFilesOn } from './files/file-body';
import { readJsonBodies } from './json-body';
import type { Limits } from './limits';
import { problemOf } from './problem';
import { sendProblem } from './problem.filter';
import { InputUnfit } from './text-check';

/** A request id that the sender may choose: it goes into logs and records as correlation id. */
const fitId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u;

/** The adapter with everything that happens before and outside of Nest: ids, parsing, bounds, broken requests. */
export function fastifyAdapter(limits: Limits): FastifyAdapter {
  const adapter = new FastifyAdapter({
    logger: false,
    bodyLimit: limits.bodyBytes,
    genReqId: ({ headers }: IncomingMessage) => requestId(headers['x-request-id']),
    // Addresses are taken from X-Forwarded-For only where a proxy on this machine wrote it.
    trustProxy: 'loopback',
    requestTimeout: limits.fileArrivalMs,
    http: { headersTimeout: limits.arrivalMs },
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(error, request, reply);
    },
    clientErrorHandler: answerBrokenRequest,
    skipMiddie: true,
  });
  const fastify = adapter.getInstance();
  readJsonBodies(fastify, limits.bodyDepth);
  passFilesOn(fastify, limits);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(everywhere);
    reply.header('x-request-id', request.id);
    done();
  });
  return adapter;
}

/**
 * What every answer tells browsers and caches. Everything comes from this machine alone; the page of the description
 * has its styles inline. What only browsers of the last decade looked at is left out.
 */
const everywhere: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join(';'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

const requestId = (header: string | string[] | undefined): string =>
  typeof header === 'string' && fitId.test(header) ? header : randomUUID();

/** What is not even HTTP has no request and no language: the answer is written to the socket as it is. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const status = statusOfBroken[error.code ?? ''] ?? 400;
  const problem = problemOf(
    status === 400
      ? new InputUnfit('请求不是合法的 HTTP', 'the request is not valid HTTP')
      : { statusCode: status },
    'zh',
    randomUUID(),
  );
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${status} ${reason[status]}\r\n` +
      `Content-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  );
}

const statusOfBroken: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
const reason: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};
