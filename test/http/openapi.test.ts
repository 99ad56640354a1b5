import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { commandCatalogue } from '../../src/app/bus/command-catalogue';
import { controllers } from '../../src/http/http.module';
import { openApiOf } from '../../src/http/openapi/document';
import { routesOf } from '../../src/http/openapi/routes';
import { schemaOf, type Schema } from '../../src/http/openapi/schema-of';
import { DecideOnSpot, OpenOnSite } from '../../src/domain/penalty-case/simple/commands';
import { AdoptRulePack, ConfirmOrgan } from '../../src/domain/registers/organ-commands';

const document = openApiOf(controllers, '1.2.3');
const schemas = document.components?.schemas as Record<string, Schema>;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, Record<string, unknown>>).map(([method, operation]) => ({
    ...{ path, method, operation },
  })),
);

/** Every `$ref` anywhere in a value. */
function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' ? [String(member)] : refsIn(member),
  );
}

describe('the description of the interface', () => {
  it('has every route of the controllers', () => {
    const described = operations.map(({ path, method }) => `${method} ${path}`);
    const registered = routesOf(controllers).map(
      ({ path, method }) => `${method} ${path.replace(/:(\w+)/gu, '{$1}')}`,
    );
    expect(described.sort()).toEqual(registered.sort());
    expect(described.length).toBeGreaterThan(70);
  });

  it('says in both languages what each does', () => {
    const silent = operations.filter(
      ({ operation }) => !/\p{Script=Han}/u.test(String(operation['summary'])),
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('refers to nothing that is not there', () => {
    const missing = refsIn(document).filter(
      (ref) => schemas[ref.replace('#/components/schemas/', '')] === undefined,
    );
    expect(missing).toEqual([]);
  });

  it('names every operation once', () => {
    const ids = operations.map(({ operation }) => operation['operationId']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('asks for a token on everything that is not public', () => {
    const open = operations
      .filter(({ operation }) => operation['security'] === undefined)
      .map(({ path }) => path);
    expect(open.filter((path) => !path.startsWith('/v1/public/')).sort()).toEqual([
      '/health',
      '/metrics',
      '/ready',
      '/v1/sign-in',
    ]);
  });

  it('has a body for every command, with the envelope beside its members', () => {
    const commands = commandCatalogue.flatMap(({ routes }) => routes);
    expect(commands.length).toBeGreaterThan(40);
    for (const { name } of commands) {
      expect(Object.keys(schemas[name]?.properties ?? {})).toEqual(
        expect.arrayContaining(['commandId', 'occurredAt', 'occurredOn', 'actors']),
      );
    }
  });
});

describe('the schema of a class', () => {
  const used: Record<string, Schema> = {};

  it('is what its checks say', () => {
    expect(schemaOf(ConfirmOrgan, used)).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: [
        'name',
        'territory',
        'level',
        'kind',
        'announced',
        'basis',
        'reviewBody',
        'court',
        'bank',
        'from',
      ],
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 200 },
        territory: { type: 'string', pattern: String.raw`^[1-9]\d{5}$` },
        level: { type: 'string', enum: ['national', 'province', 'city', 'county', 'township'] },
        announced: { type: 'string', format: 'date' },
        basis: { type: 'array', minItems: 1, maxItems: 20, items: { $ref: '#/components/schemas/Citation' } },
        bank: { $ref: '#/components/schemas/CollectingAgency' },
      },
    });
    expect(used['Citation']).toMatchObject({ properties: { norm: { maxLength: 200 } } });
  });

  it('puts what holds for each item on the items', () => {
    expect(schemaOf(AdoptRulePack, used).properties?.['packs']).toEqual({
      ...{ type: 'array', minItems: 1, maxItems: 20 },
      items: { type: 'string', minLength: 1, maxLength: 120 },
    });
  });

  it('follows parts within parts', () => {
    schemaOf(OpenOnSite, used);
    schemaOf(DecideOnSpot, used);
    expect(used['Circumstances']?.properties?.['noFaultException']).toEqual({
      $ref: '#/components/schemas/NoFaultException',
    });
    expect(used['PartyStatement']?.required).toEqual(['name', 'kind', 'ageBand', 'capacity']);
  });
});
