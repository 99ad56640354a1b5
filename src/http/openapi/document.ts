import type { Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { CommandEnvelope } from '../commands/command-envelope';
import { answerSchemas } from './answer-schemas';
import { routesOf, type Route } from './routes';
import { refTo, schemaOf, type Schema, type Schemas } from './schema-of';

/** The OpenAPI description of the controllers: routes from Nest's metadata, inputs from the checks that guard them. */
export function openApiOf(controllers: readonly Type[], version: string): OpenAPIObject {
  const schemas: Schemas = { ...answerSchemas };
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routesOf(controllers)) {
    const path = route.path.replace(/:(\w+)/gu, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route, schemas) };
  }
  return {
    openapi: '3.0.3',
    info: {
      title: '痕迹 Henji',
      version,
      description:
        '行政执法案件台账：命令写入、事件留痕、投影可查。拒绝与错误均为 RFC 9457 problem+json，语言随 Accept-Language。\n\n' +
        'Case ledger of administrative law enforcement. Refusals and errors are RFC 9457 problems in the language of Accept-Language.',
    },
    components: {
      schemas: schemas as never,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
    paths: paths,
  };
}

function operationOf({ path, status, access, description, operation }: Route, schemas: Schemas): object {
  const isPublic = access?.kind === 'public' || access?.kind === 'machine';
  const roles = access?.kind === 'roles' ? ` (${access.roles.join(', ')})` : '';
  return {
    operationId: `${tagOf(path)}_${operation}`,
    tags: [tagOf(path)],
    summary: description?.zh ?? operation,
    description: `${description?.en ?? operation}${roles}`,
    ...(isPublic ? {} : { security: [{ token: [] }] }),
    parameters: parametersOf(path, description, schemas),
    ...bodyOf(description, schemas),
    responses: {
      [status]: answerOf(description),
      default: {
        description: 'RFC 9457',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const own = new Set(['password', 'sign-out', 'me']);

function tagOf(path: string): string {
  const tag = path.startsWith('/v1/') ? (path.split('/')[2] ?? '') : 'operations';
  return own.has(tag) ? 'sign-in' : tag;
}

function parametersOf(path: string, description: Route['description'], schemas: Schemas): readonly object[] {
  const inPath = Array.from(path.matchAll(/:(\w+)/gu), ([, name]) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
  }));
  const key = {
    ...{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', format: 'uuid' } },
    description: '命令编号：重发同一命令用同一编号 · the command id; commandId in the body does the same',
  };
  const query = description?.query === undefined ? undefined : schemaOf(description.query, schemas);
  const inQuery = Object.entries(query?.properties ?? {}).map(([name, schema]) => ({
    ...{ name, in: 'query', required: query?.required?.includes(name) ?? false, schema },
  }));
  return [...inPath, ...(description?.idempotent === true ? [key] : []), ...inQuery];
}

function bodyOf(description: Route['description'], schemas: Schemas): object {
  const { body, command, files } = description ?? {};
  if (files !== undefined) return { requestBody: { required: true, content: fileContent(files, true) } };
  if (body === undefined) return {};
  const schema = command === true ? commandBody(body, schemas) : refTo(body, schemas);
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

/** A file by each of its media types, and as a form where one can be sent. */
function fileContent(types: readonly string[], form = false): object {
  const schema: Schema = { type: 'string', format: 'binary' };
  const inForm: Schema = { type: 'object', required: ['file'], properties: { file: schema } };
  const asItIs = Object.fromEntries(types.map((type) => [type, { schema }]));
  return form ? { ...asItIs, 'multipart/form-data': { schema: inForm } } : asItIs;
}

/** A command in its envelope: members of both side by side, because unknown members are refused. */
function commandBody(command: new () => object, schemas: Schemas): Schema {
  const envelope = schemaOf(CommandEnvelope, schemas);
  const own = schemaOf(command, schemas);
  schemas[command.name] = { ...own, properties: { ...envelope.properties, ...own.properties } };
  return { $ref: `#/components/schemas/${command.name}` };
}

function answerOf(description: Route['description']): object {
  const { answer, gives } = description ?? {};
  if (gives !== undefined) return { description: description?.en, content: fileContent(gives) };
  if (answer === undefined) return { description: '—' };
  const schema: Schema = { $ref: `#/components/schemas/${answer}` };
  return { description: answer, content: { 'application/json': { schema } } };
}
