import type { DocumentKind } from './document-kind';
import { simpleProcedureDocuments } from './simple-procedure';

/** Every kind of document: what is not here is made from no event. */
export const documentKinds: readonly DocumentKind[] = [...simpleProcedureDocuments];
