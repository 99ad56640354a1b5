import { list, object, text } from './schema-parts';
import type { Schema } from './schema-of';

/** Answers about tracings (责任倒查). */
export const tracingSchemas: Readonly<Record<string, Schema>> = {
  TracingReport: object({
    ...{ hash: text, report: { type: 'object' as const }, signatures: list({ type: 'object' }) },
    ...{ texts: { type: 'object' as const }, 'sealed?': { type: 'object' as const } },
  }),
  OwnRows: object({
    ...{ person: text, hash: text, tracing: object({ stream: text, number: text }) },
    ...{ finding: { type: 'object' as const }, norms: list({ type: 'object' }) },
    ...{ conditions: list({ type: 'object' }), matrix: list({ type: 'object' }) },
    ...{ knowledge: list({ type: 'object' }), control: list({ type: 'object' }) },
    ...{ evidence: list({ type: 'object' }), statements: list({ type: 'object' }) },
  }),
};
