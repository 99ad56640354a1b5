import { closingDocuments } from './closing';
import { fileContents } from './contents';
import { decisionDocuments } from './decision';
import type { DocumentKind } from './document-kind';
import { executionDocuments } from './execution';
import { filingDocuments } from './filing';
import { hearingDocuments } from './hearing';
import { investigationDocuments } from './investigation';
import { noticeDocuments } from './notice';
import { outOfBandDocuments } from './out-of-band';
import { reviewDocuments } from './review';
import { serviceDocuments } from './service';
import { simpleProcedureDocuments } from './simple-procedure';
import { transferDocuments } from './transfer';

const listedKinds: readonly DocumentKind[] = [
  ...simpleProcedureDocuments,
  ...filingDocuments,
  ...investigationDocuments,
  ...reviewDocuments,
  ...noticeDocuments,
  ...hearingDocuments,
  ...decisionDocuments,
  ...serviceDocuments,
  ...executionDocuments,
  ...transferDocuments,
  ...closingDocuments,
  ...outOfBandDocuments,
];

/** Every kind of document: what is not here is made from no event. The list of the file names all the others. */
export const documentKinds: readonly DocumentKind[] = [...listedKinds, fileContents(listedKinds)];
