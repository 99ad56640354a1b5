import multipart from '@fastify/multipart';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ContentTypeUnsupported } from '../json-body';
import type { Limits } from '../limits';
import { InputInvalid } from '../problem';
import { sendProblem } from '../problem.filter';

/** The body of the route is a file, and goes to it as a stream. */
export const TakesFileBody = (): MethodDecorator => RouteConfig({ takesFile: true });

const takesFile = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as { takesFile?: boolean } | undefined)?.takesFile === true;

const isForm = ({ headers }: FastifyRequest): boolean =>
  /^multipart\/form-data\b/iu.test(headers['content-type'] ?? '');

/**
 * Let files through to the routes that take them, unread. Every other route takes a body of JSON alone, and has to have
 * it within `arrivalMs`: a connection that is kept busy by a trickle of bytes is worth that much and no more.
 */
export function passFilesOn(fastify: FastifyInstance, limits: Limits): void {
  fastify.addContentTypeParser('*', (request, payload, done) => {
    if (takesFile(request)) done(null, payload);
    else done(new ContentTypeUnsupported());
  });
  void fastify.register(multipart, {
    limits: { files: 1, fields: 0, parts: 1, headerPairs: 20, fileSize: limits.fileBytes + 1 },
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (takesFile(request)) done();
    else if (isForm(request)) done(new ContentTypeUnsupported());
    else {
      endWithin(limits.arrivalMs, request, reply);
      done();
    }
  });
}

/** Answer 408 and close where the body has not arrived in time. */
function endWithin(ms: number, request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = request;
  if (
    raw.complete ||
    (raw.headers['content-length'] === undefined && raw.headers['transfer-encoding'] === undefined)
  )
    return;
  const timer = setTimeout(() => {
    void reply.header('connection', 'close');
    sendProblem({ statusCode: 408 }, request, reply);
  }, ms).unref();
  const stop = (): void => {
    clearTimeout(timer);
  };
  raw.once('end', stop);
  raw.once('close', stop);
}

/** A file in the body of a request, as it is or as the one file of a form. */
export interface FileBody {
  readonly content: AsyncIterable<Uint8Array>;
  /** Media type that the sender says it has. */
  readonly type?: string;
}

/** @throws ContentTypeUnsupported for JSON or no body; InputInvalid for a form without a file */
export async function fileBodyOf(request: FastifyRequest): Promise<FileBody> {
  if (isForm(request)) {
    const part = await request.file();
    if (part === undefined) throw new InputInvalid([noFile]);
    return { content: part.file, ...declared(part.mimetype) };
  }
  const { body } = request;
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body))
    throw new ContentTypeUnsupported();
  // The socket has to outlive a body that is not read to its end: the answer goes out over it.
  const content = request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  return { content, ...declared(request.headers['content-type']) };
}

const noFile = { field: 'file', zh: '表单中没有文件', en: 'there is no file in the form' };

/** `application/octet-stream` says nothing, and neither do parameters. */
function declared(header: string | undefined): { readonly type?: string } {
  const type = header?.split(';')[0]?.trim().toLowerCase() ?? '';
  return type === '' || type === 'application/octet-stream' ? {} : { type };
}
