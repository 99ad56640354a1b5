import { createHash } from 'node:crypto';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CaseDocuments, DocumentNotFound, type DocumentView } from '../../app/documents/case-documents';
import { Allow, type GuardedRequest } from '../access';
import { Answers, GivesFile, TakesQuery } from '../openapi/describe';
import { itemsOf, type Page } from '../paging';
import { readQuery } from '../queries/asking';
import { caseReaders } from '../queries/cases.controller';
import { PurposeMembers, ReadsCase } from '../reading.guard';
import { About } from '../scope.guard';
import { TextForm } from '../text-form';

export class VersionQuery extends PurposeMembers {
  /** Version of the document; the newest without it. */
  @IsOptional()
  @TextForm(/^[1-9]\d{0,3}$/u, {
    zh: '版本号，自 1 起的整数',
    en: 'the number of a version, a whole number from 1',
  })
  version?: string;
}

/** Documents (文书) of a case, made from its record. */
@Controller('v1/cases/:stream/documents')
@Allow({ kind: 'roles', roles: caseReaders })
export class DocumentsController {
  constructor(private readonly documents: CaseDocuments) {}

  @Get()
  @About('case')
  @ReadsCase('documents')
  @TakesQuery(PurposeMembers)
  @Answers('DocumentPage', '案件文书目录', 'The documents of a case')
  async documentsOf(@Req() request: GuardedRequest): Promise<Page<DocumentView>> {
    return itemsOf(await this.documents.list(parametersOf(request).stream));
  }

  @Get(':document.json')
  @About('case')
  @ReadsCase('document')
  @TakesQuery(VersionQuery)
  @Answers('DocumentModel', '文书内容', 'What a document says')
  documentModel(@Req() request: GuardedRequest) {
    const { stream, document, version } = parametersOf(request);
    return this.documents.model(stream, document, version);
  }

  @Get(':document.pdf')
  @About('case')
  @ReadsCase('document')
  @TakesQuery(VersionQuery)
  @GivesFile(
    ['application/pdf'],
    '文书（PDF）；同一记录每次生成的字节相同',
    'A document as PDF, the same bytes each time',
  )
  async documentPdf(@Req() request: GuardedRequest, @Res() reply: FastifyReply): Promise<void> {
    const { stream, document, version } = parametersOf(request);
    const pdf = await this.documents.pdf(stream, document, version);
    void reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', `inline; filename="${document}.pdf"`)
      .header('repr-digest', `sha-256=:${createHash('sha256').update(pdf).digest('base64')}:`)
      .send(pdf);
  }
}

const id = /^[a-z][a-z0-9-]{0,59}-\d{1,9}$/u;

function parametersOf(request: GuardedRequest) {
  const { stream, document = '' } = request.params as { readonly stream: string; readonly document?: string };
  if (document !== '' && !id.test(document)) throw new DocumentNotFound('—');
  const { version } = readQuery(VersionQuery, request);
  return { stream, document, version: version === undefined ? undefined : Number(version) };
}
