import { closingDocuments } from './closing';
import { decisionDocuments } from './decision';
import type { DocumentKind } from './document-kind';
import { hearingDocuments } from './hearing';
import { noticeDocuments } from './notice';
import { reviewDocuments } from './review';
import { serviceDocuments } from './service';
import { simpleProcedureDocuments } from './simple-procedure';
import { transferDocuments } from './transfer';

/** Every kind of document: what is not here is made from no event. */
export const documentKinds: readonly DocumentKind[] = [
  ...simpleProcedureDocuments,
  ...reviewDocuments,
  ...noticeDocuments,
  ...hearingDocuments,
  ...decisionDocuments,
  ...serviceDocuments,
  ...transferDocuments,
  ...closingDocuments,
];
