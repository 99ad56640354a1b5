import { RequestMethod, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { accessOf, type Access } from '../access';
import { descriptionOf, type Description } from './describe';

/** A route as its controller declares it. */
export interface Route {
  readonly method: 'get' | 'post';
  /** As Fastify writes it: `/v1/cases/:stream/timeline`. */
  readonly path: string;
  /** Method of the controller. */
  readonly operation: string;
  readonly status: number;
  readonly access: Access | undefined;
  readonly description: Description | undefined;
}

/** Every route of the controllers, read off the metadata by which Nest itself registers them. */
export const routesOf = (controllers: readonly Type[]): readonly Route[] =>
  controllers.flatMap((controller) => {
    const prototype = controller.prototype as Readonly<Record<string, object>>;
    return Object.getOwnPropertyNames(prototype).flatMap((operation) => {
      const method = operation === 'constructor' ? undefined : prototype[operation];
      return method === undefined ? [] : (routeOf(controller, operation, method) ?? []);
    });
  });

function routeOf(controller: Type, operation: string, handler: object): Route | undefined {
  const verb = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
  if (verb === undefined) return undefined;
  const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
  const own = Reflect.getMetadata(PATH_METADATA, handler) as string;
  const method = verb === RequestMethod.POST ? 'post' : 'get';
  return {
    method,
    path: `/${[base, own]
      .map((part) => part.replace(/^\/|\/$/gu, ''))
      .filter(Boolean)
      .join('/')}`,
    operation,
    status:
      (Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined) ??
      (method === 'post' ? 201 : 200),
    access: accessOf(handler, controller),
    description: descriptionOf(handler),
  };
}
