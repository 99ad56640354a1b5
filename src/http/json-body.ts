import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { HenjiError } from '../kernel/errors';
import { repeatedMember } from './json-members';
import { checkInput, InputUnfit } from './text-check';

/** The body is no JSON, or no UTF-8. */
class BodyNotJson extends HenjiError {
  constructor() {
    super({
      code: 'body-not-json',
      zh: '请求体不是合法的 UTF-8 JSON',
      en: 'the request body is not valid JSON in UTF-8',
      wayOut: { zh: '检查引号、逗号和编码', en: 'check quotes, commas and the encoding' },
    });
  }
}

/** The one content type that is read (RFC 8259: UTF-8, no other charset). */
const json = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/iu;

/** The body is sent as something else than JSON in UTF-8. */
export class ContentTypeUnsupported extends HenjiError {
  constructor() {
    super({
      code: 'content-type-unsupported',
      zh: '请求体只能是 application/json（UTF-8）',
      en: 'a request body must be application/json in UTF-8',
      wayOut: { zh: '设置 Content-Type: application/json', en: 'send Content-Type: application/json' },
    });
  }
}

/**
 * Read bodies as JSON and, but on routes for files, as nothing else: valid UTF-8, no `__proto__` or `constructor` members that would reach a
 * prototype, no member twice, nested no deeper than `deepest`, no text that the ledger could not keep.
 */
export function readJsonBodies(fastify: FastifyInstance, deepest: number): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const refusal = !json.test(request.headers['content-type'] ?? '')
      ? new ContentTypeUnsupported()
      : isUtf8(body)
        ? undefined
        : new BodyNotJson();
    if (refusal !== undefined) {
      done(refusal);
      return;
    }
    const text = body.toString('utf8');
    void parse(request, text, (error, value: unknown) => {
      done(error === null ? (flawOf(value, deepest) ?? repeatedIn(text, value)) : new BodyNotJson(), value);
    });
  });
}

function repeatedIn(text: string, value: unknown): Error | null {
  const name = repeatedMember(text, value);
  if (name === undefined) return null;
  return new InputUnfit(`${name} 重复出现`, `the member ${name} stands twice`, name);
}

function flawOf(value: unknown, deepest: number): Error | null {
  try {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return new InputUnfit('请求体应为 JSON 对象', 'the request body must be a JSON object');
    }
    checkInput(value, deepest);
    return null;
  } catch (error) {
    return error as Error;
  }
}
