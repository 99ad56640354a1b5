import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { HenjiError } from '../kernel/errors';
import type { BrokenRule } from '../kernel/guard';
import type { Language } from './language';
import { statusOf } from './statuses';

/** An error answer as RFC 9457 has it, with members of our own after `instance`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The request, by the id that is in the log and in `x-request-id`. */
  readonly instance: string;
  readonly code: string;
  readonly field?: string;
  readonly wayOut?: string;
  /** Every rule that stands in the way, in the order of the report. */
  readonly broken?: readonly {
    readonly code: string;
    readonly article: readonly string[];
    readonly zh: string;
    readonly en: string;
    readonly field?: string;
  }[];
  /** Every member of the input that is wrong. */
  readonly fields?: readonly FieldError[];
  readonly [member: string]: unknown;
}

/** One member of the input and what is wrong with it. */
export interface FieldError {
  /** Path: `party.name`, `items.0`. */
  readonly field: string;
  readonly zh: string;
  readonly en: string;
}

/** What was sent is well-formed and does not fit; names every member that is wrong. */
export class InputInvalid extends HenjiError {
  constructor(readonly fields: readonly FieldError[]) {
    super({
      code: 'input-invalid',
      zh: `有 ${fields.length} 处填写不符合要求`,
      en: `${fields.length} members do not fit`,
      ...(fields[0] === undefined ? {} : { field: fields[0].field }),
      // Whoever sends ten thousand wrong parts is not sent ten thousand texts back.
      details: { fields: fields.slice(0, MOST_FIELDS) },
    });
  }
}

const MOST_FIELDS = 200;

/** Titles of classes of problems; the detail says what happened this time. */
const titles: Readonly<Record<number, { readonly zh: string; readonly en: string }>> = {
  400: { zh: '请求有误', en: 'Bad request' },
  401: { zh: '需要登录', en: 'Sign-in needed' },
  403: { zh: '无权办理', en: 'Not allowed' },
  404: { zh: '未找到', en: 'Not found' },
  408: { zh: '请求超时', en: 'Request timed out' },
  409: { zh: '与当前状态冲突', en: 'Conflict' },
  413: { zh: '请求体过大', en: 'Request too large' },
  415: { zh: '内容类型不受支持', en: 'Unsupported content type' },
  422: { zh: '不予受理', en: 'Refused' },
  429: { zh: '请求过于频繁', en: 'Too many requests' },
  431: { zh: '请求头过大', en: 'Request headers too large' },
  500: { zh: '内部错误', en: 'Internal error' },
  503: { zh: '暂时无法办理', en: 'Unavailable for now' },
};

/** The problem document of anything thrown. What is not ours tells nothing but the request id. */
export function problemOf(error: unknown, language: Language, requestId: string): Problem {
  const known = henjiErrorOf(error);
  const status = statusOf[known.code] ?? 500;
  const title = titles[status]?.[language] ?? STATUS_CODES[status] ?? '';
  return {
    type: `urn:problem-type:henji:${known.code}`,
    title,
    status,
    detail: known[language],
    instance: `urn:henji:request:${requestId}`,
    code: known.code,
    ...(known.field === undefined ? {} : { field: known.field }),
    ...(known.wayOut === undefined ? {} : { wayOut: known.wayOut[language] }),
    ...membersOf(known),
  };
}

function membersOf(error: HenjiError): Record<string, unknown> {
  const { broken, fields, ...rest } = (error.details ?? {}) as {
    broken?: readonly BrokenRule[];
    fields?: readonly FieldError[];
  };
  return {
    ...(broken === undefined ? {} : { broken: broken.map(brokenMember) }),
    ...(fields === undefined ? {} : { fields }),
    ...rest,
  };
}

const brokenMember = ({ code, guard, basis, zh, en, field }: BrokenRule): object => ({
  ...{ code, guard, article: basis, zh, en },
  ...(field === undefined ? {} : { field }),
});

/** The code and texts of what the framework throws, by its status. */
const framework: Readonly<
  Record<number, { readonly code: string; readonly zh: string; readonly en: string }>
> = {
  400: { code: 'bad-request', zh: '请求无法识别', en: 'the request cannot be read' },
  404: { code: 'no-such-route', zh: '没有这个地址', en: 'there is no such address' },
  408: { code: 'request-timeout', zh: '请求未在时限内送达', en: 'the request took too long to arrive' },
  413: { code: 'body-too-large', zh: '请求体超过大小上限', en: 'the request body is larger than allowed' },
  415: {
    code: 'content-type-unsupported',
    zh: '请求体只能是 application/json（UTF-8）',
    en: 'a request body must be application/json in UTF-8',
  },
  431: {
    code: 'headers-too-large',
    zh: '请求头超过大小上限',
    en: 'the request headers are larger than allowed',
  },
};

/** Any error as one of ours. */
export function henjiErrorOf(error: unknown): HenjiError {
  if (error instanceof HenjiError) return error;
  const status = frameworkStatus(error);
  const parts = framework[status] ?? (status < 500 ? framework[400] : undefined);
  return new HenjiError({
    ...(parts ?? {
      code: 'internal-error',
      zh: '服务内部错误，已记录；请向管理员提供请求编号',
      en: 'an error inside the service, which was logged; tell the administrator the request id',
    }),
    cause: error,
  });
}

function frameworkStatus(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null | undefined)?.statusCode;
  return typeof status === 'number' ? status : 500;
}
